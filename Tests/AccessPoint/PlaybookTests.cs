using Ics2.AccessPoint.Playbooks;
using Ics2.Customs.Model;
using Ics2.Ens.Catalogue;
using Ics2.Ens.Writing;
using Ics2.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace Ics2.Tests.AccessPoint;

public sealed class PlaybookTests : IDisposable
{
    private static readonly SpecPack Pack = SpecPack.Embedded();

    private readonly TempFolder _folder = new();

    [Theory]
    [InlineData("RFI-1", "RFI")]
    [InlineData("AMD-1", "AMD")]
    [InlineData("RFS-1", "RFS")]
    public void The_default_playbook_asks_by_the_beginning_of_the_LRN(string lrn, string type) =>
        Ordered(lrn).Referrals.ShouldHaveSingleItem().Type.ShouldBe(type);

    [Fact]
    public void The_default_playbook_has_every_reaction_and_leaves_other_filings_alone()
    {
        Ordered("DNL-1").DoNotLoad.ShouldBe("*");
        Ordered("CTL-1").Control.ShouldBeTrue();
        Ordered("RISK-1").RiskIdentified.ShouldBeTrue();
        Ordered("SLOW-1").Delay.ShouldBe(TimeSpan.FromMinutes(5));
        Ordered("WAIT-1").AssessWhenTold.ShouldBeTrue();
        Ordered("N99-1").Refuse!.Message.ShouldBe("IE3N99");
        Ordered("N01-1").Refuse!.Code.ShouldBe("92");
        Ordered("MUTE-1").StaySilent.ShouldBeTrue();
        Ordered("RFI2-1").Referrals.Length.ShouldBe(2);
        Ordered("XRFI-1").ShouldBeSameAs(Instructions.None);
        Rule("FAULT-1").Fault.ShouldBe(new TransportFault(WireFault.HttpError, 1));
        Rule("EBMS-1").Fault.ShouldBe(new TransportFault(WireFault.EbmsError, 1));
        Rule("LOST-1").Fault.ShouldBe(new TransportFault(WireFault.NoReceipt, 1));

        var explained = Playbook.Load("default", Pack).Explain();
        foreach (var rule in Playbook.Load("default", Pack).Rules)
        {
            explained.ShouldContain($"lrn {rule.Name}-*"); // every prefix is called as its rule
            rule.About.ShouldNotBeNullOrEmpty();
        }
    }

    [Theory]
    [InlineData("rules:\n  - name: a\n    when: { lrn: X* }\n    then: [dance]", "line 4", "'dance'")]
    [InlineData("rules:\n  - name: a\n    when: { colour: X* }\n    then: [accept]", "line 3", "'colour'")]
    [InlineData("rules:\n  - name: a\n    then: [accept]", "line 2", "at least one of")]
    [InlineData("rules:\n  - name: a\n    when: { lrn: X* }\n    then: [delay: soon]", "line 4", "'soon'")]
    [InlineData(
        "rules:\n  - name: a\n    when: { lrn: X* }\n    then:\n      - refuse: { message: IE3R01, code: 1, text: t }",
        "line 5",
        "refuse"
    )]
    [InlineData("rules:\n  - name: a\n    when: { lrn: [1] }\n    then: [accept]", "line 3", "text")]
    [InlineData("rules:\n  - name: a\n    when: { lrn: X* }\n    then:\n      - request-screening: [NOSE]", "line 5", "NOSE")]
    [InlineData("rules:\n  - name: a\n    when: { lrn: X* }\n    then: [transport-fault: gremlins]", "line 4", "gremlins")]
    [InlineData(
        "rules:\n  - name: a\n    when: { lrn: X* }\n    then:\n      - transport-fault: { do: no-receipt, status: 503 }",
        "line 5",
        "transport-fault"
    )]
    [InlineData(
        "rules:\n  - name: a\n    when: { lrn: X* }\n    then:\n      - transport-fault: { do: http-error, times: 0 }",
        "line 5",
        "transport-fault"
    )]
    [InlineData(
        "rules:\n  - name: a\n    when: { lrn: X* }\n    then:\n      - transport-fault: { do: http-error, often: 1 }",
        "line 5",
        "often"
    )]
    [InlineData(
        "rules:\n  - name: a\n    when: { lrn: X* }\n    then: [accept]\n  - name: A\n    when: { lrn: Y* }\n    then: [accept]",
        "line 2",
        "differ"
    )]
    [InlineData("rules:\n  - name: a\n    when: { lrn: X* }\n    then: [accept]\n    otherwise: [control]", "line 5", "otherwise")]
    [InlineData("rules:\n  - name: a\n    when: { lrn: X* }\n    then: []", "line 2", "then")]
    [InlineData("rules:\n  - name: a\n    when: { lrn: X* }\n    then: [assess: soon]", "line 4", "assess")]
    [InlineData("rules:\n  - name: a\n    when: { lrn: X* }\n    then: [request-information: '']", "line 4", "request-information")]
    [InlineData(
        "rules:\n  - name: a\n    when: { lrn: X* }\n    then:\n      - refuse: { message: IE3N99, code: 9999, text: t }",
        "line 5",
        "refuse"
    )]
    [InlineData("rules: 7", "line 1", "list")]
    [InlineData("rules: [\n", "line", "no YAML")]
    [InlineData("", "line 1", "rules")]
    public void An_impossible_playbook_is_refused_with_the_line(string yaml, string line, string what)
    {
        var file = Path.Combine(_folder.Path, "wrong.yaml");
        File.WriteAllText(file, yaml);

        var why = Should.Throw<InvalidDataException>(() => Playbook.Load(file, Pack)).Message;

        why.ShouldContain(line);
        why.ShouldContain(what);
    }

    [Fact]
    public void A_changed_file_is_in_force_with_the_next_message_and_a_broken_one_never_is()
    {
        var file = Path.Combine(_folder.Path, "rules.yaml");
        Write("rules:\n  - name: a\n    when: { text: '*weapon*' }\n    then: [control]", 1);
        var playbook = new PlaybookFile(file, Pack, NullLogger<PlaybookFile>.Instance);
        playbook.Current.Rules[0].Name.ShouldBe("a");
        Write("rules:\n  - name: b\n    when: { message: IE3F10 }\n    then: [control]", 2);
        playbook.Current.Rules[0].Name.ShouldBe("b");
        Write("rules: 7", 3);
        playbook.Current.Rules[0].Name.ShouldBe("b");

        void Write(string text, int minute)
        {
            File.WriteAllText(file, text);
            File.SetLastWriteTimeUtc(file, new DateTime(2026, 1, 1, 0, minute, 0, DateTimeKind.Utc));
        }
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("{ message: IE3F1? }", true)]
    [InlineData("{ message: IE3F15 }", false)]
    [InlineData("{ lrn: lrn-* }", true)]
    [InlineData("{ lrn: OTHER-* }", false)]
    [InlineData("{ declarant: BE01* }", true)]
    [InlineData("{ declarant: NL* }", false)]
    [InlineData("{ commodity: 8471* }", true)]
    [InlineData("{ commodity: 0101* }", false)]
    [InlineData("{ text: '*toy guns*' }", true)]
    [InlineData("{ text: '*weapons*' }", false)]
    [InlineData("{ document: MBL* }", true)]
    [InlineData("{ document: HBL* }", false)]
    [InlineData("{ message: IE3F10, lrn: LRN-1, declarant: BE*, document: '*' }", true)]
    [InlineData("{ message: IE3F10, lrn: LRN-1, declarant: NL* }", false)]
    public void All_conditions_of_a_rule_have_to_hold(string when, bool fits)
    {
        const string m = "consignmentMasterLevel/";
        var document = new MessageComposer(SpecPack.Embedded())
            .Compose("IE3F10")
            .Set("LRN", "LRN-1")
            .Set("declarant/identificationNumber", "BE0123456789")
            .Set(m + "transportDocumentMasterLevel/documentNumber", "MBL1")
            .Set(m + "consignmentHouseLevel/goodsItem/commodity/descriptionOfGoods", "Plastic toy guns & more")
            .Set(m + "consignmentHouseLevel/goodsItem/commodity/commodityCode/harmonizedSystemSubHeadingCode", "847130")
            .Build();

        var rule = Playbook.Read($"rules:\n  - name: a\n    when: {when}\n    then: [control]", "test", Pack).Rules[0];

        rule.Fits("IE3F10", document).ShouldBe(fits);
        (rule.MayFit("IE3F10", new EnsWriter(SpecPack.Embedded()).Write(document)) || !fits).ShouldBeTrue(
            "the quick look must not miss it"
        );
    }

    [Fact]
    public void The_pack_in_force_judges_the_codes_and_not_the_embedded_one()
    {
        Directory.CreateDirectory(Path.Combine(_folder.Path, "codelists"));
        File.WriteAllText(Path.Combine(_folder.Path, "pack.txt"), "version Test pack 3\nnamespace urn:test:3\n");
        File.WriteAllText(
            Path.Combine(_folder.Path, "codelists", "CL723.txt"),
            "name Functional Error Codes\nversion 3\n\n12 Incorrect (code) value\n999 New in this pack\n"
        );
        var other = SpecPack.Load(_folder.Path);

        Refusing("999", other).Apply(Instructions.None).Refuse!.Code.ShouldBe("999");
        Should.Throw<InvalidDataException>(() => Refusing("999", Pack)).Message.ShouldContain("line 5");
        Refusing("92", Pack).Apply(Instructions.None).Refuse!.Code.ShouldBe("92");
        Should.Throw<InvalidDataException>(() => Refusing("92", other)).Message.ShouldContain("line 5");

        static PlaybookRule Refusing(string code, SpecPack pack) =>
            Playbook
                .Read(
                    $"rules:\n  - name: a\n    when: {{ lrn: X* }}\n    then:\n      - refuse: {{ message: IE3N99, code: {code}, text: t }}",
                    "test",
                    pack
                )
                .Rules[0];
    }

    [Theory]
    [InlineData("500ms", 0.5)]
    [InlineData("90m", 5400)]
    [InlineData("1.5h", 5400)]
    [InlineData("1d", 86400)]
    public void A_delay_is_a_duration_as_everywhere(string written, double seconds) =>
        Playbook
            .Read($"rules:\n  - name: a\n    when: {{ lrn: X* }}\n    then: [delay: {written}]", "test", Pack)
            .Rules[0]
            .Apply(Instructions.None)
            .Delay.ShouldBe(TimeSpan.FromSeconds(seconds));

    [Fact]
    public void The_example_has_every_condition_and_every_measure()
    {
        var rules = Playbook.Load(Repository.PathOf("fixtures", "playbooks", "example.yaml"), Pack).Rules;

        rules
            .SelectMany(rule => rule.When)
            .Select(condition => condition.Key)
            .Distinct(StringComparer.Ordinal)
            .ShouldBe(PlaybookRule.Conditions, ignoreOrder: true);
        var measures = rules
            .SelectMany(rule => rule.Then)
            .Select(measure => measure.Split(' ')[0])
            .Distinct(StringComparer.Ordinal)
            .ToList();
        var wrong = Should
            .Throw<InvalidDataException>(() => Playbook.Read("rules:\n  - name: a\n    when: { lrn: X }\n    then: [dance]", "test", Pack))
            .Message;
        measures.ShouldAllBe(measure => wrong.Contains(measure));
        wrong[(wrong.IndexOf("one of", StringComparison.Ordinal) + 7)..wrong.IndexOf(", found", StringComparison.Ordinal)]
            .Split(", ")
            .ShouldBe(measures, ignoreOrder: true);
    }

    [Fact]
    public void Every_measure_becomes_an_instruction()
    {
        const string yaml = """
            rules:
              - name: a
                when: { message: IE3F* }
                then:
                  - accept
                  - request-information: What?
                  - request-amendment: { text: Better., pointer: declarant }
                  - request-screening: [XRY, EDD]
                  - do-not-load: MSCU1234566
                  - risk-identified
                  - control
                  - assess: when-told
                  - delay: 90m
                  - stay-silent
                  - refuse: { message: IE3N01, code: 92, pointer: LRN, text: No. }
                  - transport-fault: { do: http-error, status: 502, times: 2 }
            """;
        var rule = Playbook.Read(yaml, "test", Pack).Rules[0];
        var ordered = rule.Apply(Instructions.None);

        ordered
            .Referrals.Select(referral => $"{referral.Type} {referral.Text} {referral.Element} {string.Join(',', referral.Methods ?? [])}")
            .ShouldBe(["RFI What?  ", "AMD Better. declarant ", "RFS   XRY,EDD"]);
        ordered.DoNotLoad.ShouldBe("MSCU1234566");
        (ordered.RiskIdentified, ordered.Control, ordered.AssessWhenTold, ordered.StaySilent).ShouldBe((true, true, true, true));
        ordered.Delay.ShouldBe(TimeSpan.FromMinutes(90));
        ordered.Refuse.ShouldBe(new OrderedRefusal("IE3N01", "92", "LRN", "No."));
        rule.Fault.ShouldBe(new TransportFault(WireFault.HttpError, 2, 502));
        rule.Then.Count.ShouldBe(12);
    }

    private static PlaybookRule Rule(string lrn) =>
        Playbook
            .Load("default", Pack)
            .Rules.First(rule => rule.Fits("IE3F10", new MessageComposer(SpecPack.Embedded()).Compose("IE3F10").Set("LRN", lrn).Build()));

    private static Instructions Ordered(string lrn) =>
        Playbook
            .Load("default", Pack)
            .For(
                new LodgeFiling(
                    new FilingKey("x", "y"),
                    "IE3F10",
                    new MessageComposer(SpecPack.Embedded()).Compose("IE3F10").Set("LRN", lrn).Build(),
                    [],
                    default,
                    ""
                ),
                Instructions.None
            );
}
