using System.Text;
using Ics2.Ens.Messages;
using Ics2.Ens.Reading;
using Ics2.Ens.Writing;
using static Ics2.Tests.Support.EnsTestData;

namespace Ics2.Tests.Ens;

public sealed class ReaderTests
{
    [Fact]
    public void A_message_is_read_into_a_tree_with_lines_and_unwrapped_dates()
    {
        var message = Read(Sample("IE3F10")).Message!;

        message.Id.ShouldBe("IE3F10");
        message.Instant("documentIssueDate").ShouldBe(Now);
        message.Text("documentIssueDate").ShouldBe("2026-11-23T10:00:00Z");
        message.All("activeBorderTransportMeans/countriesOfRoutingOfMeansOfTransport").Count().ShouldBeGreaterThan(1);
        message.Find("LRN")!.Line.ShouldBe(3);
        message.Text("consignmentMasterLevel/carrier/nothing").ShouldBeNull();
    }

    [Fact]
    public void Paths_carry_an_index_wherever_the_table_lets_an_element_repeat()
    {
        var message = Read(Sample("IE3F15", items: 2)).Message!;

        message
            .All("consignmentMasterLevel/consignmentHouseLevel/goodsItem/goodsItemNumber")
            .Last()
            .Path.ShouldBe("/IE3F15/consignmentMasterLevel/consignmentHouseLevel/goodsItem[2]/goodsItemNumber");
    }

    [Theory]
    [InlineData("IE3F11")]
    [InlineData("IE3N08")]
    [InlineData("IE3F43")]
    public void What_is_read_is_written_back_unchanged(string id)
    {
        var text = Sample(id, seed: 3, houses: 2);

        Encoding.UTF8.GetString(new EnsWriter(Pack).Write(Read(text).Message!)).ShouldBe(text);
    }

    [Fact]
    public void A_wrong_message_is_read_all_the_same()
    {
        var result = Read(Message("IE3F10", "<foo><bar>1</bar></foo><LRN>X</LRN>"));

        result.Findings.ShouldBeEmpty();
        result.Message!.Lrn.ShouldBe("X");
        result.Message.Text("foo/bar").ShouldBe("1");
    }

    [Theory] // AS4-25: what came inside gzip is read no less strictly
    [InlineData("", "is empty")]
    [InlineData("hello", "well-formed")]
    [InlineData("<IE3F10", "well-formed")]
    [InlineData("<IE3F10></IE3F11>", "well-formed")]
    [InlineData("<!DOCTYPE IE3F10 [<!ENTITY x 'y'>]><IE3F10>&x;</IE3F10>", "DOCTYPE")]
    [InlineData("<!DOCTYPE IE3F10 SYSTEM 'file:///etc/passwd'><IE3F10/>", "DOCTYPE")]
    [InlineData("<IE3F10>&unknown;</IE3F10>", "well-formed")]
    [InlineData("<IE3F10>\u0001</IE3F10>", "well-formed")]
    public void What_is_no_xml_is_a_finding_without_a_path(string text, string why)
    {
        var result = Read(text);

        result.Message.ShouldBeNull();
        var finding = result.Findings[^1];
        finding.Code.ShouldBe("12");
        finding.Path.ShouldBeNull();
        finding.Text.ShouldContain(why);
    }

    [Fact]
    public void An_unknown_root_is_a_finding()
    {
        Read("<IE9999 xmlns=\"urn:wco:datamodel:eu:ics2:2\"/>").Findings.ShouldHaveSingleItem().Path.ShouldBe("/IE9999");
    }

    [Fact]
    public void Text_in_another_encoding_is_a_finding()
    {
        var text = Sample("IE3F10").Replace("utf-8", "utf-16", StringComparison.Ordinal);

        new EnsReader(Pack).Read(Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes(text)).ToArray()).Message.ShouldBeNull();
        new EnsReader(Pack).Read(Encoding.BigEndianUnicode.GetBytes(text)).Message.ShouldBeNull();
        new EnsReader(Pack)
            .Read(Encoding.Latin1.GetBytes("<IE3F10>\u00e4</IE3F10>"))
            .Findings.ShouldHaveSingleItem()
            .Text.ShouldContain("UTF-8");
        Read(text).Findings.ShouldHaveSingleItem().Found.ShouldBe("utf-16");
    }

    [Fact]
    public void A_byte_order_mark_is_a_finding_and_the_message_is_still_read()
    {
        var result = new EnsReader(Pack).Read(Encoding.UTF8.GetPreamble().Concat(Encoding.UTF8.GetBytes(Sample("IE3F10"))).ToArray());

        result.Message.ShouldNotBeNull();
        result.Findings.ShouldHaveSingleItem().Text.ShouldContain("byte order mark");
    }

    [Fact]
    public void A_message_longer_or_deeper_than_the_limits_is_refused()
    {
        var limits = new EnsLimits { MaxCharacters = 10_000, MaxDepth = 10 };
        var reader = new EnsReader(Pack, limits);
        var deep = Message("IE3F10", string.Concat(Enumerable.Repeat("<a>", 1000)) + string.Concat(Enumerable.Repeat("</a>", 1000)));

        reader.Read(Encoding.UTF8.GetBytes(deep)).Findings.ShouldHaveSingleItem().Text.ShouldContain("deeper than 10");
        reader.Read(Encoding.UTF8.GetBytes(Message("IE3F10", new string('x', 20_000)))).Message.ShouldBeNull();
    }
}
