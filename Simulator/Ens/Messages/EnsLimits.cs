namespace Ics2.Ens.Messages;

/// <summary>How much of a message is read before it is refused. The defaults let every message through that the tables allow.</summary>
public sealed record EnsLimits
{
    /// <summary>The largest message, in characters. Default 100 MB, the most that the interface document recommends (ICD 4.2.6).</summary>
    public long MaxCharacters { get; init; } = 100L * 1024 * 1024;

    /// <summary>The deepest nesting; the tables need 9 with the DateTime wrapper.</summary>
    public int MaxDepth { get; init; } = 32;

    /// <summary>The most findings, after which reading stops; IE3N99 has room for 99999 errors.</summary>
    public int MaxFindings { get; init; } = 99_999;
}
