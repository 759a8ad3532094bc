using Ics2.As4.Checking;
using Ics2.As4.Messages;
using Ics2.As4.Sealing;

namespace Ics2.AccessPoint.Receiving;

/// <summary>Verifies the seal and holds it against the policy of the profile: token, algorithms, what has to be signed.</summary>
internal sealed class VerifySeal(SealVerifier verifier, SealPolicy policy) : IReceiveStep
{
    public ValueTask<EbmsError?> TakeAsync(Exchange exchange, CancellationToken cancellationToken)
    {
        exchange.Seal = verifier.Verify(exchange.Envelope, exchange.Package);
        return new(policy.Check(exchange.Envelope, exchange.Package, exchange.Seal).FirstError());
    }
}
