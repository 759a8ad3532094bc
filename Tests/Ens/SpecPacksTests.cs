using System.Text;
using Ics2.Ens.Catalogue;
using Ics2.Tests.Support;

namespace Ics2.Tests.Ens;

/// <summary>Versions in force side by side: which one a message is of, and which pairs make no sense.</summary>
public sealed class SpecPacksTests : IDisposable
{
    private const string Usual = "EU-ICS2-TI-V2.0";

    private static readonly SpecPack Two = SpecPack.Embedded();

    private readonly TempFolder _folder = new();

    [Theory]
    [InlineData(Usual, "urn:wco:datamodel:eu:ics2:2", false)]
    [InlineData(Usual, "urn:example:ics2:made-3", false)]
    [InlineData("MADE-ICS2-TI-V3.0", "urn:example:ics2:made-3", true)]
    [InlineData("MADE-ICS2-TI-V3.0", "urn:wco:datamodel:eu:ics2:2", true)]
    [InlineData("SOMETHING-ELSE", "urn:example:ics2:made-3", false)]
    [InlineData(null, "urn:example:ics2:made-3", false)]
    public void The_agreement_says_which_version_a_message_is_of(string? agreement, string name, bool isLater) =>
        new SpecPacks(Two, MadeVersion.Pack).Choose(agreement, Usual, Document(name)).ShouldBeSameAs(isLater ? MadeVersion.Pack : Two);

    [Theory]
    [InlineData("<IE3F10 xmlns='urn:test:3'/>", true)]
    [InlineData("<?xml version='1.0'?><!-- a remark --><e:IE3F10 xmlns:e='urn:test:3'/>", true)]
    [InlineData("<IE3F10 xmlns='urn:wco:datamodel:eu:ics2:2'/>", false)]
    [InlineData("<IE3F10/>", false)]
    [InlineData("no XML", false)]
    [InlineData("", false)]
    [InlineData("<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><IE3F10 xmlns='urn:test:3'/>", false)]
    public void Where_versions_share_an_agreement_the_namespace_says_it(string document, bool isLater)
    {
        var later = Pack("version Test 3\nnamespace urn:test:3\n");

        new SpecPacks(Two, later).Choose(Usual, Usual, Encoding.UTF8.GetBytes(document)).ShouldBeSameAs(isLater ? later : Two);
    }

    [Fact]
    public void A_message_is_past_where_a_later_version_has_it()
    {
        var day = new DateOnly(2026, 2, 3);
        var packs = new SpecPacks(Two, MadeVersion.Pack);

        packs.SuccessorOf(Two, "IE3F10", day).ShouldBeSameAs(MadeVersion.Pack);
        packs.SuccessorOf(Two, "IE3F10", day.AddDays(-1)).ShouldBeNull();
        packs.SuccessorOf(Two, "IE3F12", day).ShouldBeNull();
        packs.SuccessorOf(MadeVersion.Pack, "IE3F10", day).ShouldBeNull();
        new SpecPacks(Two).SuccessorOf(Two, "IE3F10", day).ShouldBeNull("alone, it is all there is");
        new SpecPacks(MadeVersion.Pack, Two).SuccessorOf(Two, "IE3F10", day).ShouldBeNull("what is named first is no later version");
    }

    [Fact]
    public void What_is_spoken_is_said_with_what_is_past()
    {
        var lines = new SpecPacks(Two, MadeVersion.Pack).Describe().ToList();

        lines[0]
            .ShouldBe(
                "ICS2 R3 messages 2.02; past since 2026-02-03 for "
                    + "IE3F10, IE3F13, IE3F17, IE3F34, IE3F40, IE3F41, IE3F45, IE3F50, IE3F51 and their amendments"
            );
        lines[1].ShouldBe("ICS2 R3 messages 3 (made, not official), agreement MADE-ICS2-TI-V3.0");
    }

    [Theory]
    [InlineData("version ICS2 R3 messages 2.02\nnamespace urn:test\nagreement OTHER\n")]
    [InlineData("version Test 3\nnamespace urn:wco:datamodel:eu:ics2:2\n")]
    public void Two_that_cannot_be_told_apart_are_refused_in_one_sentence(string header) =>
        Should
            .Throw<SpecPackException>(() => new SpecPacks(Two, Pack(header)))
            .Message.ShouldMatch(@"^The spec packs 'ICS2 R3 messages 2\.02' and '[^']+' cannot be told apart: [^.]+\.$");

    [Fact]
    public void A_pack_that_names_the_usual_agreement_is_no_other_than_one_that_names_none()
    {
        var packs = new SpecPacks(Two, Pack($"version Test 3\nnamespace {Two.Namespace}\nagreement {Usual}\n"));

        Should.Throw<SpecPackException>(() => packs.Under(Usual)).Message.ShouldContain("cannot be told apart");
        packs.Under("ANOTHER").ShouldBeSameAs(packs);
    }

    [Theory]
    [InlineData("past tomorrow IE3F10", "expected 'past', a day and messages of the pack; found 'past tomorrow IE3F10'")]
    [InlineData("past 2026-02-03", "expected 'past'")]
    [InlineData("past 2026-02-03 IE3F99", "expected 'past'")]
    [InlineData("past 2026-02-30 IE3F10", "expected 'past'")]
    [InlineData("tin declarant consigne", "'tin' names 'consigne', at which no message of the pack has R3005")]
    [InlineData("agreement A\nagreement B", "line 4: 'agreement' is said already")]
    public void What_pack_txt_says_of_versions_is_understood_or_refused(string line, string why)
    {
        var refusal = Should.Throw<SpecPackException>(() => Pack($"version Test\nnamespace urn:test\n{line}\n")).Message;

        refusal.ShouldStartWith("pack.txt");
        refusal.ShouldContain(why);
        refusal.ShouldNotContain("\n");
    }

    public void Dispose() => _folder.Dispose();

    private static byte[] Document(string name) => Encoding.UTF8.GetBytes($"<IE3F10 xmlns='{name}'/>");

    private SpecPack Pack(string header)
    {
        File.WriteAllText(Path.Combine(_folder.Path, "pack.txt"), header);
        return SpecPack.Load(_folder.Path);
    }
}
