using Ics2.Contract;

namespace Ics2.Tests.Contract;

public sealed class DurationsTests
{
    [Theory]
    [InlineData("250us", 0.00025)]
    [InlineData("500ms", 0.5)]
    [InlineData("30s", 30)]
    [InlineData("0s", 0)]
    [InlineData("90m", 5400)]
    [InlineData("1.5h", 5400)]
    [InlineData(".5h", 1800)]
    [InlineData("200d", 17_280_000)]
    [InlineData("999999h", 3_599_996_400)]
    [InlineData("PT30S", 30)]
    [InlineData("P1DT1H", 90_000)]
    public void A_number_and_a_unit_is_a_duration_and_so_is_ISO_8601(string text, double seconds)
    {
        Durations.TryParse(text, out var duration, out var why).ShouldBeTrue(why);

        duration.ShouldBe(TimeSpan.FromSeconds(seconds));
        Durations.TryParse(Durations.Write(duration), out var again).ShouldBeTrue();
        again.ShouldBe(duration);
    }

    [Theory]
    [InlineData("soon")]
    [InlineData("")]
    [InlineData("30")]
    [InlineData("s")]
    [InlineData("30 s")]
    [InlineData(" 30s")]
    [InlineData("-30s")]
    [InlineData("+30s")]
    [InlineData("1,5h")]
    [InlineData("1e3s")]
    [InlineData("30S")]
    [InlineData("5w")]
    [InlineData("NaNs")]
    [InlineData("Infinitys")]
    [InlineData("100001d")]
    [InlineData("99999999999999999999d")]
    [InlineData("PT")]
    [InlineData("-PT30S")]
    [InlineData("P99999999Y")]
    [InlineData("P300Y")]
    public void What_is_none_is_named_beside_an_example(string text)
    {
        Durations.TryParse(text, out var duration, out var why).ShouldBeFalse();

        duration.ShouldBe(default);
        why.ShouldContain($"'{text}'");
        why.ShouldContain("for example 30s");
    }

    [Fact]
    public void Nothing_is_no_duration() => Durations.TryParse(text: null, out _).ShouldBeFalse();
}
