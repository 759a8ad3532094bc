using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Ics2.Contract.Management;

/// <summary>
/// What <c>POST /filings/{mrn}/actions</c> takes: an action of a customs officer. Which fields matter depends on the action (lifecycle
/// 10.1).
/// </summary>
[SuppressMessage("Naming", "CA1720", Justification = "The document calls it pointer, as the messages do.")]
public sealed record ActionRequest(string Action)
{
    /// <summary>Every action, as it is called.</summary>
    public static IReadOnlyList<string> Actions { get; } =
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
        sendReferral: type RFI, AMD or RFS, text, pointer, methods of CL724 (RFS), houseDocument, code, informationType, documents; several in requests.
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

    /// <summary>sendReferral: code of the additional information; absent for A70, of AMD C10.</summary>
    public string? Code { get; init; }

    /// <summary>sendReferral: type of the additional information; absent for R1.</summary>
    public string? InformationType { get; init; }

    /// <summary>sendReferral: documents that are asked for.</summary>
    public IReadOnlyList<AskedDocument> Documents { get; init; } = [];

    /// <summary>sendReferral: several requests instead of one, in one message.</summary>
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
                    Code = Code,
                    InformationType = InformationType,
                    Documents = Documents,
                },
            ];
}

/// <summary>One request of several in <c>sendReferral</c>.</summary>
[SuppressMessage("Naming", "CA1720", Justification = "The document calls it pointer, as the messages do.")]
public sealed record ReferralRequest(string Type)
{
    /// <summary>The question.</summary>
    public string? Text { get; init; }

    /// <summary>RFI and AMD: the element it is about; sent as it is.</summary>
    public string? Pointer { get; init; }

    /// <summary>RFS: recommended methods, CL724.</summary>
    public IReadOnlyList<string> Methods { get; init; } = [];

    /// <summary>The house; absent for the first.</summary>
    public string? HouseDocument { get; init; }

    /// <summary>Code of the additional information; absent for A70, of AMD C10.</summary>
    public string? Code { get; init; }

    /// <summary>Type of the additional information; absent for R1.</summary>
    public string? InformationType { get; init; }

    /// <summary>Documents that are asked for.</summary>
    public IReadOnlyList<AskedDocument> Documents { get; init; } = [];
}

/// <summary>A document that customs asks for.</summary>
/// <param name="Type">CL013, for example N730.</param>
/// <param name="Number">Its reference number.</param>
public sealed record AskedDocument(string Type, string Number);
