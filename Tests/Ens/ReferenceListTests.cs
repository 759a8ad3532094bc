using System.Text;
using Ics2.Ens.Catalogue;
using Ics2.Ens.Validation;
using Ics2.Tests.Support;
using static Ics2.Tests.Support.EnsTestData;

namespace Ics2.Tests.Ens;

/// <summary>Reference lists: what is embedded (field.md F-6), and newer ones from a folder.</summary>
public sealed class ReferenceListTests : IDisposable
{
    private readonly TempFolder _folder = new();

    [Theory]
    [InlineData("CL244", 115_883)]
    [InlineData("CL719", 57_362)]
    [InlineData("CL706", 5_717)]
    [InlineData("CL141", 4_196)]
    [InlineData("CL101", 2_337)]
    [InlineData("CL017", 406)]
    [InlineData("CL013", 750)]
    [InlineData("CL718", 254)]
    [InlineData("CL352", 159)]
    public void The_embedded_lists_are_whole(string list, int count)
    {
        var codes = Pack.CodeList(list)!;

        codes.Count.ShouldBe(count);
        codes.Codes.Keys.ShouldAllBe(code => codes.Names(code) && codes.Allows(code));
    }

    [Fact]
    public void Codes_carry_what_the_rules_ask_and_names_where_they_are_shown()
    {
        Pack.CodeList("CL141")!.HasRole("BE101000", "ENT").ShouldBeTrue();
        Pack.CodeList("CL141")!.HasRole("NL000510", "ENT").ShouldBeFalse();
        Pack.CodeList("CL141")!.Codes["NL000432"].ShouldContain("Schiphol");
        Pack.CodeList("CL244")!.Flags("NLRTM").ShouldContain("1");
        Pack.CodeList("CL017")!.Flags("VL").ShouldBe("bulk");
        Pack.CodeList("CL718")!.Flags("CH").ShouldContain("S");
        Pack.CodeList("CL719")!.Codes.Keys.Count(code => code[7] != '-').ShouldBe(0);
    }

    [Fact]
    public void A_newer_list_in_a_folder_replaces_the_embedded_one_and_no_other()
    {
        Write("CL244.tsv", "# a newer edition\ncode\tfunctions\tname\nNLRTM\t1\tRotterdam\nNLZZ9\t13\tNieuwe Haven\n");

        var pack = Load();

        pack.CodeList("CL244")!
            .Codes.ShouldBe(
                new Dictionary<string, string>(StringComparer.Ordinal) { ["NLRTM"] = "Rotterdam", ["NLZZ9"] = "Nieuwe Haven" },
                ignoreOrder: true
            );
        pack.CodeList("CL244")!.Flags("NLZZ9").ShouldBe("13");
        pack.CodeList("CL141")!.Count.ShouldBe(4_196);
    }

    [Fact]
    public void A_short_list_is_replaced_as_a_whole_too()
    {
        Write("CL754.tsv", "code\nN703\nN705\n");

        Load().CodeList("CL754")!.Codes.Keys.ShouldBe(["N703", "N705"], ignoreOrder: true);
    }

    [Theory]
    [InlineData("2026-11-22", "CL352")]
    [InlineData("2026-11-23", null)]
    [InlineData("2026-11-30", null)]
    [InlineData("2026-12-01", "CL352")]
    public void A_code_must_be_in_force_on_the_day_of_reception(string day, string? finding)
    {
        Write("CL352.tsv", "code\tfrom\tto\nEUR\t2026-11-23\t2026-11-30\n");
        var validator = new EnsValidator(Load());
        var receivedAt = new DateTimeOffset(DateOnly.Parse(day, null), TimeOnly.MaxValue, TimeSpan.Zero);

        var findings = validator.ReadAndValidate(Encoding.UTF8.GetBytes(WithCurrency("EUR")), receivedAt).Findings;

        findings.Select(found => found.Rule).Distinct(StringComparer.Ordinal).ShouldBe(finding is null ? [] : [finding]);
    }

    [Fact]
    public void A_withdrawn_currency_is_refused_after_its_time()
    {
        var validator = new EnsValidator(Pack);
        var filing = Encoding.UTF8.GetBytes(WithCurrency("BGN"));

        validator.ReadAndValidate(filing, new DateTimeOffset(2026, 1, 31, 12, 0, 0, TimeSpan.Zero)).Findings.ShouldBeEmpty();
        validator.ReadAndValidate(filing, Now).Findings.ShouldHaveSingleItem().Text.ShouldContain("not in force on 2026-11-23");
    }

    [Theory]
    [InlineData("CL244.tsv", "code\nNLRTM\nDEHAM\nNLRTM\n", "CL244.tsv, line 4", "stands in line 2 already")]
    [InlineData("CL244.tsv", "code\nNL: RTM AMS\nNL: AMS\n", "CL244.tsv, line 3", "NLAMS")]
    [InlineData("CL244.tsv", "name\nRotterdam\n", "CL244.tsv, line 1", "'code'")]
    [InlineData("CL244.tsv", "code\n", "CL244.tsv, line", "no codes")]
    [InlineData("CL244.tsv", "code\nNL RTM\n", "CL244.tsv, line 2", "is no code")]
    [InlineData("CL352.tsv", "code\tto\nEUR\t31.12.2026\n", "CL352.tsv, line 2", "yyyy-MM-dd")]
    [InlineData("CL999.tsv", "code\nX\n", "CL999.tsv", "no list of that name")]
    [InlineData("stopwords.tsv", "term\tkind\ttrust\nGoods\tgoods\thigh\nGOODS\tgoods\thigh\n", "stopwords.tsv, line 3", "already")]
    [InlineData("stopwords.tsv", "term\tkind\ttrust\nGoods\tboth\thigh\n", "stopwords.tsv, line 2", "party")]
    public void A_broken_list_is_refused_with_file_and_line(string file, string text, string where, string why)
    {
        Write(file, text);

        var refusal = Should.Throw<SpecPackException>(Load).Message;

        refusal.ShouldContain(where);
        refusal.ShouldContain(why);
        refusal.ShouldNotContain("\n");
    }

    [Theory]
    [InlineData(new byte[] { (byte)'c', (byte)'o', (byte)'d', (byte)'e', (byte)'\n', 0xE9, 0xE8, (byte)'\n' })]
    [InlineData(new byte[] { 0xFF, 0xFE, (byte)'c', 0, (byte)'o', 0 })]
    public void A_list_in_another_encoding_is_refused(byte[] bytes)
    {
        File.WriteAllBytes(Path.Combine(_folder.Path, "CL244.tsv"), bytes);

        Should.Throw<SpecPackException>(Load).Message.ShouldContain("not UTF-8");
    }

    [Fact]
    public void A_file_of_a_gigabyte_is_refused_without_being_read()
    {
        using (var file = File.Create(Path.Combine(_folder.Path, "CL244.tsv")))
        {
            file.SetLength(1L << 30);
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        Should.Throw<SpecPackException>(Load).Message.ShouldContain("1073741824 bytes");
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(16 * 1024 * 1024);
    }

    [Fact]
    public void A_line_without_end_is_refused()
    {
        Write("CL244.tsv", "code\n" + new string('A', 100_000));

        Should.Throw<SpecPackException>(Load).Message.ShouldContain("line 2: the line is longer");
    }

    [Fact]
    public void A_folder_that_is_missing_or_holds_nothing_is_refused()
    {
        Should.Throw<SpecPackException>(Load).Message.ShouldContain("holds no reference list");
        Should
            .Throw<SpecPackException>(() => SpecPack.Load(new SpecPackSources { Reference = Path.Combine(_folder.Path, "none") }))
            .Message.ShouldContain("no folder");
    }

    [Fact]
    public void Lists_of_CS_RD2_become_lists_of_the_product()
    {
        Write(
            "UnLocodeExtended.json",
            """
            [
              { "state": "valid", "activeFrom": "2021-02-15", "unLocodeExtendedCode": "ADALV", "name": "Andorra la Vella", "function": "--34-6--" },
              { "state": "invalid", "activeFrom": "2021-02-15", "unLocodeExtendedCode": "ADXXX", "name": "Gone", "function": "1-------" }
            ]
            """
        );
        Write(
            "all.json",
            """
            { "messageInformation": {}, "lists": { "HScode": { "listName": "HScode", "listEntries": [ { "key": "010121", "value": "Horses" } ] } },
              "customsOffices": [
                { "languageCode": "DE", "name": "Zoll", "id": "AT100000", "roles": [ { "role": "EXP" }, { "role": "ENT" } ] },
                { "languageCode": "EN", "name": "Customs", "id": "AT100000", "roles": [ { "role": "EXP" }, { "role": "ENT" } ] } ] }
            """
        );

        foreach (
            var list in ReferenceImport
                .Read(Path.Combine(_folder.Path, "UnLocodeExtended.json"))
                .Concat(ReferenceImport.Read(Path.Combine(_folder.Path, "all.json")))
        )
        {
            Write(list.Id + ".tsv", list.Write("test"));
        }

        var pack = Load();
        pack.CodeList("CL244")!.Codes.ShouldHaveSingleItem().ShouldBe(KeyValuePair.Create("ADALV", "Andorra la Vella"));
        pack.CodeList("CL244")!.Flags("ADALV").ShouldBe("346");
        pack.CodeList("CL244")!.IsInForce("ADALV", new DateOnly(2021, 2, 14)).ShouldBeFalse();
        pack.CodeList("CL706")!.Codes.Keys.ShouldBe(["010121"]);
        pack.CodeList("CL141")!.Codes["AT100000"].ShouldBe("Customs");
        pack.CodeList("CL141")!.HasRole("AT100000", "ENT").ShouldBeTrue();
    }

    [Theory]
    [InlineData("[ { \"key\": \"1\" }, { \"value\": \"x\" } ]", "entry 2 of HScode has no code")]
    [InlineData("[ { \"key\": \"1\" }, ", "line 1")]
    [InlineData("[]", "no entries")]
    public void A_broken_list_of_CS_RD2_is_refused(string text, string why)
    {
        Write("HScode.json", text);

        Should.Throw<SpecPackException>(() => ReferenceImport.Read(Path.Combine(_folder.Path, "HScode.json"))).Message.ShouldContain(why);
    }

    public void Dispose() => _folder.Dispose();

    private static string WithCurrency(string currency) =>
        new MessageEditor(Sample("IE3F43"), Pack)
            .Put(
                "consignmentMasterLevel/consignmentHouseLevel/goodsItem[1]",
                $"<postalValue><value>10</value><currency>{currency}</currency></postalValue>"
            )
            .ToString();

    private SpecPack Load() => SpecPack.Load(new SpecPackSources { Reference = _folder.Path });

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_folder.Path, name), text);
}
