using Ics2.Customs.Model;
using static Ics2.Tests.Customs.CustomsBench;

namespace Ics2.Tests.Customs;

public sealed class LinkingTests
{
    private readonly CustomsBench _bench = new();

    [Fact]
    public void A_master_waits_for_its_house_and_each_filer_hears_of_the_assessment__LNK_01()
    {
        var master = _bench.F12();
        _bench.Sent.ShouldBe(["IE3R01>" + Carrier]);
        _bench.Filing(master).Ens.ShouldBe(EnsState.PendingCompleteness);

        var house = _bench.F15();

        _bench.Sent.ShouldBe(["IE3R01>" + Forwarder, "IE3R01>" + Carrier, "IE3N03>" + Carrier, "IE3N03>" + Forwarder, "IE3N03>" + Carrier]);
        _bench.Filing(master).Ens.ShouldBe(EnsState.Complete);
        _bench.Filing(house).Houses[0].State.ShouldBe(HouseState.Linked);
    }

    [Fact]
    public void The_order_of_arrival_does_not_matter__DEC_8()
    {
        var house = _bench.F15();
        _bench.Filing(house).Houses[0].State.ShouldBe(HouseState.PendingLinking);

        var master = _bench.F12();

        _bench.Filing(house).Houses[0].State.ShouldBe(HouseState.Linked);
        _bench.Filing(master).Ens.ShouldBe(EnsState.Complete);
    }

    [Fact]
    public void The_linking_timer_tells_filers_and_silent_parties_and_the_analysis_goes_on__DEC_20_DEC_22_DEC_48()
    {
        var master = _bench.F12();

        _bench.Advance(TimeSpan.FromHours(2) - TimeSpan.FromSeconds(1)).ShouldBeEmpty();
        _bench.Advance(TimeSpan.FromSeconds(1));

        _bench.Sent.ShouldBe(["IE3N02>" + Carrier, "IE3N11>" + Forwarder, "IE3N03>" + Carrier]);
        _bench.Last[0].Document.Text("supplementaryDeclarant/identificationNumber").ShouldBe(Forwarder);
        _bench.Filing(master).Ens.ShouldBe(EnsState.ConsideredComplete);

        _bench.F15();
        _bench.Filing(master).Ens.ShouldBe(EnsState.Complete);
        _bench.Sent.Count(sent => sent.StartsWith("IE3N03", StringComparison.Ordinal)).ShouldBe(3);
    }

    [Fact]
    public void IE3N02_needs_a_subscription_and_IE3N11_a_connection()
    {
        _bench.Enter(new OperatorFacts(Carrier, "sys@" + Carrier, Connected: true, AeoSecurity: false, ["N02", "N03"]));
        _bench.Enter(new OperatorFacts(Forwarder, "sys@" + Forwarder, Connected: false, AeoSecurity: false, []));
        _bench.F12();

        _bench.Advance(TimeSpan.FromHours(2)).ShouldBeEmpty();
    }

    [Fact]
    public void A_co_load_chain_is_complete_with_its_last_link__LNK_07()
    {
        var master = _bench.F12();
        _bench.Lodge("F14", Forwarder, draft => House(draft, "HBL1", "MBL1", Carrier, named: [Consolidator]));
        _bench.Filing(master).Ens.ShouldBe(EnsState.PendingCompleteness);

        _bench.F15("HBL2", declarant: Consolidator);

        _bench.Filing(master).Ens.ShouldBe(EnsState.Complete);
        _bench
            .Sent.Where(sent => sent.StartsWith("IE3N03", StringComparison.Ordinal))
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .ShouldBe(["IE3N03>" + Carrier, "IE3N03>" + Consolidator, "IE3N03>" + Forwarder]);
    }

    [Fact]
    public void F14_is_completed_by_F16_of_the_same_house_and_F13_by_F17_never_by_F16__DEC_4()
    {
        var master = _bench.F12();
        _bench.Lodge("F14", Forwarder, draft => House(draft, "HBL1", "MBL1", Carrier, named: [Consolidator]));
        _bench.Lodge("F16", Consolidator, draft => House(draft, "OTHER", "MBL1", Carrier));
        _bench.Filing(master).Ens.ShouldBe(EnsState.PendingCompleteness);
        _bench.Lodge("F16", Consolidator, draft => House(draft, "HBL1", "MBL1", Carrier));
        _bench.Filing(master).Ens.ShouldBe(EnsState.Complete);
        _bench.Sent.ShouldNotContain(sent => sent == "IE3N03>" + Consolidator);

        var straight = Straight("MBL2");
        _bench.Lodge("F16", Forwarder, draft => House(draft, "HBL9", "MBL2", Carrier));
        _bench.Filing(straight).Ens.ShouldBe(EnsState.PendingCompleteness);
        _bench.Lodge("F17", Forwarder, draft => House(draft, null, "MBL2", Carrier));
        _bench.Filing(straight).Ens.ShouldBe(EnsState.Complete);
    }

    [Fact]
    public void A_house_with_a_wrong_carrier_never_links__LNK_10()
    {
        var master = _bench.F12();

        var house = _bench.F15(carrier: Consolidator);

        _bench.Filing(house).Houses[0].State.ShouldBe(HouseState.PendingLinking);
        _bench.Filing(master).Ens.ShouldBe(EnsState.PendingCompleteness);
    }

    [Fact]
    public void An_officer_relates_a_house_that_its_data_do_not_link()
    {
        var master = _bench.F12();
        var house = _bench.F15(carrier: Consolidator);

        _bench.Act(new RelateHouse(house, master, "HBL1"));

        _bench.Refusal.ShouldBeNull();
        _bench.Filing(house).Houses[0].State.ShouldBe(HouseState.Linked);
        _bench.Filing(master).Ens.ShouldBe(EnsState.Complete);
    }

    [Fact]
    public void Air_masters_link_by_waybill_and_declarant_with_the_carrier_of_either__DEC_7_DEC_6()
    {
        _bench.Lodge("F21", Carrier, draft => Master(draft, "MAWB1", Consolidator, Forwarder));
        var master = _bench.Mrn;
        _bench.Lodge("F33", Forwarder, draft => House(draft, "HAWB1", "MAWB1", Consolidator));
        _bench.Filing(_bench.Mrn).Houses[0].State.ShouldBe(HouseState.Linked);
        _bench.Filing(master).Ens.ShouldBe(EnsState.Complete);
    }

    [Fact]
    public void Pre_loading_data_are_associated_with_the_pre_arrival_filing_of_the_same_house__DEC_6()
    {
        var minimum = _bench.F23();
        _bench.Filing(minimum).Houses[0].State.ShouldBe(HouseState.PendingAssociation);

        _bench.Lodge("F22", Forwarder, draft => House(draft, "HAWB1", "MAWB1", Carrier));

        _bench.Filing(minimum).Houses[0].State.ShouldBe(HouseState.Associated);
        _bench.Filing(_bench.Mrn).Houses[0].State.ShouldBe(HouseState.PendingLinking);
    }

    [Fact]
    public void An_F25_shares_the_MRN_of_its_F23_which_can_have_one_only()
    {
        var minimum = _bench.F23();
        Supplement("HAWB1");
        _bench.Last[0].Document.Id.ShouldBe("IE3R01");
        _bench.Last[0].Document.Mrn.ShouldBe(minimum);
        Supplement("HAWB1");
        _bench.Code.ShouldBe("81");
        Supplement("UNKNOWN");
        _bench.Code.ShouldBe("80");

        void Supplement(string house) => _bench.Lodge("F25", Forwarder, draft => House(draft, house, "MAWB1", Carrier));
    }

    [Fact]
    public void A_postal_master_is_complete_when_every_receptacle_is_described__DEC_33()
    {
        _bench.Lodge(
            "F42",
            Carrier,
            draft =>
            {
                Master(draft, "MAWB1", Carrier);
                draft.Add("consignmentMasterLevel/receptacle", one => one.Set("receptacleIdentificationNumber", "REC1"));
            }
        );
        var master = _bench.Mrn;
        _bench.Lodge("F44", Forwarder, draft => House(draft, "ITEM1", receptacle: "REC1"));
        _bench.Filing(master).Ens.ShouldBe(EnsState.PendingCompleteness);
        _bench.Advance(TimeSpan.FromHours(2));
        _bench.Sent.ShouldNotContain(sent =>
            sent.StartsWith("IE3N02", StringComparison.Ordinal) || sent.StartsWith("IE3N11", StringComparison.Ordinal)
        );

        _bench.Lodge("F43", Forwarder, draft => House(draft, "ITEM1"));

        _bench.Filing(master).Ens.ShouldBe(EnsState.Complete);
        _bench.Replays().ShouldBeTrue();
    }

    [Fact]
    public void A_number_is_used_once_while_live_unless_split__DEC_19()
    {
        var first = _bench.F10();
        _bench.F10();
        _bench.Code.ShouldBe("81");
        _bench.F10(more: draft =>
            draft.Set("splitConsignment/splitConsignmentIndicator", "1").Set("splitConsignment/previousMRN", "26BE00000000099AT1")
        );
        _bench.Code.ShouldBe("90");
        _bench.F10(more: draft => draft.Set("splitConsignment/splitConsignmentIndicator", "1").Set("splitConsignment/previousMRN", first));
        _bench.Last[0].Document.Id.ShouldBe("IE3R01");
        _bench.F15();
        _bench.F15();
        _bench.Code.ShouldBe("81");
    }

    [Fact]
    public void Goods_that_have_been_presented_are_not_filed_for_again__REJ_18()
    {
        _bench.Lodge("F50", Carrier, draft => Master(draft, "CMR1", Carrier));
        _bench.Act(new PresentGoods(_bench.Mrn));

        _bench.Lodge("F50", Carrier, draft => Master(draft, "CMR1", Carrier));

        _bench.Last.ShouldHaveSingleItem().Document.All("error/validationCode").Select(code => code.Value).ShouldBe(["81", "92"]);
    }

    private string Straight(string document)
    {
        _bench.Lodge(
            "F13",
            Carrier,
            draft =>
            {
                Master(draft, document, Carrier);
                draft.Add(
                    "consignmentMasterLevel/consignmentHouseLevel",
                    house => house.Set("supplementaryDeclarant/identificationNumber", Forwarder)
                );
            }
        );
        return _bench.Mrn;
    }
}
