using System.Collections.Concurrent;
using System.Text;
using Ics2.Ens.Validation;
using Ics2.Ens.Values;
using Ics2.Tests.Ens.Samples.Believability;
using Ics2.Tests.Support;

namespace Ics2.Tests.Ens.Samples;

/// <summary>Ten thousand samples, of every message and of every pair, before a customs officer who has no remark.</summary>
public sealed class BelievabilityTests
{
    private const int Samples = 10_000;
    private const int SeedsOfPairs = 50;

    [Fact]
    public void Ten_thousand_samples_are_valid_and_believed()
    {
        var messages = EnsTestData.Pack.MessageIds.ToArray();
        var doubted = new ConcurrentBag<string>();

        Parallel.For(
            0,
            Samples,
            () => new EnsValidator(EnsTestData.Pack),
            (number, _, validator) =>
            {
                var (message, seed) = (messages[number % messages.Length], number / messages.Length + 1);
                var sample = Shipments.Write(message, Shipments.Options(seed));
                Note(doubted, $"{message} seed {seed}", Shipments.Remarks(sample, validator), sample);
                return validator;
            },
            _ => { }
        );

        Say(doubted);
    }

    [Fact]
    public void Filings_of_one_shipment_agree()
    {
        var doubted = new ConcurrentBag<string>();

        Parallel.For(
            0,
            Shipments.Pairs.Length * SeedsOfPairs,
            () => new EnsValidator(EnsTestData.Pack),
            (number, _, validator) =>
            {
                var ((upper, lower, with), seed) = (Shipments.Pairs[number % Shipments.Pairs.Length], number / Shipments.Pairs.Length + 1);
                var papers = Shipments.Pair(upper, lower, with, seed);
                var remarks = Officer
                    .Compare(Paper.Read(papers[0]), [.. papers.Skip(1).Select(Paper.Read)])
                    .Select(remark => remark.ToString())
                    .Concat(papers.SelectMany(paper => Shipments.Remarks(paper, validator)));
                Note(doubted, $"{upper} with {lower} seed {seed}", remarks, papers[0]);
                return validator;
            },
            _ => { }
        );

        Say(doubted);
    }

    [Fact]
    public void Filings_of_traders_one_names_agree()
    {
        var (carrier, forwarder, importer) = (Eori.Parse("BE0123456789"), Eori.Parse("NL123456789"), Eori.Parse("DE1234567"));
        var options = Shipments.Options(5) with { Houses = 1, Carrier = carrier, HouseFiler = forwarder, ConsigneeFiler = importer };

        var master = Paper.Read(Shipments.Write("IE3F12", options with { Declarant = carrier }));
        var house = Paper.Read(Shipments.Write("IE3F14", options with { Declarant = forwarder }));
        var rest = Paper.Read(Shipments.Write("IE3F16", options with { Declarant = importer }));

        Officer.Compare(master, house).ShouldBeEmpty();
        Officer.Compare(house, rest).ShouldBeEmpty();
        master.Text("consignmentMasterLevel/supplementaryDeclarant/identificationNumber").ShouldBe(forwarder.Value);
        rest.Text("declarant/identificationNumber").ShouldBe(importer.Value);
    }

    private static void Note(ConcurrentBag<string> doubted, string what, IEnumerable<string> remarks, byte[] sample)
    {
        foreach (var remark in remarks)
        {
            doubted.Add($"{what}: {remark}{(doubted.IsEmpty ? "\n" + Encoding.UTF8.GetString(sample) : "")}");
        }
    }

    private static void Say(ConcurrentBag<string> doubted) =>
        doubted.Count.ShouldBe(0, string.Join('\n', doubted.Order(StringComparer.Ordinal).Take(60)));
}
