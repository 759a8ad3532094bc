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
    /// <summary>Does it refuse, or only say something? Written for hints alone.</summary>
    [System.Text.Json.Serialization.JsonIgnore(Condition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingDefault)]
    public FindingSeverity Severity { get; init; }

    /// <summary>
    /// True when the table or a code list is broken, not a rule, the alphabet or the quality; a schema can tell these too. Long lists and
    /// roles of their codes are more than a schema holds.
    /// </summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public bool IsStructural => ToldBySchema ?? (Rule is "structure" || Rule.StartsWith("CL", StringComparison.Ordinal));

    /// <summary>Says for a single finding whether a schema can tell it; null for what the rule implies.</summary>
    internal bool? ToldBySchema { get; init; }
}

/// <summary>The functional error codes (CL723) that validation uses; lifecycle 4.2 says which check leads to which.</summary>
public static class ErrorCode
{
    /// <summary>A value that is not allowed, or a text that is no message.</summary>
    public const string IncorrectValue = "12";

    /// <summary>Something needed is absent.</summary>
    public const string Missing = "13";

    /// <summary>A listed value that is not allowed here.</summary>
    public const string ValueNotSupportedHere = "14";

    /// <summary>An element that is not allowed here.</summary>
    public const string NotSupportedHere = "15";

    /// <summary>Not a decimal number.</summary>
    public const string DecimalNotation = "19";

    /// <summary>Twice what may stand once.</summary>
    public const string Duplicate = "26";

    /// <summary>More often than the table allows.</summary>
    public const string TooManyRepetitions = "35";

    /// <summary>Letters in a number, digits in a word.</summary>
    public const string WrongCharacters = "37";

    /// <summary>No digit before the decimal point.</summary>
    public const string MissingLeadingDigit = "38";

    /// <summary>Longer than the format.</summary>
    public const string TooLong = "39";

    /// <summary>Shorter than the format.</summary>
    public const string TooShort = "40";

    /// <summary>A ship's or vessel's number that cannot be one.</summary>
    public const string MeansOfTransportNumber = "70";

    /// <summary>An MRN that cannot be one.</summary>
    public const string InvalidMrn = "93";

    /// <summary>An LRN used before.</summary>
    public const string DuplicateLrn = "94";

    /// <summary>A number or reference used twice.</summary>
    public const string NotUnique = "95";

    /// <summary>Data of no use.</summary>
    public const string DataQuality = "100";

    /// <summary>An amendment adds goods items or house consignments.</summary>
    public const string AddedByAmendment = "101";

    /// <summary>A character outside Latin, Greek and Cyrillic.</summary>
    public const string Alphabet = "102";

    /// <summary>Arrival before departure.</summary>
    public const string ArrivalBeforeDeparture = "103";

    /// <summary>An amendment changes what cannot be amended.</summary>
    public const string CannotBeAmended = "104";
}
