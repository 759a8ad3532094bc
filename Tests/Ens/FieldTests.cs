using System.Text;
using Ics2.Ens.Catalogue;
using Ics2.Ens.Findings;
using Ics2.Ens.Quality;
using Ics2.Ens.Reading;
using Ics2.Ens.Validation;
using Ics2.Ens.Values;
using Ics2.Tests.Support;
using static Ics2.Tests.Support.EnsTestData;

namespace Ics2.Tests.Ens;

/// <summary>What traders really meet: the facts of field.md about places, offices, identifiers and texts, by their numbers.</summary>
public sealed class FieldTests
{
    private static readonly SpecPack WithSwitzerland = Pack.WithEntryCountries(["CH", "NO"]);

    [Theory]
    [InlineData("f50ni-GB.xml")]
    [InlineData("f50ni-XI.xml")]
    public void F_3_a_place_of_Northern_Ireland_is_in_GB_and_counts_as_XI(string file)
    {
        Judge(file).Findings.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("GBBEL", true)]
    [InlineData("GBLAR", true)]
    [InlineData("GBWPT", true)]
    [InlineData("GBLIV", false)]
    [InlineData("GBFXT", false)]
    [InlineData("IEDUB", false)]
    public void F_3_the_places_of_Northern_Ireland_are_data(string place, bool isThere)
    {
        Pack.IsInNorthernIreland(place).ShouldBe(isThere);
        Pack.CodeList("CL244")!.Names(place).ShouldBeTrue();
    }

    [Fact]
    public void F_3_a_route_that_ends_in_Great_Britain_does_not_enter_the_Union()
    {
        var filing = new MessageEditor(Text("f50ni-GB.xml"), Pack)
            .Set("consignmentMasterLevel/placeOfUnloading/UNLOCODE", "GBLIV")
            .Set("customsOfficeOfFirstEntry/referenceNumber", "IEDUB100")
            .ToString();

        Judge(Encoding.UTF8.GetBytes(filing), Pack).Findings.Select(finding => finding.Rule).ShouldBe(["R3018"]);
    }

    [Fact]
    public void F_4_first_entry_in_Switzerland_is_refused_by_message_version_2_02_and_taken_where_switched_on()
    {
        Judge("f20ch.xml").Findings.Select(finding => finding.Rule).ShouldBe(["R3018", "R3005", "CL141"]);

        Judge("f20ch.xml", WithSwitzerland).Findings.ShouldBeEmpty();
    }

    [Fact]
    public void F_4_the_switch_takes_countries_only()
    {
        Should.Throw<SpecPackException>(() => Pack.WithEntryCountries(["QQ"])).Message.ShouldContain("'QQ' is no country");
    }

    [Theory]
    [InlineData("BE101000", null)]
    [InlineData("FR00677A", null)]
    [InlineData("XI000142", null)]
    [InlineData("NL000510", "role of an office of entry")]
    [InlineData("GB000011", "where no ENS is filed")]
    [InlineData("BE999999", "not on the list")]
    [InlineData("DE999998", "not on the list")]
    public void F_6_an_office_of_first_entry_exists_and_has_the_role_of_entry(string office, string? why)
    {
        var filing = new MessageEditor(Sample("IE3F10"), Pack).Set("customsOfficeOfFirstEntry/referenceNumber", office).ToString();

        var found = Judge(Encoding.UTF8.GetBytes(filing), Pack).Findings.Where(finding => finding.Rule is "CL141").ToList();

        found.Select(finding => finding.Code).ShouldBe(why is null ? [] : ["12"]);
        found.ShouldAllBe(finding => finding.Text.Contains(why!, StringComparison.Ordinal));
    }

    [Fact]
    public void F_6_what_does_not_exist_is_found_or_hinted_at()
    {
        var verdict = Judge("false-pass.xml");

        verdict.Findings.Select(finding => finding.Rule).ShouldBe(["CL141"]);
        verdict
            .Hints.Select(hint => hint.Rule)
            .Distinct(StringComparer.Ordinal)
            .ShouldBe(["R3009", "R3005", "R3021", "CL244"], ignoreOrder: true);
        verdict.Hints.ShouldAllBe(hint => hint.Severity == FindingSeverity.Hint);
    }

    [Fact]
    public void F_6_what_was_checked_by_shape_only_is_said_once_with_the_verdict()
    {
        var filing = new MessageEditor(Sample("IE3F10"), Pack)
            .Put(
                "consignmentMasterLevel/consignmentHouseLevel",
                "<supportingDocuments><referenceNumber>1</referenceNumber><type>Z123</type></supportingDocuments>"
            )
            .ToString();

        var verdict = Judge(Encoding.UTF8.GetBytes(filing), Pack);

        verdict.Findings.ShouldBeEmpty();
        verdict.Notes.Single(note => note.List is "CL013").Values.ShouldBe(["Z123"]);
        verdict.Notes.ShouldContain(note => note.List == "EORI");
    }

    [Fact]
    public void A_package_of_recommendation_21_is_on_the_list() => Judge("a10-package-PP.xml").Findings.ShouldBeEmpty();

    [Theory]
    [InlineData("FI1234567-8", false)]
    [InlineData("FI12345678", true)]
    [InlineData("DE1234567", false)]
    [InlineData("DE123456789012345", false)]
    [InlineData("DE12345678", true)]
    [InlineData("AT-ANY", false)]
    public void F_7_an_EORI_of_another_form_than_its_country_has_is_a_hint_and_in_strict_mode_a_finding(string eori, bool isDoubtful)
    {
        Eori.TryParse(eori, out _, out _).ShouldBeTrue();
        var filing = Encoding.UTF8.GetBytes(
            new MessageEditor(Sample("IE3F10"), Pack).Set("declarant/identificationNumber", eori).ToString()
        );
        bool Declarant(ValidationFinding finding) => finding.Rule is "R3005" && finding.Path is "/IE3F10/declarant/identificationNumber";

        var usual = Judge(filing, Pack);
        usual.Findings.Any(Declarant).ShouldBeFalse();
        usual.Hints.Any(Declarant).ShouldBe(isDoubtful);
        var strict = Judge(filing, Pack, strict: true);
        strict.Findings.Any(Declarant).ShouldBe(isDoubtful);
        strict.Hints.Any(Declarant).ShouldBeFalse();
    }

    [Theory]
    [InlineData("a2-description-NA.xml", "/IE3F10/consignmentMasterLevel/consignmentHouseLevel/goodsItem[1]/commodity/descriptionOfGoods")]
    [InlineData("a2-name-UNKNOWN.xml", "/IE3F10/consignmentMasterLevel/consignmentHouseLevel/consignee/name")]
    public void F_8_a_text_of_stop_words_only_is_refused_with_code_100(string file, string path)
    {
        var message = Judge(file).Message!;

        var finding = new DataQuality(Pack).Check(message).Findings.ShouldHaveSingleItem();

        (finding.Code, finding.Path).ShouldBe(("100", path));
    }

    [Theory]
    [InlineData("Consolidated cargo", true, false)]
    [InlineData("parts, tools and machinery", false, false)]
    [InlineData("Steel pipes for boilers", false, false)]
    [InlineData("Said to contain steel pipes", false, true)]
    [InlineData("Gizmos", false, true)]
    [InlineData("Private", false, false)]
    public void F_8_goods_are_held_against_the_words_for_goods(string description, bool isRefused, bool isHinted)
    {
        var result = new DataQuality(Pack).Check(
            Read(
                new MessageEditor(Sample("IE3F10"), Pack)
                    .Set("consignmentMasterLevel/consignmentHouseLevel/goodsItem/commodity/descriptionOfGoods", description)
                    .ToString()
            ).Message!
        );

        (result.Findings.Count > 0).ShouldBe(isRefused);
        (result.Hints.Count > 0).ShouldBe(isHinted);
        result.Hints.ShouldAllBe(hint => hint.Severity == FindingSeverity.Hint && hint.Code == "100");
    }

    [Fact]
    public void F_8_the_lists_of_goods_and_parties_carry_trust_and_date()
    {
        var words = Pack.Quality.StopWords;

        words.Count(word => word.Kind == StopWordKind.Goods).ShouldBeGreaterThan(150);
        words
            .Where(word => word.Kind == StopWordKind.Party)
            .Select(word => word.Term)
            .ShouldBe(["N/A", "PRIVATE", "UNKNOWN"], ignoreOrder: true);
        words
            .Single(word => word.Term is "GENERAL CARGO" && word.Kind == StopWordKind.Goods)
            .ShouldBe(new StopWord("GENERAL CARGO", StopWordKind.Goods, "high", new DateOnly(2025, 9, 1)));
    }

    [Theory]
    [InlineData("0010001-6", null)]
    [InlineData("0010001-5", "CL719")]
    [InlineData("9999999-5", "CL719")]
    [InlineData("00100016X", "R3020")]
    [InlineData("0010001", "structure")]
    public void One_bad_CUS_code_is_one_finding(string code, string? rule)
    {
        var filing = new MessageEditor(Sample("IE3F10"), Pack)
            .Put("consignmentMasterLevel/consignmentHouseLevel/goodsItem/commodity", $"<cusCode>{code}</cusCode>")
            .ToString();

        Judge(Encoding.UTF8.GetBytes(filing), Pack).Findings.Select(finding => finding.Rule).ShouldBe(rule is null ? [] : [rule]);
    }

    [Theory]
    [InlineData("RR473124829GB", true)]
    [InlineData("RR473124828GB", false)]
    [InlineData("RR47312482GB", false)]
    public void A_postal_item_has_its_check_digit(string number, bool fits) => CheckDigits.IsPostalItem(number).ShouldBe(fits);

    [Theory]
    [InlineData("02012345675", true)]
    [InlineData("020-12345675", true)]
    [InlineData("02012345676", false)]
    [InlineData("ABC12345675", false)]
    public void An_air_waybill_has_its_check_digit(string number, bool fits) => CheckDigits.IsAirWaybill(number).ShouldBe(fits);

    [Theory]
    [InlineData("CNSHAADEFRAAAUN60123001000123", true)]
    [InlineData("CNSHAADEFRAAXUN60123001000123", false)]
    [InlineData("CNSHAADEFRAAAUN6012300100012", false)]
    public void A_receptacle_has_29_characters_in_order(string number, bool fits) => CheckDigits.IsReceptacle(number).ShouldBe(fits);

    private static string Text(string file) => File.ReadAllText(Repository.PathOf("fixtures", "filings", "field", file));

    private static ReadResult Judge(string file, SpecPack? pack = null) =>
        Judge(File.ReadAllBytes(Repository.PathOf("fixtures", "filings", "field", file)), pack ?? Pack);

    private static ReadResult Judge(byte[] filing, SpecPack pack, bool strict = false) =>
        new EnsValidator(pack, new ValidationOptions { Strict = strict }).ReadAndValidate(filing, Now);
}
