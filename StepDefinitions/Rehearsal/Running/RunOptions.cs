using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Ics2.Contract.Rehearsals;
using Ics2.Rehearsal.Plans;
using Ics2.Rehearsal.Requirements;
using Ics2.Rehearsal.Running.Results;

namespace Ics2.Rehearsal.Running;

/// <summary>How a run goes.</summary>
public sealed record RunOptions
{
    /// <summary>What is said of a run, and of a scenario under way, that was stopped from outside.</summary>
    internal const string Interrupted = "The run was interrupted.";

    /// <summary>The folder below which each scenario gets a folder of its own for its evidence.</summary>
    public required string EvidenceFolder { get; init; }

    /// <summary>From this everything random in the run follows; a report names it so that the run can be repeated.</summary>
    public int Seed { get; init; } = Random.Shared.Next();

    /// <summary>How many scenarios run at the same time.</summary>
    public int Parallelism { get; init; } = Environment.ProcessorCount;

    /// <summary>How long a scenario may take, its hooks before included; then it is inconclusive.</summary>
    public TimeSpan ScenarioTimeLimit { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long the hooks around the run and around a feature may take.</summary>
    public TimeSpan SetUpTimeLimit { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How long a step that was told to stop, and the hooks after it, may take to clean up before they are left behind.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Which version of the messages is used, for the reports.</summary>
    public string? SpecPack { get; init; }

    /// <summary>Who is judged, for the reports.</summary>
    public string? Client { get; init; }

    /// <summary>Which plan was chosen, for the reports.</summary>
    public string? Plan { get; init; }

    /// <summary>Who and what is tested, and with what, for the reports.</summary>
    public RunFacts Facts { get; init; } = new();

    /// <summary>Whether a warning fails the run.</summary>
    public bool Strict { get; init; }

    /// <summary>What is to be shown and by which scenarios, for the reports; also what no scenario can show.</summary>
    public IReadOnlyList<RequirementCoverage> Requirements { get; init; } = [];

    /// <summary>Which scenarios are known to fail: their failures do not fail the run, their passes do.</summary>
    public IReadOnlyList<ExpectedFailure> ExpectedFailures { get; init; } = [];

    /// <summary>Which of Reqnroll's formatters write a file, and which: <c>message</c> or <c>html</c>.</summary>
    public IReadOnlyDictionary<string, string> Formatters { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Is told scenarios, steps and checks while they happen; null for nobody.</summary>
    public IRehearsalGuide? Guide { get; init; }

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>The seed of one scenario: the same whatever else runs, so that <c>--scenario ID --seed N</c> repeats it.</summary>
    internal int SeedOf(string scenarioId)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Seed}:{scenarioId}")));
        return BinaryPrimitives.ReadInt32BigEndian(hash) & int.MaxValue;
    }
}
