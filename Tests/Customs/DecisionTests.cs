using Ics2.Customs.Model;
using static Ics2.Tests.Customs.CustomsBench;

namespace Ics2.Tests.Customs;

/// <summary>Decisions of lifecycle 10 that no other test here meets.</summary>
public sealed class DecisionTests
{
    private static readonly DateTimeOffset Eta = new(2026, 12, 24, 0, 0, 0, TimeSpan.Zero);
    private readonly CustomsBench _bench = new();

    [Fact]
    public void F17_and_F33_are_houses_without_a_timer_and_F31_is_timed_as_F30__DEC_5()
    {
        _bench.Instructions = new Instructions { AssessWhenTold = true };
        foreach (var type in new[] { "F17", "F33" })
        {
            _bench.Lodge(type, Forwarder, draft => House(draft, type == "F17" ? null : "HAWB1", "M1", Carrier));
            _bench.Filing(_bench.Mrn).Houses[0].State.ShouldBe(HouseState.PendingLinking);
            _bench.Filing(_bench.Mrn).Timers.ShouldHaveSingleItem().Kind.ShouldBe(TimerKind.TwoHundredDays);
        }

        foreach (var type in new[] { "F30", "F31" })
        {
            _bench.Lodge(type, Carrier, draft => House(draft, "HAWB" + type));
            _bench
                .Filing(_bench.Mrn)
                .Timers.Single(timer => timer.Kind == TimerKind.RiskAnalysis)
                .Due.ShouldBe(_bench.Now + TimeSpan.FromHours(4));
        }
    }

    [Fact]
    public void The_MRN_is_told_with_the_acceptance_and_never_before__DEC_34()
    {
        _bench.Instructions = new Instructions { AssessWhenTold = true };
        _bench.F10();
        _bench.Last.ShouldHaveSingleItem().Document.Mrn.ShouldBe(_bench.Mrn);
        _bench.F10();
        var refused = _bench.Last.ShouldHaveSingleItem().Document;
        refused.Id.ShouldBe("IE3N01");
        refused.Find("MRN").ShouldBeNull();
        // it was registered (lifecycle 5.1 step 2)
        _bench.State.Filings.Values.Single(filing => filing.State == FilingState.Rejected).Mrn.ShouldNotBeNull();
    }

    [Fact]
    public void The_carrier_gets_no_copy_of_IE3N02__DEC_2()
    {
        _bench.Lodge("F12", Carrier, draft => Master(draft, "MBL1", Consolidator, Forwarder));
        _bench.Advance(TimeSpan.FromHours(2));
        _bench.Sent.Where(sent => sent.StartsWith("IE3N02", StringComparison.Ordinal)).ShouldBe(["IE3N02>" + Carrier]);
    }

    [Fact]
    public void One_filing_of_a_named_party_is_enough__DEC_9()
    {
        var master = _bench.F12();
        _bench.F15("HBL1");
        _bench.F15("HBL2");
        _bench.Filing(master).Ens.ShouldBe(EnsState.Complete);
        _bench.Filing(_bench.Mrn).Houses[0].State.ShouldBe(HouseState.Linked);
    }

    [Fact]
    public void An_assessed_ENS_is_reported_as_complete_and_only_the_four_states_are_a_filings__DEC_10_DEC_44()
    {
        var mrn = _bench.F10();
        _bench.Request(
            "IE3Q05",
            Carrier,
            draft =>
                draft.Set("dataRequest", "0").Set("functionalReference", "Q").Set("requester/identificationNumber", Carrier).Set("MRN", mrn)
        );
        _bench
            .Last[0]
            .Document.All("ENSEntity")
            .Select(entity => $"{entity.Text("type")} {entity.Text("state")}")
            .ShouldBe(["ENF 03", "CML 11", "ENS 11"]);
        _bench.Last[0].Attachments.ShouldBeEmpty();
    }

    [Fact]
    public void An_amendment_and_an_invalidation_have_one_reply_each__DEC_13()
    {
        _bench.Instructions = new Instructions { AssessWhenTold = true };
        var mrn = _bench.F10();
        _bench.Amend(mrn, Carrier, draft => _bench.Straight(draft)).ShouldHaveSingleItem().Document.Id.ShouldBe("IE3N10");
        _bench.Invalidate(mrn, Carrier).ShouldHaveSingleItem().Document.Id.ShouldBe("IE3R07");
    }

    [Theory]
    [InlineData("FLIGHT1", "AWB1", true, false)] // both on the flight, one in the list
    [InlineData("FLIGHT9", "AWB2", false, true)] // the flight does not match: the list alone
    public void A_list_of_waybills_restricts_the_flight_or_stands_alone__DEC_27(string flight, string waybill, bool first, bool second)
    {
        var (one, two) = (Air("AWB1"), Air("AWB2"));

        _bench.Arrive(draft =>
            draft
                .Set("activeBorderTransportMeans/ModeOfTransport", "4")
                .Set("activeBorderTransportMeans/conveyanceReferenceNumber", flight)
                .Set("activeBorderTransportMeans/estimatedDateAndTimeOfArrival", Eta)
                .Add("relatedTransportDocument", document => document.Set("documentNumber", waybill).Set("type", "N741"))
        );

        (_bench.Filing(one).Ens == EnsState.Arrived).ShouldBe(first);
        (_bench.Filing(two).Ens == EnsState.Arrived).ShouldBe(second);
    }

    [Fact]
    public void IE3N07_names_the_house_document_where_there_is_no_master__DEC_32()
    {
        _bench.Lodge("F30", Carrier, draft => House(draft, "HAWB1"));
        var mrn = _bench.Mrn;
        Arrive();
        Arrive();

        _bench.Sent.ShouldBe(["IE3R04>" + Notifier, "IE3N07>" + Notifier]); // in the air the person filing is not told, DEC-3
        _bench.Last[1].Document.Text("transportDocument/documentNumber").ShouldBe("HAWB1");

        void Arrive() =>
            _bench.Arrive(draft =>
                draft
                    .Set("activeBorderTransportMeans/ModeOfTransport", "4")
                    .Add("relatedMRN", related => related.Set("identification", mrn))
            );
    }

    [Fact]
    public void The_responsible_state_of_a_house_is_its_masters_once_linked__DEC_37()
    {
        _bench.Lodge(
            "F15",
            Forwarder,
            draft =>
            {
                House(draft, "HBL1", "MBL1", Carrier);
                draft.Set("addressedMemberState/country", "FR");
            }
        );
        _bench.F12();

        _bench
            .Last.Single(notice =>
                notice.Document.Id == "IE3N03"
                && notice.Document.Mrn != _bench.Mrn
                && notice.Recipient.EndsWith(Forwarder, StringComparison.Ordinal)
            )
            .Document.Text("responsibleMemberState/country")
            .ShouldBe("BE");
    }

    [Fact]
    public void Road_and_rail_post_and_express_are_filed_and_presented_without_an_arrival__DEC_38()
    {
        _bench.Lodge(
            "F34",
            Carrier,
            draft =>
            {
                House(draft, "H1");
                draft.Set("activeBorderTransportMeans/ModeOfTransport", "3");
            }
        );

        _bench.Act(new PresentGoods(_bench.Mrn));

        _bench.Refusal.ShouldBeNull();
        _bench.Filing(_bench.Mrn).Ens.ShouldBe(EnsState.Presented);
        _bench.Filing(_bench.Mrn).Timers.ShouldNotContain(timer => timer.Kind == TimerKind.TwoHundredDays);
    }

    [Fact]
    public void Houses_of_one_filing_may_belong_to_different_masters__DEC_43()
    {
        var (one, two) = (_bench.F12("MBL1"), _bench.F12("MBL2"));
        _bench.Lodge(
            "F14",
            Forwarder,
            draft =>
            {
                House(draft, "HBL1", "MBL1", Carrier);
                House(draft, "HBL2", "MBL2", Carrier);
            }
        );

        _bench.Filing(_bench.Mrn).Houses.Select(house => house.Ens).ShouldBe([_bench.Filing(one).Key, _bench.Filing(two).Key]);
        _bench.Filing(two).Ens.ShouldBe(EnsState.Complete);
    }

    [Fact]
    public void Nothing_else_than_the_arrival_makes_a_filing_late__DEC_45()
    {
        _bench.Now = Eta.AddDays(10);
        _bench.F10();
        _bench.Last[0].Document.Id.ShouldBe("IE3R01");
    }

    private string Air(string waybill)
    {
        _bench.Lodge(
            "F29",
            Carrier,
            draft =>
            {
                Master(draft, waybill, Carrier);
                House(draft, null, items: 1);
                draft
                    .Set("activeBorderTransportMeans/ModeOfTransport", "4")
                    .Set("activeBorderTransportMeans/conveyanceReferenceNumber", "FLIGHT1")
                    .Set("activeBorderTransportMeans/estimatedDateAndTimeOfArrival", Eta);
            }
        );
        return _bench.Mrn;
    }
}
