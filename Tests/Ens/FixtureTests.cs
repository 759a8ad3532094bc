using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Ics2.Ens.Messages;
using Ics2.Ens.Samples;
using Ics2.Ens.Validation;
using Ics2.Ens.Writing;
using Ics2.Tests.Ens.Rules;
using Ics2.Tests.Support;
using static Ics2.Tests.Support.EnsTestData;

namespace Ics2.Tests.Ens;

/// <summary>
/// fixtures/filings teaches by example: valid filings, and for every rule a broken twin with its findings beside it. The files are written
/// by
/// <see cref="Write_the_fixtures_anew"/> (run it with <c>-explicit only</c>) and held against the validator by the other tests.
/// </summary>
public sealed class FixtureTests
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
    };

    private static readonly string[] Twice =
    [
        "F10",
        "F11",
        "F12",
        "F13",
        "F14",
        "F15",
        "F16",
        "F17",
        "F34",
        "F40",
        "F41",
        "F45",
        "F50",
        "F51",
    ];

    private static string Folder => Repository.PathOf("fixtures", "filings");

    [Fact]
    public void Every_type_has_its_valid_filings()
    {
        foreach (var type in Pack.Messages.Where(message => message.IsFiling).Select(message => message.SpecificCircumstance!))
        {
            Files("valid", $"{type}-*.xml").Length.ShouldBeGreaterThanOrEqualTo(Twice.Contains(type) ? 2 : 1, type);
        }
    }

    [Fact]
    public void The_valid_filings_are_valid()
    {
        foreach (var file in Files("valid", "*.xml"))
        {
            new EnsValidator(Pack).Validate(File.ReadAllBytes(file)).ShouldBeEmpty(file);
        }
    }

    [Fact]
    public void The_broken_twins_have_exactly_the_findings_beside_them()
    {
        foreach (var file in Files("broken", "*.xml"))
        {
            var findings = JsonSerializer.Serialize(new EnsValidator(Pack).Validate(File.ReadAllBytes(file)), Json);

            (findings + "\n").ShouldBe(File.ReadAllText(Path.ChangeExtension(file, ".findings.json")).ReplaceLineEndings("\n"), file);
        }
    }

    [Fact]
    public void Every_rule_that_a_table_carries_and_one_message_can_break_has_a_broken_twin()
    {
        var twins = Files("broken", "*.xml").Select(file => Path.GetFileName(file)[..5]).ToHashSet(StringComparer.Ordinal);

        BrokenExamples().Select(example => example.Rule).Except(twins, StringComparer.Ordinal).ShouldBeEmpty();
        twins.Count.ShouldBeGreaterThan(50);
    }

    [Fact(Explicit = true)]
    public void Write_the_fixtures_anew()
    {
        foreach (var message in Pack.Messages.Where(message => message.IsFiling))
        {
            var wanted = Twice.Contains(message.SpecificCircumstance) ? 2 : 1;
            var written = new HashSet<string>(StringComparer.Ordinal);
            for (var seed = 1; written.Count < wanted; seed++)
            {
                var filing = new SampleWriter(Pack).Compose(
                    message.Id,
                    new SampleOptions
                    {
                        Seed = seed,
                        Houses = 2,
                        Items = 2,
                        Now = Now,
                    }
                );
                var name = $"{message.SpecificCircumstance}-{Story(filing)}";
                if (written.Add(name) || seed > 50)
                {
                    Write(
                        Path.Combine("valid", name + ".xml"),
                        $" {message.SpecificCircumstance}: {message.Name}. ",
                        new EnsWriter(Pack).Write(filing)
                    );
                }
            }
        }

        foreach (var example in BrokenExamples().DistinctBy(example => example.Rule, StringComparer.Ordinal))
        {
            var broken = new MessageEditor(Sample(example.Message, seed: 4), Pack);
            example.Edit(broken);
            var file = Path.Combine("broken", $"{example.Rule}-{example.Message}.xml");
            var bytes = Write(
                file,
                $" {example.Rule}: {Pack.Checks[example.Rule].Text} Broken at {example.Path}. ",
                Tidy(broken.ToString())
            );
            File.WriteAllText(
                Path.Combine(Folder, Path.ChangeExtension(file, ".findings.json")),
                JsonSerializer.Serialize(new EnsValidator(Pack).Validate(bytes), Json) + "\n"
            );
        }
    }

    private static string[] Files(string folder, string pattern) =>
        [.. Directory.GetFiles(Path.Combine(Folder, folder), pattern).Order(StringComparer.Ordinal)];

    /// <summary>The first example of each rule that an open register can judge.</summary>
    private static IEnumerable<RuleExample> BrokenExamples() =>
        (
            (RuleExample[])[.. AddressRules.Examples, .. TransportRules.Examples, .. ConsignmentRules.Examples, .. RequestRules.Examples]
        ).Where(example => example.Code is not null && example.Findings(Pack).Count > 0);

    private static string Story(EnsMessage filing)
    {
        var from =
            filing.Text("consignmentMasterLevel/placeOfLoading/UNLOCODE")
            ?? filing.Text("consignmentMasterLevel/consignmentHouseLevel/placeOfAcceptance/UNLOCODE");
        var to =
            filing.Text("consignmentMasterLevel/placeOfUnloading/UNLOCODE")
            ?? filing.Text("consignmentMasterLevel/consignmentHouseLevel/placeOfDelivery/UNLOCODE");
        var mode = filing.Text("activeBorderTransportMeans/ModeOfTransport") is "8" ? "-by-barge" : "";
        var cargo = filing
            .All("consignmentMasterLevel/consignmentHouseLevel/containerIndicator")
            .Concat(filing.All("consignmentMasterLevel/containerIndicator"))
            .FirstOrDefault()
            ?.Value switch
        {
            "1" => "-in-containers",
            "0" => "-loose",
            _ => "",
        };
        return $"{from ?? "to"}-{to ?? filing.Text("declarant/address/country")}{cargo}{mode}".ToLowerInvariant();
    }

    private static byte[] Tidy(string xml) => new EnsWriter(Pack).Write(Read(xml).Message!);

    private static byte[] Write(string name, string comment, byte[] message)
    {
        var text = Encoding.UTF8.GetString(message);
        var end = text.IndexOf("?>", StringComparison.Ordinal) + 2;
        var bytes = Encoding.UTF8.GetBytes($"{text[..end]}\n<!--{comment.Replace("--", "-", StringComparison.Ordinal)}-->{text[end..]}\n");
        var file = Path.Combine(Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllBytes(file, bytes);
        return bytes;
    }
}
