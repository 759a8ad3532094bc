using System.Text.Json.Nodes;
using Ics2.Rehearsal;
using Ics2.Rehearsal.Reporting;
using Ics2.Rehearsal.Running;
using Ics2.Rehearsal.Running.Results;
using Ics2.Tests.Support;
using Reqnroll;

namespace Ics2.Tests.Rehearsal;

/// <summary>Whoever stops a run gets the reports of what was done, and of what was not.</summary>
public sealed class InterruptedRunTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ics2-interrupted-");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task The_messages_of_a_stopped_run_are_complete()
    {
        using var bench = new RehearsalBench();
        bench.Options = bench.Options with { Parallelism = 1, Formatters = ReportFolder.FormattersIn(_folder.FullName) };
        using var stop = new CancellationTokenSource();
        var scenarios = RehearsalBench
            .Catalogue(
                """
                Feature: F
                  Scenario: a
                    Given somebody presses Ctrl-C
                  Scenario: b
                    Given somebody presses Ctrl-C
                """
            )
            .Scenarios;
        var run = await new ScenarioRunner(StepClasses.FromTypes(typeof(Stopping)), bench.Options, stop).RunToEndAsync(
            scenarios,
            stop.Token
        );

        run.Scenarios.Select(scenario => scenario.Verdict).ShouldBe([Verdict.Inconclusive, Verdict.Skipped]);
        run.Problems.ShouldBe(["The run was interrupted before its end."]);
        var messages = await File.ReadAllLinesAsync(Path.Combine(_folder.FullName, ReportFolder.Messages), Ct);
        messages.Count(line => line.Contains("\"testCaseFinished\"", StringComparison.Ordinal)).ShouldBe(1);
        messages.Last(line => line.Length > 0).ShouldContain("\"testRunFinished\":{\"success\":false");
    }

    [Fact]
    public async Task The_tool_writes_every_report_before_it_ends()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Needs signals.");
        await using var rehearsal = Ics2Process.Start("rehearse", "--report", _folder.FullName, "--json");
        var evidence = ReportFolder.EvidenceIn(_folder.FullName);
        while (!Directory.Exists(evidence))
        {
            await Task.Delay(50, Ct);
        }

        await rehearsal.SignalAsync("INT");
        var ended = (await rehearsal.EndAsync()).ShouldEndWith(3);

        var summary = ended.Json.GetProperty("summary");
        summary
            .GetProperty("total")
            .GetInt32()
            .ShouldBe(
                summary.GetProperty("passed").GetInt32()
                    + summary.GetProperty("inconclusive").GetInt32()
                    + summary.GetProperty("skipped").GetInt32()
            );
        summary.GetProperty("skipped").GetInt32().ShouldBePositive();
        var written = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(_folder.FullName, ReportFolder.Json), Ct))!;
        written["scenarios"]!.AsArray().Count.ShouldBe(summary.GetProperty("total").GetInt32());
        string[] reports = [ReportFolder.Html, ReportFolder.JUnit, ReportFolder.Markdown, ReportFolder.Messages];
        reports.ShouldAllBe(report => File.Exists(Path.Combine(_folder.FullName, report)));
    }

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task A_client_that_the_same_signal_ended_is_not_blamed(string signal)
    {
        var client = await ShellScript.WriteAsync(_folder.FullName, $"kill -{signal} $PPID\nkill -{signal} $$");

        var ended = (await Ics2Process.RunAsync("rehearse", "--client", $"exec:{client}", "--plan", "sea-carrier", "--json")).ShouldEndWith(
            3
        );

        ended.Json.GetProperty("interrupted").GetBoolean().ShouldBeTrue();
        var summary = ended.Json.GetProperty("summary");
        summary.GetProperty("failed").GetInt32().ShouldBe(0);
        summary.GetProperty("inconclusive").GetInt32().ShouldBePositive();
        var left = ended
            .Json.GetProperty("scenarios")
            .EnumerateArray()
            .Where(scenario => scenario.GetProperty("verdict").GetString() == "skipped")
            .ToList();
        left.Count.ShouldBe(summary.GetProperty("skipped").GetInt32());
        left.ShouldAllBe(scenario => scenario.GetProperty("reason").GetString() == "Not run: the run was interrupted before its turn.");
    }

    [Binding]
    public sealed class Stopping(CancellationTokenSource stop, RehearsedScenario scenario)
    {
        [Given("^somebody presses Ctrl-C$")]
        public async Task Stop()
        {
            await stop.CancelAsync();
            await Task.Delay(Timeout.InfiniteTimeSpan, scenario.CancellationToken);
        }
    }
}
