using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Ics2.Customs;

namespace Ics2.AccessPoint.Management;

/// <summary>What <c>POST /filings/{mrn}/actions</c> takes; which fields matter depends on the action (lifecycle 10.1).</summary>
internal sealed record ActionRequest(string Action)
{
    /// <summary>Every action, as it is called.</summary>
    public static readonly string[] Actions =
        ["expireTimer", "relateHouse", "startRiskAnalysis", "setRiskResult", "sendReferral", "closeReferral", "clearDoNotLoad", "decideControl", "present"];

    /// <summary>Which action needs what.</summary>
    public const string Description = """
        expireTimer: timer, due or not. relateHouse: masterMrn, houseDocument for one house. startRiskAnalysis: of an incomplete ENS.
        setRiskResult: result noRisk, riskIdentified or doNotLoad; houses or containers it is about, none for all.
        sendReferral: type RFI, AMD or RFS, text, pointer (AMD), methods of CL724 (RFS), houseDocument; a further request escalates those before.
        closeReferral: reference. clearDoNotLoad. decideControl: warnAeo, office, place. present.
        """;

    public string? Timer { get; init; }

    public string? MasterMrn { get; init; }

    public string? HouseDocument { get; init; }

    public string? Result { get; init; }

    public IReadOnlyList<string> Houses { get; init; } = [];

    public IReadOnlyList<string> Containers { get; init; } = [];

    /// <summary>RFI, AMD or RFS.</summary>
    public string? Type { get; init; }

    public string? Text { get; init; }

    public string? Pointer { get; init; }

    public IReadOnlyList<string> Methods { get; init; } = [];

    public string? Reference { get; init; }

    public bool WarnAeo { get; init; }

    public string? Office { get; init; }

    public string? Place { get; init; }

    /// <summary>The command for a filing.</summary>
    public bool TryCommand(string mrn, [NotNullWhen(true)] out AboutFiling? command, [NotNullWhen(false)] out string? expected)
    {
        command = null;
        expected = null;
        switch (Action)
        {
            case "expireTimer" when Named<TimerKind>(Timer) is { } timer:
                command = new ExpireTimer(mrn, timer, Forced: true);
                break;
            case "expireTimer":
                expected = "timer as one of " + Names<TimerKind>();
                break;
            case "relateHouse" when MasterMrn is { } master:
                command = new RelateHouse(mrn, master, HouseDocument);
                break;
            case "relateHouse":
                expected = "masterMrn";
                break;
            case "startRiskAnalysis":
                command = new StartRiskAnalysis(mrn);
                break;
            case "setRiskResult" when Named<RiskStage>(Result) is { } result:
                command = new SetRiskResult(mrn, result, [.. Houses], [.. Containers]);
                break;
            case "setRiskResult":
                expected = "result as one of noRisk, riskIdentified, doNotLoad";
                break;
            case "sendReferral" when Type is { } type:
                command = new SendReferral(mrn, new OrderedReferral(type, Text, Pointer, [.. Methods]), HouseDocument);
                break;
            case "sendReferral":
                expected = "type as one of RFI, AMD, RFS";
                break;
            case "closeReferral" when Reference is { } reference:
                command = new CloseReferral(mrn, reference);
                break;
            case "closeReferral":
                expected = "reference";
                break;
            case "clearDoNotLoad":
                command = new ClearDoNotLoad(mrn);
                break;
            case "decideControl":
                command = new DecideControl(mrn, WarnAeo, Office, Place);
                break;
            case "present":
                command = new PresentGoods(mrn);
                break;
            default:
                expected = "action as one of " + string.Join(", ", Actions);
                break;
        }

        return command is not null;
    }

    private static T? Named<T>(string? text)
        where T : struct, Enum => text is not null && !char.IsAsciiDigit(text[0]) && Enum.TryParse<T>(text, ignoreCase: true, out var value) ? value : null;

    private static string Names<T>()
        where T : struct, Enum => string.Join(", ", Enum.GetNames<T>().Select(JsonNamingPolicy.CamelCase.ConvertName));
}
