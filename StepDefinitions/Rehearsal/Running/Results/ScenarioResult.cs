using Ics2.Rehearsal.Running.Gherkin;

namespace Ics2.Rehearsal.Running.Results;

/// <summary>Whose doing a check judges.</summary>
public enum CheckSubject
{
    /// <summary>What the client under test did.</summary>
    Client,

    /// <summary>
    /// What the simulated customs sent or decided: it shows that the scenario went as it should, and nothing about the client.
    /// </summary>
    Customs,
}

/// <summary>One comparison that a step made.</summary>
/// <param name="Text">What was checked.</param>
/// <param name="Verdict">Pass, warning or fail.</param>
/// <param name="Expected">What should be there, if it can be put in a word.</param>
/// <param name="Actual">What was there.</param>
/// <param name="Source">Where the expectation comes from, such as <c>ICD 4.6.2</c>.</param>
public sealed record CheckResult(string Text, Verdict Verdict, string? Expected, string? Actual, string? Source)
{
    /// <summary>What is expected of a check whose text says it all.</summary>
    internal const string Yes = "yes";

    /// <summary>What is found where such a check does not hold.</summary>
    internal const string No = "no";

    /// <summary>Whose doing it judges: only what is about the client counts as shown by the client.</summary>
    public CheckSubject About { get; init; }

    /// <summary>The check in one sentence, as reasons quote it.</summary>
    public string Describe()
    {
        var values = (Expected, Actual) switch
        {
            (null, null) or (Yes, Yes or No) => "",
            (null or Yes, _) => $": found {Actual}",
            (_, null) => $": expected {Expected}",
            _ => $": expected {Expected}, found {Actual}",
        };
        return Source is null ? Text + values : $"{Text}{values} ({Source})";
    }
}

/// <summary>A file that a scenario left behind.</summary>
/// <param name="Name">What the file is, for the reader.</param>
/// <param name="Path">Where it is, below the evidence folder of the run, with forward slashes.</param>
public sealed record EvidenceFile(string Name, string Path);

/// <summary>One message or event on the wire, for the timeline of a scenario.</summary>
/// <param name="At">When it was seen.</param>
/// <param name="From">Who sent it.</param>
/// <param name="To">Who got it.</param>
/// <param name="What">What it was, such as <c>IE3F10</c> or <c>signed receipt</c>.</param>
/// <param name="Note">A message id, a code, or null.</param>
public sealed record TimelineEntry(DateTimeOffset At, string From, string To, string What, string? Note);

/// <summary>What became of one step or of a hook that has something to say.</summary>
public sealed record StepResult
{
    /// <summary>The step; null for a hook.</summary>
    public ScenarioStep? Step { get; init; }

    /// <summary>The word it begins with; the kind of a hook.</summary>
    public required string Keyword { get; init; }

    /// <summary>The text of the step; the name of a hook.</summary>
    public required string Text { get; init; }

    /// <summary>What became of it.</summary>
    public required StepStatus Status { get; init; }

    /// <summary>Why, unless it passed.</summary>
    public string? Reason { get; init; }

    /// <summary>What to do about it: a code snippet for an undefined step, the candidates of an ambiguous one.</summary>
    public string? Suggestion { get; init; }

    /// <summary>When it began.</summary>
    public DateTimeOffset Started { get; init; }

    /// <summary>How long it took.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>The checks it made.</summary>
    public IReadOnlyList<CheckResult> Checks { get; init; } = [];

    /// <summary>What the client was asked in it.</summary>
    public IReadOnlyList<ClientCall> ClientCalls { get; init; } = [];
}

/// <summary>What became of one scenario.</summary>
public sealed record ScenarioResult
{
    /// <summary>The scenario.</summary>
    public required Scenario Scenario { get; init; }

    /// <summary>The verdict.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>Why, unless it passed.</summary>
    public string? Reason { get; init; }

    /// <summary>Why it was expected to fail; null when it was not.</summary>
    public string? ExpectedFailure { get; init; }

    /// <summary>It was expected to fail, and it did, or stayed open.</summary>
    public bool FailedAsExpected => ExpectedFailure is not null && Verdict >= Verdict.Inconclusive;

    /// <summary>It came to a verdict about something, good or bad: neither skipped nor left open.</summary>
    public bool IsJudged => Verdict is Verdict.Pass or Verdict.Warning or Verdict.Fail;

    /// <summary>The seed of this scenario, derived from that of the run and the scenario's id.</summary>
    public int Seed { get; init; }

    /// <summary>When it began.</summary>
    public DateTimeOffset Started { get; init; }

    /// <summary>How long it took.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>The steps, and the hooks that have something to say, in the order of events.</summary>
    public IReadOnlyList<StepResult> Steps { get; init; } = [];

    /// <summary>The files it left behind.</summary>
    public IReadOnlyList<EvidenceFile> Evidence { get; init; } = [];

    /// <summary>The messages that were seen, in order of time.</summary>
    public IReadOnlyList<TimelineEntry> Timeline { get; init; } = [];

    /// <summary>What the client was asked, in the order in which it came to an end.</summary>
    public IReadOnlyList<ClientCall> ClientCalls { get; init; } = [];

    /// <summary>The exchanges between its traders and customs, in order of time.</summary>
    public IReadOnlyList<ExchangeEvidence> Exchanges { get; init; } = [];
}
