using Ics2.Customs.Model;
using Ics2.Customs.Registering;
using Ics2.Ens.Catalogue;
using Ics2.Ens.Samples;
using Ics2.Ens.Writing;
using static Ics2.Tests.Customs.CustomsBench;

namespace Ics2.Tests.Customs;

/// <summary>What traders really meet: the facts of field.md that customs decides by.</summary>
public sealed class FieldTests
{
    private static readonly DateTimeOffset Arrival = new(2026, 12, 24, 0, 0, 0, TimeSpan.Zero);

    private readonly CustomsBench _bench = new();

    [Fact]
    public void A_carrier_copy_goes_back_to_the_message_of_who_filed__F_1()
    {
        _bench.Lodge("F10", Forwarder, draft => _bench.Straight(draft, carrier: Carrier));

        var lodged = _bench.Filing(_bench.Mrn).Key.MessageId;
        _bench.Sent.ShouldBe(["IE3R01>" + Forwarder, "IE3R01>" + Carrier, "IE3N03>" + Forwarder, "IE3N03>" + Carrier]);
        _bench.Last.ShouldAllBe(notice => notice.RefToMessageId == lodged);
    }

    [Fact]
    public void What_is_said_of_an_incomplete_ENS_goes_back_to_its_filings__F_1()
    {
        var mrn = _bench.F12();
        var said = _bench.Advance(TimeSpan.FromDays(1));

        _bench.Sent.ShouldBe(["IE3N02>" + Carrier, "IE3N11>" + Forwarder, "IE3N03>" + Carrier]);
        said.ShouldAllBe(notice => notice.RefToMessageId == _bench.Filing(mrn).Key.MessageId);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_control_decided_at_the_port_is_told_at_once_with_its_place__F_5(bool aeo)
    {
        _bench.Enter(new OperatorFacts(Carrier, "sys@" + Carrier, Connected: true, AeoSecurity: aeo, []));
        var mrn = _bench.F10();
        Arrive(draft => draft.Add("notifyParty", party => party.Set("identificationNumber", Forwarder)));
        _bench.Last.ShouldAllBe(notice => notice.Document.Id == "IE3R04");

        _bench.Act(new DecideControl(mrn, WarnAeo: true, "NL000396", "Terminal 5, shed 7"));

        string[] warned = aeo ? ["IE3N09>" + Carrier] : [];
        _bench.Sent.ShouldBe([.. warned, "IE3N08>" + Notifier, "IE3N08>" + Forwarder, "IE3N08>" + Carrier]);
        _bench.Last.ShouldAllBe(notice => Place(notice) == "Terminal 5, shed 7 NL000396");
        _bench.Replays().ShouldBeTrue();
    }

    [Fact]
    public void A_control_decided_before_is_told_on_arrival_with_the_place_that_was_given__F_5()
    {
        var mrn = _bench.F10();
        _bench.Act(new DecideControl(mrn, WarnAeo: false, "NL000396", "Shed 7"));
        _bench.Last.ShouldBeEmpty();

        Arrive();

        var control = _bench.Last.Where(notice => notice.Document.Id == "IE3N08").ToList();
        control.Count.ShouldBe(2, "the notifier and the carrier");
        control.ShouldAllBe(notice => Place(notice) == "Shed 7 NL000396");
    }

    [Fact]
    public void A_control_that_was_ordered_says_where__F_5()
    {
        _bench.Instructions = Instructions.None with { Control = true, ControlOffice = "NL000510", ControlPlace = "Gate 1" };
        _bench.F10();

        Arrive();

        Place(_bench.Last.First(notice => notice.Document.Id == "IE3N08")).ShouldBe("Gate 1 NL000510");
    }

    [Theory]
    [InlineData("F10", 364, "81")]
    [InlineData("F10", 366, null)]
    [InlineData("F43", 364, "81")]
    [InlineData("F43", 366, null)]
    [InlineData("F30", 91, "81")]
    [InlineData("F30", 93, null)]
    [InlineData("F32", 91, "81")]
    [InlineData("F32", 93, null)]
    [InlineData("F23", 366, "81")]
    public void A_document_number_is_taken_for_the_time_of_the_field__F_9(string type, int days, string? code)
    {
        File();
        _bench.Now += TimeSpan.FromDays(days); // no timer expires meanwhile: the filing lives

        File();

        _bench.Last[0].Document.Text("error/validationCode").ShouldBe(code);

        void File() =>
            _bench.Lodge(
                type,
                Carrier,
                draft =>
                {
                    if (type == "F10")
                    {
                        _bench.Straight(draft);
                    }
                    else
                    {
                        House(draft, "H1");
                    }
                }
            );
    }

    [Fact]
    public void A_house_document_with_another_UCR_is_another_one__F_9()
    {
        foreach (var ucr in new[] { "UCR1", "UCR2" })
        {
            _bench.Lodge(
                "F32",
                Carrier,
                draft =>
                    draft.Add(
                        "consignmentMasterLevel/consignmentHouseLevel",
                        house =>
                            house
                                .Set("transportDocumentHouseLevel/documentNumber", "H1")
                                .Set("transportDocumentHouseLevel/type", "N714")
                                .Set("referenceNumberUCR/referenceNumberUCR", ucr)
                    )
            );
            _bench.Last[0].Document.Id.ShouldBe("IE3R01");
        }
    }

    [Theory]
    [InlineData("RFI", "A70")]
    [InlineData("AMD", "C10")]
    public void A_request_carries_a_code_and_a_type__F_14(string type, string code)
    {
        var mrn = _bench.F10();
        _bench.Act(new SendReferral(mrn, new OrderedReferral(type, "Which goods?")));

        var asked = _bench.Last[0].Document;
        asked.Text("referralRequestDetails/additionalInformation/code").ShouldBe(code);
        asked.Text("referralRequestDetails/additionalInformation/type").ShouldBe("R1");
        asked.Text("referralRequestDetails/additionalInformation/text").ShouldBe("Which goods?");
    }

    [Fact]
    public void A_request_says_what_it_was_told_to__F_14()
    {
        var mrn = _bench.F10();
        const string names = "IE4Q02/Consignment (Master level)/Consignee";
        _bench.Act(
            new SendReferral(
                mrn,
                new OrderedReferral("RFI", "Send it.", names)
                {
                    Code = "D10",
                    InformationType = "R2",
                    Documents = [new DocumentReference("INV-7", "N380")],
                },
                new OrderedReferral("AMD", "Better.", "/IE3F10/consignmentMasterLevel")
            )
        );

        var details = _bench.Last[0].Document.All("referralRequestDetails").ToList();
        details.Count.ShouldBe(2);
        details[0].Text("additionalInformation/code").ShouldBe("D10");
        details[0].Text("supportingDocuments/referenceNumber").ShouldBe("INV-7");
        details[0].Text("pointer/messageElementPath").ShouldBe(names);
        details[1].Text("pointer/messageElementPath").ShouldBe("/IE3F10/consignmentMasterLevel");
    }

    [Fact]
    public void A_consultation_is_decided_by_who_sends_it__F_15()
    {
        var mrn = _bench.F10();

        Ask(Carrier, Carrier);
        _bench.Last[0].Document.Id.ShouldBe("IE3R08");
        Ask(Notifier, Carrier);
        _bench.Code.ShouldBe("97");
        _bench.Last[0].Document.Text("error/pointer/messageElementPath").ShouldBe("/IE3Q05/requester/identificationNumber");
        Ask(Notifier, Notifier);
        _bench.Code.ShouldBe("97");

        void Ask(string sender, string requester) =>
            _bench.Request(
                "IE3Q05",
                sender,
                draft =>
                    draft
                        .Set("dataRequest", "0")
                        .Set("functionalReference", $"{sender}{requester}")
                        .Set("requester/identificationNumber", requester)
                        .Set("MRN", mrn)
            );
    }

    [Fact]
    public void Whom_a_filing_names_sees_nothing_of_it_without_an_exchange__F_15()
    {
        _bench.Lodge("F10", Forwarder, draft => _bench.Straight(draft.Set("representative/identificationNumber", Consolidator)));
        var mrn = _bench.Mrn;

        _bench.Request(
            "IE3Q05",
            Consolidator,
            draft =>
                draft
                    .Set("dataRequest", "0")
                    .Set("functionalReference", "R1")
                    .Set("requester/identificationNumber", Consolidator)
                    .Set("MRN", mrn)
        );

        _bench.Code.ShouldBe("97");
    }

    [Fact]
    public void The_time_for_the_analysis_ends_with_its_result__F_17()
    {
        _bench.Instructions = Instructions.None with { AssessWhenTold = true };
        var mrn = _bench.F10();
        _bench.Filing(mrn).Timers.ShouldContain(timer => timer.Kind == TimerKind.RiskAnalysis);

        _bench.Act(new SetRiskResult(mrn, RiskStage.NoRisk, [], []));

        _bench.Filing(mrn).Timers.ShouldNotContain(timer => timer.Kind == TimerKind.RiskAnalysis);
    }

    [Fact]
    public void An_ENS_that_is_amended_after_its_arrival_is_analysed_again__F_17()
    {
        var mrn = _bench.F10();
        Arrive();

        _bench.Amend(mrn, Carrier, draft => _bench.Straight(draft));

        _bench.Sent.ShouldBe(["IE3N10>" + Carrier, "IE3N03>" + Carrier]);
        _bench.Filing(mrn).Ens.ShouldBe(EnsState.Arrived);
    }

    [Fact]
    public void An_arrival_that_matches_nothing_is_registered_once_per_ship_time_and_office__F_17()
    {
        Arrive();
        _bench.Last[0].Document.Id.ShouldBe("IE3R04");
        Arrive();
        _bench.Code.ShouldBe("95");

        Arrive(draft => draft.Set("actualCustomsOfficeOfFirstEntry/referenceNumber", "BE101000"));
        _bench.Last[0].Document.Id.ShouldBe("IE3R04", "another office");
        Arrive(at: Arrival.AddHours(1));
        _bench.Last[0].Document.Id.ShouldBe("IE3R04", "another time");

        _bench.F10(); // refused since its ship has arrived: what is known stays
        _bench.Code.ShouldBe("92");
    }

    [Theory]
    [InlineData(-25, null)]
    [InlineData(-24, null)]
    [InlineData(-3, "Lodged 3 h before departure; 24 h before loading is asked.")]
    [InlineData(2, "Lodged 2 h after departure; 24 h before loading is asked.")]
    public void A_late_filing_is_accepted_with_a_hint(int hours, string? hint)
    {
        var departure = _bench.Now - TimeSpan.FromHours(hours);
        var mrn = _bench.F10(more: draft =>
            draft
                .Set("activeBorderTransportMeans/estimatedDateAndTimeOfDeparture", departure)
                .Set("consignmentMasterLevel/placeOfLoading/UNLOCODE", "CNSHA")
        );

        _bench.Last[0].Document.Id.ShouldBe("IE3R01");
        _bench.Filing(mrn).Hints.Select(late => late.Text).ShouldBe(hint is null ? [] : [hint]);
    }

    [Theory]
    [InlineData("F50", 2, 0)]
    [InlineData("F50", 0, 1)]
    [InlineData("F51", 3, 0)]
    [InlineData("F51", 1, 1)]
    public void By_road_and_rail_the_arrival_counts(string type, int hours, int hints)
    {
        _bench.Lodge(
            type,
            Carrier,
            draft =>
            {
                draft.Set("activeBorderTransportMeans/estimatedDateAndTimeOfArrival", _bench.Now.AddHours(hours).AddMinutes(30));
                Master(draft, "CMR1", Carrier);
                House(draft, null, items: 1);
            }
        );

        _bench.Filing(_bench.Mrn).Hints.Length.ShouldBe(hints);
    }

    [Fact]
    public void No_sample_is_late()
    {
        var pack = SpecPack.Embedded();
        var writer = new SampleWriter(pack);
        var late =
            from message in pack.Messages
            where message.IsFiling
            from seed in Enumerable.Range(1, 60)
            let filing = writer.Compose(message.Id, new SampleOptions { Seed = seed, Now = _bench.Now })
            let hint = LodgingDeadline.Late(message.Id[3..], FilingContent.Read(filing), _bench.Now)
            where hint is not null
            select $"{message.Id} {seed}: {hint.Text} {FilingContent.Read(filing).LoadingCountry} {FilingContent.Read(filing).Mode}";

        late.ShouldBeEmpty();
    }

    [Fact]
    public void Who_may_not_hold_containers_is_told_which_reason_applies()
    {
        _bench.Instructions = Instructions.None with { AssessWhenTold = true };
        Hold(_bench.F10("B1", draft => draft.Set("consignmentMasterLevel/placeOfLoading/UNLOCODE", "NOOSL")));
        _bench.Refusal!.ShouldEndWith("is loaded in NO: short sea.");

        Hold(_bench.F10("B2"), "ZZZU0000000");
        _bench.Refusal!.ShouldContain("has no container ZZZU0000000, only MSCU1234566, MSCU7654321");

        var late = _bench.F10("B3");
        _bench.Advance(TimeSpan.FromHours(25));
        Hold(late);
        _bench.Refusal!.ShouldEndWith("has used up the time for the analysis.");

        _bench.Lodge("F50", Carrier, draft => Master(draft, "CMR1", Carrier));
        Hold(_bench.Mrn);
        _bench.Refusal!.ShouldEndWith("is F50, no filing for goods in containers by sea.");

        void Hold(string mrn, params string[] containers) => _bench.Act(new SetRiskResult(mrn, RiskStage.DoNotLoad, [], [.. containers]));
    }

    [Fact]
    public void Any_client_can_provoke_an_incomplete_ENS_and_a_warning_of_AEOs()
    {
        _bench.Instructions = Instructions.None with { LinkingTime = TimeSpan.FromSeconds(5) };
        _bench.F12();
        _bench.Advance(TimeSpan.FromSeconds(5));
        _bench.Sent.ShouldBe(["IE3N02>" + Carrier, "IE3N11>" + Forwarder, "IE3N03>" + Carrier]);

        _bench.Enter(new OperatorFacts(Carrier, "sys@" + Carrier, Connected: true, AeoSecurity: true, []));
        _bench.Instructions = Instructions.None with { Control = true, WarnAeo = true, ControlPlace = "Gate 1" };
        _bench.F10("B2");
        _bench.Sent.ShouldBe(["IE3R01>" + Carrier, "IE3N03>" + Carrier, "IE3N09>" + Carrier]);
    }

    private void Arrive(Action<MessageDraft>? more = null, DateTimeOffset? at = null) =>
        _bench.Arrive(draft =>
        {
            draft.Set("activeBorderTransportMeans/estimatedDateAndTimeOfArrival", at ?? Arrival);
            more?.Invoke(draft);
        });

    private static string Place(Notice notice) =>
        $"{notice.Document.Text("control/examinationPlace/placeOfExamination")} "
        + notice.Document.Text("customsOfficeOfControl/referenceNumber");
}
