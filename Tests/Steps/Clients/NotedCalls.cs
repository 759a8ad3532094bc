using Ics2.Rehearsal.Running;
using Ics2.Rehearsal.Running.Results;
using Ics2.StepDefinitions.Clients;
using Ics2.Tests.Support;

namespace Ics2.Tests.Steps.Clients;

/// <summary>A trader folder whose client's calls are taken down.</summary>
internal sealed class NotedCalls : IDisposable
{
    private readonly TraderWorld _world = new();

    public NotedCalls()
    {
        Scenario = new RehearsedScenario
        {
            Id = "ONE-01",
            Title = "The only one",
            Tags = [],
            Seed = 1,
            EvidenceFolder = Path.Combine(_world.Path, "evidence"),
        };
        Evidence = new Evidence(Scenario);
    }

    public RehearsedScenario Scenario { get; }

    public Evidence Evidence { get; }

    public string Folder => _world.Path;

    public ClientCall Last => Evidence.ClientCalls[^1];

    public Workplace Place => Workplace.Open(_world.Path, Evidence);

    /// <summary>Runs one command as the client, which is asked to ping.</summary>
    public async Task<Told> PingAsync(string script, TimeSpan? limit = null)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Needs /bin/sh.");
        await using var client = await new ExecTrader(["/bin/sh", "-c", script], limit ?? TimeSpan.FromSeconds(60)).StartAsync(
            Place,
            TestContext.Current.CancellationToken
        );
        return await client.PingAsync(TestContext.Current.CancellationToken);
    }

    public void Dispose() => _world.Dispose();
}
