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
