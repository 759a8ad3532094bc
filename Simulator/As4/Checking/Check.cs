using Ics2.As4.Messages;

namespace Ics2.As4.Checking;

/// <summary>What a check found.</summary>
public enum CheckVerdict
{
    /// <summary>As the profile asks.</summary>
    Passed,

    /// <summary>Tolerated, but worth knowing.</summary>
    Warning,

    /// <summary>Refused.</summary>
    Failed,

    /// <summary>
    /// Could not be made: something is missing, or an earlier one failed. The text says what; it is no verdict on the message.
    /// </summary>
    Inconclusive,
}

/// <summary>One check of the profile on one message, in the words of a person who has to mend it.</summary>
/// <param name="Id">Stable id, for example <c>header.agreement</c>.</param>
/// <param name="Verdict">What was found.</param>
/// <param name="Text">One sentence.</param>
/// <param name="Source">Document and section.</param>
public sealed record Check(string Id, CheckVerdict Verdict, string Text, string Source)
{
    /// <summary>What the profile asks for.</summary>
    public string? Expected { get; init; }

    /// <summary>What the message holds.</summary>
    public string? Actual { get; init; }

    /// <summary>How to mend it.</summary>
    public string? Remedy { get; init; }

    /// <summary>The ebMS error the access point answers when this check fails first.</summary>
    public EbmsError? Error { get; init; }
}
