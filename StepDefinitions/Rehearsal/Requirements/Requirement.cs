namespace Ics2.Rehearsal.Requirements;

/// <summary>How well a requirement is founded.</summary>
public enum RequirementLevel
{
    /// <summary>The behaviour stands in the source.</summary>
    Source,

    /// <summary>The behaviour stands in the source, a detail such as the code does not.</summary>
    Partly,

    /// <summary>No public text says it; it is what follows from the rest, or what a user would expect.</summary>
    Inferred,
}

/// <summary>One line of the catalogue of what a rehearsal has to show.</summary>
/// <param name="Id">For example <c>CON-01</c>; scenarios carry it as a tag.</param>
/// <param name="Title">What it is about.</param>
/// <param name="Roles">Who it concerns, as in the tags <c>@role-…</c>: mc sea carrier, hf house filer, cf consignee filer, rc road carrier,
/// rl rail carrier,
/// express, postal, it any system that sends, ar who notifies arrivals, rep representative, aeo authorised operator, any.</param>
/// <param name="Messages">The messages it is about.</param>
/// <param name="Expected">What has to happen.</param>
/// <param name="Source">Where that is written.</param>
/// <param name="Level">How well it is founded.</param>
/// <param name="WhyNot">Why no scenario can show it; null when one does.</param>
public sealed record Requirement(
    string Id,
    string Title,
    IReadOnlyList<string> Roles,
    IReadOnlyList<string> Messages,
    string Expected,
    string Source,
    RequirementLevel Level,
    string? WhyNot
)
{
    /// <summary>Whether it is written in this document, in this section or in one below.</summary>
    /// <param name="source">For example <c>ICD</c>, or <c>ICD 4.6</c>, which is also ICD 4.6.2.</param>
    public bool IsWrittenIn(string source) => SourceDocument.Matches(Source, source);
}

/// <summary>A requirement and the scenarios that show it.</summary>
/// <param name="TestedBy">Ids of its scenarios, several for an outline; empty when there is none.</param>
public sealed record RequirementCoverage(Requirement Requirement, IReadOnlyList<string> TestedBy)
{
    /// <summary>Why no scenario shows it; null when one does.</summary>
    public string? NotRun => TestedBy.Count > 0 ? null : Requirement.WhyNot ?? "No scenario is written yet.";
}
