namespace Ics2.Contract.Management;

/// <summary>The business document of a message, and what customs finds in it (<c>GET /messages/{messageId}/document</c>).</summary>
/// <param name="Message">Its type, for example <c>IE3F10</c>; null when it could not be read as one.</param>
/// <param name="SpecPack">The version of the messages it was read by.</param>
/// <param name="Xml">The text as it came; of a very long one only the beginning.</param>
/// <param name="IsCut">Whether the text goes on.</param>
/// <param name="Findings">What customs refuses it for, in the order of the document.</param>
/// <param name="Hints">What customs accepts but is worth a look.</param>
/// <param name="Notes">What was checked by shape only.</param>
/// <param name="Parts">What came along.</param>
public sealed record ContentView(
    string? Message,
    string SpecPack,
    string Xml,
    bool IsCut,
    IReadOnlyList<FindingView> Findings,
    IReadOnlyList<FindingView> Hints,
    IReadOnlyList<string> Notes,
    IReadOnlyList<InspectedContent> Parts
);

/// <summary>A finding (cli-json.md), with what the check asks for.</summary>
/// <param name="Code">CL723.</param>
/// <param name="Rule">A rule, condition, code list or other check.</param>
/// <param name="Path">Where, with 1-based indices.</param>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1.</param>
/// <param name="Text">What is wrong.</param>
/// <param name="Found">What the message says.</param>
/// <param name="Expected">What it should say.</param>
/// <param name="Trust"><c>official</c>, <c>field</c> or <c>inferred</c>: how far the code can be relied on.</param>
/// <param name="Also">Other codes that the live system may answer.</param>
/// <param name="RuleText">What the check asks for, in our words.</param>
public sealed record FindingView(
    string Code,
    string Rule,
    string? Path,
    int? Line,
    int? Column,
    string Text,
    string? Found,
    string? Expected,
    string Trust,
    IReadOnlyList<string> Also,
    string? RuleText
);
