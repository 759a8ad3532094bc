using System.Diagnostics.CodeAnalysis;
using Ics2.StepDefinitions.Hosting;

namespace Ics2.StepDefinitions.Steps;

/// <summary>One simulator for the whole run, on free ports and in a temporary folder; scenarios keep apart by their EORIs.</summary>
[Binding]
public static class RehearsalHooks
{
    /// <summary>Starts customs.</summary>
    /// <param name="container">Of the run.</param>
    [BeforeTestRun]
    [SuppressMessage("Reliability", "CA2000", Justification = "Stopped after the run.")]
    public static async Task StartCustoms(IObjectContainer container)
    {
        var folder = Directory.CreateTempSubdirectory("ics2-rehearsal-");
        var simulator = await Ics2Simulator.StartAsync(new SimulatorOptions(folder.FullName));
        container.RegisterInstanceAs(new Customs(simulator));
    }

    /// <summary>Stops customs and removes its folder.</summary>
    /// <param name="customs">What was started.</param>
    [AfterTestRun]
    public static async Task StopCustoms(Customs customs)
    {
        await customs.Simulator.DisposeAsync();
        customs.Dispose();
        Directory.Delete(customs.Simulator.DataFolder, recursive: true);
    }
}
