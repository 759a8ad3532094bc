using Ics2.As4.Envelopes;
using Ics2.As4.Messages;
using Ics2.As4.Mime;
using Ics2.As4.Names;
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
        CheckPackaging(checks, envelope, package);
        switch (envelope)
        {
            case { UserMessage: { } message }:
                CheckParties(checks, message, direction);
                CheckCollaboration(checks, message, direction);
                _parts.Check(checks, message, package, direction);
                break;

            case { Signal: PullRequest pull }:
                checks.Require(
                    "pull.mpc",
                    "ICD 4.1.3.3",
                    "a pull request names the puller's own channel",
                    IsPartyChannel(pull.Mpc),
                    EbmsErrorCode.ProcessingModeMismatch,
                    Mpc.ForParty(profile.MpcToTrader, "<party id>").Value,
                    pull.Mpc?.Value ?? "the default channel",
                    "set the MPC of the pull leg to your own channel"
                );
                break;

            case { Signal: Receipt receipt }:
                checks.Require(
                    "receipt.ref",
                    "ICD 4.3.1",
                    "a receipt names the message it acknowledges",
                    !string.IsNullOrEmpty(receipt.RefToMessageId),
                    EbmsErrorCode.InvalidReceipt,
                    "eb:RefToMessageId",
                    "none"
                );
                break;

            default:
                break;
        }

        return checks.Items;
    }

    private bool IsPartyChannel(Mpc? mpc) =>
        mpc is { PartyId.Length: > 0 } && mpc.Value.StartsWith(profile.MpcToTrader + "/", StringComparison.Ordinal);

    private static void CheckPackaging(CheckList checks, Envelope envelope, MimePackage package)
    {
        checks.Require(
            "mime.line-ends",
            "RFC 2046 5.1.1",
            "MIME lines end with CR LF",
            !package.BareLineFeeds,
            EbmsErrorCode.MimeInconsistency,
            "CR LF",
            "bare LF"
        );
        checks.Advise(
            "mime.multipart",
            "as4-profile g, MIME always",
            "the message is packed as multipart/related",
            package.IsMultipart,
            "multipart/related",
            "a bare SOAP envelope"
        );
        var type = ContentType.TryParse(package.Root.ContentType, out var parsed, out _) ? parsed : null;
        var charset = type?.Charset;
        checks.Require(
            "envelope.charset",
            "SOAP 1.2; ICD 4.2.5",
            "the envelope is UTF-8",
            charset is null or "utf-8",
            EbmsErrorCode.ValueInconsistent,
            "utf-8",
            charset
        );
        checks.Advise(
            "envelope.content-type",
            "as4-profile c",
            "the envelope part is application/soap+xml",
            type?.MediaType == "application/soap+xml",
            "application/soap+xml",
            type?.MediaType ?? package.Root.ContentType
        );
        checks.Advise(
            "envelope.must-understand",
            "ICD Annex 6",
            "eb:Messaging is marked mustUnderstand",
            envelope.Messaging.Attribute(Ns.Soap, "mustUnderstand") is "true" or "1",
            "true",
            envelope.Messaging.Attribute(Ns.Soap, "mustUnderstand") ?? "absent"
        );
        var fault = envelope.Body.Child(Ns.Soap, "Fault") is not null && envelope.Signal is ErrorSignal;
        checks.Require(
            "envelope.body-empty",
            "ICD 4.2.5, 4.2.6",
            "the SOAP Body is empty; documents travel as MIME parts",
            envelope.Body.IsEmpty || fault,
            EbmsErrorCode.ProcessingModeMismatch,
            "an empty Body",
            string.Join(", ", envelope.Body.Children.Take(3)),
            "send the document as a MIME part named by eb:PartInfo"
        );
    }

    private void CheckParties(CheckList checks, UserMessage message, Direction direction)
    {
        var toCustoms = direction == Direction.ToCustoms;
        (toCustoms ? _fromTrader : _fromCustoms).Check(checks, message.From);
        (toCustoms ? _toCustoms : _toTrader).Check(checks, message.To);
    }

    private void CheckCollaboration(CheckList checks, UserMessage message, Direction direction)
    {
        checks.Require(
            "header.agreement",
            "ICD 4.2.3.1, 5.7",
            "the agreement names the interface version",
            message.Agreement?.Value is { } agreement
                && profile.OtherAgreements.Append(profile.Agreement).Contains(agreement, StringComparer.Ordinal),
            EbmsErrorCode.ValueNotRecognized,
            string.Join(" or ", profile.OtherAgreements.Prepend(profile.Agreement)),
            message.Agreement?.Value ?? "absent",
            "V1.0 was Release 1; Releases 2 and 3 use V2.0"
        );
        checks.Require(
            "header.agreement.type",
            "ICD 4.2.3.1",
            "the agreement has its type",
            message.Agreement?.Type == profile.AgreementType,
            EbmsErrorCode.ValueNotRecognized,
            profile.AgreementType,
            message.Agreement?.Type ?? "absent"
        );
        checks.Require(
            "header.agreement.pmode",
            "ICD Annex 2",
            "the agreement has no pmode attribute",
            message.AgreementPMode is null,
            EbmsErrorCode.ProcessingModeMismatch,
            "absent",
            message.AgreementPMode
        );
        if (!IsTest(message))
        {
            var service = direction == Direction.ToCustoms ? profile.ServiceToCustoms : profile.ServiceToTrader;
            var actions = direction == Direction.ToCustoms ? profile.ActionsToCustoms : profile.ActionsToTrader;
            checks.Require(
                "header.service",
                "ICD 4.2.3.2",
                "the service is that of this direction",
                message.Service.Value == service,
                EbmsErrorCode.ValueNotRecognized,
                service,
                message.Service.Value
            );
            checks.Require(
                "header.service.type",
                "ICD 4.2.3.2",
                "the service has its type",
                message.Service.Type == profile.ServiceType,
                EbmsErrorCode.ValueNotRecognized,
                profile.ServiceType,
                message.Service.Type ?? "absent"
            );
            checks.Require(
                "header.action",
                "ICD Annex 1",
                "the action is a message id of this direction",
                actions.Contains(message.Action, StringComparer.Ordinal),
                EbmsErrorCode.ValueNotRecognized,
                "a message id such as IE3F10",
                message.Action,
                "set eb:Action to the message id, which is the root element of the document"
            );
        }

        checks.Require(
            "header.properties",
            "ICD 4.2.4",
            "there are no message properties",
            message.MessagePropertyCount == 0,
            EbmsErrorCode.ProcessingModeMismatch,
            "none",
            $"{message.MessagePropertyCount}",
            "leave out originalSender and finalRecipient; they belong to other networks"
        );
    }

    /// <summary>Whether a message is the connectivity test, which is acknowledged and never delivered (ICD 4.5.1).</summary>
    /// <returns>True for test service and test action.</returns>
    public bool IsTest(UserMessage message) => message.Service.Value == profile.TestService && message.Action == profile.TestAction;
}
