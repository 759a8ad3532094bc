using Ics2.As4.Messages;

namespace Ics2.AccessPoint.Receiving;

/// <summary>What the interface has and this version of the simulator lacks: amendments, invalidation, arrival, consultation, answers to customs' requests.</summary>
internal static class NotOfferedYet
{
    private static readonly string[] Actions = ["IE3A", "IE3Q04", "IE3Q05", "IE3N06", "IE3R02", "IE3R03"];

    public static EbmsError? Check(UserMessage header) =>
        Array.Exists(Actions, action => header.Action.StartsWith(action, StringComparison.Ordinal))
            ? new EbmsError(EbmsErrorCode.ValueNotRecognized, $"This version of the simulator does not offer the action {header.Action} yet.")
            {
                CheckId = "header.action-offered",
                Expected = "a filing, IE3F10 to IE3F51, or the connectivity test",
                Found = header.Action,
                Remedy = "Nothing is wrong with your message: the real access point takes this action, a later version of the simulator will too.",
                Source = "ICD Annex 1",
            }
            : null;
}
