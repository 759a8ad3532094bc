using Ics2.Load.Engine;

namespace Ics2.Tests.Load;

public sealed class LoadEngineTests
{
    private static readonly TimeSpan FiveMs = TimeSpan.FromMilliseconds(5);

    [Fact]
    public void An_open_plan_begins_exchanges_at_its_rate_and_measures_each()
    {
        var run = VirtualRun.Of(
            VirtualRun.Hold(LoadShape.Open, 100, 10),
            (_, clock, cancellationToken) => VirtualRun.TakeAsync(FiveMs, clock, cancellationToken)
        );

        run.Completed.ShouldBe(1000);
        run.Failed.ShouldBe(0);
        run.ThroughputPerSecond.ShouldBe(100, 0.5);
        run.Latency!.P50.ShouldBe(5, 0.05);
        run.Latency.Max.ShouldBe(5, 0.05);
        run.LateShare.ShouldBe(0);
        run.Stopped.ShouldBeFalse();
    }

    // The mistake that closed loops make: while the server stands still for a second, they send one request and see one bad latency.
    // Traders would have sent a hundred.
    [Fact]
    public void A_pause_of_the_server_is_seen_by_everything_that_was_due_in_it()
    {
        static async Task<ExchangeOutcome> PausingAsync(Exchange exchange, TimeProvider clock, CancellationToken cancellationToken)
        {
            var since = clock.GetUtcNow() - new DateTimeOffset(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);
            var rest = since.TotalSeconds is > 4 and < 5 ? TimeSpan.FromSeconds(5) - since : TimeSpan.Zero;
            return await VirtualRun.TakeAsync(rest + TimeSpan.FromMilliseconds(1), clock, cancellationToken);
        }

        var open = VirtualRun.Of(VirtualRun.Hold(LoadShape.Open, 100, 10), PausingAsync);
        var closed = VirtualRun.Of(VirtualRun.Hold(LoadShape.Closed, 1, 10), PausingAsync);

        open.Latency!.P50.ShouldBe(1, 0.1);
        open.Latency.P99.ShouldBe(900, 20); // a tenth of the exchanges waited, evenly spread over a second
        open.Latency.Max.ShouldBe(1000, 20);
        closed.Latency!.P99.ShouldBe(1, 0.1);
    }

    [Fact]
    public void When_the_engine_itself_is_late_latency_counts_from_when_the_exchange_was_due_and_it_says_so()
    {
        var run = VirtualRun.Of(
            VirtualRun.Hold(LoadShape.Open, 100, 4),
            (_, clock, cancellationToken) => VirtualRun.TakeAsync(FiveMs, clock, cancellationToken)
        );
        var late = VirtualRun.Of(
            VirtualRun.Hold(LoadShape.Open, 100, 4),
            (exchange, clock, cancellationToken) =>
            {
                if (exchange.Number == 100)
                {
                    // our thread was busy: no exchange could begin
                    ((Microsoft.Extensions.Time.Testing.FakeTimeProvider)clock).Advance(TimeSpan.FromMilliseconds(500));
                }

                return VirtualRun.TakeAsync(FiveMs, clock, cancellationToken);
            }
        );

        run.LateShare.ShouldBe(0);
        late.LateShare.ShouldBeGreaterThan(0.1);
        late.Lateness!.Max.ShouldBe(490, 15);
        late.Latency!.Max.ShouldBeGreaterThan(480);
        Saturation
            .Judge(late, isRemote: true, cores: 2)
            .Reasons.ShouldHaveSingleItem()
            .ShouldContain("more than 10 ms after they were due");
        Saturation.Judge(run, isRemote: true, cores: 2).Is.ShouldBeFalse();
    }

    [Fact]
    public void Clients_wait_for_their_own_exchange_and_for_nobody_elses()
    {
        var run = VirtualRun.Of(
            VirtualRun.Hold(LoadShape.Closed, 4, 10),
            (_, clock, cancellationToken) => VirtualRun.TakeAsync(TimeSpan.FromMilliseconds(10), clock, cancellationToken)
        );

        run.ThroughputPerSecond.ShouldBe(400, 5);
        run.Latency!.Max.ShouldBe(10, 0.1);
        run.Lateness.ShouldBeNull();
    }

    [Fact]
    public void A_ramp_of_clients_is_followed()
    {
        var most = 0;
        var now = 0;
        var plan = new LoadPlan(LoadShape.Closed, [new LoadStage(1, 9, TimeSpan.FromSeconds(4))], TimeSpan.Zero);
        var seen = new List<int>();
        VirtualRun.Of(
            plan,
            async (_, clock, cancellationToken) =>
            {
                most = Math.Max(most, ++now);
                await Task.Delay(FiveMs, clock, cancellationToken);
                now--;
                return ScriptedScenario.Fine;
            },
            watch: passed =>
            {
                if (passed.TotalMilliseconds % 1000 == 500)
                {
                    seen.Add(most);
                }
            }
        );

        seen[..4].ShouldBe([2, 4, 6, 8]);
    }

    [Fact]
    public void What_begins_in_the_warm_up_does_not_count_but_is_shown()
    {
        var run = VirtualRun.Of(
            VirtualRun.Hold(LoadShape.Open, 50, seconds: 4, warmUp: 2),
            async (exchange, clock, cancellationToken) =>
            {
                await Task.Delay(exchange.Number < 100 ? TimeSpan.FromMilliseconds(800) : FiveMs, clock, cancellationToken);
                return exchange.Number < 100
                    ? ScriptedScenario.Fine with
                    {
                        Failure = new Failure("cold", "still cold"),
                    }
                    : ScriptedScenario.Fine;
            }
        );

        run.Completed.ShouldBe(200);
        run.Errors.ShouldBeEmpty();
        run.Latency!.Max.ShouldBe(5, 0.1);
        run.Timeline.Where(slice => !slice.Counts).Sum(slice => slice.Failed).ShouldBeGreaterThan(50);
        run.Timeline.Where(slice => slice.Counts).Sum(slice => slice.Failed).ShouldBeGreaterThan(0); // began before, ended after
    }

    [Fact]
    public void An_exchange_that_never_ends_fails_after_its_patience_and_says_what_it_waited_for()
    {
        var abandoned = new TaskCompletionSource<ExchangeOutcome>();
        var run = VirtualRun.Of(
            VirtualRun.Hold(LoadShape.Open, 10, 3),
            (exchange, _, _) =>
            {
                exchange.WaitsFor = "receipt";
                return abandoned.Task; // does not even look at its token
            },
            new EngineOptions { ExchangeTimeout = TimeSpan.FromSeconds(2) }
        );

        run.Completed.ShouldBe(0);
        run.Failed.ShouldBe(30);
        run.Errors.ShouldHaveSingleItem().ShouldBe(new ErrorCount("time-out (receipt)", 30, "Waited 2 s for receipt."));
        run.Latency.ShouldBeNull();
    }

    [Fact]
    public void What_is_due_while_too_much_is_under_way_fails_as_not_begun()
    {
        var run = VirtualRun.Of(
            VirtualRun.Hold(LoadShape.Open, 100, 2),
            (_, clock, cancellationToken) => VirtualRun.TakeAsync(TimeSpan.FromSeconds(1), clock, cancellationToken),
            new EngineOptions { MaxInFlight = 20 }
        );

        run.Errors.ShouldHaveSingleItem().Kind.ShouldBe("not begun");
        (run.Completed + run.Failed).ShouldBe(200);
        run.Timeline.Max(slice => slice.InFlight).ShouldBeLessThanOrEqualTo(20);
    }

    [Fact]
    public void A_bug_in_a_scenario_is_counted_and_ends_nothing()
    {
        var run = VirtualRun.Of(
            VirtualRun.Hold(LoadShape.Open, 10, 1),
            (exchange, _, _) => exchange.Number == 3 ? throw new InvalidOperationException("a bug") : Task.FromResult(ScriptedScenario.Fine)
        );

        run.Completed.ShouldBe(9);
        run.Errors.ShouldHaveSingleItem().Kind.ShouldBe("bug (InvalidOperationException)");
    }

    [Fact]
    public void Kinds_of_errors_and_their_texts_are_bounded()
    {
        var run = VirtualRun.Of(
            VirtualRun.Hold(LoadShape.Open, 1000, 2),
            (exchange, _, _) =>
                Task.FromResult(
                    new ExchangeOutcome($"label {exchange.Number}", new Failure($"kind {exchange.Number}", new string('x', 100_000)))
                )
        );

        run.Failed.ShouldBe(2000);
        run.Errors.Count.ShouldBeLessThan(50);
        run.Errors[0].Kind.ShouldBe("other");
        run.Labels.Count.ShouldBeLessThan(50);
        run.Errors.ShouldAllBe(error => error.Example.Length < 1000);
    }

    [Fact]
    public void What_follows_an_exchange_occupies_no_client_and_its_failure_counts()
    {
        var run = VirtualRun.Of(
            VirtualRun.Hold(LoadShape.Closed, 1, 2),
            async (exchange, clock, ct) =>
                await VirtualRun.TakeAsync(FiveMs, clock, ct) with
                {
                    Afterwards = async cancellationToken =>
                    {
                        await Task.Delay(TimeSpan.FromMilliseconds(3000), clock, cancellationToken);
                        exchange.Mark("later");
                        return exchange.Number == 0 ? new Failure("late reply", "it came too late") : null;
                    },
                }
        );

        run.Completed.ShouldBeInRange(395, 400);
        run.Latency!.Max.ShouldBe(5, 0.1);
        run.Errors.ShouldHaveSingleItem().ShouldBe(new ErrorCount("late reply", 1, "it came too late"));
        run.Steps.ShouldHaveSingleItem().Latency.P50.ShouldBe(3000, 50);
    }

    [Fact]
    public void Stopping_early_gives_what_was_measured_so_far()
    {
        var run = VirtualRun.Of(
            VirtualRun.Hold(LoadShape.Open, 100, 60),
            (_, clock, cancellationToken) => VirtualRun.TakeAsync(FiveMs, clock, cancellationToken),
            stopAfter: TimeSpan.FromSeconds(5)
        );

        run.Stopped.ShouldBeTrue();
        run.Measured.TotalSeconds.ShouldBe(5, 0.1);
        run.ThroughputPerSecond.ShouldBe(100, 3);
        run.Errors.ShouldBeEmpty();
    }
}
