using System.Text.Json;
using System.Text.Json.Serialization;
using Ics2.Ens.Catalogue;

namespace Ics2.Ens.Findings;

/// <summary>What a finding leads to.</summary>
public enum FindingSeverity
{
    /// <summary>Customs refuses.</summary>
    Error,

    /// <summary>Customs accepts; it is worth a look (field.md: what is below high trust, late filings).</summary>
    Hint,
}

/// <summary>
/// One thing that customs would refuse, as cli-json.md prints it and IE3N99 carries it (lifecycle 4.2), or a hint. Hints never refuse and
/// never stand in an IE3N99: whoever validates hands them out in a list of their own.
/// </summary>
/// <param name="Code">The functional error code of CL723; of a hint the code it would have as a refusal, empty when there is none.</param>
/// <param name="Rule">The rule or condition (R3014, C3034), the code list (CL718), <c>structure</c>, <c>alphabet</c> or
/// <c>quality</c>.</param>
/// <param name="Path">Where, with 1-based indices (DEC-17); null when the text could not be read as XML.</param>
/// <param name="Line">The line, from 1; null when the message was not read from text.</param>
/// <param name="Column">The column, from 1; null when the message was not read from text.</param>
/// <param name="Text">What is wrong and how to mend it.</param>
/// <param name="Found">What the message says; null when something is missing.</param>
/// <param name="Expected">What it should say.</param>
public sealed record ValidationFinding(
    string Code,
    string Rule,
    string? Path,
    int? Line,
    int? Column,
    string Text,
    string? Found,
    string? Expected
)
{
    /// <summary>What the pack makes of a broken check.</summary>
    /// <param name="pack">Says which code customs answers, and how sure that is.</param>
    /// <param name="check">A rule, condition, code list, or another check of the pack.</param>
    /// <param name="breach">In which way it is broken.</param>
    /// <param name="path">Where, with 1-based indices.</param>
    /// <param name="line">The line, from 1.</param>
    /// <param name="column">The column, from 1.</param>
    /// <param name="text">What is wrong.</param>
    /// <param name="found">What the message says.</param>
    /// <param name="expected">What it should say.</param>
    public static ValidationFinding Of(
        SpecPack pack,
        string check,
        Breach breach,
        string? path,
        int? line,
        int? column,
        string text,
        string? found,
        string? expected
    ) => new ValidationFinding("", check, path, line, column, text, found, expected).Judged(pack, check, breach);

    /// <summary>The same finding with what the pack says of a check.</summary>
    internal ValidationFinding Judged(SpecPack pack, string check, Breach breach)
    {
        var (verdict, trust) = pack.VerdictOn(check, breach);
        return this with { Code = verdict.Code, Also = verdict.Also.Count == 0 ? null : verdict.Also, Trust = trust };
    }

    /// <summary>Does it refuse, or only say something?</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault), JsonConverter(typeof(CamelCase<FindingSeverity>))]
    public FindingSeverity Severity { get; init; }

    /// <summary>Other codes that the live system is seen to answer, or may (F-2 of field.md); null when there are none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Also { get; init; }

    /// <summary>How far the code can be relied on; not written where the specification says it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault), JsonConverter(typeof(CamelCase<TrustLevel>))]
    public TrustLevel Trust { get; init; }

    /// <summary>
    /// True when the table or a code list is broken, not a rule, the alphabet or the quality; a schema can tell these too. Long lists and
    /// roles of their codes are more than a schema holds.
    /// </summary>
    [JsonIgnore]
    public bool IsStructural => ToldBySchema ?? (Rule is "structure" || Rule.StartsWith("CL", StringComparison.Ordinal));

    /// <summary>Says for a single finding whether a schema can tell it; null for what the rule implies.</summary>
    internal bool? ToldBySchema { get; init; }
}

/// <summary>Writes words of the house as programs read them.</summary>
internal sealed class CamelCase<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.CamelCase, allowIntegerValues: false)
    where T : struct, Enum;
