using Ics2.As4.Checking;
using Ics2.As4.Messages;

namespace Ics2.AccessPoint.Receiving;

/// <summary>
/// Checks the header against the profile, as Domibus finds the P-Mode before it looks at the seal (as4-profile d1, step 2).
/// </summary>
internal sealed class MatchProfile(ProfileMatcher matcher) : IReceiveStep
{
    public ValueTask<EbmsError?> TakeAsync(Exchange exchange, CancellationToken cancellationToken) =>
        new(matcher.Check(exchange.Envelope, exchange.Package, Direction.ToCustoms).FirstError());
}
