namespace Ics2.Trust.Registry;

/// <summary>How the access point reaches UUM&amp;DS. No source gives the real figures (as4-profile section 3), so these are ours.</summary>
/// <param name="Registry">Base address, ending in a slash.</param>
/// <param name="User">Technical user of the access point.</param>
public sealed record UumDsOptions(Uri Registry, string User, string Secret)
{
    /// <summary>How long one request may take.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How often a failed question is asked again before the sender hears of it.</summary>
    public int Retries { get; init; } = 2;

    /// <summary>Pause before the first retry; it doubles with each.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>
    /// After this many failures in a short time, the registry is left alone; more than the repetitions of a single sender make.
    /// </summary>
    public int BreakAfter { get; init; } = 30;

    /// <summary>For how long.</summary>
    public TimeSpan BreakFor { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>For how long a granted answer is used again; an ended registration may count that much later.</summary>
    public TimeSpan CacheFor { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Decides between A003 and A004 for a registry that is down.</summary>
    public RefusalWording Wording { get; init; } = RefusalWording.Icd;
}
