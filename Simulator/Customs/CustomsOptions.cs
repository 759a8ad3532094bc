namespace Ics2.Customs;

/// <summary>Switches of the decisions in lifecycle 10.</summary>
public sealed record CustomsOptions
{
    /// <summary>Whether the number of a transport document may be used once only while live (code 81, DEC-19).</summary>
    public bool UniqueDocuments { get; init; } = true;

    /// <summary>Time until the linking timer expires; null for half of the risk analysis time (DEC-20).</summary>
    public TimeSpan? LinkingTime { get; init; }

    /// <summary>An incomplete ENS goes into the analysis by itself when the linking timer expires (DEC-22).</summary>
    public bool AnalyseIncomplete { get; init; } = true;

    /// <summary>Goods under a do-not-load order arrive in an incorrect state (DEC-11).</summary>
    public bool DoNotLoadBlocksArrival { get; init; } = true;

    /// <summary>Tells the person filing of IE3N07 and IE3N08 in air traffic too (DEC-3).</summary>
    public bool TellFilerInAir { get; init; }
}
