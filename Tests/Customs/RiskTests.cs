using Ics2.Customs.Model;
using static Ics2.Tests.Customs.CustomsBench;

namespace Ics2.Tests.Customs;

public sealed class RiskTests
{
    private readonly CustomsBench _bench = new();

    [Fact]
    public void Without_orders_the_assessment_follows_at_once_and_its_subscription_decides__INT_11_DEC_1()
    {
        _bench.F10();
        _bench.Sent.ShouldBe(["IE3R01>" + Carrier, "IE3N03>" + Carrier]);
        _bench.Enter(new OperatorFacts(Carrier, "sys@" + Carrier, Connected: true, AeoSecurity: false, ["N03"]));
        _bench.F10("BL2");
        _bench.Sent.ShouldBe(["IE3R01>" + Carrier]);
    }

    [Fact]
    public void Pre_loading_and_full_analysis_each_end_with_an_assessment__DEC_35_DEC_36()
    {
        _bench.F23();
        var assessment = _bench.Last[1].Document;
        _bench.Sent.ShouldBe(["IE3R01>" + Forwarder, "IE3N03>" + Forwarder]);
        assessment.Text("assessmentComplete/transportDocument/documentNumber").ShouldBe("HAWB1");
        assessment.Find("carrier").ShouldBeNull();
        _bench.Lodge(
            "F28",
            Forwarder,
            draft =>
            {
                Master(draft, "AWB1", Carrier);
                House(draft, "HAWB9");
            }
        );
        _bench.Sent.Count(sent => sent == "IE3N03>" + Forwarder).ShouldBe(2);
        _bench.Sent.Count(sent => sent == "IE3N03>" + Carrier).ShouldBe(2);
    }

    [Fact]
    public void A_request_for_information_stops_the_analysis_until_it_is_answered__INT_01_INT_02_DEC_15()
    {
        _bench.Instructions = new Instructions { Referrals = [new OrderedReferral("RFI", "What is it?")] };
        var mrn = _bench.F10(carrier: Forwarder);
        _bench.Sent.ShouldBe(["IE3R01>" + Carrier, "IE3R01>" + Forwarder, "IE3Q02>" + Carrier, "IE3N04>" + Forwarder]);
        var reference = _bench.Last[2].Document.Text("referralRequestDetails/referralRequestReference").ShouldNotBeNull();
        reference.Length.ShouldBe(17);

        Answer(mrn, "UNKNOWN");
        _bench.Code.ShouldBe("98");
        Answer("26BE00000000099AT1", reference);
        _bench.Code.ShouldBe("90");
        Answer(mrn, reference);
        _bench.Sent.ShouldBe(["IE3N03>" + Carrier, "IE3N03>" + Forwarder]);
        Answer(mrn, reference);
        _bench.Code.ShouldBe("92"); // DEC-15
        _bench.Instructions = Instructions.None;
        var other = _bench.F10("BL2");
        Answer(other, reference);
        _bench.Code.ShouldBe("96");
    }

    [Fact]
    public void Requests_of_one_kind_go_in_one_message_and_each_is_answered__INT_06()
    {
        _bench.Instructions = new Instructions
        {
            Referrals = [new OrderedReferral("RFI", "What is it?"), new OrderedReferral("RFI", "Who gets it?")],
        };
        var mrn = _bench.F10();
        _bench.Sent.ShouldBe(["IE3R01>" + Carrier, "IE3Q02>" + Carrier]);
        var references = _bench
            .Last[1]
            .Document.All("referralRequestDetails/referralRequestReference")
            .Select(element => element.Value!)
            .ToList();
        references.ShouldBe(_bench.Filing(mrn).Referrals.Select(referral => referral.Reference));
        references.ShouldBeUnique(StringComparer.Ordinal);

        Answer(mrn, references[0]);
        _bench.Sent.ShouldBeEmpty();
        Answer(mrn, references[1]);
        _bench.Sent.ShouldBe(["IE3N03>" + Carrier]);
    }

    [Fact]
    public void A_request_to_amend_is_answered_by_the_amendment__INT_03()
    {
        _bench.Instructions = new Instructions
        {
            Referrals = [new OrderedReferral("AMD", "Describe the goods.", "/IE3F10/consignmentMasterLevel")],
        };
        var mrn = _bench.F10();
        var reference = _bench.Filing(mrn).Referrals[0].Reference;

        _bench.Amend(mrn, Carrier, draft => _bench.Straight(draft, more: more => more.Set("referralRequestReference", "NOT-THIS")));
        _bench.Code.ShouldBe("98");
        _bench.Amend(mrn, Carrier, draft => _bench.Straight(draft, more: more => more.Set("referralRequestReference", reference)));

        _bench.Sent.ShouldBe(["IE3N10>" + Carrier, "IE3N03>" + Carrier]);
        _bench.Filing(mrn).Referrals[0].State.ShouldBe(ReferralState.Closed);
    }

    [Fact]
    public void Screening_is_asked_for_before_loading_only__DEC_51()
    {
        _bench.Instructions = new Instructions { Referrals = [new OrderedReferral("RFS", Methods: ["XRY"])] };
        var mrn = _bench.F23();
        _bench.Sent.ShouldBe(["IE3R01>" + Forwarder, "IE3Q03>" + Forwarder]);
        var reference = _bench.Filing(mrn).Referrals[0].Reference;
        _bench.Request(
            "IE3R03",
            Forwarder,
            draft => draft.Set("MRN", mrn).Add("hrcmScreeningResults", result => result.Set("referralRequestReference", reference))
        );
        _bench.Sent.ShouldBe(["IE3N03>" + Forwarder]);

        _bench.F10();
        _bench.Sent.ShouldBe(["IE3R01>" + Carrier, "IE3N03>" + Carrier]);
        _bench.Act(new SendReferral(_bench.Mrn, new OrderedReferral("RFS")));
        _bench.Refusal.ShouldNotBeNull().ShouldContain("3.7");
    }

    [Fact]
    public void A_container_is_held_and_the_other_assessed_and_the_held_one_does_not_arrive__INT_08_DEC_11_DEC_23()
    {
        _bench.Instructions = new Instructions { DoNotLoad = "*" };
        var mrn = _bench.F10(carrier: Forwarder);

        _bench.Sent.ShouldBe([
            "IE3R01>" + Carrier,
            "IE3R01>" + Forwarder,
            "IE3Q01>" + Carrier,
            "IE3Q01>" + Forwarder,
            "IE3N03>" + Carrier,
            "IE3N03>" + Forwarder,
        ]);
        _bench.Last[2].Document.Text("doNotLoadDetails/transportEquipment/containerIdentificationNumber").ShouldBe("MSCU1234566");
        _bench.Last[4].Document.Text("assessmentComplete/transportEquipment/containerIdentificationNumber").ShouldBe("MSCU7654321");
        _bench.Arrive(draft => draft.Add("relatedMRN", related => related.Set("identification", mrn)));
        _bench.Last[1].Document.Text("error/validationCode").ShouldBe("71");
        _bench.Filing(mrn).Ens.ShouldBe(EnsState.Complete);
        _bench.Instructions = Instructions.None;
        _bench.Act(new ClearDoNotLoad(mrn)); // DEC-23: no message but a new assessment
        _bench.Filing(mrn).HeldContainers.ShouldBeEmpty();
        _bench.Sent.ShouldBe(["IE3N03>" + Carrier, "IE3N03>" + Forwarder]);
    }

    [Fact]
    public void The_analysis_of_deep_sea_containers_runs_from_the_master_alone_and_is_repeated_with_its_houses__DEC_21()
    {
        _bench.Instructions = new Instructions { DoNotLoad = "MSCU1234566" };
        _bench.Lodge(
            "F12",
            Carrier,
            draft =>
            {
                _bench.Ship(draft);
                Master(draft, "MBL1", Carrier, Forwarder);
                draft.Add("consignmentMasterLevel/transportEquipment", item => item.Set("containerIdentificationNumber", "MSCU1234566"));
            }
        );
        var master = _bench.Mrn;
        _bench.Instructions = Instructions.None;
        _bench.Sent.ShouldBe(["IE3R01>" + Carrier, "IE3Q01>" + Carrier]);
        _bench.Filing(master).Ens.ShouldBe(EnsState.PendingCompleteness);
        _bench.Act(new SetRiskResult(master, RiskStage.NoRisk, [], []));
        _bench.Refusal.ShouldNotBeNull().ShouldContain("DEC-21");

        _bench.F15();

        _bench.Sent.ShouldBe(["IE3R01>" + Forwarder, "IE3R01>" + Carrier, "IE3N03>" + Forwarder, "IE3N03>" + Carrier]);
        _bench.Filing(master).Risk.ShouldBe(RiskStage.DoNotLoad);
    }

    [Fact]
    public void Do_not_load_is_possible_in_time_and_where_the_law_has_it_only()
    {
        _bench.Instructions = new Instructions { AssessWhenTold = true };
        var mrn = _bench.F10();
        _bench.Advance(TimeSpan.FromHours(24));
        _bench.Act(new SetRiskResult(mrn, RiskStage.DoNotLoad, [], []));
        _bench.Refusal.ShouldNotBeNull().ShouldContain("5.4");
        _bench.Act(new SetRiskResult(mrn, RiskStage.RiskIdentified, [], []));
        _bench.Sent.ShouldBe(["IE3N03>" + Carrier]);
        _bench.Act(new SetRiskResult(mrn, RiskStage.NoRisk, [], []));
        _bench.Refusal.ShouldNotBeNull();
    }

    [Fact]
    public void A_house_is_held_before_loading_with_its_document_twice__DEC_46()
    {
        _bench.Instructions = new Instructions { AssessWhenTold = true };
        var mrn = _bench.F23();
        _bench.Act(new SetRiskResult(mrn, RiskStage.DoNotLoad, ["HAWB1"], []));
        _bench.Sent.ShouldBe(["IE3Q01>" + Forwarder]);
        _bench.Last[0].Document.Text("transportDocumentHouse/documentNumber").ShouldBe("HAWB1");
        _bench.Last[0].Document.Text("doNotLoadDetails/transportDocument/documentNumber").ShouldBe("HAWB1");
    }

    [Fact]
    public void A_further_request_escalates_the_one_before_and_an_invalidation_cancels_both()
    {
        _bench.Instructions = new Instructions { AssessWhenTold = true };
        var mrn = _bench.F10();
        _bench.Act(new SendReferral(mrn, new OrderedReferral("RFI", "First?")));
        _bench.Act(new SendReferral(mrn, new OrderedReferral("RFI", "Second?")));
        _bench.Filing(mrn).Referrals.Select(referral => referral.State).ShouldBe([ReferralState.Escalated, ReferralState.Open]);
        _bench.Act(new CloseReferral(mrn, _bench.Filing(mrn).Referrals[0].Reference));
        _bench.Refusal.ShouldNotBeNull();
        _bench.Invalidate(mrn, Carrier);
        _bench.Filing(mrn).Referrals[1].State.ShouldBe(ReferralState.Cancelled);
    }

    [Fact]
    public void Several_requests_travel_in_one_message_and_each_is_answered__INT_06()
    {
        _bench.Instructions = new Instructions
        {
            Referrals = [new OrderedReferral("RFI", "What?"), new OrderedReferral("AMD", "Describe.")],
        };
        var mrn = _bench.F10();
        _bench.Sent.ShouldBe(["IE3R01>" + Carrier, "IE3Q02>" + Carrier]);
        _bench.Last[1].Document.All("referralRequestDetails/requestType").Select(type => type.Value).ShouldBe(["RFI", "AMD"]);
        Answer(mrn, _bench.Filing(mrn).Referrals[0].Reference);
        _bench.Last.ShouldBeEmpty();
        _bench.Amend(
            mrn,
            Carrier,
            draft => _bench.Straight(draft, more: more => more.Set("referralRequestReference", _bench.Filing(mrn).Referrals[1].Reference))
        );
        _bench.Sent.ShouldBe(["IE3N10>" + Carrier, "IE3N03>" + Carrier]);
    }

    [Fact]
    public void What_does_not_fit_a_type_is_not_asked_and_what_was_asked_is_not_asked_again()
    {
        _bench.Instructions = new Instructions { Referrals = [new OrderedReferral("RFS"), new OrderedReferral("RFI", "What?")] };
        var mrn = _bench.F10();
        _bench.Instructions = Instructions.None;
        _bench.F10("BL2");
        _bench.Act(new SendReferral(mrn, new OrderedReferral("RFI", "And?")));
        _bench.Invalidate(mrn, Carrier);
        _bench.Filing(mrn).Referrals.Select(referral => referral.Type).ShouldBe(["RFI", "RFI"]);
    }

    [Fact]
    public void Screening_and_other_requests_do_not_mix_and_an_unknown_house_is_refused()
    {
        _bench.Instructions = new Instructions { AssessWhenTold = true };
        var mrn = _bench.F23();
        Refused("one message", new OrderedReferral("RFI"), new OrderedReferral("RFS"));
        Refused("NOWHERE", new OrderedReferral("RFI", HouseDocument: "NOWHERE"));
        Refused("XXX", new OrderedReferral("XXX"));
        Refused("999");
        Refused("999", [.. Enumerable.Repeat(new OrderedReferral("RFI"), 1000)]);
        _bench.Filing(mrn).Referrals.ShouldBeEmpty();

        void Refused(string why, params OrderedReferral[] asked)
        {
            _bench.Act(new SendReferral(mrn, [.. asked]));
            _bench.Refusal.ShouldNotBeNull().ShouldContain(why);
        }
    }

    [Fact]
    public void The_assessment_lists_the_houses_without_a_risk_where_only_some_have_one__INT_10()
    {
        _bench.Instructions = new Instructions { AssessWhenTold = true };
        _bench.Lodge(
            "F27",
            Carrier,
            draft =>
            {
                Master(draft, "MAWB1", Carrier);
                House(draft, "HAWB1");
                House(draft, "HAWB2");
                House(draft, "HAWB3");
            }
        );
        var mrn = _bench.Mrn;
        _bench.Act(new SetRiskResult(mrn, RiskStage.RiskIdentified, ["NOWHERE"], []));
        _bench.Refusal.ShouldNotBeNull().ShouldContain("NOWHERE");

        _bench.Act(new SetRiskResult(mrn, RiskStage.RiskIdentified, ["HAWB2"], []));

        Listed().ShouldBe(["HAWB1", "HAWB3"]);
        _bench.Filing(mrn).Houses.Select(house => house.AtRisk).ShouldBe([false, true, false]);
        _bench.Amend(
            mrn,
            Carrier,
            draft =>
            {
                Master(draft, "MAWB1", Carrier);
                House(draft, "HAWB1");
                House(draft, "HAWB2");
            }
        );
        _bench.Act(new SetRiskResult(mrn, RiskStage.RiskIdentified, [], []));
        Listed().ShouldBeEmpty(); // the risk is in the whole

        IEnumerable<string?> Listed() =>
            _bench
                .Last.ShouldHaveSingleItem()
                .Document.All("assessmentComplete/transportDocument/documentNumber")
                .Select(number => number.Value);
    }

    [Fact]
    public void A_postal_item_is_held_by_its_document_and_by_its_receptacle_once_that_is_known()
    {
        _bench.Instructions = new Instructions { AssessWhenTold = true };
        var first = Item("ITEM1");
        Hold(first).ShouldBe("ITEM1 ");
        var second = Item("ITEM2");
        _bench.Lodge("F44", Forwarder, draft => House(draft, "ITEM2", receptacle: "REC1"));
        Hold(second).ShouldBe(" REC1");

        string Item(string document)
        {
            _bench.Lodge("F43", Forwarder, draft => House(draft, document));
            return _bench.Mrn;
        }

        string Hold(string mrn)
        {
            var order = _bench.Act(new SetRiskResult(mrn, RiskStage.DoNotLoad, [], [])).ShouldHaveSingleItem().Document;
            return $"{order.Text("doNotLoadDetails/transportDocument/documentNumber")} "
                + $"{order.Text("doNotLoadDetails/receptacle/receptacleIdentificationNumber")}";
        }
    }

    [Theory]
    [InlineData("*", "HAWB1")]
    [InlineData("HAWB2", "HAWB2")]
    [InlineData("MSCU1234566", null)]
    public void The_instructions_name_the_house_to_hold(string what, string? held)
    {
        _bench.Instructions = new Instructions { DoNotLoad = what };
        _bench.Lodge(
            "F24",
            Forwarder,
            draft =>
            {
                House(draft, "HAWB1", "MAWB1", Forwarder);
                House(draft, "HAWB2", "MAWB1", Forwarder);
            }
        );
        _bench
            .Last.Where(notice => notice.Document.Id == "IE3Q01")
            .Select(notice => notice.Document.Text("transportDocumentHouse/documentNumber"))
            .ShouldBe(held is null ? [] : [held]);
    }

    [Theory]
    [InlineData("F20", true, true)]
    [InlineData("F24", true, true)]
    [InlineData("F26", false, false)]
    [InlineData("F28", true, true)]
    [InlineData("F32", false, false)]
    public void The_pre_loading_assessment_names_document_and_carrier_by_type__9_6(string type, bool document, bool carrier)
    {
        _bench.Lodge(
            type,
            Forwarder,
            draft =>
            {
                if (type is "F20" or "F28")
                {
                    Master(draft, "MAWB1", Carrier);
                }

                House(draft, "HAWB1", type is "F24" or "F26" ? "MAWB1" : null, type is "F24" or "F26" ? Carrier : null);
            }
        );
        var assessment = _bench.Last.First(notice => notice.Document.Id == "IE3N03").Document;
        (assessment.Find("transportDocument") is not null).ShouldBe(document);
        (assessment.Find("carrier") is not null).ShouldBe(carrier);
        assessment.Text("assessmentComplete/transportDocument/documentNumber").ShouldBe("HAWB1");
    }

    [Fact]
    public void Before_loading_houses_are_finished_one_by_one__DEC_35()
    {
        _bench.Instructions = new Instructions { AssessWhenTold = true };
        _bench.Lodge(
            "F24",
            Forwarder,
            draft =>
            {
                House(draft, "HAWB1", "MAWB1", Forwarder);
                House(draft, "HAWB2", "MAWB1", Forwarder);
                House(draft, "HAWB3", "MAWB1", Forwarder);
            }
        );
        var mrn = _bench.Mrn;
        Assess(RiskStage.NoRisk, "HAWB2").ShouldBe(["IE3N03 HAWB2"]);
        _bench.Filing(mrn).PreLoadingDone.ShouldBeFalse();
        Assess(RiskStage.DoNotLoad, "HAWB1").ShouldBe(["IE3Q01 HAWB1", "IE3N03 HAWB3"]);
        _bench.Filing(mrn).PreLoadingDone.ShouldBeTrue();
        Assess(RiskStage.NoRisk, "HAWB3").ShouldBeEmpty();
        _bench.Refusal.ShouldNotBeNull();
        _bench.Replays().ShouldBeTrue();

        IEnumerable<string> Assess(RiskStage result, string house)
        {
            _bench.Act(new SetRiskResult(mrn, result, [house], []));
            return _bench
                .Last.Select(notice => notice.Document)
                .Select(document =>
                    $"{document.Id} {document.Text("transportDocumentHouse/documentNumber")
                        ?? document.Text("assessmentComplete/transportDocument/documentNumber")}"
                );
        }
    }

    [Fact]
    public void A_house_in_the_middle_can_be_amended_away_and_the_others_keep_their_orders__DEC_24()
    {
        _bench.Instructions = new Instructions { AssessWhenTold = true };
        _bench.Lodge("F24", Forwarder, Three("HAWB1", "HAWB2", "HAWB3"));
        var mrn = _bench.Mrn;
        _bench.Act(new SetRiskResult(mrn, RiskStage.DoNotLoad, ["HAWB3"], []));

        _bench.Amend(mrn, Forwarder, Three("HAWB1", "HAWB3"));

        _bench.Last[0].Document.Id.ShouldBe("IE3N10");
        _bench.Filing(mrn).Houses.Select(house => house.DoNotLoad).ShouldBe([false, true]);

        static Action<Ics2.Ens.Writing.MessageDraft> Three(params string[] documents) =>
            draft =>
            {
                foreach (var document in documents)
                {
                    House(draft, document, "MAWB1", Forwarder);
                }
            };
    }

    [Fact]
    public void An_escalated_request_is_not_waited_for_any_more()
    {
        _bench.Instructions = new Instructions { Referrals = [new OrderedReferral("RFI", "What?")] };
        var mrn = _bench.F10();
        _bench.Act(new CloseReferral(mrn, _bench.Filing(mrn).Referrals[0].Reference, Escalate: true));
        _bench.Filing(mrn).Referrals[0].State.ShouldBe(ReferralState.Escalated);
        _bench.Sent.ShouldBe(["IE3N03>" + Carrier]);
    }

    [Fact]
    public void A_delay_is_a_timer()
    {
        _bench.Instructions = new Instructions { Delay = TimeSpan.FromMinutes(5) };
        _bench.F10();
        _bench.Sent.ShouldBe(["IE3R01>" + Carrier]);
        _bench.Advance(TimeSpan.FromMinutes(5));
        _bench.Sent.ShouldBe(["IE3N03>" + Carrier]);
        _bench.F10("BL2");
        _bench.Act(new ExpireTimer(_bench.Mrn, TimerKind.Assessment, Forced: true));
        _bench.Sent.ShouldBe(["IE3N03>" + Carrier]);
    }

    [Fact]
    public void An_ordered_refusal_and_silence_leave_no_trace_of_a_filing()
    {
        _bench.Instructions = new Instructions { Refuse = new OrderedRefusal("IE3N01", "92", "LRN", "Ordered.") };
        _bench.F10();
        _bench.Code.ShouldBe("92");
        _bench.Instructions = new Instructions { StaySilent = true };
        _bench.F10();
        _bench.Last.ShouldBeEmpty();
        _bench.State.Filings.Values.ShouldAllBe(filing => !filing.IsLive);
    }

    private void Answer(string mrn, string reference) =>
        _bench.Request(
            "IE3R02",
            Carrier,
            draft => draft.Set("MRN", mrn).Add("additionalInformationResponse", answer => answer.Set("referralRequestReference", reference))
        );
}
