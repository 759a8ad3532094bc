using Ics2.Rehearsal;
using Ics2.Rehearsal.Running;
using Ics2.Rehearsal.Running.Results;
using Ics2.Simulator;
using Ics2.StepDefinitions;
using Ics2.StepDefinitions.Clients;
using Reqnroll;
using Reqnroll.BoDi;

namespace Ics2.Tests.Rehearsal;

/// <summary>A customs of a scenario's own that does not come up costs that scenario, and takes nothing from the others.</summary>
public sealed class OwnCustomsTests
{
    [Fact]
    public async Task When_own_customs_cannot_be_started_the_shared_ones_serve_the_next_scenario()
    {
        using var rehearsal = new RehearsalBench();
        rehearsal.Options = rehearsal.Options with { Parallelism = 1, ScenarioTimeLimit = TimeSpan.FromMinutes(2) };
        var scenarios = RehearsalBench
            .Catalogue(
                """
                Feature: Customs

                  @own-customs
                  Scenario: There is no port left for it
                    Given a trader that pulls its messages

                  Scenario: The next one
                    Given a trader that pulls its messages
                    When the trader files an IE3F10
                    Then customs acknowledges with a valid receipt
                """
            )
            .Scenarios;
        var steps = StepClasses.FromAssemblies(typeof(RehearsalHooks).Assembly).Types.Where(type => type != typeof(RehearsalHooks));

        var run = await new ScenarioRunner(
            StepClasses.FromTypes([.. steps, typeof(NoPortLeft)]),
            rehearsal.Options,
            new BuiltinTrader()
        ).RunToEndAsync(scenarios, TestContext.Current.CancellationToken);

        run.Scenarios[0].Verdict.ShouldBe(Verdict.Inconclusive);
        run.Scenarios[0].Reason!.ShouldBe("[BeforeScenario] NoPortLeft.StartOwnCustoms: IOException: no port");
        run.Scenarios[1].Reason.ShouldBeNull();
        run.Scenarios[1].Verdict.ShouldBe(Verdict.Pass);
        run.Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_was_never_started_is_never_stopped_and_leaves_nothing()
    {
        string? folder = null;
        using var own = new OwnCustoms();
        await Should.ThrowAsync<IOException>(
            own.StartAsync(options =>
            {
                folder = options.DataFolder;
                throw new IOException("no port");
            })
        );

        await own.StopAsync();
        await own.StopAsync();

        Directory.Exists(folder.ShouldNotBeNull()).ShouldBeFalse();
        Should.Throw<InvalidOperationException>(() => own.Customs);
    }

    /// <summary>The hooks of a rehearsal, but nothing can be started for a scenario alone.</summary>
    [Binding]
    public static class NoPortLeft
    {
        [BeforeTestRun]
        public static Task StartCustoms(IObjectContainer container, SharedCustoms shared, RunSeal kept) =>
            RehearsalHooks.StartCustoms(container, shared, kept, new RehearsalSettings());

        [BeforeScenario("own-customs", Order = 0)]
        public static Task StartOwnCustoms(OwnCustoms own) => own.StartAsync(_ => throw new IOException("no port"));

        [AfterScenario("own-customs", Order = int.MaxValue)]
        public static Task StopOwnCustoms(OwnCustoms own) => RehearsalHooks.StopOwnCustoms(own);

        [AfterTestRun(Order = int.MaxValue)]
        public static Task StopCustoms(SharedCustoms shared) => RehearsalHooks.StopCustoms(shared);
    }
}
