using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Ics2.Contract.Traders;
using Ics2.Load.Engine;
using Ics2.Load.Scenarios;
using Ics2.Trader.Lodging;
using Ics2.Trader.Settings;

namespace Ics2.Cli.Options;

/// <summary>What somebody wants of <c>ics2 load</c>, checked.</summary>
internal sealed record LoadRequest(string Scenario, LoadPlan Plan, int KeySize, FilingSize Size, IReadOnlyList<Threshold> Thresholds)
{
    public TransportContent Content { get; init; }

    public ReplyChannel Channel { get; init; }

    public int TraderCount { get; init; }

    /// <summary>Folders of traders that somebody has enrolled; none where the run enrols its own.</summary>
    public IReadOnlyList<string> Traders { get; init; } = [];

    public Uri? Url { get; init; }

    /// <summary>Management APIs of the nodes under load.</summary>
    public IReadOnlyList<Uri> Management { get; init; } = [];

    public string? ManagementToken { get; init; }

    /// <summary>PostgreSQL database of the private access point; null for SQLite.</summary>
    public string? Store { get; init; }

    public bool AllowsRemote { get; init; }

    public TimeSpan ExchangeTimeout { get; init; }

    public int MaxInFlight { get; init; }

    public TimeSpan? KillEvery { get; init; }

    public DirectoryInfo? Data { get; init; }

    /// <summary>How many messages its store holds before anything is measured.</summary>
    public int Stored { get; init; }

    public string? Report { get; init; }

    public bool Json { get; init; }

    public bool Enrols => Scenario != "sealing" && Traders.Count == 0;

    public bool NeedsPrivateCustoms => Enrols && Management.Count == 0;

    /// <summary>A soak lives through restarts, so its traders try again as real ones do; elsewhere every failure shall be seen.</summary>
    public RetryPolicy Retry => Scenario == "soak" ? new RetryPolicy(1000, TimeSpan.FromSeconds(1)) : new RetryPolicy(1, TimeSpan.Zero);

    /// <summary>Where a trader sends to.</summary>
    public Uri TargetOf(string folder)
    {
        if (Url is not null)
        {
            return Url;
        }

        using var trader = TraderFolder.Open(folder);
        return trader.Settings.Endpoint;
    }

    /// <summary>Load on somebody else's machine is an attack unless they agreed.</summary>
    /// <param name="target">Where load would go.</param>
    /// <param name="why">Why it may not.</param>
    public bool Forbids(Uri target, [NotNullWhen(true)] out string? why)
    {
        why =
            target.IsLoopback || AllowsRemote
                ? null
                : $"{target} is not on this machine. Load may go there only if whoever runs it agreed; say so with --allow-remote.";
        return why is not null;
    }

    /// <summary>For the head of the report.</summary>
    public IReadOnlyList<(string Name, string Value)> Facts(ILoadScenario scenario)
    {
        var facts = new List<(string, string)>();
        if (Scenario == "transport")
        {
            facts.Add(("Sent", Content == TransportContent.Ping ? "connectivity test" : "F10 that is never answered"));
        }
        else if (Scenario == "mixed")
        {
            facts.Add(
                (
                    "Mix",
                    string.Join(
                        ", ",
                        MixedScenario.Kinds.Select(kind => string.Create(CultureInfo.InvariantCulture, $"{kind.Share} % {kind.Label}"))
                    )
                )
            );
        }

        if (Scenario is not ("transport" or "sealing"))
        {
            facts.Add(("Answers", Enrols ? $"by {Channel.ToString().ToLowerInvariant()}" : "as the traders are enrolled"));
        }

        if (Scenario != "sealing")
        {
            if (Stored > 0)
            {
                facts.Add(("Stored before", Stored.ToString("N0", CultureInfo.InvariantCulture) + " messages"));
            }

            facts.Add(("Traders", (Enrols ? TraderCount : Traders.Count).ToString(CultureInfo.InvariantCulture)));
        }

        if (scenario is not MixedScenario && !(Scenario == "transport" && Content == TransportContent.Ping))
        {
            facts.Add(
                ("Filing", string.Create(CultureInfo.InvariantCulture, $"F10 with {Size.Houses} house and {Size.Items} goods items"))
            );
        }

        return facts;
    }
}
