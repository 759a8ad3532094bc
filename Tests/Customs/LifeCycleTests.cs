using Ics2.Customs.Model;
using static Ics2.Tests.Customs.CustomsBench;

namespace Ics2.Tests.Customs;

public sealed class LifeCycleTests
{
    private readonly CustomsBench _bench = new();

    [Fact]
    public void An_amendment_replaces_the_filing_keeps_the_MRN_and_is_assessed_again__AMD_01_DEC_50()
    {
        var mrn = _bench.F10(more: draft => draft.Set("representative/identificationNumber", Forwarder));

        _bench.Amend(
            mrn,
            Carrier,
            draft => _bench.Straight(draft, more: more => more.Set("representative/identificationNumber", Forwarder))
        );

        _bench.Sent.ShouldBe(["IE3N10>" + Carrier, "IE3N03>" + Carrier]);
        _bench.Last[0].Document.Mrn.ShouldBe(mrn);
        _bench.Filing(mrn).Amendments.ShouldBe(1);
        _bench.Filing(mrn).Timers.ShouldNotContain(timer => timer.Kind == TimerKind.RiskAnalysis);
    }

    [Theory]
    [InlineData("Cargo")]
    [InlineData(" - n/a - ")]
    [InlineData("...")]
    public void A_description_of_stop_words_or_nothing_is_of_no_use__DEC_16_REJ_14_AMD_12(string description)
    {
        _bench.F10(more: Describe);
        _bench.Last.ShouldHaveSingleItem().Document.Id.ShouldBe("IE3N99");
        _bench.Code.ShouldBe("100");
        var mrn = _bench.F10();
        _bench.Amend(mrn, Carrier, draft => _bench.Straight(draft, more: Describe));
        _bench.Last[0].Document.Id.ShouldBe("IE3N99");
        _bench.Last[0].Document.Text("functionalReference").ShouldBe(mrn);
        _bench.Filing(mrn).Amendments.ShouldBe(0);

        void Describe(Ics2.Ens.Writing.MessageDraft draft) =>
            draft.Set("consignmentMasterLevel/consignmentHouseLevel/goodsItem/commodity/descriptionOfGoods", description);
    }

    [Fact]
    public void What_is_locked_cannot_be_amended__R3024_DEC_25()
    {
        var mrn = _bench.F10();

        _bench.Amend(
            mrn,
            Carrier,
            draft => _bench.Straight(draft, "OTHER", Consolidator, more => more.Set("representative/identificationNumber", Forwarder))
        );

        var refusal = _bench.Last.ShouldHaveSingleItem().Document;
        refusal.Id.ShouldBe("IE3N01");
        refusal.All("error/validationCode").Select(code => code.Value).ShouldAllBe(code => code == "104");
        refusal
            .All("error/pointer/messageElementPath")
            .Select(path => path.Value)
            .ShouldBe(
                [
                    "/IE3A10/representative",
                    "/IE3A10/consignmentMasterLevel/transportDocumentMasterLevel/documentNumber",
                    "/IE3A10/consignmentMasterLevel/carrier/identificationNumber",
                ],
                ignoreOrder: true
            );
        _bench.Filing(mrn).Amendments.ShouldBe(0);
    }

    [Fact]
    public void Tables_without_marks_lock_like_their_neighbours__DEC_26()
    {
        _bench.Lodge("F45", Carrier, draft => Master(draft, "MBL1", Carrier));

        _bench.Amend(_bench.Mrn, Carrier, draft => Master(draft, "OTHER", Carrier));

        _bench.Code.ShouldBe("104");
    }

    [Fact]
    public void Items_can_go_from_the_end_and_never_come__DEC_24()
    {
        var mrn = _bench.F10();
        _bench.Amend(mrn, Carrier, draft => _bench.Straight(draft, items: 2));
        _bench.Code.ShouldBe("101");
        _bench
            .Last[0]
            .Document.Text("error/pointer/messageElementPath")
            .ShouldBe("/IE3A10/consignmentMasterLevel/consignmentHouseLevel/goodsItem[2]");

        _bench.Amend(mrn, Carrier, draft => _bench.Straight(draft, items: 0));
        _bench.Last[0].Document.Id.ShouldBe("IE3N10");
    }

    [Fact]
    public void Nobody_amends_what_is_unknown_foreign_of_another_type_invalidated_or_under_control__DEC_47()
    {
        var mrn = _bench.F10();
        _bench.Request("IE3A10", Carrier, draft => draft.Set("MRN", "26BE00000000099AT1").Set("declarant/identificationNumber", Carrier));
        _bench.Code.ShouldBe("90");
        _bench.Request("IE3A11", Carrier, draft => draft.Set("MRN", mrn).Set("declarant/identificationNumber", Carrier));
        _bench.Code.ShouldBe("104");
        _bench.Amend(mrn, Forwarder, draft => _bench.Straight(draft));
        _bench.Code.ShouldBe("104");
        _bench.Act(new DecideControl(mrn, WarnAeo: false));
        _bench.Amend(mrn, Carrier, draft => _bench.Straight(draft));
        _bench.Code.ShouldBe("72");
        _bench.Invalidate(mrn, Carrier);
        _bench.Sent.ShouldBe(["IE3R07>" + Carrier]); // DEC-47: a control does not keep from it
        _bench.Amend(mrn, Carrier, draft => _bench.Straight(draft));
        _bench.Code.ShouldBe("72");
    }

    [Fact]
    public void Only_the_declarant_invalidates_and_only_once()
    {
        var mrn = _bench.F10();
        _bench.Invalidate("26BE00000000099AT1", Carrier);
        _bench.Code.ShouldBe("90");
        _bench.Invalidate(mrn, Forwarder);
        _bench.Code.ShouldBe("96");
        _bench.Filing(mrn).State.ShouldBe(FilingState.Accepted);
        _bench.Invalidate(mrn, Carrier);
        _bench.Sent.ShouldBe(["IE3R07>" + Carrier]);
        _bench.Invalidate(mrn, Carrier);
        _bench.Code.ShouldBe("72");
        _bench.F10(); // the number is free again, INV-08
        _bench.Last[0].Document.Id.ShouldBe("IE3R01");
    }

    [Fact]
    public void An_invalidated_master_leaves_its_houses_pending_and_an_invalidated_house_its_master__INV_07()
    {
        var (master, house) = (_bench.F12(), _bench.F15());
        _bench.Invalidate(master, Carrier);
        _bench.Filing(house).Houses[0].State.ShouldBe(HouseState.PendingLinking);

        var again = _bench.F12();
        _bench.Filing(again).Ens.ShouldBe(EnsState.Complete);
        _bench.Invalidate(house, Forwarder);
        _bench.Filing(again).Ens.ShouldBe(EnsState.PendingCompleteness);
        _bench.Replays().ShouldBeTrue();
    }

    [Fact]
    public void Two_hundred_days_invalidate_without_a_word__INV_06()
    {
        var mrn = _bench.F10();

        _bench.Advance(TimeSpan.FromDays(200)).ShouldBeEmpty();

        _bench.Filing(mrn).State.ShouldBe(FilingState.Invalidated);
    }

    [Fact]
    public void A_ship_arrives_with_its_ENS_by_number_and_time__ARR_01_DEC_28_DEC_12()
    {
        var mrn = _bench.F10();
        _bench.Arrive(draft =>
            draft.Set("activeBorderTransportMeans/estimatedDateAndTimeOfArrival", new DateTimeOffset(2026, 12, 24, 0, 0, 1, TimeSpan.Zero))
        );
        _bench.Sent.ShouldBe(["IE3R04>" + Notifier]); // matches nothing: no more than that, and a warning for the officer
        _bench.State.Filings.Values.Single(filing => filing.Type == "N06").Flags.ShouldHaveSingleItem().Text.ShouldContain("no ENS");
        _bench.Filing(mrn).Ens.ShouldBe(EnsState.Complete);

        _bench.Arrive(draft =>
            draft.Set("activeBorderTransportMeans/estimatedDateAndTimeOfArrival", new DateTimeOffset(2026, 12, 24, 0, 0, 0, TimeSpan.Zero))
        );

        _bench.Sent.ShouldBe(["IE3R04>" + Notifier]);
        _bench.Last[0].Document.Mrn![16].ShouldBe('Z');
        _bench.Filing(mrn).Ens.ShouldBe(EnsState.Arrived);
        _bench.Filing(mrn).Timers.ShouldNotContain(timer => timer.Kind == TimerKind.TwoHundredDays);
        _bench.Lodge("F10", Consolidator, draft => _bench.Straight(draft, "LATE"));
        _bench.Code.ShouldBe("92"); // DEC-45
    }

    [Fact]
    public void What_arrived_already_is_said_to_everybody_concerned__ARR_05_DEC_3_DEC_40()
    {
        var mrn = _bench.F10();
        Arrive();
        Arrive();

        _bench.Sent.ShouldBe([
            "IE3R04>" + Notifier,
            "IE3R04>" + Consolidator,
            "IE3N07>" + Notifier,
            "IE3N07>" + Consolidator,
            "IE3N07>" + Carrier,
        ]);
        _bench.Last[^1].Document.Text("error/validationCode").ShouldBe("72");
        _bench.Last[^1].Document.Text("error/pointer/messageElementPath").ShouldBe("/IE3N06/relatedMRN[1]/identification");

        void Arrive() =>
            _bench.Arrive(draft =>
                draft
                    .Add("relatedMRN", related => related.Set("identification", mrn))
                    .Add("notifyParty", party => party.Set("identificationNumber", Consolidator))
            );
    }

    [Fact]
    public void Arrivals_by_road_and_doubled_MRNs_are_refused__DEC_41()
    {
        _bench.Arrive(draft => draft.Set("activeBorderTransportMeans/ModeOfTransport", "3"));
        _bench.Code.ShouldBe("14");
        _bench.Arrive(draft =>
            draft
                .Add("relatedMRN", one => one.Set("identification", "26BE00000000099AT1"))
                .Add("relatedMRN", one => one.Set("identification", "26BE00000000099AT1"))
        );
        _bench.Code.ShouldBe("91");
    }

    [Fact]
    public void A_controlled_ENS_is_named_on_arrival_and_presented_after_it__ARR_06_DEC_42()
    {
        var mrn = _bench.F10();
        _bench.Act(new PresentGoods(mrn));
        _bench.Refusal.ShouldNotBeNull().ShouldContain("arrived");
        _bench.Act(new DecideControl(mrn, WarnAeo: true));
        _bench.Last.ShouldBeEmpty(); // nobody holds AEOS
        _bench.Arrive(draft => draft.Add("relatedMRN", related => related.Set("identification", mrn)));

        _bench.Sent.ShouldBe(["IE3R04>" + Notifier, "IE3N08>" + Notifier, "IE3N08>" + Carrier]);
        _bench.Last[1].Document.Mrn.ShouldBe(mrn);
        _bench.Act(new PresentGoods(mrn)).ShouldBeEmpty();
        _bench.Filing(mrn).Ens.ShouldBe(EnsState.Presented);
        _bench.Invalidate(mrn, Carrier);
        _bench.Code.ShouldBe("72");
    }

    [Fact]
    public void An_AEO_is_warned_before()
    {
        _bench.Enter(new OperatorFacts(Carrier, "sys@" + Carrier, Connected: true, AeoSecurity: true, []));
        var mrn = _bench.F10();

        _bench.Act(new DecideControl(mrn, WarnAeo: true));

        _bench.Sent.ShouldBe(["IE3N09>" + Carrier]);
    }

    [Fact]
    public void A_consultation_shows_what_is_the_requesters_and_nothing_else__CNS_01_CNS_03_DEC_29_DEC_18()
    {
        var (master, house) = (_bench.F12(), _bench.F15());
        _bench.Act(new DecideControl(master, WarnAeo: false));
        var asked = 0;

        Ask(Forwarder, draft => draft.Set("MRN", house));
        Entities().ShouldBe([$"ENF {house} 03", "CHL HBL1 05"]);
        _bench.Last[0].Attachments.Length.ShouldBe(1); // its IE3N03
        Ask(Carrier, draft => draft.Set("transportDocumentHouse/documentNumber", "HBL1").Set("transportDocumentHouse/type", "N714"));
        Entities().ShouldBe(["CHL HBL1 05"]);
        Ask(Carrier, draft => draft.Set("transportDocument/documentNumber", "MBL1").Set("transportDocument/type", "N704"));
        Entities().ShouldBe(["CML MBL1 11", "ENS MBL1 11"]);
        Ask(Consolidator, draft => draft.Set("MRN", house));
        _bench.Code.ShouldBe("97");

        void Ask(string requester, Action<Ics2.Ens.Writing.MessageDraft> key) =>
            _bench.Request(
                "IE3Q05",
                requester,
                draft =>
                    key(
                        draft
                            .Set("dataRequest", "1")
                            .Set("functionalReference", "Q" + (++asked))
                            .Set("requester/identificationNumber", requester)
                    )
            );
        IEnumerable<string> Entities() =>
            _bench
                .Last[0]
                .Document.All("ENSEntity")
                .Select(entity => $"{entity.Text("type")} {entity.Text("identification")} {entity.Text("state")}");
    }

    [Fact]
    public void A_requester_uses_the_reference_of_a_consultation_once__R3003()
    {
        var mrn = _bench.F10(carrier: Forwarder);
        Ask(Consolidator);
        _bench.Code.ShouldBe("97");
        Ask(Carrier);
        _bench.Last[0].Document.Id.ShouldBe("IE3R08");

        Ask(Carrier);
        _bench.Last.ShouldHaveSingleItem().Document.Id.ShouldBe("IE3N99");
        _bench.Code.ShouldBe("95");
        _bench.Last[0].Document.Text("error/pointer/messageElementPath").ShouldBe("/IE3Q05/functionalReference");
        Ask(Forwarder);
        _bench.Last[0].Document.Id.ShouldBe("IE3R08", "the reference of another is free");
        _bench.Replays().ShouldBeTrue();

        void Ask(string requester) =>
            _bench.Request(
                "IE3Q05",
                requester,
                draft =>
                    draft
                        .Set("dataRequest", "0")
                        .Set("functionalReference", "SAME")
                        .Set("requester/identificationNumber", requester)
                        .Set("MRN", mrn)
            );
    }
}
