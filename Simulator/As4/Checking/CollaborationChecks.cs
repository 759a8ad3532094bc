using Ics2.As4.Messages;
using Ics2.As4.Profiles;

namespace Ics2.As4.Checking;

/// <summary>The checks on agreement, service, action and what stands beside them (ICD 4.2.3, 4.2.4).</summary>
internal sealed class CollaborationChecks(Profile profile)
{
    private const int MaxShown = 100;

    private readonly string[] _agreements = [profile.Agreement, .. profile.OtherAgreements];

    public bool IsTest(UserMessage message) => message.Service.Value == profile.TestService && message.Action == profile.TestAction;

    public void Check(CheckList checks, UserMessage message, Direction direction)
    {
        CheckAgreement(checks, message);
        if (!IsTest(message))
        {
            CheckServiceAndAction(checks, message, direction);
        }

        checks.Advise(
            "header.conversation",
            "ICD 4.2.3.4; spec/field F-18",
            "the ConversationId has a value",
            message.ConversationId.Length > 0,
            "any value, for example 1; its content is ignored",
            message.ConversationId.Length > 0 ? message.ConversationId : "empty",
            "The ConversationId is empty; customs ignores it, others refuse that.",
            "set the ConversationId to 1, or to a UUID"
        );
        checks.Require(
            "header.properties",
            "ICD 4.2.4",
            "there are no message properties",
            message.MessagePropertyCount == 0,
            EbmsErrorCode.ProcessingModeMismatch,
            "none",
            $"{message.MessagePropertyCount}",
            $"The message has {message.MessagePropertyCount} MessageProperties; ICS2 uses none.",
            "leave out originalSender and finalRecipient; they belong to other networks"
        );
    }

    private void CheckAgreement(CheckList checks, UserMessage message)
    {
        var (value, type) = (message.Agreement?.Value, message.Agreement?.Type);
        checks.Require(
            "header.agreement",
            "ICD 4.2.3.1, 5.7",
            "the agreement names the interface version",
            value is not null && _agreements.Contains(value, StringComparer.Ordinal),
            EbmsErrorCode.ValueNotRecognized,
            string.Join(" or ", _agreements),
            value ?? "absent",
            value is null ? "AgreementRef is absent." : $"AgreementRef is '{Shorten(value)}'.",
            $"set AgreementRef to {profile.Agreement}; V1.0 was Release 1, Releases 2 and 3 use V2.0"
        );
        checks.Require(
            "header.agreement.type",
            "ICD 4.2.3.1",
            "the agreement has its type",
            type == profile.AgreementType,
            EbmsErrorCode.ValueNotRecognized,
            profile.AgreementType,
            type ?? "absent",
            type is null ? "AgreementRef has no type attribute." : $"The type of AgreementRef is '{Shorten(type)}'.",
            $"set the type attribute of AgreementRef to {profile.AgreementType}"
        );
        checks.Require(
            "header.agreement.pmode",
            "ICD Annex 2",
            "the agreement has no pmode attribute",
            message.AgreementPMode is null,
            EbmsErrorCode.ProcessingModeMismatch,
            "absent",
            message.AgreementPMode ?? "absent",
            $"AgreementRef has a pmode attribute, '{Shorten(message.AgreementPMode ?? "")}'.",
            "switch sending of the P-Mode id in AgreementRef off"
        );
    }

    private void CheckServiceAndAction(CheckList checks, UserMessage message, Direction direction)
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
            message.Service.Value,
            $"The Service is '{Shorten(message.Service.Value)}'.",
            $"set Service to {service}"
        );
        checks.Require(
            "header.service.type",
            "ICD 4.2.3.2",
            "the service has its type",
            message.Service.Type == profile.ServiceType,
            EbmsErrorCode.ValueNotRecognized,
            profile.ServiceType,
            message.Service.Type ?? "absent",
            message.Service.Type is { } type ? $"The type of Service is '{Shorten(type)}'." : "Service has no type attribute.",
            $"set the type attribute of Service to {profile.ServiceType}"
        );
        checks.Require(
            "header.action",
            "ICD Annex 1",
            "the action is a message id of this direction",
            actions.Contains(message.Action, StringComparer.Ordinal),
            EbmsErrorCode.ValueNotRecognized,
            "a message id such as " + actions[0],
            message.Action,
            $"The Action '{Shorten(message.Action)}' is not a message id of this direction.",
            "set eb:Action to the message id, which is the root element of the document"
        );
    }

    private static string Shorten(string text) => text.Length > MaxShown ? text[..MaxShown] : text;
}
