using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;
using Ics2.Customs.Model;

namespace Ics2.AccessPoint.Management;

/// <summary>What <c>POST /filings/{mrn}/actions</c> takes; which fields matter depends on the action (lifecycle 10.1).</summary>
internal sealed record ActionRequest(string Action)
{
    /// <summary>Every action, as it is called.</summary>
    public static readonly string[] Actions =
    [
        "expireTimer",
        "relateHouse",
        "dismissProposals",
        "startRiskAnalysis",
        "setRiskResult",
        "sendReferral",
        "closeReferral",
        "escalateReferral",
        "clearDoNotLoad",
        "decideControl",
        "present",
    ];

    /// <summary>Which action needs what.</summary>
    public const string Description = """
        expireTimer: timer, due or not. relateHouse: masterMrn, houseDocument for one house. dismissProposals: relates none of the proposed houses.
        startRiskAnalysis: of an incomplete ENS.
        setRiskResult: result noRisk, riskIdentified or doNotLoad; houses or containers that it is about, none for all. IE3N03 lists the houses without a risk.
        sendReferral: type RFI, AMD or RFS, text, pointer (AMD), methods of CL724 (RFS), houseDocument; several in requests, in one message.
        A further request escalates those before. closeReferral, escalateReferral: reference. clearDoNotLoad.
        decideControl: warnAeo, office, place. present.
        """;

    /// <summary>expireTimer.</summary>
    public string? Timer { get; init; }

    /// <summary>relateHouse: MRN of the master filing.</summary>
    public string? MasterMrn { get; init; }

    /// <summary>relateHouse, sendReferral: the house; absent for all, or for the first.</summary>
    public string? HouseDocument { get; init; }

    /// <summary>setRiskResult.</summary>
    public string? Result { get; init; }

    /// <summary>setRiskResult: house documents.</summary>
    public IReadOnlyList<string> Houses { get; init; } = [];

    /// <summary>setRiskResult: container numbers.</summary>
    public IReadOnlyList<string> Containers { get; init; } = [];

    /// <summary>sendReferral: RFI, AMD or RFS.</summary>
    public string? Type { get; init; }

    /// <summary>sendReferral: the question.</summary>
    public string? Text { get; init; }

    /// <summary>sendReferral: the element to improve.</summary>
    public string? Pointer { get; init; }

    /// <summary>sendReferral: recommended screening methods.</summary>
    public IReadOnlyList<string> Methods { get; init; } = [];

    /// <summary>sendReferral: several requests instead of one.</summary>
    public IReadOnlyList<ReferralRequest> Requests { get; init; } = [];

    /// <summary>closeReferral, escalateReferral.</summary>
    public string? Reference { get; init; }

    /// <summary>decideControl: warn AEOS holders before.</summary>
    public bool WarnAeo { get; init; }

    /// <summary>decideControl: office of control; absent for that of first entry.</summary>
    public string? Office { get; init; }

    /// <summary>decideControl: place of examination.</summary>
    public string? Place { get; init; }

    /// <summary>What is asked.</summary>
    [JsonIgnore]
    public IReadOnlyList<ReferralRequest> Asked =>
        Requests.Count > 0 || Type is null
            ? Requests
            :
            [
                new ReferralRequest(Type)
                {
                    Text = Text,
                    Pointer = Pointer,
                    Methods = Methods,
                    HouseDocument = HouseDocument,
                },
            ];

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
            case "dismissProposals":
                command = new DismissProposals(mrn);
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
            case "sendReferral" when Asked.Count > 0:
                command = new SendReferral(
                    mrn,
                    [.. Asked.Select(one => new OrderedReferral(one.Type, one.Text, one.Pointer, [.. one.Methods], one.HouseDocument))]
                );
                break;
            case "sendReferral":
                expected = "type as one of RFI, AMD, RFS, or requests with such types";
                break;
            case "closeReferral" or "escalateReferral" when Reference is { } reference:
                command = new CloseReferral(mrn, reference, Escalate: Action == "escalateReferral");
                break;
            case "closeReferral" or "escalateReferral":
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
        where T : struct, Enum =>
        text is not null && !char.IsAsciiDigit(text[0]) && Enum.TryParse<T>(text, ignoreCase: true, out var value) ? value : null;

    private static string Names<T>()
        where T : struct, Enum => string.Join(", ", Enum.GetNames<T>().Select(JsonNamingPolicy.CamelCase.ConvertName));
}

/// <summary>One request of several in <c>sendReferral</c>.</summary>
internal sealed record ReferralRequest(string Type)
{
    /// <summary>The question.</summary>
    public string? Text { get; init; }

    /// <summary>AMD: the element to improve.</summary>
    public string? Pointer { get; init; }

    /// <summary>RFS: recommended methods, CL724.</summary>
    public IReadOnlyList<string> Methods { get; init; } = [];

    /// <summary>The house; absent for the first.</summary>
    public string? HouseDocument { get; init; }
}
