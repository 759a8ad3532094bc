using System.Collections.Immutable;

namespace Ics2.Customs.Model;

/// <summary>What customs is told to do with a filing: by the playbook, or by whoever tests. It is the scenario of lifecycle 5.4.</summary>
public sealed record Instructions
{
    /// <summary>No risk, at once.</summary>
    public static Instructions None { get; } = new();

    /// <summary>Leaves every assessment to an explicit action of customs.</summary>
    public bool AssessWhenTold { get; init; }

    /// <summary>Waits so long between the readiness for the analysis and its result.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>Refuses the message; null to judge it by its content.</summary>
    public OrderedRefusal? Refuse { get; init; }

    /// <summary>Says nothing: the filing is recorded, and gets no reply.</summary>
    public bool StaySilent { get; init; }

    /// <summary>Requests of customs; each is made once, before the result.</summary>
    public ImmutableArray<OrderedReferral> Referrals { get; init; } = [];

    /// <summary>The container, or in the air pre-loading phase the house, that must not be loaded; an asterisk for the first.</summary>
    public string? DoNotLoad { get; init; }

    /// <summary>The analysis finds a risk.</summary>
    public bool RiskIdentified { get; init; }

    /// <summary>Goods are controlled on arrival.</summary>
    public bool Control { get; init; }

    /// <summary>Warns AEOS holders of the control when the analysis is over (lifecycle 5.8 step 3).</summary>
    public bool WarnAeo { get; init; }

    /// <summary>How long an incomplete ENS waits for its houses; null for the usual time (DEC-20).</summary>
    public TimeSpan? LinkingTime { get; init; }

    /// <summary>Office of that control; null for that of first entry.</summary>
    public string? ControlOffice { get; init; }

    /// <summary>Place of that examination.</summary>
    public string? ControlPlace { get; init; }
}

/// <summary>A refusal that somebody ordered.</summary>
/// <param name="Message"><c>IE3N99</c> or <c>IE3N01</c>.</param>
/// <param name="Code">CL723.</param>
/// <param name="Element">Path below the root.</param>
/// <param name="Text">What is said.</param>
public sealed record OrderedRefusal(string Message, string Code, string? Element, string Text);

/// <summary>A request of customs.</summary>
/// <param name="Type">RFI, AMD or RFS.</param>
/// <param name="Text">The question.</param>
/// <param name="Element">RFI and AMD: the element it is about, as a path or in element names; written as it is.</param>
/// <param name="Methods">RFS: recommended methods, CL724.</param>
/// <param name="HouseDocument">The house it is about; null for the first.</param>
public sealed record OrderedReferral(
    string Type,
    string? Text = null,
    string? Element = null,
    ImmutableArray<string>? Methods = null,
    string? HouseDocument = null
)
{
    /// <summary>Code of the additional information (CL752, whose codes are not published); null for what the live system is seen to use.</summary>
    public string? Code { get; init; }

    /// <summary>Type of the additional information (CL703); null for what the live system is seen to use.</summary>
    public string? InformationType { get; init; }

    /// <summary>Documents that are asked for: types of CL013 and reference numbers.</summary>
    public ImmutableArray<DocumentReference> Documents { get; init; } = [];

    /// <summary>F-14 of field.md: every request seen carries a code and a type.</summary>
    internal string UsualCode => Code ?? (Type == "AMD" ? "C10" : "A70");

    internal string UsualInformationType => InformationType ?? "R1";
}
