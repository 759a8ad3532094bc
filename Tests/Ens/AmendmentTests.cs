using Ics2.Ens.Amending;
using Ics2.Ens.Findings;
using Ics2.Ens.Messages;
using Ics2.Ens.Writing;
using Ics2.Tests.Support;
using static Ics2.Tests.Support.EnsTestData;

namespace Ics2.Tests.Ens;

/// <summary>R3024 and lifecycle 6.</summary>
public sealed class AmendmentTests
{
    private const string House = "consignmentMasterLevel/consignmentHouseLevel";

    private static readonly AmendmentComparison Versions = new(Pack);

    public static TheoryData<string> Amendments => [.. Pack.Messages.Where(message => message.IsAmendment).Select(message => message.Id)];

    [Theory]
    [MemberData(nameof(Amendments))]
    public void An_amendment_that_changes_nothing_is_allowed_and_another_declarant_is_not(string id)
    {
        var filing = Read(Sample(Pack.Message(id).Counterpart!, seed: 4, houses: 2)).Message!;
        var same = Amendment(filing, _ => { });
        var other = Amendment(filing, edit => edit.Set("declarant/identificationNumber", "DE000000001"));

        Compare(filing, same).ShouldBeEmpty();
        Compare(filing, other)
            .ShouldHaveSingleItem()
            .ShouldSatisfyAllConditions(
                finding => finding.Code.ShouldBe("104"),
                finding => finding.Path.ShouldBe($"/{id}/declarant/identificationNumber")
            );
    }

    [Theory]
    [InlineData("customsOfficeOfFirstEntry/referenceNumber", "FI015300")]
    [InlineData("activeBorderTransportMeans/ModeOfTransport", "9")]
    [InlineData("activeBorderTransportMeans/identificationNumber", "IMO9074729")]
    [InlineData("consignmentMasterLevel/carrier/identificationNumber", "DE000000001")]
    [InlineData("consignmentMasterLevel/transportDocumentMasterLevel/documentNumber", "OTHER")]
    [InlineData(House + "[2]/transportDocumentHouseLevel/documentNumber", "OTHER")]
    [InlineData(House + "[1]/goodsItem[2]/goodsItemNumber", "7")]
    public void What_the_table_locks_cannot_be_amended(string path, string value)
    {
        var filing = Read(Sample("IE3F11", seed: 4, houses: 2)).Message!;

        var findings = Compare(filing, Amendment(filing, edit => edit.Set(path, value)));

        findings.ShouldHaveSingleItem().Code.ShouldBe("104");
        findings[0].Path.ShouldBe("/IE3A11/" + path);
    }

    [Theory]
    [InlineData("activeBorderTransportMeans/estimatedDateAndTimeOfArrival", "2027-01-01T00:00:00Z")]
    [InlineData("consignmentMasterLevel/transportDocumentMasterLevel/type", "N704")]
    [InlineData(House + "/goodsItem/commodity/descriptionOfGoods", "Something else")]
    public void What_the_table_leaves_open_can_be_amended(string path, string value)
    {
        var filing = Read(Sample("IE3F11", seed: 4, houses: 2)).Message!;

        Compare(filing, Amendment(filing, edit => edit.Set(path, value))).ShouldBeEmpty();
    }

    [Fact]
    public void Items_and_houses_can_be_left_out_but_not_added()
    {
        var filing = Read(Sample("IE3F11", seed: 4, houses: 2, items: 2)).Message!;
        var smaller = Read(Sample("IE3F11", seed: 4, houses: 2, items: 2)).Message!;
        var less = Amendment(smaller, edit => edit.Remove(House + "[2]").Remove(House + "[1]/goodsItem[2]"));
        var more = Amendment(
            filing,
            edit =>
                edit.Add(House + "[1]", "<goodsItem><goodsItemNumber>3</goodsItemNumber></goodsItem>")
                    .Add(
                        "consignmentMasterLevel",
                        "<consignmentHouseLevel><transportDocumentHouseLevel><documentNumber>NEW</documentNumber>"
                            + "</transportDocumentHouseLevel></consignmentHouseLevel>"
                    )
        );

        Compare(filing, less).ShouldBeEmpty();
        Compare(filing, more)
            .Select(finding => (finding.Code, finding.Path))
            .ShouldBe([
                ("101", "/IE3A11/consignmentMasterLevel/consignmentHouseLevel[1]/goodsItem[3]"),
                ("101", "/IE3A11/consignmentMasterLevel/consignmentHouseLevel[3]"),
            ]);
    }

    [Fact]
    public void The_representative_is_locked_as_a_whole()
    {
        var filing = Read(new MessageEditor(Sample("IE3F10"), Pack).Remove("representative").ToString()).Message!;
        var added = Amendment(
            filing,
            edit => edit.Put("", "<representative><name>R</name><identificationNumber>DE1</identificationNumber></representative>")
        );

        Compare(filing, added).ShouldHaveSingleItem().Path.ShouldBe("/IE3A10/representative");
    }

    [Fact]
    public void Only_an_amendment_amends()
    {
        var filing = Read(Sample("IE3F10")).Message!;

        Should.Throw<ArgumentException>(() => Compare(filing, filing));
    }

    [Fact]
    public void Of_a_filing_no_more_is_kept_than_is_compared()
    {
        var kept = Versions.Kept(Read(Sample("IE3F11", seed: 4, houses: 2, items: 1)).Message!)!;

        kept.Length.ShouldBeLessThan(2000);
        kept.ShouldContain("documentNumber");
        kept.ShouldNotContain("descriptionOfGoods");
        Versions.Kept(Read(Sample("IE3F25")).Message!).ShouldBeNull("F25 has no amendment");
    }

    private static IReadOnlyList<ValidationFinding> Compare(EnsMessage filing, EnsMessage amendment)
    {
        var findings = Versions.Compare(filing, amendment);
        Versions.Compare(Versions.Kept(filing)!, amendment).ShouldBe(findings);
        return findings;
    }

    /// <summary>The filing under the name of its amendment, changed.</summary>
    private static EnsMessage Amendment(EnsMessage filing, Action<MessageEditor> edit)
    {
        var xml = System
            .Text.Encoding.UTF8.GetString(new EnsWriter(Pack).Write(filing))
            .Replace(filing.Id, filing.Definition.Counterpart!, StringComparison.Ordinal);
        var editor = new MessageEditor(xml, Pack).Remove("LRN");
        edit(editor);
        return Read(editor.ToString()).Message!;
    }
}
