using Ics2.StepDefinitions.Hosting;

namespace Ics2.StepDefinitions.Steps;

/// <summary>A simulator on free ports and in a temporary folder, started and stopped by hooks. What was never started is never stopped.</summary>
public abstract class StartedCustoms : IDisposable
{
    // The profile's minute between two pushes would be the time of a scenario.
    private const int MostPushes = 20;
    private static readonly TimeSpan PushAgain = TimeSpan.FromMilliseconds(500);

    private DirectoryInfo? _folder;
    private Customs? _customs;

    /// <summary>How long customs and client are given for what is to happen between them.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>The customs side of it.</summary>
    public Customs Customs => _customs ?? throw new InvalidOperationException("Customs has not been started.");

    /// <summary>Starts it.</summary>
    /// <param name="shape">Changes how it is set up.</param>
    public async Task<Customs> StartAsync(Func<SimulatorOptions, SimulatorOptions> shape)
    {
        _folder = Directory.CreateTempSubdirectory("ics2-rehearsal-");
        var options = new SimulatorOptions(_folder.FullName) { PushRetryInterval = PushAgain, PushAttempts = MostPushes };
        return _customs = new Customs(await Ics2Simulator.StartAsync(shape(options))) { Patience = Patience };
    }

    /// <summary>Stops it and removes its folder, if it was started and not stopped yet.</summary>
    public async Task StopAsync()
    {
        if (Interlocked.Exchange(ref _customs, null) is { } customs)
        {
            await customs.Simulator.DisposeAsync();
        }

        Interlocked.Exchange(ref _folder, null)?.Delete(recursive: true);
    }

    /// <summary>The last resort: Reqnroll leaves out hooks after one that threw, but always ends the objects it made.</summary>
    public void Dispose()
    {
        StopAsync().GetAwaiter().GetResult();
        GC.SuppressFinalize(this);
    }
}

/// <summary>The customs of the run, which scenarios share and keep apart in by their EORIs.</summary>
public sealed class SharedCustoms : StartedCustoms;

/// <summary>The customs of one scenario alone, which moves its clock or puts it out of service.</summary>
public sealed class OwnCustoms : StartedCustoms;
