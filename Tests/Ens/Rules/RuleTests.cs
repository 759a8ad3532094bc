using Ics2.Ens.Catalogue;
using Ics2.Ens.Findings;
using Ics2.Ens.Rules;
using Ics2.Ens.Validation;
using Ics2.Ens.Values;

namespace Ics2.Tests.Ens.Rules;

/// <summary>Lifecycle 4.2 B: every rule and condition by example.</summary>
public sealed class RuleTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ics2-rules-").FullName;

    public static TheoryData<string> Examples => [.. All.Select((example, i) => $"{i} {example}")];

    private static IReadOnlyList<RuleExample> All =>
        [
            .. AddressRules.Examples,
            .. TransportRules.Examples,
            .. ConsignmentRules.Examples,
            .. RequestRules.Examples,
            .. UnattachedRules.Examples,
        ];

    [Theory]
    [MemberData(nameof(Examples))]
    public void A_rule_refuses_what_it_should_and_nothing_else(string name)
    {
        var example = All[int.Parse(name[..name.IndexOf(' ', StringComparison.Ordinal)])];

        var findings = example.Findings(
            UnattachedRules.Examples.Contains(example) ? UnattachedRules.Pack(_folder) : SpecPack.Embedded(),
            new Register()
        );

        if (example.Code is null)
        {
            findings.ShouldBeEmpty();
        }
        else
        {
            findings.ShouldContain(finding => finding.Code == example.Code && finding.Path == example.Path, string.Join('\n', findings));
        }
    }

    [Fact]
    public void Every_rule_of_the_index_has_one_class_and_every_class_is_in_the_index()
    {
        RuleBook
            .AllRules()
            .Select(rule => rule.Id)
            .Order(StringComparer.Ordinal)
            .ShouldBe(
                SpecPack.Embedded().Checks.Values.Where(check => check.IsRule).Select(check => check.Id).Order(StringComparer.Ordinal)
            );
    }

    [Fact]
    public void A_class_is_called_as_its_rule()
    {
        foreach (var rule in RuleBook.AllRules())
        {
            rule.GetType().Name.ShouldBe(rule.Id);
        }
    }

    [Fact]
    public void Every_rule_has_an_example_that_passes_and_one_for_every_code_it_can_lead_to()
    {
        foreach (var rule in SpecPack.Embedded().Checks.Values.Where(check => check.IsRule))
        {
            var examples = All.Where(example => example.Rule == rule.Id).ToList();
            examples.ShouldContain(example => example.Code == null, rule.Id);
            foreach (var code in rule.Verdicts.Select(verdict => verdict.Code).Where(_ => rule.Id is not "R3024"))
            {
                examples.ShouldContain(example => example.Code == code, $"{rule.Id} {code}");
            }
        }
    }

    [Fact]
    public void A_table_that_names_an_unknown_rule_is_no_pack()
    {
        File.WriteAllText(Path.Combine(_folder, "pack.txt"), "version Test\nnamespace urn:test\n");
        Directory.CreateDirectory(Path.Combine(_folder, "messages"));
        File.WriteAllText(Path.Combine(_folder, "messages", "IE3Q05.txt"), "dataRequest 1..1 M n1 R9999\n");
        var validator = new EnsValidator(SpecPack.Load(_folder));

        Should
            .Throw<SpecPackException>(() => validator.Validate("<IE3Q05 xmlns=\"urn:test\"/>"u8.ToArray()))
            .Message.ShouldContain("R9999");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>Knows every EORI of the Union but two, and one used reference.</summary>
    private sealed class Register : ITraderRegister
    {
        private readonly OpenTraderRegister _open = new(SpecPack.Embedded());

        public bool Exists(Eori eori) => _open.Exists(eori) && eori.Value != "DE999999999";

        public bool IsUsed(string messageId, string party, string reference) => reference == "USED";
    }
}
