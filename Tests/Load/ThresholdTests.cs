using Ics2.Load.Engine;

namespace Ics2.Tests.Load;

public sealed class ThresholdTests
{
    [Theory]
    [InlineData("p99<50ms", 49.9, true)]
    [InlineData("p99<50ms", 50, false)]
    [InlineData("p99<=50", 50, true)]
    [InlineData("p50 < 1.5s", 1499, true)]
    [InlineData("p999<800us", 0.9, false)]
    [InlineData("errors<1%", 0.99, true)]
    [InlineData("errors=0", 1, false)]
    [InlineData("throughput>=400/s", 400, true)]
    [InlineData("share>50%", 50, false)]
    [InlineData("memory<300MB", 299, true)]
    [InlineData("memory-growth<10%", 10.5, false)]
    public void A_value_keeps_it_or_not(string text, double value, bool kept)
    {
        Threshold.TryParse(text, out var threshold, out var why).ShouldBeTrue(why);
        threshold!.IsKept(value).ShouldBe(kept);
    }

    [Theory]
    [InlineData("p98<50ms", "Metrics: p50")]
    [InlineData("p99", "p99<50ms")]
    [InlineData("p99!50", "p99<50ms")]
    [InlineData("p99<50%", "p99 is in ms, not in %")]
    [InlineData("throughput<5ms", "throughput is in /s, not in ms")]
    [InlineData("errors<1..2", "is no threshold")]
    [InlineData("", "is no threshold")]
    public void One_that_makes_no_sense_is_refused_with_a_reason(string text, string reason)
    {
        Threshold.TryParse(text, out _, out var why).ShouldBeFalse();
        why!.ShouldContain(reason);
    }

    [Theory]
    [InlineData("p99<10ms", 0, true)]
    [InlineData("p99<4ms", 0, false)]
    [InlineData("errors=0", 0, true)]
    [InlineData("errors=0", 7, false)]
    [InlineData("errors<20%", 10, true)]
    [InlineData("errors<10%", 5, false)]
    [InlineData("throughput>10", 0, true)]
    [InlineData("share>29%", 0, true)] // 100 per second of 1 / (2 / 2000 + 2 / 1000) = 333
    [InlineData("share>31%", 0, false)]
    [InlineData("unanswered=0", 0, false)] // nobody kept a book: nothing to compare is not good enough
    public void They_decide_whether_a_run_has_passed(string text, int everyFails, bool passed)
    {
        Threshold.TryParse(text, out var threshold, out _).ShouldBeTrue();
        var result = VirtualResult.Of(everyFails, [threshold!]);

        result.Passed.ShouldBe(passed, result.Thresholds[0].Text);
    }

    [Fact]
    public void A_run_in_which_nothing_went_well_has_not_passed()
    {
        var result = VirtualResult.Of(everyFails: 1);

        result.Run.Completed.ShouldBe(0);
        result.Passed.ShouldBeFalse();
    }
}
