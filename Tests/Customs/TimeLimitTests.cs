using Ics2.Customs.Model;
using static Ics2.Tests.Customs.CustomsBench;

namespace Ics2.Tests.Customs;

/// <summary>Limits of the full risk analysis (lifecycle 5.2.3), by the cases of Articles 105 to 109 of the delegated regulation.</summary>
public sealed class TimeLimitTests
{
    private static readonly DateTimeOffset Eta = new(2026, 12, 24, 0, 0, 0, TimeSpan.Zero);
    private readonly CustomsBench _bench = new() { Instructions = new Instructions { AssessWhenTold = true } };

    [Theory]
    [InlineData("F12", "CNSHA", true, 500, 24.0)] // 105(a): containers in the deep sea
    [InlineData("F12", "CNSHA", false, 500, 4.0)] // 105(b): other goods in the deep sea
    [InlineData("F12", "TRAMR", true, 50, 2.0)] // 105(c): from a port of the Mediterranean
    [InlineData("F12", "ISREY", false, 60, 2.0)] // 105(c): from Iceland
    [InlineData("F45", "USNYC", false, 200, 4.0)]
    [InlineData("F27", "USJFK", false, 8, 4.0)] // 106(2)(b): a long flight
    [InlineData("F27", "MACMN", false, 3, 3.0)] // 106(2)(a): the time until a short flight arrives
    [InlineData("F27", "GBLHR", false, 4, 4.0)]
    [InlineData("F51", "UAIEV", false, 1, 1.0)] // 107(a): a train of less than two hours
    [InlineData("F51", "UAIEV", false, 2, 2.0)] // 107(b)
    [InlineData("F50", "CHBSL", false, 1, 1.0)] // 108
    public void The_time_depends_on_where_the_journey_comes_from_and_how_long_it_takes(
        string type,
        string loading,
        bool container,
        int hours,
        double limit
    )
    {
        Lodge(type, loading, container, hours);
        _bench.Filing(_bench.Mrn).Timers.Single(timer => timer.Kind == TimerKind.RiskAnalysis).Due.ShouldBe(_bench.Now.AddHours(limit));
    }

    [Fact]
    public void A_voyage_of_less_than_a_day_to_France_Spain_or_Portugal_has_two_hours__105_d()
    {
        Lodge("F12", "MUPLU", container: true, hours: 20, office: "FR002300"); // Mauritius to Reunion
        _bench.Filing(_bench.Mrn).Timers.Single(timer => timer.Kind == TimerKind.RiskAnalysis).Due.ShouldBe(_bench.Now.AddHours(2));
    }

    [Fact]
    public void Containers_of_the_short_sea_cannot_be_held__DEC_51()
    {
        Lodge("F12", "TRAMR", container: true, hours: 50);
        _bench.F15(document: "M1");
        _bench.Act(new SetRiskResult(_bench.State.Filings.Values.Single(filing => filing.Type == "F12").Mrn!, RiskStage.DoNotLoad, [], []));
        _bench.Refusal.ShouldNotBeNull().ShouldContain("loaded in TR");
    }

    private void Lodge(string type, string loading, bool container, int hours, string office = "BE101000") =>
        _bench.Lodge(
            type,
            Carrier,
            draft =>
            {
                Master(draft, "M1", Carrier, type is "F12" ? Forwarder : null);
                draft
                    .Set("customsOfficeOfFirstEntry/referenceNumber", office)
                    .Set("consignmentMasterLevel/placeOfLoading/UNLOCODE", loading)
                    .Set("activeBorderTransportMeans/estimatedDateAndTimeOfArrival", Eta)
                    .Set("activeBorderTransportMeans/actualDateAndTimeOfDeparture", Eta.AddHours(-hours));
                if (container)
                {
                    draft.Add(
                        "consignmentMasterLevel/transportEquipment",
                        equipment => equipment.Set("containerIdentificationNumber", "MSCU1234566")
                    );
                }
            }
        );
}
