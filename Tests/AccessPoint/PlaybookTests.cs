using Ics2.AccessPoint.Playbooks;
using Ics2.Customs;
using Ics2.Ens;
using Microsoft.Extensions.Logging.Abstractions;

namespace Ics2.Tests.AccessPoint;

public sealed class PlaybookTests : IDisposable
{
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
        Ordered("XRFI-1").ShouldBeSameAs(Instructions.None);
        Playbook.Load("default").Explain().ShouldContain("lrn RFI-*");
    }

    [Theory]
    [InlineData("rules:\n  - name: a\n    when: { lrn: X* }\n    then: [dance]", "line 4", "'dance'")]
    [InlineData("rules:\n  - name: a\n    when: { colour: X* }\n    then: [accept]", "line 3", "'colour'")]
    [InlineData("rules:\n  - name: a\n    then: [accept]", "line 2", "at least one of")]
    [InlineData("rules:\n  - name: a\n    when: { lrn: X* }\n    then: [delay: soon]", "line 4", "'soon'")]
    [InlineData("rules:\n  - name: a\n    when: { lrn: X* }\n    then:\n      - refuse: { message: IE3R01, code: 1, text: t }", "line 5", "refuse")]
    [InlineData("rules:\n  - name: a\n    when: { lrn: [1] }\n    then: [accept]", "line 3", "text")]
    [InlineData("rules:\n  - name: a\n    when: { lrn: X* }\n    then:\n      - request-screening: [NOSE]", "line 5", "NOSE")]
    [InlineData("rules: 7", "line 1", "list")]
    [InlineData("rules: [\n", "line", "no YAML")]
    [InlineData("", "line 1", "rules")]
    public void An_impossible_playbook_is_refused_with_the_line(string yaml, string line, string what)
    {
        var file = Path.Combine(_folder.Path, "wrong.yaml");
        File.WriteAllText(file, yaml);

        var why = Should.Throw<InvalidDataException>(() => Playbook.Load(file)).Message;

        why.ShouldContain(line);
        why.ShouldContain(what);
    }

    [Fact]
    public void A_changed_file_is_in_force_with_the_next_message_and_a_broken_one_never_is()
    {
        var file = Path.Combine(_folder.Path, "rules.yaml");
        Write("rules:\n  - name: a\n    when: { text: '*weapon*' }\n    then: [control]", 1);
        var playbook = new PlaybookFile(file, NullLogger<PlaybookFile>.Instance);
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

    private static Instructions Ordered(string lrn) => Playbook.Load("default").For(
        new LodgeFiling(new FilingKey("x", "y"), "IE3F10", new MessageComposer(SpecPack.Embedded()).Compose("IE3F10").Set("LRN", lrn).Build(), [], default, ""), Instructions.None);
}
