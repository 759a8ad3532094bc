using System.Text;
using Ics2.Ens.Catalogue;
using Ics2.Ens.Validation;
using Ics2.Tests.Support;

namespace Ics2.Tests.Ens;

/// <summary>What a schema allows is allowed, and what only looks odd is said without a refusal.</summary>
public sealed class LenienceTests
{
    private static readonly SpecPack Pack = SpecPack.Embedded();

    [Theory]
    [InlineData(" 2026-11-23T10:00:00Z")]
    [InlineData("\n      2026-11-23T10:00:00Z\n    ")]
    [InlineData("2026-11-23T10:00:00+01:00\t")]
    public void White_space_around_an_instant_is_none_of_it(string instant)
    {
        var filing = EnsTestData.Sample("IE3F10");
        var start = filing.IndexOf("<documentIssueDate>", StringComparison.Ordinal);
        var end = filing.IndexOf("</documentIssueDate>", StringComparison.Ordinal);
        filing = $"{filing[..start]}<documentIssueDate><DateTime>{instant}</DateTime>{filing[end..]}";

        new EnsValidator(Pack).Validate(Encoding.UTF8.GetBytes(filing)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("2", false)]
    [InlineData("3", true)]
    public void A_number_of_seals_that_is_not_theirs_is_a_hint(string said, bool hinted)
    {
        var edit = new MessageEditor(EnsTestData.Sample("IE3F10"), Pack);
        edit.Put(
            "consignmentMasterLevel/consignmentHouseLevel/goodsItem",
            $"<transportEquipment><containerIdentificationNumber>MSCU1234566</containerIdentificationNumber><numberOfSeals>{said}</numberOfSeals>"
                + "<seal><identifier>S1</identifier></seal><seal><identifier>S2</identifier></seal></transportEquipment>"
        );

        var read = new EnsValidator(Pack).ReadAndValidate(Encoding.UTF8.GetBytes(edit.ToString()));

        read.Hints.Where(hint => hint.Rule == "SEALS").Count().ShouldBe(hinted ? 1 : 0);
        read.Findings.ShouldNotContain(finding => finding.Rule == "SEALS");
    }
}
