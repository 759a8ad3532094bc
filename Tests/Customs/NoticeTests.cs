using System.Globalization;
using System.Text;
using Ics2.Customs.Model;
using Ics2.Ens.Catalogue;
using Ics2.Ens.Messages;
using Ics2.Ens.Reading;
using Ics2.Ens.Samples;
using Ics2.Ens.Values;
using Ics2.Ens.Writing;
using Ics2.Tests.Support;
using static Ics2.Tests.Customs.CustomsBench;

namespace Ics2.Tests.Customs;

/// <summary>
/// Whatever happens to a complete filing, customs says it with a valid message (lifecycle 9): the bench validates each one. The stories are
/// the domain events; every message to the trader comes out of at least one of them.
/// </summary>
public sealed class NoticeTests
{
    private static readonly SpecPack Pack = SpecPack.Embedded();

    public static TheoryData<string> Filings => [.. Pack.Messages.Where(message => message.IsFiling).Select(message => message.Id)];

    [Theory]
    [MemberData(nameof(Filings))]
    public void Everything_said_about_a_complete_filing_is_valid(string type)
    {
        var said = Enumerable.Range(1, 5).SelectMany(seed => SaidAbout(type, seed)).Distinct(StringComparer.Ordinal);

        string[] expected =
            type == "IE3F25" ? ["IE3R01", "IE3N99", "IE3N01"] : ["IE3R01", "IE3N99", "IE3N01", "IE3R07", "IE3N10", "IE3R08"];
        expected.Except(said, StringComparer.Ordinal).ShouldBeEmpty();
    }

    [Fact]
    public void Every_message_to_the_trader_is_composed_from_an_event() =>
        new[] { "IE3F10", "IE3F12", "IE3F20", "IE3F26" }
            .SelectMany(type => SaidAbout(type, seed: 1))
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .ShouldBe(Pack.Messages.Where(message => message.Direction == MessageDirection.ToTrader).Select(message => message.Id));

    private static HashSet<string> SaidAbout(string type, int seed)
    {
        var said = new HashSet<string>(StringComparer.Ordinal);
        Refused(Told(), type, seed);
        Assessed(Told(), type, seed, RiskStage.NoRisk);
        Assessed(Told(), type, seed, RiskStage.DoNotLoad);
        Amended(Told(), type, seed);
        Arrived(Told(), type, seed);
        return said;

        CustomsBench Told()
        {
            var bench = new CustomsBench { Watch = (_, decision) => said.UnionWith(decision.Notices.Select(notice => notice.Document.Id)) };
            bench.Enter(new OperatorFacts(Forwarder, "sys@" + Forwarder, Connected: true, AeoSecurity: true, []));
            return bench;
        }
    }

    private static void Refused(CustomsBench bench, string type, int seed)
    {
        var filing = Sample(type, seed);
        foreach (var order in new[] { "IE3N99", "IE3N01" })
        {
            bench.Instructions = new Instructions { Refuse = new OrderedRefusal(order, "12", "LRN", "Because.") };
            bench.Take(filing, Forwarder);
        }
    }

    private static void Assessed(CustomsBench bench, string type, int seed, RiskStage result)
    {
        bench.Instructions = new Instructions { AssessWhenTold = true };
        var mrn = Lodged(bench, type, seed);
        foreach (
            var asked in new[]
            {
                new OrderedReferral("RFI", "What is it?"),
                new OrderedReferral("AMD", "Mend it.", "/" + type + "/LRN"),
                new OrderedReferral("RFS", Methods: ["XRY", "EDD"]),
            }
        )
        {
            bench.Act(new SendReferral(mrn, asked));
        }

        bench.Act(new SetRiskResult(mrn, result, [], []));
        bench.Request(
            "IE3Q05",
            Forwarder,
            draft =>
                draft
                    .Set("functionalReference", "REF")
                    .Set("MRN", mrn)
                    .Set("requester/identificationNumber", Forwarder)
                    .Set("dataRequest", "1")
        );
        bench.Act(new DecideControl(mrn, WarnAeo: true));
        bench.Advance(TimeSpan.FromDays(2)); // the linking time of a master filing runs out
    }

    private static void Amended(CustomsBench bench, string type, int seed)
    {
        var mrn = Lodged(bench, type, seed);
        if (type != "IE3F25")
        {
            var xml = Encoding
                .UTF8.GetString(new EnsWriter(Pack).Write(Sample(type, seed)))
                .Replace(type, "IE3A" + type[4..], StringComparison.Ordinal);
            var amendment = new MessageEditor(xml, Pack).Remove("LRN").Put("", $"<MRN>{mrn}</MRN>");
            if (type is "IE3F50" or "IE3F51")
            {
                amendment.Remove("consignmentMasterLevel/carrier/communication"); // lifecycle 6.1
            }

            bench.Take(new EnsReader(Pack).Read(Encoding.UTF8.GetBytes(amendment.ToString())).Message!, Forwarder);
            bench.Invalidate(mrn, Forwarder);
        }
    }

    // The people that the sample names learn of it: carrier and supplementary declarants get their copies.
    private static void Arrived(CustomsBench bench, string type, int seed)
    {
        bench.Instructions = new Instructions { Control = true };
        var mrn = Lodged(bench, type, seed);
        for (var times = 1; times <= 2; times++)
        {
            bench.Arrive(draft => draft.Add("relatedMRN", related => related.Set("identification", mrn)));
        }
    }

    private static string Lodged(CustomsBench bench, string type, int seed)
    {
        if (type == "IE3F25")
        {
            var supplement = Sample(type, seed);
            bench.F23(supplement.Text("consignmentMasterLevel/consignmentHouseLevel/transportDocumentHouseLevel/documentNumber")!);
            var mrn = bench.Mrn;
            bench.Take(supplement, Forwarder);
            return mrn;
        }

        var filing = Sample(type, seed);
        foreach (
            var party in filing
                .Root.DescendantsAndSelf()
                .Where(element => element.Name == "identificationNumber" && element.Parent!.Name is "carrier" or "supplementaryDeclarant")
        )
        {
            bench.Enter(new OperatorFacts(party.Value!, "sys@" + party.Value, Connected: true, AeoSecurity: true, []));
        }

        bench.Take(filing, Forwarder);
        bench.Last[0].Document.Id.ShouldBe("IE3R01");
        return bench.Mrn;
    }

    private static EnsMessage Sample(string type, int seed) =>
        new SampleWriter(Pack).Compose(
            type,
            new SampleOptions
            {
                Seed = seed,
                Houses = 2,
                Now = new DateTimeOffset(2026, 11, 23, 10, 0, 0, TimeSpan.Zero),
                Declarant = Eori.Parse(Forwarder),
                Lrn = Lrn.Parse("LRN" + seed.ToString(CultureInfo.InvariantCulture)),
            }
        );
}
