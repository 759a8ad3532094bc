using Ics2.Customs.Model;
using Ics2.Ens.Writing;
using static Ics2.Tests.Customs.CustomsBench;

namespace Ics2.Tests.Customs;

/// <summary>
/// Arrivals that are not plain (lifecycle 7.2): split shipments, goods under orders, filings that come too late; and consultations about
/// them.
/// </summary>
public sealed class ArrivalTests
{
    private readonly CustomsBench _bench = new();

    [Fact]
    public void A_split_shipment_arrives_in_parts__ARR_07_DEC_10()
    {
        var first = _bench.F10();
        var second = _bench.F10(more: draft =>
            draft.Set("splitConsignment/splitConsignmentIndicator", "1").Set("splitConsignment/previousMRN", first)
        );
        second.ShouldNotBeEmpty();
        (second == first).ShouldBeFalse();

        foreach (var mrn in new[] { first, first, second })
        {
            Arrive(mrn);
            _bench.Sent.ShouldBe(["IE3R04>" + Notifier]); // more may come of it, so this is no incorrect state
            _bench.Filing(mrn).Ens.ShouldBe(EnsState.Arrived); // reported as 19
            _bench.Filing(mrn).PartlyArrived.ShouldBeTrue();
        }

        _bench.Filing(first).Timers.ShouldNotContain(timer => timer.Kind == TimerKind.TwoHundredDays);
        _bench.Act(new PresentGoods(first));
        _bench.Filing(first).PartlyArrived.ShouldBeFalse();
        Arrive(first);
        _bench.Sent.ShouldBe(["IE3R04>" + Notifier, "IE3N07>" + Notifier, "IE3N07>" + Carrier]);
        _bench.Replays().ShouldBeTrue();
    }

    [Fact]
    public void What_is_under_an_order_does_not_arrive_and_the_rest_of_the_ENS_does_and_each_filer_hears_under_its_own_MRN__DEC_11()
    {
        _bench.Instructions = new Instructions { AssessWhenTold = true };
        var master = _bench.F12();
        var held = House15("HBL1", "MSCU1234566");
        var fine = House15("HBL2", "MSCU7654321");
        _bench.Act(new SetRiskResult(held, RiskStage.DoNotLoad, [], ["MSCU1234566"]));
        _bench.Refusal.ShouldBeNull();

        Arrive(master);

        _bench.Sent.ShouldBe(["IE3R04>" + Notifier, "IE3N07>" + Notifier, "IE3N07>" + Carrier, "IE3N07>" + Forwarder]);
        _bench
            .Last.Skip(1)
            .Select(notice =>
                $"{notice.Document.Mrn} {notice.Document.Text("error/validationCode")} {notice.Document.Text("transportDocumentHouse/documentNumber")}"
            )
            .ShouldBe([$"{master} 71 HBL1", $"{master} 71 HBL1", $"{held} 71 HBL1"]);
        _bench.Filing(master).Ens.ShouldBe(EnsState.Arrived);
        _bench.Filing(held).Houses[0].State.ShouldBe(HouseState.Linked);
        _bench.Filing(fine).Houses[0].State.ShouldBe(HouseState.Arrived);
    }

    [Fact]
    public void Where_everything_is_under_an_order_nothing_arrives()
    {
        _bench.Instructions = new Instructions { AssessWhenTold = true };
        var master = _bench.F12();
        var held = House15("HBL1", "MSCU1234566");
        _bench.Act(new SetRiskResult(held, RiskStage.DoNotLoad, [], []));
        Arrive(master);
        _bench.Sent.ShouldBe(["IE3R04>" + Notifier, "IE3N07>" + Notifier, "IE3N07>" + Carrier, "IE3N07>" + Forwarder]);
        _bench.Filing(master).Ens.ShouldBe(EnsState.Complete);
    }

    [Fact]
    public void An_unknown_related_MRN_leaves_a_warning_and_the_known_one_arrives__DEC_12()
    {
        var mrn = _bench.F10();
        _bench.Arrive(draft =>
            draft
                .Add("relatedMRN", one => one.Set("identification", mrn))
                .Add("relatedMRN", one => one.Set("identification", "26BE00000000099AT1"))
        );
        _bench.Sent.ShouldBe(["IE3R04>" + Notifier]);
        _bench.Filing(mrn).Ens.ShouldBe(EnsState.Arrived);
        _bench
            .State.Filings.Values.Single(filing => filing.Type == "N06")
            .Flags.ShouldHaveSingleItem()
            .Text.ShouldContain("26BE00000000099AT1");
    }

    [Fact]
    public void A_house_of_an_ENS_that_has_arrived_or_was_presented_comes_too_late__REJ_17_REJ_18_DEC_45()
    {
        var master = _bench.F12();
        _bench.F15();
        Arrive(master);
        Late();
        _bench.Act(new PresentGoods(master));
        Late();
        _bench.F15("HBL3", document: "OTHER");
        _bench.Last[0].Document.Id.ShouldBe("IE3R01");

        void Late()
        {
            _bench.F15("HBL2");
            _bench.Code.ShouldBe("92");
            _bench
                .Last[0]
                .Document.Text("error/pointer/messageElementPath")
                .ShouldBe("/IE3F15/consignmentMasterLevel/consignmentHouseLevel[1]/transportDocumentMasterLevel/documentNumber");
        }
    }

    [Fact]
    public void Who_files_master_and_house_sees_the_ENS_of_the_house_and_notifications_of_one_house_only()
    {
        _bench.F12(named: Carrier);
        _bench.Lodge(
            "F14",
            Carrier,
            draft =>
            {
                House(draft, "HBL1", "MBL1", Carrier);
                House(draft, "HBL2", "MBL1", Carrier);
            }
        );
        var house = _bench.Mrn;
        _bench.Act(new SendReferral(house, new OrderedReferral("RFI", "What?", HouseDocument: "HBL2")));

        Ask(draft => draft.Set("MRN", house)).ShouldBe([$"ENF {house} 03", "CHL HBL1 05", "CHL HBL2 05", "CML MBL1 11", "ENS MBL1 11"]);
        Ask(draft => draft.Set("transportDocumentHouse/documentNumber", "HBL1").Set("transportDocumentHouse/type", "N714"))
            .ShouldBe(["CHL HBL1 05"]);
        _bench.Last[0].Attachments.ShouldNotContain(xml => xml.Contains("IE3Q02", StringComparison.Ordinal));
        Ask(draft => draft.Set("transportDocumentHouse/documentNumber", "HBL2").Set("transportDocumentHouse/type", "N714"));
        _bench.Last[0].Attachments.ShouldHaveSingleItem().ShouldContain("IE3Q02");

        IEnumerable<string> Ask(Action<MessageDraft> key)
        {
            _bench.Request(
                "IE3Q05",
                Carrier,
                draft =>
                    key(
                        draft
                            .Set("dataRequest", "1")
                            .Set("functionalReference", Guid.NewGuid().ToString("N"))
                            .Set("requester/identificationNumber", Carrier)
                    )
            );
            return _bench
                .Last[0]
                .Document.All("ENSEntity")
                .Select(entity => $"{entity.Text("type")} {entity.Text("identification")} {entity.Text("state")}");
        }
    }

    private void Arrive(string mrn) => _bench.Arrive(draft => draft.Add("relatedMRN", related => related.Set("identification", mrn)));

    private string House15(string house, string container)
    {
        _bench.Lodge("F15", Forwarder, draft => House(draft, house, "MBL1", Carrier, containers: [container]));
        return _bench.Mrn;
    }
}
