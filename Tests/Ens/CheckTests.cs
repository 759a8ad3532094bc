using Ics2.Customs.Deciding;
using Ics2.Customs.Model;
using Ics2.Ens.Catalogue;
using Ics2.Ens.Validation;
using Ics2.Tests.Support;

namespace Ics2.Tests.Ens;

/// <summary>The pack says which code a broken check leads to, and how sure that is (F-2 of field.md).</summary>
public sealed class CheckTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 10, 0, 0, TimeSpan.Zero);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ics2-test-");

    [Theory]
    [InlineData("R3002", "12", "13")]
    [InlineData("R3035", "12", "13")]
    [InlineData("R3051", "12", "14")]
    [InlineData("R3052", "12", "95")]
    [InlineData("C3018", "12", "13")]
    [InlineData("C3020", "12", "13")]
    [InlineData("C3022", "12", "13")]
    [InlineData("C3024", "12", "13")]
    [InlineData("C3034", "12", "13")]
    [InlineData("C3035", "12", "13")]
    [InlineData("C3036", "12", "13")]
    [InlineData("R3005", "12", null)]
    [InlineData("R3006", "12", null)]
    [InlineData("R3020", "12", null)]
    [InlineData("R3022", "12", null)]
    [InlineData("R3033", "12", null)]
    [InlineData("CL718", "12", null)]
    [InlineData("C3048", "13", "12")]
    public void The_codes_are_those_of_the_field__F_2(string check, string code, string? also)
    {
        var description = SpecPack.Embedded().Describe(check).ShouldNotBeNull();

        description.Trust.ShouldBe(TrustLevel.Field);
        description.Verdicts[0].Code.ShouldBe(code);
        description.Verdicts[0].Also.ShouldBe(also is null ? [] : [also]);
    }

    [Fact]
    public void A_pack_that_changes_a_code_changes_the_finding_and_the_answer__F_2()
    {
        var pack = Pack("C3034\tmissing=77\tofficial\tA postcode, says this pack.");
        var broken = File.ReadAllBytes(Repository.PathOf("fixtures", "filings", "broken", "C3034-IE3F10.xml"));

        var read = new EnsValidator(pack).ReadAndValidate(broken);
        var lodge = new LodgeFiling(new FilingKey("BE0123456789", "1@x"), "IE3F10", read.Message, read.Findings, Now, "ABCDEFGHIJK");
        var answer = new CustomsDecider(pack).Decide(CustomsState.Empty, lodge, Now).Notices.ShouldHaveSingleItem().Document;

        var finding = read.Findings.ShouldHaveSingleItem();
        (finding.Code, finding.Trust, finding.Also).ShouldBe(("77", TrustLevel.Official, null));
        (answer.Id, answer.Text("error/validationCode")).ShouldBe(("IE3N99", "77"));
        pack.Describe("C3035")!.Codes.ShouldBe(SpecPack.Embedded().Describe("C3035")!.Codes, "what the folder leaves out stays");
    }

    [Theory]
    [InlineData("C3034\tmissing=12\tofficial", "line 3", "separated by tabs")]
    [InlineData("C3034\tmissing=12\tsure\tText", "line 3", "official, field or inferred")]
    [InlineData("C3034\tmissing=12\t1\tText", "line 3", "official, field or inferred")]
    [InlineData("C3034\tabsent=12\tofficial\tText", "line 3", "absent=12")]
    [InlineData("C3034\tmissing=twelve\tofficial\tText", "line 3", "twelve")]
    [InlineData("C3034\tmissing=12/\tofficial\tText", "line 3", "missing=12/")]
    [InlineData("C3034\tmissing=12 missing=13\tofficial\tText", "line 3", "two codes")]
    [InlineData("C3034\tunused=12\tofficial\tText", "line 3", "needs a code for 'missing'")]
    [InlineData("C3034\tmissing=12\tofficial\tText\nC3034\tmissing=12\tofficial\tText", "line 4", "described twice")]
    public void A_line_that_cannot_be_understood_is_named(string line, string where, string what)
    {
        var refused = Should.Throw<SpecPackException>(() => Pack("# a comment\n\n" + line));

        refused.Message.ShouldStartWith("checks.txt, " + where);
        refused.Message.ShouldContain(what);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private SpecPack Pack(string checks)
    {
        File.WriteAllText(Path.Combine(_folder.FullName, "pack.txt"), "version Test\nnamespace urn:wco:datamodel:eu:ics2:2\n");
        File.WriteAllText(Path.Combine(_folder.FullName, "checks.txt"), checks + "\n");
        return SpecPack.Load(_folder.FullName);
    }
}
