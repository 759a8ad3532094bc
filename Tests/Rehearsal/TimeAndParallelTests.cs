using Ics2.Rehearsal;
using Ics2.Rehearsal.Running;
using Ics2.Rehearsal.Running.Results;
using Reqnroll;
using Reqnroll.BoDi;

namespace Ics2.Tests.Rehearsal;

public sealed class TimeAndParallelTests
{
    [Theory]
    [InlineData("waits with its token")]
    [InlineData("waits without any token")]
    [InlineData("blocks its thread")]
    public async Task A_step_that_never_ends_is_inconclusive_with_the_reason_and_hooks_still_run(string step)
    {
        using var rehearsal = new RehearsalBench();
        rehearsal.Options = rehearsal.Options with
        {
            ScenarioTimeLimit = TimeSpan.FromMilliseconds(100),
            Grace = TimeSpan.FromMilliseconds(200),
        };
        using var release = new ManualResetEventSlim();
        Blocker blocker = new(release);
        var result = await new ScenarioRunner(
            StepClasses.FromTypes(typeof(SlowSteps)),
            rehearsal.Options,
            rehearsal.Journal,
            blocker
        ).RunToEndAsync(
            RehearsalBench.Catalogue($"Feature: F\n  Scenario: S\n    Given it {step}\n    And it is quick").Scenarios,
            TestContext.Current.CancellationToken
        );

        release.Set();
        var scenario = result.Scenarios.ShouldHaveSingleItem();
        scenario.Verdict.ShouldBe(Verdict.Inconclusive);
        scenario.Reason.ShouldBe($"Given it {step}: The scenario's time limit of 0.1 s passed here.");
        scenario.Steps.Select(each => each.Status).ShouldBe([StepStatus.Inconclusive, StepStatus.NotReached]);
        rehearsal.Journal.Entries.ShouldBe(["after"]);
    }

    [Fact]
    public async Task Checks_that_failed_before_the_time_was_over_fail_the_scenario()
    {
        using var rehearsal = new RehearsalBench();
        rehearsal.Options = rehearsal.Options with { ScenarioTimeLimit = TimeSpan.FromMilliseconds(100), Grace = TimeSpan.FromSeconds(20) };
        var result = await rehearsal.RunOneAsync("    Given it fails a check and waits", typeof(SlowSteps));

        result.Verdict.ShouldBe(Verdict.Fail);
        result.Reason!.ShouldContain("a check");
    }

    [Fact]
    public async Task A_pattern_that_backtracks_for_ever_costs_its_scenario_and_no_other()
    {
        using var rehearsal = new RehearsalBench();
        var result = await rehearsal.RunAsync(
            $"""
            Feature: F
              Scenario: a
                Given {new string('a', 40)}!
              Scenario: b
                Given it is quick
            """,
            typeof(SlowSteps),
            typeof(BacktrackingSteps)
        );

        result.Scenarios.Select(scenario => scenario.Verdict).ShouldBe([Verdict.Inconclusive, Verdict.Pass]);
        result.Scenarios[0].Reason!.ShouldContain("The pattern '^(a+)+b$' takes more than 1 s");
    }

    [Fact]
    public async Task Scenarios_run_side_by_side_without_seeing_each_other()
    {
        using var rehearsal = new RehearsalBench();
        rehearsal.Options = rehearsal.Options with { Parallelism = 4 };
        using var meeting = new Meeting(4);
        var rows = string.Concat(Enumerable.Range(1, 40).Select(number => $"      | {number} |\n"));
        var catalogue = RehearsalBench.Catalogue(
            $"Feature: F\n  Scenario Outline: S\n    Given <n> is remembered\n    Then <n> is still there\n    Examples:\n      | n |\n{rows}"
        );
        var result = await new ScenarioRunner(StepClasses.FromTypes(typeof(MeetingSteps)), rehearsal.Options, meeting).RunToEndAsync(
            catalogue.Scenarios,
            TestContext.Current.CancellationToken
        );

        result.Scenarios.Count.ShouldBe(40);
        result.Scenarios.ShouldAllBe(scenario => scenario.Verdict == Verdict.Pass);
        result.Scenarios.Select(scenario => scenario.Scenario.Id).ShouldBe(catalogue.Scenarios.Select(scenario => scenario.Id));
        result.Scenarios.Select(scenario => scenario.Seed).Distinct().Count().ShouldBe(40);
    }

    [Fact]
    public async Task The_seed_of_a_scenario_depends_on_the_run_and_the_id_alone()
    {
        using var rehearsal = new RehearsalBench();
        var first = await rehearsal.RunOneAsync("    Given it is quick", typeof(SlowSteps));
        var again = await rehearsal.RunOneAsync("    Given it is quick", typeof(SlowSteps));
        rehearsal.Options = rehearsal.Options with { Seed = 8 };
        var other = await rehearsal.RunOneAsync("    Given it is quick", typeof(SlowSteps));

        again.Seed.ShouldBe(first.Seed);
        other.Seed.ShouldNotBe(first.Seed);
    }

    [Fact]
    public async Task A_stopped_run_still_has_a_result_for_every_scenario()
    {
        using var rehearsal = new RehearsalBench();
        rehearsal.Options = rehearsal.Options with { Parallelism = 1 };
        using var stop = new CancellationTokenSource();
        var catalogue = RehearsalBench.Catalogue(
            """
            Feature: F
              Scenario: a
                Given it is quick
              Scenario: b
                Given it stops the run and waits with its token
              Scenario: c
                Given it is quick
            """
        );
        var result = await new ScenarioRunner(
            StepClasses.FromTypes(typeof(SlowSteps)),
            rehearsal.Options,
            rehearsal.Journal,
            stop
        ).RunToEndAsync(catalogue.Scenarios, stop.Token);

        result.Scenarios.Select(scenario => scenario.Verdict).ShouldBe([Verdict.Pass, Verdict.Inconclusive, Verdict.Skipped]);
        result.Scenarios[1].Reason!.ShouldEndWith("The run was interrupted.");
        result.Scenarios[2].Reason.ShouldBe("Not run: the run was interrupted before its turn.");
    }

    [Fact]
    public async Task A_caller_that_stops_listening_stops_the_run()
    {
        using var rehearsal = new RehearsalBench();
        var scenarios = RehearsalBench.Catalogue("Feature: F\n  Scenario: a\n    Given it waits with its token").Scenarios;
        var runner = new ScenarioRunner(StepClasses.FromTypes(typeof(SlowSteps)), rehearsal.Options, rehearsal.Journal);
        await foreach (var happened in runner.RunAsync(scenarios, TestContext.Current.CancellationToken))
        {
            if (happened is ScenarioStarted)
            {
                break;
            }
        }

        // The enumeration ends only after the run did: had the run gone on, this test would take the time limit of 30 s.
        rehearsal.Journal.Entries.ShouldBe(["after"]);
    }

    [Fact]
    public async Task Events_tell_the_beginning_and_the_end_of_everything_in_order()
    {
        using var rehearsal = new RehearsalBench();
        var scenarios = RehearsalBench.Catalogue("Feature: F\n  Scenario: a\n    Given it is quick").Scenarios;
        var runner = new ScenarioRunner(StepClasses.FromTypes(typeof(SlowSteps)), rehearsal.Options, rehearsal.Journal);
        var events = new List<Type>();
        await foreach (var happened in runner.RunAsync(scenarios, TestContext.Current.CancellationToken))
        {
            events.Add(happened.GetType());
        }

        events.ShouldBe([typeof(RunStarted), typeof(ScenarioStarted), typeof(ScenarioFinished), typeof(RunFinished)]);
    }

    [Binding]
    public sealed class BacktrackingSteps
    {
        [Given("^(a+)+b$")]
        public void Never(string letters) => letters.ShouldBeEmpty();
    }

    public sealed record Blocker(ManualResetEventSlim Release);

    [Binding]
    public sealed class SlowSteps(RehearsedScenario scenario, Journal journal, Verdicts verdicts, IObjectContainer container)
    {
        [Given("^it waits with its token$")]
        public async Task Waits()
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, scenario.CancellationToken);
            journal.Write("waited");
        }

        [Given("^it waits without any token$")]
        public Task WaitsForEver() => new TaskCompletionSource().Task;

        [Given("^it blocks its thread$")]
        public void Blocks() => container.Resolve<Blocker>().Release.Wait(TimeSpan.FromSeconds(30));

        [Given("^it fails a check and waits$")]
        public Task ChecksAndWaits()
        {
            verdicts.Check("a check", ok: false);
            return Waits();
        }

        [Given("^it stops the run and waits with its token$")]
        public async Task Stops()
        {
            await container.Resolve<CancellationTokenSource>().CancelAsync();
            await Waits();
        }

        [Given("^it is quick$")]
        public void Quick() { }

        [AfterScenario]
        public void After() => journal.Write("after");
    }

    /// <summary>Lets nobody on before so many have come, which only happens when they run at the same time.</summary>
    public sealed class Meeting(int count) : IDisposable
    {
        private readonly CountdownEvent _missing = new(count);

        public Task ComeAsync() =>
            Task.Run(() =>
            {
                if (!_missing.IsSet)
                {
                    _missing.Signal();
                }

                _missing.Wait(TimeSpan.FromSeconds(20)).ShouldBeTrue("the scenarios do not run at the same time");
            });

        public void Dispose() => _missing.Dispose();
    }

    [Binding]
    public sealed class MeetingSteps(Meeting meeting)
    {
        private int _remembered;

        [Given(@"^(\d+) is remembered$")]
        public async Task Remember(int number)
        {
            _remembered = number;
            if (number <= 4)
            {
                await meeting.ComeAsync();
            }
        }

        [Then(@"^(\d+) is still there$")]
        public void StillThere(int number) => _remembered.ShouldBe(number);
    }
}
