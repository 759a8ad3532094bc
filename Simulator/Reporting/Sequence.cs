namespace Ics2.Reporting;

/// <summary>What a sequence diagram shows: who takes part, and what went from one to the other.</summary>
/// <param name="Title">What is shown, for those who cannot see it.</param>
/// <param name="Arrows">The messages, in order of time.</param>
public sealed record Sequence(string Title, IReadOnlyList<SequenceArrow> Arrows)
{
    /// <summary>Who takes part, from left to right, in the order of their first word; see <see cref="Last"/>.</summary>
    public IReadOnlyList<string> Actors =>
        [
            .. Arrows
                .SelectMany(arrow => new[] { arrow.From, arrow.To })
                .Distinct(StringComparer.Ordinal)
                .OrderBy(actor => actor == Last)
                .ThenBy(actor => actor, StringComparer.Ordinal),
        ];

    /// <summary>Who stands at the right: the one that all others talk to; null for nobody.</summary>
    public string? Last { get; init; }
}

/// <summary>One message.</summary>
/// <param name="From">Who sent it.</param>
/// <param name="To">Who got it.</param>
/// <param name="Label">What it was, a few words.</param>
public sealed record SequenceArrow(string From, string To, string Label)
{
    /// <summary>When, in the words of the page.</summary>
    public string? At { get; init; }

    /// <summary>More about it, smaller, below the arrow.</summary>
    public string? Note { get; init; }

    /// <summary>How it is to be looked at.</summary>
    public Mood Mood { get; init; } = Mood.Quiet;

    /// <summary>An answer on the way back, drawn dashed.</summary>
    public bool IsAnswer { get; init; }

    /// <summary>Where the page says more, such as <c>#x-1</c>.</summary>
    public string? Link { get; init; }
}
