namespace Ics2.Ens.Catalogue;

/// <summary>In which way something breaks a check. What code customs answers, the pack says for each check.</summary>
public enum Breach
{
    /// <summary>A value that is not allowed, or a text that is no message.</summary>
    Value,

    /// <summary>Something needed is absent.</summary>
    Missing,

    /// <summary>An element that is not allowed here.</summary>
    Unused,

    /// <summary>A value of the list that is not allowed here.</summary>
    NotHere,

    /// <summary>Twice what may stand once.</summary>
    Repeated,

    /// <summary>A reference used in an earlier message.</summary>
    Reused,

    /// <summary>More often than the table allows.</summary>
    TooMany,

    /// <summary>Letters in a number, digits in a word.</summary>
    Characters,

    /// <summary>Not a decimal number.</summary>
    Decimals,

    /// <summary>No digit before the decimal point.</summary>
    LeadingDigit,

    /// <summary>Longer than the format.</summary>
    TooLong,

    /// <summary>Shorter than the format.</summary>
    TooShort,

    /// <summary>What was not there before.</summary>
    Added,
}

/// <summary>How far the functional error code of a check can be relied on (field.md).</summary>
public enum TrustLevel
{
    /// <summary>The specification says it.</summary>
    Official,

    /// <summary>Seen in the answers of the live system, by some.</summary>
    Field,

    /// <summary>Concluded from the names of the codes (CL723); nobody has confirmed it.</summary>
    Inferred,
}

/// <summary>What customs answers when a check is broken in one way.</summary>
/// <param name="Code">The functional error code of CL723.</param>
/// <param name="Also">Other codes that were seen or are possible.</param>
public sealed record BreachCode(Breach Breach, string Code, IReadOnlyList<string> Also);

/// <summary>One check of customs: a rule or condition (R, C), or one that no table names.</summary>
/// <param name="Id">R or C and four digits; a word or an id of our own for what no table names.</param>
/// <param name="Verdicts">What it leads to; none for rules that only advise.</param>
/// <param name="Trust">How sure that is.</param>
/// <param name="Text">What it asks, in the product's own words.</param>
public sealed record CheckDescription(string Id, IReadOnlyList<BreachCode> Verdicts, TrustLevel Trust, string Text)
{
    /// <summary>Every code that may stand for this check, those that are answered first.</summary>
    public IReadOnlyList<string> Codes =>
        [.. Verdicts.Select(verdict => verdict.Code).Concat(Verdicts.SelectMany(verdict => verdict.Also)).Distinct(StringComparer.Ordinal)];

    /// <summary>Whether the tables of the messages can name it.</summary>
    public bool IsRule => Id is ['R' or 'C', _, _, _, _] && Id.AsSpan(1).ContainsAnyExceptInRange('0', '9') is false;
}
