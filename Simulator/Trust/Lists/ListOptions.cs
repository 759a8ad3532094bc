using System.Security.Cryptography.X509Certificates;

namespace Ics2.Trust.Lists;

/// <summary>Which lists the access point goes by.</summary>
/// <param name="ListOfLists">Location of the list of lists, a URL or a file name, as the source understands it.</param>
/// <param name="Signers">Who may sign it: for the real one, the certificates published in the Official Journal.</param>
public sealed record ListOptions(string ListOfLists, IReadOnlyList<X509Certificate2> Signers)
{
    /// <summary>Why there are no <see cref="Signers"/>; null when there are.</summary>
    public string? WithoutSigners { get; init; }

    /// <summary>
    /// Location of the national customs' alternate lists, with <c>{0}</c> for the Member State; null when there are none. A list is loaded
    /// when the first certificate registered in that state comes.
    /// </summary>
    public string? AlternateLists { get; init; }

    /// <summary>Who may sign the alternate lists.</summary>
    public IReadOnlyList<X509Certificate2> AlternateSigners { get; init; } = [];

    /// <summary>How old the lists may get, in real time, before they are loaded again.</summary>
    public TimeSpan Refresh { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How long a failed load is left alone, in real time.</summary>
    public TimeSpan RetryAfter { get; init; } = TimeSpan.FromSeconds(15);
}

/// <summary>How one list fares.</summary>
/// <param name="Location">Where it is.</param>
/// <param name="Territory">Whose it is, as far as known.</param>
/// <param name="List">The last good one; null when there never was one.</param>
/// <param name="LoadedAt">When that was loaded, by the simulated clock.</param>
/// <param name="Problem">Why the last attempt failed; null when it did not.</param>
public sealed record ListState(string Location, string? Territory, TrustedList? List, DateTimeOffset? LoadedAt, string? Problem)
{
    /// <summary>Whether the next issue of the list is overdue; it is still used, as other validators do.</summary>
    public bool IsOverdue(DateTimeOffset at) => List?.NextUpdate < at;
}
