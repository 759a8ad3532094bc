namespace Ics2.Reporting;

/// <summary>How something is to be looked at; the style sheet has a colour for each, beside the word, never instead of it.</summary>
public enum Mood
{
    /// <summary>As it should be.</summary>
    Good,

    /// <summary>Acceptable, worth a look.</summary>
    Caution,

    /// <summary>Wrong.</summary>
    Bad,

    /// <summary>Nothing can be said.</summary>
    Open,

    /// <summary>Does not count.</summary>
    Quiet,
}

/// <summary>What style sheets call them.</summary>
public static class Moods
{
    /// <summary>The class of the style sheet.</summary>
    public static string Css(this Mood mood) => mood.ToString().ToLowerInvariant();
}
