using Ics2.Ens.Catalogue;
using Ics2.Ens.Validation;

namespace Ics2.Tests.Ens;

public sealed class SpecPackTests
{
    private static readonly SpecPack Pack = SpecPack.Embedded();

    [Fact]
    public void The_embedded_pack_holds_84_messages_and_says_its_version()
    {
        Pack.Messages.Count().ShouldBe(84);
        Pack.Version.ShouldBe("ICS2 R3 messages 2.02");
        Pack.Messages.Sum(message => message.ElementCount).ShouldBe(11545);
    }

    [Fact]
    public void A_row_keeps_everything_its_table_says()
    {
        var number = Pack.Message("IE3F10").Root.Find("activeBorderTransportMeans/identificationNumber")!;

        (number.MinOccurs, number.MaxOccurs, number.Status).ShouldBe((1, 1, ElementStatus.Mandatory));
        number.Format!.Text.ShouldBe("an..35");
        number.Rules.ShouldBe(["R3009", "R3010"]);
        number.Path.ShouldBe("/IE3F10/activeBorderTransportMeans/identificationNumber");
        Pack.Message("IE3F10").Root.Find("documentIssueDate")!.IsDateTime.ShouldBeTrue();
        Pack.Message("IE3F10").Root.Find("declarant/communication/type")!.Codes!.Id.ShouldBe("CL707");
    }

    [Fact]
    public void Filings_and_amendments_know_each_other()
    {
        Pack.Message("IE3F10").Counterpart.ShouldBe("IE3A10");
        Pack.Message("IE3A50").SpecificCircumstance.ShouldBe("F50");
        Pack.Message("IE3R01").SpecificCircumstance.ShouldBeNull();
        Pack.Message("IE3R01").Direction.ShouldBe(MessageDirection.ToTrader);
        Pack.Message("IE3N06").Direction.ShouldBe(MessageDirection.ToCustoms);
    }

    [Fact]
    public void Every_rule_id_in_a_table_is_in_the_index()
    {
        var used = Pack
            .Messages.SelectMany(message => message.Root.DescendantsAndSelf())
            .SelectMany(row => row.Rules)
            .Distinct(StringComparer.Ordinal);

        used.Where(id => !Pack.Checks.ContainsKey(id)).ShouldBeEmpty();
        Pack.Checks.Values.Count(check => check.IsRule).ShouldBe(69);
    }

    [Theory]
    [InlineData("CL244", "NLRTM", true)]
    [InlineData("CL244", "NLZZ9", false)]
    [InlineData("CL244", "GBBEL", true)]
    [InlineData("CL244", "XIBEL", false)]
    [InlineData("CL244", "QQRTM", false)]
    [InlineData("CL244", "Rotterdam", false)]
    [InlineData("CL141", "DE004851", true)]
    [InlineData("CL141", "US004851", false)]
    [InlineData("CL706", "847130", true)]
    [InlineData("CL706", "770000", false)]
    [InlineData("CL706", "84713X", false)]
    [InlineData("CL101", "1263", true)]
    [InlineData("CL101", "9999", false)]
    [InlineData("CL141", "DE004852", false)]
    [InlineData("CL017", "PP", true)]
    [InlineData("CL719", "0010001-6", true)]
    [InlineData("CL719", "0010001-7", false)]
    [InlineData("CL719", "1234567-8", false)]
    [InlineData("CL013", "Z999", true)]
    [InlineData("CL719", "12345678", false)]
    [InlineData("CL752", "anything", true)]
    [InlineData("CL718", "XI", true)]
    [InlineData("CL718", "EL", false)]
    public void A_list_takes_its_codes_and_where_it_is_not_complete_the_shape_of_others(string list, string value, bool allowed)
    {
        Pack.CodeList(list)!.Allows(value).ShouldBe(allowed);
    }

    [Fact]
    public void Lists_that_are_not_complete_are_marked_as_subsets()
    {
        Pack.CodeLists.Where(list => list.IsSubset).Select(list => list.Id).ShouldBe(["CL013", "CL703", "CL752"]);
    }

    [Fact]
    public void A_second_pack_in_a_folder_changes_one_message_and_names_its_version()
    {
        using var folder = new TemporaryFolder();
        folder.Write("pack.txt", "version Test pack 3\nnamespace urn:test:3\n");
        folder.Write("messages/IE3Q05.txt", "dataRequest 1..1 M n1 CL027\nnewElement 1..2 M an..5\n");

        var pack = SpecPack.Load(folder.Path);

        pack.Version.ShouldBe("Test pack 3");
        pack.Message("IE3Q05").Root.Children.Select(row => row.Tag).ShouldBe(["dataRequest", "newElement"]);
        pack.Message("IE3F10").ElementCount.ShouldBe(Pack.Message("IE3F10").ElementCount);
        new EnsValidator(pack)
            .Validate("<IE3Q05 xmlns=\"urn:test:3\"><dataRequest>1</dataRequest></IE3Q05>"u8.ToArray())
            .ShouldHaveSingleItem()
            .Path.ShouldBe("/IE3Q05/newElement[1]");
    }

    [Theory]
    [InlineData("pack.txt", "version only", "namespace")]
    [InlineData("messages/IE3Q05.txt", "dataRequest 1..1 M n1 CL999", "no code list CL999")]
    [InlineData("messages/IE3Q05.txt", "dataRequest one M n1", "cardinality")]
    [InlineData("messages/IE3Q05.txt", "dataRequest 1..1 M n1\n    deep 1..1 M n1", "indentation")]
    [InlineData("messages/IE3Q05.txt", "empty 1..1 M", "neither a format nor rows")]
    [InlineData("messages/IE3Q05.txt", "dataRequest 1..1 M q9", "no format")]
    [InlineData("codelists/CL027.txt", "name Flag\n0 no\n1 yes\n0 no", "line 4: the code 0 stands in the list already")]
    [InlineData("codelists/CL027.txt", "name Flag\notherwise [0-", "line 2: expected a shape")]
    [InlineData("codelists/CL027.txt", "name Flag\notherwise <CL027>9", "begins with a code of its own")]
    [InlineData("checks.txt", "R3002\tmissing=12\tfield\tOne.\nR3002\tmissing=13\tfield\tTwo.", "line 2: R3002 is described twice")]
    [InlineData("catalogue.txt", "IE3Q05\tQ\tin\tall\tQuery\nIE3Q05\tQ\tin\tall\tQuery", "line 2: IE3Q05 stands in the catalogue already")]
    [InlineData("quality.txt", "stop GOODS", "line 1: expected element or strip")]
    [InlineData("eori.txt", "DE high [9", "line 1: '[9' is no shape")]
    [InlineData("reference/CL244.tsv", "code\nNLRTM\nNLRTM", "line 3: the code 'NLRTM' stands in line 2 already")]
    public void A_pack_that_cannot_be_understood_says_where(string file, string text, string why)
    {
        using var folder = new TemporaryFolder();
        folder.Write("pack.txt", "version Test pack\nnamespace urn:test\n");
        folder.Write(file, text);

        var exception = Should.Throw<SpecPackException>(() => SpecPack.Load(folder.Path));

        exception.Message.ShouldContain(file);
        exception.Message.ShouldContain(why);
    }

    [Fact]
    public void A_pack_in_another_encoding_or_of_a_gigabyte_says_where()
    {
        using var folder = new TemporaryFolder();
        folder.Write("pack.txt", "version Test pack\nnamespace urn:test\n");
        folder.Write("checks.txt", "");
        File.WriteAllBytes(Path.Combine(folder.Path, "checks.txt"), [.. "R3002 13 Stra\u00DFe"u8[..14], 0xDF, (byte)'e']);

        Should
            .Throw<SpecPackException>(() => SpecPack.Load(folder.Path))
            .Message.ShouldBe("checks.txt, line 1: the file is not UTF-8 from here on.");

        using (var file = File.Create(Path.Combine(folder.Path, "checks.txt")))
        {
            file.SetLength(1L << 30);
        }

        Should
            .Throw<SpecPackException>(() => SpecPack.Load(folder.Path))
            .Message.ShouldStartWith("checks.txt, line 1: the file has 1073741824 bytes");
    }

    [Fact]
    public void A_folder_without_a_header_is_no_pack()
    {
        using var folder = new TemporaryFolder();

        Should.Throw<SpecPackException>(() => SpecPack.Load(folder.Path)).Message.ShouldContain("pack.txt");
    }

    private sealed class TemporaryFolder : IDisposable
    {
        public string Path { get; } = Directory.CreateTempSubdirectory("ics2-pack-").FullName;

        public void Write(string name, string text)
        {
            var file = System.IO.Path.Combine(Path, name);
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(file)!);
            File.WriteAllText(file, text);
        }

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
