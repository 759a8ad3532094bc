using Ics2.As4.Envelopes;
using Ics2.As4.Messages;
using Ics2.As4.Mime;
using Ics2.As4.Profiles;

namespace Ics2.As4.Checking;

/// <summary>Which way a message travels.</summary>
public enum Direction
{
    /// <summary>From a trader to the access point.</summary>
    ToCustoms,

    /// <summary>From the access point to a trader.</summary>
    ToTrader,
}

/// <summary>Compares a message with the profile field by field (as4-profile a, e, g).</summary>
/// <param name="profile">The AS4 parameters.</param>
public sealed class ProfileMatcher(Profile profile)
{
    private readonly CollaborationChecks _collaboration = new(profile);
    private readonly PartChecks _parts = new(profile);
    private readonly PartyCheck _fromTrader = new(profile, "from", isCustoms: false);
    private readonly PartyCheck _fromCustoms = new(profile, "from", isCustoms: true);
    private readonly PartyCheck _toTrader = new(profile, "to", isCustoms: false);
    private readonly PartyCheck _toCustoms = new(profile, "to", isCustoms: true);

    /// <summary>Makes every check that applies to the kind of message.</summary>
    /// <param name="package">The parts it came with.</param>
    /// <param name="direction">Which way it travels.</param>
    /// <returns>The checks in the order in which the first failure decides.</returns>
    public IReadOnlyList<Check> Check(Envelope envelope, MimePackage package, Direction direction)
    {
        var checks = new CheckList();
        PackagingChecks.Check(checks, envelope, package);
        switch (envelope)
        {
            case { UserMessage: { } message }:
                CheckParties(checks, message, direction);
                _collaboration.Check(checks, message, direction);
                _parts.Check(checks, message, package, direction);
                break;

            case { Signal: PullRequest pull }:
                CheckChannel(checks, pull);
                break;

            case { Signal: Receipt receipt }:
                checks.Require(
                    "receipt.ref",
                    "ICD 4.3.1",
                    "a receipt names the message it acknowledges",
                    !string.IsNullOrEmpty(receipt.RefToMessageId),
                    EbmsErrorCode.InvalidReceipt,
                    "eb:RefToMessageId",
                    receipt.RefToMessageId ?? "none",
                    "The receipt has no RefToMessageId, so it acknowledges nothing.",
                    "copy the MessageId of the message that is acknowledged into RefToMessageId"
                );
                NonRepudiationCheck.Holds(checks, receipt);
                break;

            default:
                break;
        }

        return checks.Items;
    }

    private void CheckChannel(CheckList checks, PullRequest pull)
    {
        var found = pull.Mpc?.Value ?? "the default channel";
        checks.Require(
            "pull.mpc",
            "ICD 4.1.3.3",
            "a pull request names the puller's own channel",
            pull.Mpc is { PartyId.Length: > 0 } mpc && mpc.Value.StartsWith(profile.MpcToTrader + "/", StringComparison.Ordinal),
            EbmsErrorCode.ProcessingModeMismatch,
            Mpc.ForParty(profile.MpcToTrader, "<party id>").Value,
            found,
            $"The pull request asks for the channel (MPC) '{(found.Length > 100 ? found[..100] : found)}', which is no party's own.",
            "set the MPC of the pull leg to your own channel"
        );
    }

    private void CheckParties(CheckList checks, UserMessage message, Direction direction)
    {
        var toCustoms = direction == Direction.ToCustoms;
        (toCustoms ? _fromTrader : _fromCustoms).Check(checks, message.From);
        (toCustoms ? _toCustoms : _toTrader).Check(checks, message.To);
    }

    /// <summary>Whether a message is the connectivity test, which is acknowledged and never delivered (ICD 4.5.1).</summary>
    /// <returns>True for test service and test action.</returns>
    public bool IsTest(UserMessage message) => _collaboration.IsTest(message);
}
