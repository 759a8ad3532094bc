using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Ics2.Customs.Model;
using ActionRequest = Ics2.Contract.Management.ActionRequest;

namespace Ics2.AccessPoint.Management;

/// <summary>What an action that somebody asks for over the management API tells customs to do (lifecycle 10.1).</summary>
internal static class OfficerActions
{
    /// <summary>The command for a filing.</summary>
    /// <param name="asked">The action.</param>
    /// <param name="mrn">The filing.</param>
    /// <param name="command">What customs is told.</param>
    /// <param name="expected">What the action lacks.</param>
    public static bool TryCommand(
        this ActionRequest asked,
        string mrn,
        [NotNullWhen(true)] out AboutFiling? command,
        [NotNullWhen(false)] out string? expected
    )
    {
        command = null;
        expected = null;
        switch (asked.Action)
        {
            case "expireTimer" when Named<TimerKind>(asked.Timer) is { } timer:
                command = new ExpireTimer(mrn, timer, Forced: true);
                break;
            case "expireTimer":
                expected = "timer as one of " + Names<TimerKind>();
                break;
            case "relateHouse" when asked.MasterMrn is { } master:
                command = new RelateHouse(mrn, master, asked.HouseDocument);
                break;
            case "relateHouse":
                expected = "masterMrn";
                break;
            case "dismissProposals":
                command = new DismissProposals(mrn);
                break;
            case "startRiskAnalysis":
                command = new StartRiskAnalysis(mrn);
                break;
            case "setRiskResult" when Named<RiskStage>(asked.Result) is { } result:
                command = new SetRiskResult(mrn, result, [.. asked.Houses], [.. asked.Containers]);
                break;
            case "setRiskResult":
                expected = "result as one of noRisk, riskIdentified, doNotLoad";
                break;
            case "sendReferral" when asked.Asked.Count > 0:
                command = new SendReferral(
                    mrn,
                    [
                        .. asked.Asked.Select(one => new OrderedReferral(
                            one.Type,
                            one.Text,
                            one.Pointer,
                            [.. one.Methods],
                            one.HouseDocument
                        )
                        {
                            Code = one.Code,
                            InformationType = one.InformationType,
                            Documents = [.. one.Documents.Select(document => new DocumentReference(document.Number, document.Type))],
                        }),
                    ]
                );
                break;
            case "sendReferral":
                expected = "type as one of RFI, AMD, RFS, or requests with such types";
                break;
            case "closeReferral" or "escalateReferral" when asked.Reference is { } reference:
                command = new CloseReferral(mrn, reference, Escalate: asked.Action == "escalateReferral");
                break;
            case "closeReferral" or "escalateReferral":
                expected = "reference";
                break;
            case "clearDoNotLoad":
                command = new ClearDoNotLoad(mrn);
                break;
            case "decideControl":
                command = new DecideControl(mrn, asked.WarnAeo, asked.Office, asked.Place);
                break;
            case "present":
                command = new PresentGoods(mrn);
                break;
            default:
                expected = "action as one of " + string.Join(", ", ActionRequest.Actions);
                break;
        }

        return command is not null;
    }

    private static T? Named<T>(string? text)
        where T : struct, Enum =>
        text is { Length: > 0 } && !char.IsAsciiDigit(text[0]) && Enum.TryParse<T>(text, ignoreCase: true, out var value) ? value : null;

    private static string Names<T>()
        where T : struct, Enum => string.Join(", ", Enum.GetNames<T>().Select(JsonNamingPolicy.CamelCase.ConvertName));
}
