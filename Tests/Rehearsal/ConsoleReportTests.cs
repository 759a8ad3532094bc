using Ics2.Rehearsal;
using Ics2.Rehearsal.Reporting;
using Ics2.Rehearsal.Running.Gherkin;
using Ics2.Rehearsal.Running.Results;
using Spectre.Console;

namespace Ics2.Tests.Rehearsal;

public sealed class ConsoleReportTests
{
    private static readonly IReadOnlyList<Scenario> Scenarios = RehearsalBench
        .Catalogue(
            """
            Feature: F
              @CON-01
              Scenario: first
                Given x
              @CON-02
              Scenario: second, with a title that is longer than any window of eighty columns shows on one line
                Given x
            """
        )
        .Scenarios;

    [Fact]
    public async Task Redirected_output_is_plain_and_in_the_order_of_the_catalogue_whatever_ends_first()
    {
        using var output = new StringWriter();
        var result = await new ConsoleReport(Console(output, interactive: false)).FollowAsync(
            Events(Verdict.Pass, Verdict.Fail, "no \u001b[2Jreceipt")
        );

        result.Seed.ShouldBe(5);
        output
            .ToString()
            .ShouldBe(
                """
                PASS         CON-01     first (0.00 s)
                FAIL         CON-02     second, with a title that is longer than any window of eighty columns shows on one line (0.00 s)
                             no �[2Jreceipt
                Not passed: 2 scenarios: 1 passed, 0 warnings, 1 failed, 0 inconclusive, 0 skipped in 1.50 s (seed 5)

                """
            );
    }

    [Fact]
    public async Task The_slowest_are_named_when_asked_for()
    {
        using var output = new StringWriter();
        await new ConsoleReport(Console(output, interactive: false), slowest: true).FollowAsync(
            Events(Verdict.Pass, Verdict.Pass, "", TimeSpan.FromSeconds(2))
        );

        output.ToString().ShouldContain("Slowest: \n      2.00 s CON-02 second");
    }

    [Fact]
    public async Task A_terminal_shows_a_table_while_it_runs_and_what_is_left_to_mend()
    {
        using var output = new StringWriter();
        await new ConsoleReport(Console(output, interactive: true)).FollowAsync(Events(Verdict.Pass, Verdict.Inconclusive, "time is over"));

        var text = output.ToString();
        text.ShouldContain("\u001b[");
        text.ShouldContain("Inconclusive");
        text.ShouldContain("2/2");
        text.ShouldContain("time is over");
        text.ShouldNotContain("PASS         CON-01");
    }

    private static IAnsiConsole Console(TextWriter output, bool interactive) =>
        AnsiConsole.Create(
            new AnsiConsoleSettings
            {
                Ansi = interactive ? AnsiSupport.Yes : AnsiSupport.No,
                ColorSystem = interactive ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
                Interactive = interactive ? InteractionSupport.Yes : InteractionSupport.No,
                Out = new AnsiConsoleOutput(output),
            }
        );

    private static async IAsyncEnumerable<RunEvent> Events(Verdict first, Verdict second, string reason, TimeSpan took = default)
    {
        ScenarioResult[] results =
        [
            new() { Scenario = Scenarios[0], Verdict = first },
            new()
            {
                Scenario = Scenarios[1],
                Verdict = second,
                Reason = reason,
                Duration = took,
            },
        ];
        yield return new RunStarted(Scenarios);
        yield return new ScenarioStarted(Scenarios[0]);
        yield return new ScenarioStarted(Scenarios[1]);
        yield return new ScenarioFinished(results[1]);
        await Task.Yield();
        yield return new ScenarioFinished(results[0]);
        yield return new RunFinished(
            new RunResult
            {
                Scenarios = results,
                Seed = 5,
                Started = DateTimeOffset.UnixEpoch,
                Duration = TimeSpan.FromSeconds(1.5),
                EvidenceFolder = "evidence",
            }
        );
    }
}
