using System.Diagnostics;
using System.Globalization;
using Ics2.Customs.Model;
using static Ics2.Tests.Customs.CustomsBench;

namespace Ics2.Tests.Customs;

public sealed class LargeFilingTests
{
    private const int Many = 10_000;

    [Theory]
    [InlineData("F43", "F44")]
    [InlineData("F32", "F30")]
    public void Many_houses_take_time_in_proportion(string first, string second)
    {
        var bench = new CustomsBench();
        var started = Stopwatch.GetTimestamp();
        foreach (var type in new[] { first, second, second })
        {
            bench.Lodge(
                type,
                Forwarder,
                draft =>
                {
                    for (var i = 0; i < Many; i++)
                    {
                        House(draft, "H" + i.ToString(CultureInfo.InvariantCulture), receptacle: type == "F44" ? "REC1" : null);
                    }
                }
            );
        }

        bench
            .State.Filings.Values.Single(filing => filing.Type == first)
            .Houses.ShouldAllBe(house => house.State == HouseState.Linked || house.State == HouseState.Associated);
        bench.Last[0].Document.All("error").Count().ShouldBe(Many); // the second time every house document is taken

        // Quadratic, each of these steps would take minutes.
        Stopwatch.GetElapsedTime(started).ShouldBeLessThan(TimeSpan.FromSeconds(60));
    }
}
