using Ics2.Ens.Messages;
using Ics2.Ens.Quality;
using Ics2.Ens.Writing;
using Ics2.Tests.Support;
using static Ics2.Tests.Support.EnsTestData;

namespace Ics2.Tests.Ens;

/// <summary>Lifecycle 4.1 steps 6 to 8.</summary>
public sealed class DataQualityTests
{
    private const string Description = "consignmentMasterLevel/consignmentHouseLevel/goodsItem/commodity/descriptionOfGoods";

    private readonly DataQuality _quality = new(Pack);

    [Theory]
    [InlineData("IE3F10")]
    [InlineData("IE3F43")]
    [InlineData("IE3A50")]
    public void Samples_are_good_enough(string message)
    {
        for (var seed = 1; seed <= 20; seed++)
        {
            _quality.Check(Read(Sample(message, seed)).Message!).Findings.ShouldBeEmpty();
        }
    }

    [Theory]
    [InlineData("GOODS")]
    [InlineData("General cargo, N/A")]
    [InlineData("...")]
    [InlineData("said to contain goods")]
    public void A_mandatory_text_that_says_nothing_is_code_100(string text)
    {
        var finding = _quality.Check(Filing(text)).Findings.ShouldHaveSingleItem();

        (finding.Code, finding.Path).ShouldBe(
            ("100", "/IE3F10/consignmentMasterLevel/consignmentHouseLevel/goodsItem[1]/commodity/descriptionOfGoods")
        );
    }

    [Fact]
    public void Cleansing_tidies_the_copy_and_leaves_the_original()
    {
        var filing = Filing("-- Steel \t brackets, goods for shelves ..");

        var result = _quality.Check(filing);

        result.Findings.ShouldBeEmpty();
        result.Cleansed.Text(Description).ShouldBe("Steel brackets, goods for shelves");
        filing.Text(Description).ShouldBe("-- Steel \t brackets, goods for shelves ..");
    }

    [Fact]
    public void An_optional_text_of_nothing_disappears()
    {
        var editor = new MessageEditor(Sample("IE3F10"), Pack).Put("declarant/address", "<streetAdditionalLine>---</streetAdditionalLine>");

        var result = _quality.Check(Read(editor.ToString()).Message!);

        result.Findings.ShouldBeEmpty();
        result.Cleansed.Find("declarant/address/streetAdditionalLine").ShouldBeNull();
    }

    [Fact]
    public void What_cleansing_breaks_is_code_100()
    {
        var editor = new MessageEditor(Sample("IE3F10"), Pack).Put(
            "consignmentMasterLevel",
            "<placeOfLoading><location>***</location><address><country>CN</country></address></placeOfLoading>"
        );

        var result = _quality.Check(Read(editor.ToString()).Message!);

        result.Findings.ShouldContain(finding =>
            finding.Code == "100" && finding.Rule == "C3007" && finding.Path == "/IE3F10/consignmentMasterLevel/placeOfLoading/location"
        );
    }

    [Fact]
    public void Only_what_cleansing_changed_is_validated_again()
    {
        var partial = new MessageComposer(Pack).Compose("IE3F10").Set("LRN", "1");

        _quality.Check(partial.Build()).Findings.ShouldBeEmpty("judging the structure is the trader interface's work");
        _quality
            .Check(partial.Set("declarant/name", "A  Trader").Build())
            .Findings.ShouldContain(finding => finding.Code == "100" && finding.Rule == "structure");
    }

    private static EnsMessage Filing(string description) =>
        Read(new MessageEditor(Sample("IE3F10"), Pack).Set(Description, description).ToString()).Message!;
}
