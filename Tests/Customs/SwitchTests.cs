using Ics2.Customs.Deciding;
using Ics2.Customs.Model;
using Ics2.Ens.Catalogue;
using static Ics2.Tests.Customs.CustomsBench;

namespace Ics2.Tests.Customs;

/// <summary>The other side of the decisions in lifecycle 10 that can be switched.</summary>
public sealed class SwitchTests
{
    private static readonly DateTimeOffset Eta = new(2026, 12, 24, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Goods_under_an_order_may_arrive__DEC_11()
    {
        var bench = new CustomsBench(new CustomsOptions { DoNotLoadBlocksArrival = false })
        {
            Instructions = new Instructions { DoNotLoad = "*" },
        };
        var mrn = bench.F10();
        bench.Arrive(draft => draft.Add("relatedMRN", related => related.Set("identification", mrn)));
        bench.Sent.ShouldBe(["IE3R04>" + Notifier]);
        bench.Filing(mrn).Ens.ShouldBe(EnsState.Arrived);
    }

    [Fact]
    public void The_filer_hears_of_arrivals_by_air_too__DEC_3()
    {
        var bench = new CustomsBench(new CustomsOptions { TellFilerInAir = true });
        bench.Lodge(
            "F30",
            Carrier,
            draft =>
            {
                House(draft, "HAWB1");
                draft.Set("activeBorderTransportMeans/ModeOfTransport", "4");
            }
        );
        var mrn = bench.Mrn;
        Arrive();
        Arrive();
        bench.Sent.ShouldBe(["IE3R04>" + Notifier, "IE3N07>" + Notifier, "IE3N07>" + Carrier]);

        void Arrive() =>
            bench.Arrive(draft =>
                draft
                    .Set("activeBorderTransportMeans/ModeOfTransport", "4")
                    .Add("relatedMRN", related => related.Set("identification", mrn))
            );
    }

    [Fact]
    public void Pre_loading_data_are_linked_instead_of_associated__DEC_6()
    {
        var bench = new CustomsBench(new CustomsOptions { PreLoadingLinks = true });
        var minimum = bench.F23();
        bench.Filing(minimum).Houses[0].State.ShouldBe(HouseState.PendingLinking);
        bench.Lodge("F22", Forwarder, draft => House(draft, "HAWB1", "MAWB1", Carrier));
        bench.Filing(minimum).Houses[0].State.ShouldBe(HouseState.Linked);
    }

    [Fact]
    public void A_document_number_is_free_again_after_its_time__DEC_19()
    {
        var bench = new CustomsBench(new CustomsOptions { DocumentsTakenFor = TimeSpan.FromDays(90) });
        bench.F10();
        bench.Now += TimeSpan.FromDays(90) - TimeSpan.FromSeconds(1);
        bench.F10();
        bench.Code.ShouldBe("81");
        bench.Now += TimeSpan.FromSeconds(1);
        bench.F10();
        bench.Last[0].Document.Id.ShouldBe("IE3R01");

        var open = new CustomsBench(new CustomsOptions { UniqueDocuments = false });
        open.F10();
        open.F10();
        open.Last[0].Document.Id.ShouldBe("IE3R01");
    }

    [Fact]
    public void The_linking_time_is_what_one_says__DEC_20()
    {
        var bench = new CustomsBench(new CustomsOptions { LinkingTime = TimeSpan.FromMinutes(5) });
        bench.F12();
        bench.Advance(TimeSpan.FromMinutes(5));
        bench.Sent.ShouldContain(sent => sent == "IE3N02>" + Carrier);
    }

    [Fact]
    public void An_incomplete_ENS_waits_for_an_officer__DEC_22()
    {
        var bench = new CustomsBench(new CustomsOptions { AnalyseIncomplete = false });
        var master = bench.F12();
        bench.Advance(TimeSpan.FromHours(2));
        bench.Sent.ShouldBe(["IE3N02>" + Carrier, "IE3N11>" + Forwarder]);
        bench.Filing(master).Ens.ShouldBe(EnsState.PendingCompleteness);
        bench.Act(new StartRiskAnalysis(master));
        bench.Sent.ShouldBe(["IE3N03>" + Carrier]);
        bench.Filing(master).Ens.ShouldBe(EnsState.ConsideredComplete);
    }

    [Theory]
    [InlineData(false, "Another name", "NL2000000002", "104")]
    [InlineData(true, "Another name", "NL2000000002", null)]
    [InlineData(true, "Name", "DE3000000003", "104")]
    [InlineData(true, null, null, "104")]
    public void Of_a_representative_only_number_and_presence_are_locked__DEC_25(bool byNumber, string? name, string? eori, string? code)
    {
        var bench = new CustomsBench(new CustomsOptions { RepresentativeByNumber = byNumber })
        {
            Instructions = new Instructions { AssessWhenTold = true },
        };
        var mrn = bench.F10(more: draft => draft.Set("representative/identificationNumber", Forwarder).Set("representative/name", "Name"));
        bench.Amend(
            mrn,
            Carrier,
            draft =>
                bench.Straight(draft, more: more => more.Set("representative/identificationNumber", eori).Set("representative/name", name))
        );

        bench.Last.ShouldHaveSingleItem().Document.Text("error/validationCode").ShouldBe(code);
    }

    [Theory]
    [InlineData(10, 10, true)]
    [InlineData(10, -10, true)]
    [InlineData(10, 11, false)]
    [InlineData(1440, 1440, true)]
    [InlineData(1440, -1440, true)]
    public void The_time_of_an_arrival_may_be_off_by_a_tolerance__DEC_28(int tolerance, int off, bool arrives)
    {
        var bench = new CustomsBench(new CustomsOptions { ArrivalTolerance = TimeSpan.FromMinutes(tolerance) });
        var mrn = bench.F10();
        bench.Arrive(draft => draft.Set("activeBorderTransportMeans/estimatedDateAndTimeOfArrival", Eta.AddMinutes(off)));
        bench.Filing(mrn).Ens.ShouldBe(arrives ? EnsState.Arrived : EnsState.Complete);
    }

    [Fact]
    public void A_flagged_ENS_waits_for_an_officer__LNK_11()
    {
        var bench = new CustomsBench(new CustomsOptions { FlaggedWaits = true });
        bench.Lodge(
            "F11",
            Carrier,
            draft =>
            {
                bench.Ship(draft);
                Master(draft, "MBL1", Carrier);
                draft.Set("consignmentMasterLevel/totalGrossMass", "100");
                draft.Add("consignmentMasterLevel/consignmentHouseLevel", house => house.Set("totalGrossMass", "50"));
            }
        );
        bench.Sent.ShouldBe(["IE3R01>" + Carrier]);
        bench.Act(new SetRiskResult(bench.Mrn, RiskStage.NoRisk, [], []));
        bench.Sent.ShouldBe(["IE3N03>" + Carrier]);
    }

    [Theory]
    [InlineData(-1, null)]
    [InlineData(1441, null)]
    [InlineData(0, 0)]
    public void Switches_that_make_no_sense_are_refused(int tolerance, int? linking) =>
        Should.Throw<ArgumentException>(() =>
            new CustomsDecider(
                SpecPack.Embedded(),
                new CustomsOptions
                {
                    ArrivalTolerance = TimeSpan.FromMinutes(tolerance),
                    LinkingTime = linking is { } minutes ? TimeSpan.FromMinutes(minutes) : null,
                }
            )
        );
}
