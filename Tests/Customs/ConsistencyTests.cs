using Ics2.Customs.Model;
using Ics2.Ens.Writing;
using static Ics2.Tests.Customs.CustomsBench;

namespace Ics2.Tests.Customs;

/// <summary>What customs notices and the trader is not told (lifecycle 4.1 step 12), and the search by other data (5.3 step 2).</summary>
public sealed class ConsistencyTests
{
    private const string M = "consignmentMasterLevel";
    private readonly CustomsBench _bench = new();

    [Fact]
    public void Master_and_houses_that_do_not_fit_are_linked_and_flagged_and_assessed_all_the_same__LNK_11()
    {
        var master = Heavy("1000", "10");
        var house = Lighter("900", "9", document: "N705", container: "MSCU7654321");

        _bench.Filing(house).Houses[0].State.ShouldBe(HouseState.Linked);
        _bench.Filing(master).Ens.ShouldBe(EnsState.Complete);
        _bench
            .Filing(master)
            .Flags.Select(flag => flag.Kind)
            .Order(StringComparer.Ordinal)
            .ShouldBe(["document", "document", "packages", "weight"]);
        _bench.Sent.ShouldContain(sent => sent == "IE3N03>" + Carrier);
        _bench.Sent.ShouldNotContain(sent =>
            sent.StartsWith("IE3N01", StringComparison.Ordinal) || sent.StartsWith("IE3N99", StringComparison.Ordinal)
        );

        _bench.Amend(house, Forwarder, draft => Fill(draft, "999", "10", "N704", "MSCU1234566")); // within one per cent
        _bench.Last[0].Document.Id.ShouldBe("IE3N10");
        _bench.Filing(master).Flags.ShouldBeEmpty();
        _bench.Replays().ShouldBeTrue();
    }

    [Fact]
    public void Houses_below_houses_do_not_count_twice_and_what_is_silent_is_not_compared()
    {
        var master = Heavy("1000", null);
        _bench.Lodge(
            "F14",
            Forwarder,
            draft =>
            {
                House(draft, "HBL1", "MBL1", Carrier, named: [Consolidator]);
                draft.Set(M + "/consignmentHouseLevel/totalGrossMass", "1000");
            }
        );
        _bench.Lodge(
            "F15",
            Consolidator,
            draft =>
            {
                House(draft, "HBL2", "MBL1", Carrier);
                draft.Set(M + "/consignmentHouseLevel/totalGrossMass", "700");
            }
        );
        _bench.Filing(master).Ens.ShouldBe(EnsState.Complete);
        _bench.Filing(master).Flags.ShouldBeEmpty();
    }

    [Fact]
    public void What_was_said_before_loading_is_compared_with_what_is_said_before_arrival()
    {
        _bench.Lodge("F23", Forwarder, draft => Weighing(draft, "HAWB1", null, "10"));
        _bench.Lodge("F21", Carrier, draft => Master(draft, "MAWB1", Carrier, Forwarder));
        var master = _bench.Mrn;
        _bench.Lodge("F22", Forwarder, draft => Weighing(draft, "HAWB1", "MAWB1", "20"));

        _bench.Filing(master).Flags.ShouldHaveSingleItem().Kind.ShouldBe("pre-loading");

        void Weighing(MessageDraft draft, string house, string? document, string mass)
        {
            House(draft, house, document, document is null ? null : Carrier);
            draft.Set(M + "/consignmentHouseLevel/totalGrossMass", mass);
        }
    }

    [Fact]
    public void A_house_that_its_keys_do_not_link_is_found_by_its_container_and_proposed()
    {
        var master = Heavy("1000", "10");
        _bench.Lodge("F15", Forwarder, draft => House(draft, "HBL1", "MBL9", Carrier, containers: ["MSCU1234566"]));
        var house = _bench.Mrn;

        _bench.Advance(TimeSpan.FromHours(12));

        _bench.Filing(master).Proposals.ShouldHaveSingleItem().ShouldBe(new Proposal(house, "HBL1", "container MSCU1234566"));
        _bench.Sent.ShouldBe(["IE3N02>" + Carrier, "IE3N11>" + Forwarder, "IE3N03>" + Carrier]); // no officer is there to confirm it
        _bench.Act(new RelateHouse(house, master));
        _bench.Filing(master).Ens.ShouldBe(EnsState.Complete);
        _bench.Filing(master).Proposals.ShouldBeEmpty();
        _bench.Act(new DismissProposals(master));
        _bench.Refusal.ShouldNotBeNull();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void An_officer_confirms_what_was_found_before_anybody_is_told(bool confirms)
    {
        var bench = new CustomsBench(new CustomsOptions { ProposalsWait = true });
        bench.Lodge(
            "F12",
            Carrier,
            draft =>
            {
                bench.Ship(draft);
                Master(draft, "MBL1", Carrier, Forwarder);
                draft.Add(
                    M + "/goodsItem",
                    item =>
                        item.Set("goodsItemNumber", "1")
                            .Add("packaging", packaging => packaging.Set("shippingMarks", "ACME 1-9").Set("typeOfPackages", "CT"))
                );
            }
        );
        var master = bench.Mrn;
        bench.Lodge(
            "F15",
            Consolidator,
            draft =>
            {
                House(draft, "HBL1", "MBL9", Carrier);
                draft.Set(M + "/consignmentHouseLevel/goodsItem/packaging/shippingMarks", "ACME 1-9");
            }
        );
        var house = bench.Mrn;
        bench.Advance(TimeSpan.FromHours(12)).ShouldBeEmpty();
        bench.Filing(master).Proposals.ShouldHaveSingleItem().Why.ShouldBe("shipping marks ACME 1-9");
        bench.Filing(master).Ens.ShouldBe(EnsState.PendingCompleteness);

        if (confirms)
        {
            bench.Act(new RelateHouse(house, master, "HBL1"));
            bench.Filing(house).Houses[0].State.ShouldBe(HouseState.Linked);
            bench.Sent.ShouldNotContain(sent => sent.StartsWith("IE3N02", StringComparison.Ordinal));
        }
        else
        {
            bench.Act(new DismissProposals(master));
            bench.Sent.ShouldBe(["IE3N02>" + Carrier, "IE3N11>" + Forwarder, "IE3N03>" + Carrier]);
            bench.Filing(master).Ens.ShouldBe(EnsState.ConsideredComplete);
        }

        bench.Replays().ShouldBeTrue();
    }

    private string Heavy(string mass, string? packages)
    {
        _bench.Lodge(
            "F12",
            Carrier,
            draft =>
            {
                _bench.Ship(draft);
                Master(draft, "MBL1", Carrier, Forwarder);
                draft.Set(M + "/totalGrossMass", mass);
                draft.Add(
                    M + "/goodsItem",
                    item =>
                        item.Set("goodsItemNumber", "1")
                            .Add("packaging", packaging => packaging.Set("numberOfPackages", packages).Set("typeOfPackages", "CT"))
                            .Add("transportEquipment", equipment => equipment.Set("containerIdentificationNumber", "MSCU1234566"))
                );
            }
        );
        return _bench.Mrn;
    }

    private string Lighter(string mass, string packages, string document, string container)
    {
        _bench.Lodge("F15", Forwarder, draft => Fill(draft, mass, packages, document, container));
        return _bench.Mrn;
    }

    private static void Fill(MessageDraft draft, string mass, string packages, string document, string container)
    {
        House(draft, "HBL1", "MBL1", Carrier, containers: [container]);
        const string house = M + "/consignmentHouseLevel/";
        draft
            .Set(house + "totalGrossMass", mass)
            .Set(house + "transportDocumentMasterLevel/type", document)
            .Set(house + "goodsItem/goodsItemNumber", "1")
            .Set(house + "goodsItem/packaging/numberOfPackages", packages)
            .Set(house + "goodsItem/packaging/typeOfPackages", "CT");
    }
}
