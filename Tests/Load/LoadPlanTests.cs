using CsCheck;
using Ics2.Load.Engine;

namespace Ics2.Tests.Load;

public sealed class LoadPlanTests
{
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(30);

    [Fact]
    public void A_number_is_approached_warmed_up_and_held()
    {
        var plan = Parse("200", ramp: 10, warmUp: 5);

        plan.Stages.ShouldBe([new LoadStage(0, 200, TimeSpan.FromSeconds(10)), new LoadStage(200, 200, TimeSpan.FromSeconds(35))]);
        plan.WarmUp.ShouldBe(TimeSpan.FromSeconds(15));
        plan.Measured.ShouldBe(Duration);
        plan.At(TimeSpan.FromSeconds(5)).ShouldBe(100);
        plan.At(TimeSpan.FromSeconds(46)).ShouldBe(0);
    }

    [Fact]
    public void Stretches_have_their_own_lengths_and_the_warm_up_comes_before_them()
    {
        var plan = Parse("50..500/30s,500/1m", ramp: 0, warmUp: 5);

        plan.Stages.ShouldBe([
            new LoadStage(50, 50, TimeSpan.FromSeconds(5)),
            new LoadStage(50, 500, TimeSpan.FromSeconds(30)),
            new LoadStage(500, 500, TimeSpan.FromMinutes(1)),
        ]);
        plan.ToString()
            .ShouldBe(
                "50 exchanges per second for 5 s, then 50 to 500 exchanges per second in 30 s, then 500 exchanges per second for 60 s"
            );
    }

    [Fact]
    public void Arrivals_of_a_ramp_come_where_the_sum_of_the_rate_says()
    {
        var arrivals = Parse("0..100/10s", ramp: 0, warmUp: 0).Arrivals().ToList();

        arrivals.Count.ShouldBe(500);
        arrivals[0].ShouldBe(TimeSpan.Zero);
        arrivals[125].TotalSeconds.ShouldBe(5, 1e-6); // a quarter of them in the first half of the time
    }

    [Fact]
    public void In_every_plan_arrivals_are_as_many_as_the_area_under_it_and_never_go_back() =>
        Gen.Select(Gen.Int[0, 300], Gen.Int[0, 300], Gen.Int[1, 20])
            .Array[1, 5]
            .Sample(
                stages =>
                {
                    var plan = new LoadPlan(
                        LoadShape.Open,
                        [.. stages.Select(stage => new LoadStage(stage.Item1, stage.Item2, TimeSpan.FromSeconds(stage.Item3)))],
                        TimeSpan.Zero
                    );
                    var arrivals = plan.Arrivals().ToList();
                    var area = stages.Sum(stage => (stage.Item1 + stage.Item2) / 2.0 * stage.Item3);
                    return Math.Abs(arrivals.Count - area) <= 1
                        && arrivals.Zip(arrivals.Skip(1)).All(pair => pair.First <= pair.Second)
                        && (arrivals.Count == 0 || arrivals[^1] <= plan.Length);
                },
                iter: 300
            );

    [Theory]
    [InlineData(LoadShape.Open, "fast")]
    [InlineData(LoadShape.Open, "10/never")]
    [InlineData(LoadShape.Open, "10..20..30/5s")]
    [InlineData(LoadShape.Open, "-5/5s")]
    [InlineData(LoadShape.Open, "10/0s")]
    [InlineData(LoadShape.Open, "0")]
    [InlineData(LoadShape.Open, "1e300/5s")]
    [InlineData(LoadShape.Open, "99999999")]
    [InlineData(LoadShape.Closed, "1.5")]
    public void A_plan_that_makes_no_sense_is_refused_with_a_reason(LoadShape shape, string text)
    {
        LoadPlan.TryParse(shape, text, Duration, TimeSpan.Zero, TimeSpan.Zero, out _, out var why).ShouldBeFalse();
        why.ShouldNotBeNullOrEmpty();
    }

    private static LoadPlan Parse(string text, int ramp, int warmUp) =>
        LoadPlan.TryParse(
            LoadShape.Open,
            text,
            Duration,
            TimeSpan.FromSeconds(ramp),
            TimeSpan.FromSeconds(warmUp),
            out var plan,
            out var why
        )
            ? plan
            : throw new ShouldAssertException(why);
}
