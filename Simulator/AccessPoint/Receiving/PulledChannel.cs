using Ics2.As4.Messages;
using Ics2.As4.Profiles;
using Ics2.Trust.Certificates;

namespace Ics2.AccessPoint.Receiving;

/// <summary>Whose channel a pull request asks for. Says nothing about whether the party exists or has mail.</summary>
internal static class PulledChannel
{
    public static (TraderPartyId? Owner, EbmsError? Error) Owner(PullRequest pull, Profile profile)
    {
        if (pull.Mpc is not { PartyId: { } party } mpc || mpc != Mpc.ForParty(profile.MpcToTrader, party))
        {
            // The default channel must not be used for pull, and each channel belongs to one party (eDelivery AS4 1.5.5.5).
            return (
                null,
                Unknown(profile, pull.Mpc?.Value ?? "the default channel", "The pull request does not name a channel of this access point.")
            );
        }

        return TraderPartyId.TryParse(party, out var owner, out var why)
            ? (owner, null)
            : (null, Unknown(profile, mpc.Value, $"The pull request names a channel of no party: {why}"));
    }

    private static EbmsError Unknown(Profile profile, string found, string text) =>
        new(EbmsErrorCode.ProcessingModeMismatch, text)
        {
            CheckId = "pull.channel",
            Expected = $"{profile.MpcToTrader}/EORI/ followed by your full party id",
            Found = found,
            Remedy = "Set the mpc attribute of eb:PullRequest to your own channel.",
            Source = "ICD 4.1.3.3",
        };
}
