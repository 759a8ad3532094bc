using Ics2.As4.Profiles;

namespace Ics2.Trader.Lodging;

/// <summary>How often one message is posted. No source gives the numbers for ICS2 (as4-profile d3), so they are parameters.</summary>
/// <param name="Attempts">Most posts of one message, the first included; at least 1.</param>
/// <param name="Interval">Time between the end of one and the start of the next.</param>
public sealed record RetryPolicy(int Attempts, TimeSpan Interval)
{
    /// <summary>What the profile says.</summary>
    public static RetryPolicy Of(Profile profile) => new(profile.Attempts, profile.TraderRetryInterval);
}
