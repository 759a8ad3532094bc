using Ics2.Rehearsal.Running.Results;
using Ics2.Reporting;

namespace Ics2.Rehearsal.Reporting;

/// <summary>One exchange as the report shows it: an arrow of the diagram, an answer on the way back, and all that stands behind it.</summary>
public sealed record ShownExchange
{
    /// <summary>The id of its place on the page.</summary>
    public required string Anchor { get; init; }

    /// <summary>When it began.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>When its answer was there.</summary>
    public DateTimeOffset Ended { get; init; }

    /// <summary>Who sent it.</summary>
    public required string From { get; init; }

    /// <summary>Who got it.</summary>
    public required string To { get; init; }

    /// <summary>What it was: <c>IE3F10</c>, <c>pull request</c>.</summary>
    public required string What { get; init; }

    /// <summary>More about it.</summary>
    public string? Note { get; init; }

    /// <summary>How it is to be looked at.</summary>
    public Mood Mood { get; init; } = Mood.Quiet;

    /// <summary>What came back on the same connection; null where that is not known.</summary>
    public string? Answer { get; init; }

    /// <summary>How the answer is to be looked at.</summary>
    public Mood AnswerMood { get; init; } = Mood.Quiet;

    /// <summary>Ids, HTTP status, TLS, attempt, chaos.</summary>
    public IReadOnlyList<(string Name, string? Value)> Facts { get; init; } = [];

    /// <summary>HTTP headers of the request.</summary>
    public IReadOnlyList<(string Name, string Value)> RequestHeaders { get; init; } = [];

    /// <summary>HTTP headers of the response.</summary>
    public IReadOnlyList<(string Name, string Value)> ResponseHeaders { get; init; } = [];

    /// <summary>What the access point checked.</summary>
    public IReadOnlyList<CheckResult> Checks { get; init; } = [];

    /// <summary>Documents and captures.</summary>
    public IReadOnlyList<ShownDocument> Documents { get; init; } = [];

    /// <summary>Whether there is more to it than the arrow.</summary>
    public bool HasMore =>
        Documents.Count + Checks.Count + RequestHeaders.Count + ResponseHeaders.Count > 0 || Facts.Any(fact => fact.Value is not null);
}

/// <summary>A file of the evidence, or a document that was unpacked from one.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Link">Where it lies, from the folder of the report.</param>
/// <param name="Bytes">How large it is.</param>
/// <param name="Text">Its text, when it is short enough to stand on the page.</param>
public sealed record ShownDocument(string Name, string Link, long Bytes, string? Text);
