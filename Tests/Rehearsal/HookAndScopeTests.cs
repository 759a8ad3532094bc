using Ics2.Rehearsal.Running;
using Ics2.Rehearsal.Running.Results;
using Reqnroll;
using Reqnroll.BoDi;

namespace Ics2.Tests.Rehearsal;

public class HookAndScopeTests
{
    private const string Two = """
        @shop
        Feature: Two
          @TWO-01 @first
          Scenario: a
            Given a step
            And a step
          @TWO-02
          Scenario: b
            Given a step
        """;

    [Fact]
    public async Task Hooks_run_in_order_around_run_feature_scenario_and_step_where_their_tags_stand()
    {
        using var rehearsal = new RehearsalBench();
        rehearsal.Options = rehearsal.Options with { Parallelism = 1 };
        var result = await rehearsal.RunAsync(Two, typeof(Hooks));

        result.Succeeded.ShouldBeTrue();
        rehearsal.Journal.Entries.ShouldBe([
            "before run",
            "before feature",
            "first before",
            "before TWO-01",
            "tagged before",
            "before step",
            "step",
            "after step",
            "before step",
            "step",
            "after step",
            "after TWO-01",
            "first before",
            "before TWO-02",
            "before step",
            "step",
            "after step",
            "after TWO-02",
            "after feature",
            "after run",
        ]);
    }

    [Fact]
    public async Task One_instance_serves_a_scenario_and_is_disposed_with_it_while_the_run_shares_what_a_hook_registered()
    {
        using var rehearsal = new RehearsalBench();
        rehearsal.Options = rehearsal.Options with { Parallelism = 1 };
        var result = await rehearsal.RunAsync(Two, typeof(Sharing), typeof(SharingToo));

        result.Scenarios.ShouldAllBe(scenario => scenario.Verdict == Verdict.Pass);
        var entries = rehearsal.Journal.Entries;
        entries.Count(entry => entry.StartsWith("basket made", StringComparison.Ordinal)).ShouldBe(2);
        entries.Count("basket disposed".Equals).ShouldBe(2);
        entries.Count("shop closed".Equals).ShouldBe(1);
        entries[^1].ShouldBe("shop closed");
    }

    [Fact]
    public async Task A_class_that_cannot_be_made_fails_the_step_and_names_what_is_missing()
    {
        using var rehearsal = new RehearsalBench();
        var result = await rehearsal.RunOneAsync("    Given a step", typeof(Unmakeable));

        result.Verdict.ShouldBe(Verdict.Fail);
        result.Reason!.ShouldContain("IFormattable");
    }

    [Fact]
    public async Task Classes_that_need_each_other_are_told_instead_of_followed_for_ever()
    {
        using var rehearsal = new RehearsalBench();
        var result = await rehearsal.RunOneAsync("    Given a step", typeof(Circular));

        result.Verdict.ShouldBe(Verdict.Fail);
        result.Reason!.ShouldContain("Circular dependency found");
    }

    [Fact]
    public async Task A_hook_before_that_throws_leaves_the_scenario_inconclusive_and_the_hooks_after_still_run()
    {
        using var rehearsal = new RehearsalBench();
        var result = await rehearsal.RunOneAsync("    Given a step", typeof(FaultyHooks));

        result.Verdict.ShouldBe(Verdict.Inconclusive);
        result.Reason.ShouldBe("[BeforeScenario] FaultyHooks.Before: InvalidOperationException: no simulator");
        result.Steps.Select(step => step.Status).ShouldBe([StepStatus.Inconclusive, StepStatus.NotReached]);
        rehearsal.Journal.Entries.ShouldBe(["after"]);
    }

    [Fact]
    public async Task A_hook_after_a_scenario_that_throws_leaves_out_no_other()
    {
        using var rehearsal = new RehearsalBench();
        var result = await rehearsal.RunOneAsync("    Given a step", typeof(FaultyCleaning));

        result.Verdict.ShouldBe(Verdict.Inconclusive);
        result.Reason.ShouldBe("[AfterScenario] FaultyCleaning.First: InvalidOperationException: no evidence");
        rehearsal.Journal.Entries.ShouldBe(["step", "cleaned up", "ended"]);
    }

    [Fact]
    public async Task A_hook_whose_argument_cannot_be_made_is_named_and_leaves_out_no_other()
    {
        using var rehearsal = new RehearsalBench();
        var result = await rehearsal.RunOneAsync("    Given a step", typeof(HookWithoutArgument));

        result.Verdict.ShouldBe(Verdict.Inconclusive);
        result.Reason!.ShouldStartWith("[AfterScenario] HookWithoutArgument.First: InvalidOperationException: out of glass");
        rehearsal.Journal.Entries.ShouldBe(["step", "cleaned up"]);
    }

    [Fact]
    public async Task Hooks_that_hang_are_left_behind_with_the_reason_and_the_next_scenario_runs()
    {
        using var rehearsal = new RehearsalBench();
        rehearsal.Options = rehearsal.Options with
        {
            Parallelism = 1,
            ScenarioTimeLimit = TimeSpan.FromMilliseconds(200),
            Grace = TimeSpan.FromMilliseconds(200),
        };
        var result = await rehearsal.RunAsync(
            """
            Feature: F
              @before
              Scenario: a
                Given a step
              @after
              Scenario: b
                Given a step
              @ending
              Scenario: c
                Given a step
              Scenario: d
                Given a step
            """,
            typeof(HangingHooks)
        );

        result
            .Scenarios.Select(scenario => scenario.Verdict)
            .ShouldBe([Verdict.Inconclusive, Verdict.Inconclusive, Verdict.Inconclusive, Verdict.Pass]);
        result.Scenarios[0].Reason.ShouldBe("[BeforeScenario] HangingHooks.Before: The scenario's time limit of 0.2 s passed here.");
        result.Scenarios[1].Reason!.ShouldStartWith("[AfterScenario] HangingHooks.After: It did not come to an end");
        result.Scenarios[2].Reason!.ShouldStartWith("Hook disposal: It did not come to an end");
        result.Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_hook_whose_argument_never_comes_to_be_is_left_behind()
    {
        using var rehearsal = new RehearsalBench();
        rehearsal.Options = rehearsal.Options with
        {
            ScenarioTimeLimit = TimeSpan.FromMilliseconds(100),
            Grace = TimeSpan.FromMilliseconds(100),
            SetUpTimeLimit = TimeSpan.FromMilliseconds(300),
        };
        var result = await rehearsal.RunOneAsync("    Given a step", typeof(HookThatWaitsForItsArgument));

        result.Verdict.ShouldBe(Verdict.Inconclusive);
        result.Reason.ShouldBe("Hook around the steps: The scenario's time limit of 0.1 s passed here.");
        result.Steps.Select(step => step.Status).ShouldBe([StepStatus.Inconclusive, StepStatus.NotReached]);
        rehearsal.Journal.Entries.ShouldBe(["ended"]);
    }

    [Fact]
    public async Task A_hook_before_the_run_that_throws_is_the_reason_of_every_scenario()
    {
        using var rehearsal = new RehearsalBench();
        var result = await rehearsal.RunAsync(Two, typeof(FaultyRun));

        result.Succeeded.ShouldBeFalse();
        result.Scenarios.ShouldAllBe(scenario =>
            scenario.Verdict == Verdict.Inconclusive && scenario.Reason!.Contains("no port", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task A_hook_after_the_run_that_throws_is_a_problem_of_the_run()
    {
        using var rehearsal = new RehearsalBench();
        rehearsal.Options = rehearsal.Options with { Parallelism = 1 };
        var result = await rehearsal.RunAsync(Two, typeof(FaultyEnd));

        result.Summary.Passed.ShouldBe(2);
        result.Succeeded.ShouldBeFalse();
        result.Problems.ShouldBe(
            [
                "After the run: [AfterTestRun] FaultyEnd.After: InvalidOperationException: stuck",
                "After Two: InvalidOperationException: broken",
            ],
            ignoreOrder: true
        );
    }

    [Fact]
    public async Task What_belongs_to_a_scenario_cannot_be_had_outside_one()
    {
        using var rehearsal = new RehearsalBench();
        var result = await rehearsal.RunAsync(Two, typeof(TooEarly));

        result.Scenarios.ShouldAllBe(scenario => scenario.Verdict == Verdict.Inconclusive);
        result.Scenarios[0].Reason!.ShouldContain("[BeforeFeature] TooEarly.Before: Verdicts belongs to a scenario");
    }

    [Binding]
    public sealed class TooEarly
    {
        [BeforeFeature]
        public static void Before(Verdicts verdicts) => verdicts.Check("lost", ok: false);

        [Given("^a step$")]
        public void Step() { }
    }

    [Binding]
    public sealed class Hooks(Journal journal, RehearsedScenario scenario)
    {
        [BeforeTestRun]
        public static void BeforeRun(Journal journal) => journal.Write("before run");

        [AfterTestRun]
        public static Task AfterRun(Journal journal)
        {
            journal.Write("after run");
            return Task.CompletedTask;
        }

        [BeforeFeature("shop")]
        public static void BeforeFeature(Journal journal) => journal.Write("before feature");

        [AfterFeature]
        public static void AfterFeature(Journal journal) => journal.Write("after feature");

        [BeforeFeature("nobody")]
        public static void Never(Journal journal) => journal.Write("never");

        [BeforeScenario]
        public void Before() => journal.Write($"before {scenario.Id}");

        [BeforeScenario(Order = 1)]
        public void First() => journal.Write("first before");

        [BeforeScenario("@first", "other", Order = 20000)]
        public void Tagged() => journal.Write("tagged before");

        [AfterScenario]
        public void After() => journal.Write($"after {scenario.Id}");

        [BeforeStep]
        public void BeforeStep() => journal.Write("before step");

        [AfterStep]
        public void AfterStep() => journal.Write("after step");

        [Given("^a step$")]
        public void Step() => journal.Write("step");
    }

    public interface IShop
    {
        string Name { get; }
    }

    public sealed class Shop(Journal journal) : IShop, IDisposable
    {
        public string Name => "corner";

        public void Dispose() => journal.Write("shop closed");
    }

    public sealed class Basket : IDisposable
    {
        private readonly Journal _journal;

        public Basket(Journal journal, IShop shop)
        {
            _journal = journal;
            journal.Write($"basket made in the {shop.Name} shop");
        }

        public void Dispose() => _journal.Write("basket disposed");
    }

    [Binding]
    public sealed class Sharing(Basket basket)
    {
        public Basket Basket { get; } = basket;

        [BeforeTestRun]
        public static void Open(IObjectContainer container, Journal journal) =>
            container.RegisterInstanceAs<IShop>(new Shop(journal), dispose: true);

        [Given("^a step$")]
        public void Step() { }
    }

    [Binding]
    public sealed class SharingToo(Sharing other, Basket basket)
    {
        [AfterScenario]
        public void Same() => basket.ShouldBeSameAs(other.Basket);
    }

    [Binding]
    public sealed class Unmakeable(IFormattable missing)
    {
        [Given("^a step$")]
        public void Step() => missing.ShouldNotBeNull();
    }

    public sealed class Left(Right right)
    {
        public Right Right { get; } = right;
    }

    public sealed class Right(Left left)
    {
        public Left Left { get; } = left;
    }

    [Binding]
    public sealed class Circular(Left left)
    {
        [Given("^a step$")]
        public void Step() => left.ShouldNotBeNull();
    }

    [Binding]
    public sealed class FaultyHooks(Journal journal)
    {
        [BeforeScenario]
        public static void Before() => throw new InvalidOperationException("no\nsimulator");

        [BeforeScenario(Order = 20000)]
        public void NotReached() => journal.Write("not reached");

        [AfterScenario]
        public void After() => journal.Write("after");

        [Given("^a step$")]
        public void Step() => journal.Write("step");
    }

    [Binding]
    public sealed class FaultyRun
    {
        [BeforeTestRun]
        public static async Task Before()
        {
            await Task.Yield();
            throw new InvalidOperationException("no port");
        }

        [Given("^a step$")]
        public void Step() { }
    }

    public sealed class Glass : IDisposable
    {
        public void Dispose() => Break();

        private static void Break() => throw new InvalidOperationException("broken");
    }

    [Binding]
    public sealed class FaultyEnd
    {
        [BeforeFeature]
        public static void Fill(Glass glass) => glass.ShouldNotBeNull();

        [AfterTestRun]
        public static void After() => throw new InvalidOperationException("stuck");

        [Given("^a step$")]
        public void Step() { }
    }

    [Binding]
    public sealed class FaultyCleaning(Journal journal, Leftover leftover)
    {
        [AfterScenario(Order = 1)]
        public static void First() => throw new InvalidOperationException("no evidence");

        [AfterScenario(Order = 2)]
        public void Second() => journal.Write("cleaned up");

        [Given("^a step$")]
        public void Step()
        {
            leftover.ShouldNotBeNull();
            journal.Write("step");
        }
    }

    public sealed class Leftover(Journal journal) : IDisposable
    {
        public void Dispose() => journal.Write("ended");
    }

    public sealed class Unobtainable
    {
        public Unobtainable() => throw new InvalidOperationException("out of glass");
    }

    [Binding]
    public sealed class HookWithoutArgument(Journal journal)
    {
        [AfterScenario(Order = 1)]
        public static void First(Unobtainable missing) => missing.ShouldNotBeNull();

        [AfterScenario(Order = 2)]
        public void Second() => journal.Write("cleaned up");

        [Given("^a step$")]
        public void Step() => journal.Write("step");
    }

    public sealed class Hourglass : IDisposable
    {
        public void Dispose() => new TaskCompletionSource().Task.GetAwaiter().GetResult();
    }

    [Binding]
    public static class HangingHooks
    {
        [BeforeScenario("before")]
        public static Task Before() => new TaskCompletionSource().Task;

        [AfterScenario("after")]
        public static Task After() => new TaskCompletionSource().Task;

        [BeforeScenario("ending")]
        public static void Ending(Hourglass glass) => glass.ShouldNotBeNull();

        [Given("^a step$")]
        public static void Step() { }
    }

    public sealed class Never
    {
        public Never() => new TaskCompletionSource().Task.GetAwaiter().GetResult();
    }

    [Binding]
    public static class HookThatWaitsForItsArgument
    {
        [BeforeScenario(Order = 1)]
        public static void First(Leftover leftover) => leftover.ShouldNotBeNull();

        [BeforeScenario(Order = 2)]
        public static void Second(Never never) => never.ShouldNotBeNull();

        [Given("^a step$")]
        public static void Step() { }
    }
}
