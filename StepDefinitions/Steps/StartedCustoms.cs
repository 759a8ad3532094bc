using Ics2.Simulator;

namespace Ics2.StepDefinitions;

/// <summary>
/// A simulator on free ports and in a temporary folder, started and stopped by hooks. What was never started is never stopped.
/// </summary>
public abstract class StartedCustoms : IDisposable
{
    // The profile's minute between two pushes would be the time of a scenario.
    private const int MaxPushes = 20;
    private static readonly TimeSpan PushAgain = TimeSpan.FromMilliseconds(500);

    private DirectoryInfo? _folder;
    private ObservedCustoms? _customs;

    /// <summary>How long customs and client are given for what is to happen between them.</summary>
    public TimeSpan WaitTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>The customs side of it.</summary>
    public ObservedCustoms Customs => _customs ?? throw new InvalidOperationException("Customs has not been started.");

    /// <summary>Starts it.</summary>
    /// <param name="shape">Changes how it is set up.</param>
    public async Task<ObservedCustoms> StartAsync(Func<SimulatorOptions, SimulatorOptions> shape)
    {
        _folder = Directory.CreateTempSubdirectory("ics2-rehearsal-");
        var options = new SimulatorOptions(_folder.FullName) { PushRetryInterval = PushAgain, PushAttempts = MaxPushes };
        options = shape(options);
        return _customs = new ObservedCustoms(await Ics2Simulator.StartAsync(options), options.SpecPack) { WaitTimeout = WaitTimeout };
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

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>The last resort: Reqnroll leaves out hooks after one that threw, but always ends the objects it made.</summary>
    /// <param name="disposing">Whether anything is to be ended.</param>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            StopAsync().GetAwaiter().GetResult();
        }
    }
}

/// <summary>The customs of the run, which scenarios share and keep apart in by their EORIs.</summary>
public sealed class SharedCustoms : StartedCustoms;

/// <summary>The customs of one scenario alone, which moves its clock or puts it out of service.</summary>
public sealed class OwnCustoms : StartedCustoms;
