namespace Ics2.Customs.Model;

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

    /// <summary>
    /// How long the number of a transport document stays taken; null for what F-9 of field.md says: a master document and the house document of
    /// F43 for a year, a house document with its UCR of F30, F32 and F34 for three months, others for as long as their filing lives (DEC-19).
    /// </summary>
    public TimeSpan? DocumentsTakenFor { get; init; }

    /// <summary>By how much the time of an arrival notification may differ from that of the filing, at most a day (DEC-28).</summary>
    public TimeSpan ArrivalTolerance { get; init; }

    /// <summary>
    /// Reports the houses of F23, F24 and F32 as pending linking and linked, the other reading of the documents, instead of pending
    /// association and associated (DEC-6).
    /// </summary>
    public bool PreLoadingLinks { get; init; }

    /// <summary>Of a representative only its presence and EORI cannot be amended, instead of all that is said of it (DEC-25).</summary>
    public bool RepresentativeByNumber { get; init; }

    /// <summary>
    /// An ENS that the consistency check flagged waits for an officer to assess it (lifecycle 4.1 step 12); otherwise the officer is taken
    /// to find no risk.
    /// </summary>
    public bool FlaggedWaits { get; init; }

    /// <summary>
    /// Houses that were found by other data wait for an officer to relate or dismiss them, before anybody is told that the ENS is
    /// incomplete (lifecycle 5.3 step 2).
    /// </summary>
    public bool ProposalsWait { get; init; }

    /// <summary>
    /// Countries besides the Member States and Northern Ireland that a filing may enter by: CH and NO belong to the security area
    /// (field.md F-4).
    /// </summary>
    public IReadOnlyList<string> EntryCountries { get; init; } = [];

    /// <summary>
    /// Refuses identifiers of doubtful form: national forms of EORIs (field.md F-7), check digits of containers, waybills and items.
    /// </summary>
    public bool StrictForms { get; init; }

    /// <summary>Checks the values.</summary>
    /// <exception cref="ArgumentException">One makes no sense.</exception>
    internal void Validate()
    {
        Require(
            ArrivalTolerance >= TimeSpan.Zero && ArrivalTolerance <= TimeSpan.FromDays(1),
            nameof(ArrivalTolerance),
            "nothing to a day",
            ArrivalTolerance
        );
        Require(LinkingTime is not { } linking || linking > TimeSpan.Zero, nameof(LinkingTime), "more than nothing", LinkingTime);
        Require(
            DocumentsTakenFor is not { } taken || taken > TimeSpan.Zero,
            nameof(DocumentsTakenFor),
            "more than nothing",
            DocumentsTakenFor
        );
    }

    private static void Require(bool fine, string name, string expected, TimeSpan? found)
    {
        if (!fine)
        {
            throw new ArgumentException($"Expected {expected}, found '{found}'.", name);
        }
    }
}
