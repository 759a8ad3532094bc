using Ics2.Customs.Model;
using static Ics2.Tests.Customs.CustomsBench;

namespace Ics2.Tests.Customs;

/// <summary>What an officer or a timer may not do is refused with the reason and changes nothing; what they may do is done once.</summary>
public sealed class RefusedActionTests
{
    private readonly CustomsBench _bench = new();

    [Fact]
    public void A_timer_that_is_not_there_or_not_due_does_nothing_unless_it_is_forced()
    {
        var mrn = _bench.F10();
        Refused(new ExpireTimer(mrn, TimerKind.Linking), "No timer Linking");
        Refused(new ExpireTimer(mrn, TimerKind.TwoHundredDays), "No timer TwoHundredDays");

        _bench.Act(new ExpireTimer(mrn, TimerKind.TwoHundredDays, Forced: true));

        _bench.Refusal.ShouldBeNull();
        _bench.Filing(mrn).State.ShouldBe(FilingState.Invalidated);
    }

    [Fact]
    public void Nothing_is_done_with_an_unknown_an_invalidated_or_an_arriving_filing()
    {
        var mrn = _bench.F10();
        _bench.Arrive(draft => draft.Add("relatedMRN", related => related.Set("identification", mrn)));
        var arrival = _bench.State.Filings.Values.Single(filing => filing.IsArrival).Mrn!;
        Refused(new PresentGoods("26BE00000000099AT1"), "No filing has the MRN");
        Refused(new PresentGoods(arrival), "No filing has the MRN");
        var gone = _bench.F10("BL2");
        _bench.Invalidate(gone, Carrier);
        Refused(new PresentGoods(gone), "nothing can be done");
    }

    [Fact]
    public void The_analysis_of_what_is_not_complete_begins_once_and_the_linking_time_is_over_with_it()
    {
        _bench.Instructions = new Instructions { AssessWhenTold = true };
        var master = _bench.F12();
        _bench.Filing(master).Timers.ShouldContain(timer => timer.Kind == TimerKind.Linking);

        _bench.Act(new StartRiskAnalysis(master));

        _bench.Refusal.ShouldBeNull();
        _bench.Filing(master).Ens.ShouldBe(EnsState.ConsideredComplete);
        _bench.Filing(master).Timers.ShouldNotContain(timer => timer.Kind == TimerKind.Linking);
        Refused(new StartRiskAnalysis(master), "Expected an ENS pending completeness");
        _bench.Advance(TimeSpan.FromHours(30)).ShouldNotContain(notice => notice.Document.Id == "IE3N02");
    }

    [Fact]
    public void A_house_is_related_to_a_live_master_only_and_only_while_it_waits()
    {
        var master = _bench.F12();
        var house = _bench.F15(carrier: Consolidator);
        Refused(new RelateHouse(house, "26BE00000000099AT1"), "is no live master filing");
        Refused(new RelateHouse(house, _bench.F10("BL7")), "is no live master filing");
        Refused(new RelateHouse(house, master, "OTHER"), "no such house");

        _bench.Act(new RelateHouse(house, master));

        _bench.Refusal.ShouldBeNull();
        Refused(new RelateHouse(house, master), "no such house");
    }

    [Fact]
    public void An_order_that_was_not_given_is_not_lifted_and_one_that_is_lifted_is_assessed_anew()
    {
        _bench.Instructions = new Instructions { AssessWhenTold = true };
        var mrn = _bench.F23();
        Refused(new ClearDoNotLoad(mrn), "Nothing of");
        _bench.Act(new SetRiskResult(mrn, RiskStage.DoNotLoad, ["HAWB1"], []));
        _bench.Filing(mrn).Houses[0].DoNotLoad.ShouldBeTrue();

        _bench.Act(new ClearDoNotLoad(mrn));

        _bench.Refusal.ShouldBeNull();
        _bench.Filing(mrn).Houses[0].DoNotLoad.ShouldBeFalse();
        Refused(new ClearDoNotLoad(mrn), "Nothing of");
    }

    [Fact]
    public void A_request_is_closed_once_and_only_by_its_reference()
    {
        _bench.Instructions = new Instructions { AssessWhenTold = true };
        var mrn = _bench.F10();
        _bench.Act(new SendReferral(mrn, new OrderedReferral("RFI")));
        _bench.Refusal.ShouldBeNull();
        var reference = _bench.Filing(mrn).Referrals.ShouldHaveSingleItem().Reference;
        Refused(new CloseReferral(mrn, "OTHER"), "no open or answered request");

        _bench.Act(new CloseReferral(mrn, reference));

        _bench.Filing(mrn).Referrals[0].State.ShouldBe(ReferralState.Closed);
        Refused(new CloseReferral(mrn, reference), "no open or answered request");
    }

    [Fact]
    public void A_request_that_is_escalated_is_told_from_one_that_is_closed()
    {
        _bench.Instructions = new Instructions { AssessWhenTold = true };
        var mrn = _bench.F10();
        _bench.Act(new SendReferral(mrn, new OrderedReferral("RFI")));

        _bench.Act(new CloseReferral(mrn, _bench.Filing(mrn).Referrals[0].Reference, Escalate: true));

        _bench.Filing(mrn).Referrals[0].State.ShouldBe(ReferralState.Escalated);
    }

    [Fact]
    public void No_request_at_all_and_one_of_an_unknown_kind_are_refused()
    {
        _bench.Instructions = new Instructions { AssessWhenTold = true };
        var mrn = _bench.F10();

        Refused(new SendReferral(mrn), "at least one request");
        Refused(new SendReferral(mrn, new OrderedReferral("XXX")), "Expected RFI, AMD or RFS");
        _bench.Filing(mrn).Referrals.ShouldBeEmpty();
    }

    [Fact]
    public void A_control_is_decided_for_an_ENS_and_not_for_a_house()
    {
        _bench.F12();
        var house = _bench.F15();

        Refused(new DecideControl(house, WarnAeo: false), "A control is decided for a live ENS");
        _bench.Filing(house).ControlDecided.ShouldBeFalse();
    }

    [Fact]
    public void A_carrier_that_did_not_file_is_warned_of_a_control_when_it_is_an_AEO_and_only_then()
    {
        _bench.Enter(new OperatorFacts(Consolidator, "sys@" + Consolidator, Connected: true, AeoSecurity: true, []));
        var mrn = _bench.F10(carrier: Consolidator);
        _bench.Act(new DecideControl(mrn, WarnAeo: true));
        _bench.Sent.ShouldBe(["IE3N09>" + Consolidator]);

        var other = _bench.F10("BL2", carrier: Forwarder);
        _bench.Act(new DecideControl(other, WarnAeo: true));
        _bench.Sent.ShouldBeEmpty();
    }

    [Fact]
    public void By_road_what_is_under_an_order_is_not_presented_with_the_rest()
    {
        _bench.Lodge("F50", Carrier, draft => Master(draft, "CMR1", Carrier));
        var mrn = _bench.Mrn;

        _bench.Act(new PresentGoods(mrn));

        _bench.Refusal.ShouldBeNull();
        _bench.Filing(mrn).Ens.ShouldBe(EnsState.Presented);
        _bench.Filing(mrn).Timers.ShouldBeEmpty();
        Refused(new PresentGoods(mrn), "an ENS not presented yet");
    }

    private void Refused(CustomsCommand command, string why)
    {
        var before = _bench.State;

        _bench.Act(command).ShouldBeEmpty();

        _bench.Refusal.ShouldNotBeNull().ShouldContain(why);
        _bench.State.ShouldBeSameAs(before);
    }
}
