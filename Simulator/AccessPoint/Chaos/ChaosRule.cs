using System.IO.Enumeration;

namespace Ics2.AccessPoint.Chaos;

/// <summary>One rule: to whom and to what, how often, and what goes wrong.</summary>
/// <param name="Name">Its name, unique among the rules.</param>
/// <param name="Do">What goes wrong.</param>
public sealed record ChaosRule(string Name, ChaosEffect Do)
{
    /// <summary>The name of an action for a pull request.</summary>
    public const string PullRequest = "PullRequest";

    /// <summary>The name of an action for a trader's own receipt.</summary>
    public const string Receipt = "Receipt";

    /// <summary>The name of an action for a trader's own error.</summary>
    public const string Error = "Error";

    /// <summary>What it is for, in a line.</summary>
    public string? About { get; init; }

    /// <summary>Pattern of the trader's party id, with <c>*</c> and <c>?</c>; null for everybody.</summary>
    public string? Party { get; init; }

    /// <summary>
    /// Pattern of the action: of the message that is answered, or of the message of customs. Null for every business message; the answer to
    /// a pull, or to a
    /// trader's receipt or error, is only meant where <see cref="PullRequest"/>, <see cref="Receipt"/> or <see cref="Error"/> is said, or
    /// by an outage.
    /// </summary>
    public string? Action { get; init; }

    /// <summary>How often.</summary>
    public ChaosFrequency Often { get; init; } = ChaosFrequency.Always;

    /// <summary>How long it is in force; null until it is taken back.</summary>
    public TimeSpan? For { get; init; }

    /// <summary>How late something comes; for <see cref="ChaosEffect.Reorder"/>, the longest wait for the next message.</summary>
    public TimeSpan Delay { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The HTTP status of <see cref="ChaosEffect.HttpError"/>.</summary>
    public int Status { get; init; } = 503;

    /// <summary>Whether the rule is meant for a case.</summary>
    internal bool IsFor(string? party, string action) =>
        Like(party, Party)
        && (Action is not null || Do == ChaosEffect.Outage ? Like(action, Action) : action is not (PullRequest or Receipt or Error));

    /// <summary>Why the rule makes no sense; null when it does.</summary>
    internal string? Fault() =>
        string.IsNullOrWhiteSpace(Name) ? "expected a name"
        : !Enum.IsDefined(Do) ? "expected do as one of " + string.Join(", ", ChaosEffects.ByName.Keys)
        : Delay <= TimeSpan.Zero ? "expected a delay of more than nothing"
        : Status is < 400 or > 599 ? "expected an HTTP status from 400 to 599"
        : For <= TimeSpan.Zero ? "expected for to be more than nothing"
        : Do == ChaosEffect.Outage && Often != ChaosFrequency.Always
            ? "expected an outage without often: it lasts until it is taken back, or as long as for says"
        : null;

    private static bool Like(string? value, string? pattern) =>
        pattern is null || (value is not null && FileSystemName.MatchesSimpleExpression(pattern, value));
}
