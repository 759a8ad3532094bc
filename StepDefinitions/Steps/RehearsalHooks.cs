using System.Diagnostics.CodeAnalysis;
using Ics2.AccessPoint.Settings;
using Ics2.Simulator;
using Ics2.TrustServices;

namespace Ics2.StepDefinitions;

/// <summary>
/// One simulator for the whole run, on free ports and in a temporary folder; scenarios keep apart by their EORIs. A scenario that moves the
/// clock of customs, or puts customs out of service, is tagged <c>@own-customs</c> and gets a simulator of its own with a clock that it
/// moves.
/// </summary>
[Binding]
[SuppressMessage("Reliability", "CA2000", Justification = "What is started is stopped by the hook that matches.")]
public static class RehearsalHooks
{
    // The profile's minute between two pushes would be the time of a scenario.
    private const int MaxPushes = 20;
    private static readonly TimeSpan PushAgain = TimeSpan.FromMilliseconds(500);

    /// <summary>Starts customs.</summary>
    /// <param name="container">Of the run.</param>
    /// <param name="kept">Takes the seal of customs, which signs the archive of the run when customs is gone.</param>
    [BeforeTestRun]
    public static async Task StartCustoms(IObjectContainer container, RunSeal kept)
    {
        var customs = await StartAsync(options => options with { TraderKeys = new TraderKeys() });
        container.RegisterInstanceAs(customs);
        kept.Seal = customs.Simulator.Seal;
    }

    /// <summary>Starts customs for one scenario alone.</summary>
    /// <param name="container">Of the scenario.</param>
    /// <param name="shared">The one of the run, whose certificates are used again.</param>
    [BeforeScenario("own-customs")]
    public static async Task StartOwnCustoms(IObjectContainer container, ObservedCustoms shared)
    {
        var clock = new ManualClock(TimeProvider.System.GetUtcNow());
        container.RegisterInstanceAs(
            await StartAsync(options =>
                options with
                {
                    CustomsClock = clock,
                    CertificatesFrom = shared.Simulator.DataFolder,
                    TraderKeys = shared.Simulator.TraderKeys,
                }
            )
        );
    }

    /// <summary>Stops it.</summary>
    /// <param name="own">What was started.</param>
    [AfterScenario("own-customs", Order = int.MaxValue)]
    public static Task StopOwnCustoms(ObservedCustoms own) => StopAsync(own);

    /// <summary>Stops customs and removes its folder.</summary>
    /// <param name="customs">What was started.</param>
    [AfterTestRun]
    public static Task StopCustoms(ObservedCustoms customs) => StopAsync(customs);

    private static async Task<ObservedCustoms> StartAsync(Func<SimulatorOptions, SimulatorOptions> shape) =>
        new(
            await Ics2Simulator.StartAsync(
                shape(
                    new SimulatorOptions(Directory.CreateTempSubdirectory("ics2-rehearsal-").FullName)
                    {
                        PushRetryInterval = PushAgain,
                        PushAttempts = MaxPushes,
                    }
                )
            )
        );

    private static async Task StopAsync(ObservedCustoms customs)
    {
        await customs.Simulator.DisposeAsync();
        Directory.Delete(customs.Simulator.DataFolder, recursive: true);
    }
}
