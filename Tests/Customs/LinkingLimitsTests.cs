using Ics2.Customs.Model;
using Ics2.Ens.Writing;
using static Ics2.Tests.Customs.CustomsBench;

namespace Ics2.Tests.Customs;

/// <summary>What must not be linked, compared, timed or arrived with something else, though it is nearly the same.</summary>
public sealed class LinkingLimitsTests
{
    private const string M = "consignmentMasterLevel";

    private readonly CustomsBench _bench = new();

    [Fact]
    public void A_house_of_somebody_who_is_not_named_does_not_complete_a_master()
    {
        var master = _bench.F12(named: Forwarder);

        var house = _bench.F15(declarant: Consolidator);

        _bench.Filing(master).Ens.ShouldBe(EnsState.PendingCompleteness);
        _bench.Filing(house).Houses[0].State.ShouldBe(HouseState.PendingLinking);
    }

    [Theory]
    [InlineData("UCR1", "UCR1", true)]
    [InlineData("UCR1", "UCR2", false)]
    [InlineData(null, "UCR2", true)]
    [InlineData("UCR1", null, true)]
    public void An_F32_meets_the_filing_of_its_declarant_with_its_UCR(string? before, string? later, bool associated)
    {
        _bench.Lodge("F32", Forwarder, draft => WithUcr(draft, before));
        var preLoading = _bench.Mrn;

        _bench.Lodge("F30", Forwarder, draft => WithUcr(draft, later));

        _bench.Filing(preLoading).Houses[0].State.ShouldBe(associated ? HouseState.Associated : HouseState.PendingAssociation);

        static void WithUcr(MessageDraft draft, string? ucr)
        {
            House(draft, "HAWB1");
            if (ucr is not null)
            {
                draft.Set(M + "/consignmentHouseLevel/referenceNumberUCR/referenceNumberUCR", ucr);
            }
        }
    }

    [Fact]
    public void An_F32_does_not_meet_the_filing_of_another_declarant()
    {
        _bench.Lodge("F32", Forwarder, draft => House(draft, "HAWB1"));
        var preLoading = _bench.Mrn;

        _bench.Lodge("F30", Consolidator, draft => House(draft, "HAWB1"));

        _bench.Filing(preLoading).Houses[0].State.ShouldBe(HouseState.PendingAssociation);
    }

    [Theory]
    [InlineData("F20")]
    [InlineData("F28")]
    public void Pre_loading_data_and_the_filing_before_arrival_share_a_master_document__DEC_6(string preLoading)
    {
        _bench.Lodge(preLoading, Carrier, Air);
        _bench.Last[0].Document.Id.ShouldBe("IE3R01");

        _bench.Lodge("F27", Carrier, Air);
        _bench.Last[0].Document.Id.ShouldBe("IE3R01");
        _bench.Lodge("F27", Carrier, Air);
        _bench.Code.ShouldBe("81");
        _bench.Lodge(preLoading, Carrier, Air);
        _bench.Code.ShouldBe("81");

        static void Air(MessageDraft draft)
        {
            Master(draft, "MAWB1", Carrier);
            House(draft, null, items: 1);
        }
    }

    [Fact]
    public void The_time_for_the_analysis_runs_from_receipt_however_late_it_is_decided()
    {
        _bench.Instructions = new Instructions { AssessWhenTold = true };
        var received = _bench.Now;

        var mrn = _bench.F10();
        var limit = _bench.Filing(mrn).Timers.Single(timer => timer.Kind == TimerKind.RiskAnalysis).Due - received;

        limit.ShouldBeGreaterThan(TimeSpan.Zero);
        _bench.LateBy = TimeSpan.FromHours(3);
        var late = _bench.F10("BL2");
        _bench.Filing(late).ReceivedAt.ShouldBe(_bench.Now - TimeSpan.FromHours(3));
        _bench
            .Filing(late)
            .Timers.Single(timer => timer.Kind == TimerKind.RiskAnalysis)
            .Due.ShouldBe(_bench.Now - TimeSpan.FromHours(3) + limit);
    }

    [Theory]
    [InlineData("1", true)]
    [InlineData("4", true)]
    [InlineData("8", true)]
    [InlineData("2", false)]
    [InlineData("3", false)]
    public void Arrivals_are_notified_by_sea_air_and_inland_waterway(string mode, bool taken)
    {
        _bench.Arrive(draft => draft.Set("activeBorderTransportMeans/ModeOfTransport", mode));

        _bench.Last[0].Document.Id.ShouldBe(taken ? "IE3R04" : "IE3N99");
        if (taken)
        {
            var arrival = _bench.State.Filings.Values.ShouldHaveSingleItem();
            arrival.Declarant.ShouldBe(Notifier);
            arrival.Content.Office.ShouldBe("NL000396");
            arrival.Flags.ShouldHaveSingleItem().Kind.ShouldBe("arrival");
        }
    }

    [Fact]
    public void A_filing_of_which_some_houses_have_not_arrived_keeps_waiting_and_one_whose_last_house_arrives_does_not()
    {
        var one = _bench.F12("MBL1");
        var other = _bench.F12("MBL2");
        _bench.Lodge(
            "F15",
            Forwarder,
            draft =>
            {
                House(draft, "HBL1", "MBL1", Carrier);
                House(draft, "HBL2", "MBL2", Carrier);
            }
        );
        var both = _bench.Mrn;
        _bench.Filing(both).Houses.Select(house => house.State).ShouldBe([HouseState.Linked, HouseState.Linked]);

        Arrive(one);
        _bench.Filing(both).Houses.Select(house => house.State).ShouldBe([HouseState.Arrived, HouseState.Linked]);
        _bench.Filing(both).Timers.ShouldContain(timer => timer.Kind == TimerKind.TwoHundredDays);
        _bench.Filing(one).Timers.ShouldNotContain(timer => timer.Kind == TimerKind.TwoHundredDays);

        Arrive(other);
        _bench.Filing(both).Timers.ShouldNotContain(timer => timer.Kind == TimerKind.TwoHundredDays);
    }

    [Fact]
    public void An_F25_finds_the_F23_that_holds_its_house_among_others()
    {
        _bench.Lodge(
            "F23",
            Forwarder,
            draft =>
            {
                House(draft, "HAWB1");
                House(draft, "HAWB2");
            }
        );
        var minimum = _bench.Mrn;

        _bench.Lodge("F25", Forwarder, draft => House(draft, "HAWB2", "MAWB1", Carrier));

        _bench.Last[0].Document.Mrn.ShouldBe(minimum);
    }

    [Fact]
    public void A_house_that_names_another_carrier_or_type_of_document_is_flagged_by_its_kind()
    {
        _bench.Lodge(
            "F12",
            Carrier,
            draft =>
            {
                _bench.Ship(draft);
                Master(draft, "MBL1", Carrier, Forwarder);
                MasterItem(draft);
            }
        );
        var master = _bench.Mrn;
        _bench.Lodge(
            "F15",
            Forwarder,
            draft =>
            {
                House(draft, "HBL1", "MBL1", Carrier);
                draft.Set(M + "/consignmentHouseLevel/transportDocumentMasterLevel/type", "N705");
            }
        );

        _bench.Filing(master).Flags.Select(flag => flag.Kind).ShouldBe(["document"]);
    }

    [Fact]
    public void A_house_document_of_pre_loading_data_is_taken_whatever_its_master()
    {
        _bench.F23();
        _bench.F23();
        _bench.Code.ShouldBe("81");
        _bench.F15("HBL1", "MBL1");
        _bench.F15("HBL1", "MBL2");
        _bench.Last[0].Document.Id.ShouldBe("IE3R01", "another master, another house");
        _bench.F15("HBL1", "MBL2");
        _bench.Code.ShouldBe("81");
    }

    private void Arrive(string mrn) => _bench.Arrive(draft => draft.Add("relatedMRN", related => related.Set("identification", mrn)));
}
