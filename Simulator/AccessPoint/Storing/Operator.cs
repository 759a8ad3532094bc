using Ics2.Contract.Traders;
using Ics2.Trust.Certificates;

namespace Ics2.AccessPoint.Storing;

/// <summary>What the access point knows about a trader's technical connection.</summary>
/// <param name="PartyId">The trader, or one of its systems.</param>
/// <param name="Channel">How it gets messages.</param>
/// <param name="PushUrl">Where to push; required for push.</param>
/// <param name="Connected">False while the trader's side is known to be down: nothing is pushed meanwhile.</param>
internal sealed record Operator(TraderPartyId PartyId, ReplyChannel Channel, string? PushUrl, bool Connected)
{
    /// <summary>Holds an AEOS authorisation (lifecycle 1.2).</summary>
    public bool AeoSecurity { get; init; }

    /// <summary>Messages it does not want, of R01 (as carrier), N02, N03, N04, N05, N07 and N09; by default it wants all (DEC-1).</summary>
    public IReadOnlyList<string> Unsubscribed { get; init; } = [];

    /// <summary>What holds for a party that nobody has entered: its messages wait to be pulled.</summary>
    /// <param name="partyId">The trader, or one of its systems.</param>
    /// <returns>The default entry.</returns>
    public static Operator Unknown(TraderPartyId partyId) => new(partyId, ReplyChannel.Pull, PushUrl: null, Connected: true);
}
