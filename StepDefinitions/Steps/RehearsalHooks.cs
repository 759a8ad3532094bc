using Ics2.AccessPoint.Settings;
using Ics2.Simulator;
using Ics2.TrustServices;

namespace Ics2.StepDefinitions;

/// <summary>
/// One simulator for the whole run; scenarios keep apart by their EORIs. A scenario that moves the clock of customs, or puts customs out of
/// service, is tagged <c>@own-customs</c> and gets a simulator of its own with a clock that it moves; with <c>@seal-taxud</c> besides, one
/// that seals as the live STI does.
/// </summary>
[Binding]
public static class RehearsalHooks
{
    /// <summary>Starts customs.</summary>
    /// <param name="container">Of the run.</param>
    /// <param name="shared">What is started.</param>
    /// <param name="kept">Takes the seal of customs, which signs the archive of the run when customs is gone.</param>
    /// <param name="settings">How it is set up.</param>
    [BeforeTestRun]
    public static async Task StartCustoms(IObjectContainer container, SharedCustoms shared, RunSeal kept, RehearsalSettings settings)
    {
        if (settings.Attached is { } attached)
        {
            container.RegisterInstanceAs(new ObservedCustoms(attached, settings.SpecPack));
            return;
        }

        var customs = await shared.StartAsync(options => settings.Apply(options) with { TraderKeys = new TraderKeys() });
        container.RegisterInstanceAs(customs);
        kept.Seal = customs.Simulator.Seal;
    }

    /// <summary>Starts customs for one scenario alone, before anything asks for customs.</summary>
    /// <param name="container">Of the scenario.</param>
    /// <param name="shared">The one of the run, whose certificates are used again.</param>
    /// <param name="own">What is started.</param>
    /// <param name="settings">How it is set up.</param>
    /// <param name="scenario">Whose tags say what is special about it.</param>
    [BeforeScenario("own-customs", Order = 0)]
    public static async Task StartOwnCustoms(
        IObjectContainer container,
        SharedCustoms shared,
        OwnCustoms own,
        RehearsalSettings settings,
        ScenarioContext scenario
    )
    {
        if (settings.Attached is not null)
        {
            throw ObservedCustoms.NeedsItsOwn();
        }

        var taxud = scenario.ScenarioInfo.CombinedTags.Contains("seal-taxud", StringComparer.Ordinal);
        var (clock, simulator) = (new ManualClock(TimeProvider.System.GetUtcNow()), shared.Customs.Simulator);
        container.RegisterInstanceAs(
            await own.StartAsync(options =>
                settings.Apply(options) with
                {
                    CustomsClock = clock,
                    LaterSpecPacks = scenario.ScenarioInfo.CombinedTags.Contains("later-version") ? [RehearsalSettings.MadeLater()] : [],
                    CustomsSeal = taxud ? CustomsSealKind.Taxud : CustomsSealKind.Qualified,
                    CertificatesFrom = simulator.DataFolder,
                    TraderKeys = simulator.TraderKeys,
                }
            )
        );
    }

    /// <summary>Stops it.</summary>
    /// <param name="own">What was started.</param>
    [AfterScenario("own-customs", Order = int.MaxValue)]
    public static Task StopOwnCustoms(OwnCustoms own) => own.StopAsync();

    /// <summary>Stops customs.</summary>
    /// <param name="shared">What was started.</param>
    [AfterTestRun(Order = int.MaxValue)]
    public static Task StopCustoms(SharedCustoms shared) => shared.StopAsync();
}
