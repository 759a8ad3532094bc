using System.Collections.Concurrent;
using System.Diagnostics.Tracing;
using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Ics2.Rehearsal;
using Ics2.Rehearsal.Bridge;
using Ics2.Rehearsal.Reporting;
using Ics2.Rehearsal.Running;
using Ics2.Rehearsal.Running.Gherkin;
using Ics2.Rehearsal.Running.Results;
using Ics2.StepDefinitions;
using Ics2.StepDefinitions.Clients;
using Ics2.Tests.Support;
using Reqnroll.Analytics;
using Reqnroll.Infrastructure;
using Reqnroll.Plugins;

namespace Ics2.Tests.Rehearsal;

/// <summary>
/// What Reqnroll would do of itself and may not do here: send usage data, and run code that lies in the working directory.
/// </summary>
public sealed partial class NothingFromOutsideTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ics2-outside-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void No_part_of_Reqnroll_that_sends_usage_data_or_looks_for_plugins_is_left()
    {
        var parts = new ReqnrollParts(
            StepClasses.FromTypes(),
            new RunOptions { EvidenceFolder = _folder.FullName, Formatters = ReportFolder.FormattersIn(_folder.FullName) },
            []
        );
        using var container = new ContainerBuilder(parts) { SkipLoadingProvider = true }.CreateGlobalContainer(GetType().Assembly);

        container.Resolve<IAnalyticsRuntimeTelemetryService>().ShouldBeOfType<NothingFromOutside>();
        container.Resolve<IRuntimePluginLocator>().GetAllRuntimePlugins().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_rehearsal_connects_to_nothing_but_this_machine()
    {
        using var sockets = new Sockets();
        var scenarios = FeatureCatalogue.Embedded().Scenarios.Where(scenario => scenario.Carries("CON-01")).ToList();
        var options = new RunOptions
        {
            EvidenceFolder = ReportFolder.EvidenceIn(_folder.FullName),
            Formatters = ReportFolder.FormattersIn(_folder.FullName),
        };
        var run = await new ScenarioRunner(
            StepClasses.FromAssemblies(typeof(RehearsalHooks).Assembly),
            options,
            new BuiltinTrader()
        ).RunToEndAsync(scenarios, TestContext.Current.CancellationToken);

        run.Scenarios.ShouldHaveSingleItem().Verdict.ShouldBe(Verdict.Pass);
        sockets.Connected.ShouldNotBeEmpty("the test does not see connections any more");
        sockets.Connected.Where(address => !IPAddress.IsLoopback(address)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Neither_a_plugin_nor_a_configuration_in_the_working_directory_counts()
    {
        await File.WriteAllTextAsync(
            Path.Combine(_folder.FullName, "Planted.ReqnrollPlugin.dll"),
            "no assembly: loading it would end the run",
            TestContext.Current.CancellationToken
        );
        await File.WriteAllTextAsync(
            Path.Combine(_folder.FullName, "reqnroll.json"),
            """{ "formatters": { "html": { "outputFilePath": "planted.html" } } }""",
            TestContext.Current.CancellationToken
        );
        await using var rehearsal = Ics2Process.StartIn(_folder.FullName, "rehearse", "--scenario", "CON-01");

        (await rehearsal.EndAsync()).ShouldEndWith(0);
        Directory
            .EnumerateFiles(_folder.FullName)
            .Select(Path.GetFileName)
            .ShouldBe(["Planted.ReqnrollPlugin.dll", "reqnroll.json"], ignoreOrder: true);
    }

    /// <summary>Hears where this process connects to.</summary>
    private sealed partial class Sockets : EventListener
    {
        public ConcurrentQueue<IPAddress> Connected { get; } = [];

        protected override void OnEventSourceCreated(EventSource eventSource)
        {
            if (eventSource.Name == "System.Net.Sockets")
            {
                EnableEvents(eventSource, EventLevel.Informational);
            }
        }

        protected override void OnEventWritten(EventWrittenEventArgs eventData)
        {
            // Such as InterNetworkV6:28:{31,144,0,0,0,0,0,...}: port, flow, address.
            if (
                eventData is { EventName: "ConnectStart", Payload: [string address, ..] }
                && Address().Match(address) is { Success: true } match
            )
            {
                var bytes = match.Groups["bytes"].Value.Split(',').Select(part => byte.Parse(part, CultureInfo.InvariantCulture)).ToArray();
                Connected?.Enqueue(new IPAddress(match.Groups["six"].Success ? bytes[6..22] : bytes[2..6]));
            }
        }

        [GeneratedRegex(
            @"^InterNetwork(?<six>V6)?:\d+:\{(?<bytes>[\d,]+)\}$",
            RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
            60_000
        )]
        private static partial Regex Address();
    }
}
