using Ics2.Ens.Catalogue;
using Ics2.Tests.Support;
using static Ics2.Tests.Support.EnsTestData;

namespace Ics2.Tests.Ens;

/// <summary>Lifecycle 4.2 A on IE3Q05 and IE3N99, whose tables are short.</summary>
public sealed class StructureTests
{
    private const string Query =
        "<dataRequest>1</dataRequest><functionalReference>R1</functionalReference><MRN>26NL00000000001AT0</MRN><requester>"
        + "<identificationNumber>BE1</identificationNumber></requester>";

    [Fact]
    public void A_right_message_has_no_finding() => Validate(Message("IE3Q05", Query)).ShouldBeEmpty();

    [Theory]
    [InlineData("<dataRequest>1</dataRequest>", "", "13", "/IE3Q05/dataRequest")]
    [InlineData("<dataRequest>1</dataRequest>", "<dataRequest>1</dataRequest><dataRequest>1</dataRequest>", "26", "/IE3Q05/dataRequest[2]")]
    [InlineData("<dataRequest>1</dataRequest>", "<dataRequest>1</dataRequest><foo>1</foo>", "15", "/IE3Q05/foo")]
    [InlineData("<dataRequest>1</dataRequest>", "<dataRequest a='1'>1</dataRequest>", "15", "/IE3Q05/dataRequest")]
    [InlineData("<dataRequest>1</dataRequest>", "<dataRequest>5</dataRequest>", "12", "/IE3Q05/dataRequest")]
    [InlineData("<dataRequest>1</dataRequest>", "<dataRequest></dataRequest>", "40", "/IE3Q05/dataRequest")]
    [InlineData("<dataRequest>1</dataRequest>", "<dataRequest/>", "40", "/IE3Q05/dataRequest")]
    [InlineData("<dataRequest>1</dataRequest>", "<dataRequest>1<!-- yes --></dataRequest>", "15", "/IE3Q05/dataRequest")]
    [InlineData("<dataRequest>1</dataRequest>", "<dataRequest>1<?yes?></dataRequest>", "15", "/IE3Q05/dataRequest")]
    [InlineData("<dataRequest>1</dataRequest>", "<dataRequest xmlns=''>1</dataRequest>", "15", "/IE3Q05/dataRequest")]
    [InlineData("<dataRequest>1</dataRequest>", "<dataRequest>1</dataRequest>stray", "15", "/IE3Q05")]
    [InlineData(">R1<", ">123456789012345678901234567890123456<", "39", "/IE3Q05/functionalReference")]
    [InlineData(">BE1<", "><foo/>BE1<", "15", "/IE3Q05/requester/identificationNumber/foo")]
    public void Each_fault_has_its_code_and_place(string from, string to, string code, string path)
    {
        var findings = Validate(Message("IE3Q05", Query.Replace(from, to, StringComparison.Ordinal)));

        findings.ShouldContain(finding => finding.Code == code && finding.Path == path && finding.Line == 1 && finding.Column > 0);
    }

    [Fact]
    public void An_element_in_the_wrong_place_is_told_where_it_belongs()
    {
        var findings = Validate(Message("IE3Q05", Query[28..] + Query[..28]));

        var finding = findings.ShouldHaveSingleItem();
        (finding.Code, finding.Path).ShouldBe(("15", "/IE3Q05/dataRequest"));
        finding.Expected!.ShouldContain("before <requester>");
    }

    [Fact]
    public void What_stands_behind_the_last_element_but_belongs_before_the_one_reached_is_in_the_wrong_place_as_well()
    {
        const string requester = "<requester><identificationNumber>BE1</identificationNumber></requester>";
        var findings = Validate(
            Message(
                "IE3Q05",
                "<MRN>26NL00000000001AT0</MRN>" + requester + "<dataRequest>1</dataRequest><functionalReference>R1</functionalReference>"
            )
        );

        findings
            .Select(finding => (finding.Code, finding.Path))
            .ShouldBe([("15", "/IE3Q05/dataRequest"), ("15", "/IE3Q05/functionalReference")]);
    }

    [Fact]
    public void All_faults_are_reported_in_the_order_of_the_text()
    {
        var findings = Validate(Message("IE3Q05", "<foo/>\n<dataRequest>X</dataRequest>\n<MRN>short</MRN>"));

        findings.Select(finding => finding.Code).ShouldBe(["13", "13", "15", "37", "40"], ignoreOrder: true);
        findings.Select(finding => finding.Line).ShouldBeInOrder();
    }

    [Theory]
    [InlineData("<notificationDate>2026-11-23T10:00:00Z</notificationDate>", "13")]
    [InlineData("<notificationDate/>", "13")]
    [InlineData("<notificationDate><DateTime/></notificationDate>", "40")]
    [InlineData("<notificationDate> <DateTime/> </notificationDate>", "40")]
    [InlineData("<notificationDate><DateTime a='1'>2026-11-23T10:00:00Z</DateTime></notificationDate>", "15")]
    [InlineData("<notificationDate>on <DateTime>2026-11-23T10:00:00Z</DateTime></notificationDate>", "15")]
    [InlineData("<notificationDate><DateTime>2026-11-23T10:00:00Z</DateTime> sharp</notificationDate>", "15")]
    [InlineData("<notificationDate><DateTime>yesterday</DateTime></notificationDate>", "12")]
    [InlineData(
        "<notificationDate><DateTime>2026-11-23T10:00:00Z</DateTime><DateTime>2026-11-23T10:00:00Z</DateTime></notificationDate>",
        "15"
    )]
    public void A_date_is_an_instant_in_its_wrapper(string date, string code)
    {
        Validate(Message("IE3N99", date + "<error><validationCode>12</validationCode></error>")).ShouldHaveSingleItem().Code.ShouldBe(code);
    }

    [Theory]
    [InlineData("IE3F10", "SpecificCircumstanceIndicator", "F11")]
    [InlineData("IE3A10", "SpecificCircumstanceIndicator", "F11")]
    [InlineData("IE3N06", "activeBorderTransportMeans/ModeOfTransport", "3")]
    public void A_listed_value_that_this_message_cannot_take_is_code_14(string message, string path, string value)
    {
        Validate(new MessageEditor(Sample(message), Pack).Set(path, value).ToString())
            .ShouldContain(finding => finding.Code == "14" && finding.Path == $"/{message}/{path}");
    }

    [Fact]
    public void A_date_may_carry_a_numeric_offset()
    {
        Validate(
                Message(
                    "IE3N99",
                    "<notificationDate><DateTime>2026-11-23T10:00:00+02:00</DateTime></notificationDate><error><validationCode>12</validationCode></error>"
                )
            )
            .ShouldBeEmpty();
    }

    [Fact]
    public void More_occurrences_than_allowed_are_reported_once_at_the_first_surplus_one()
    {
        var methods = string.Concat(
            Enumerable.Repeat("<recommendedHRCMScreeningMethod><method>XRY</method></recommendedHRCMScreeningMethod>", 12)
        );
        var findings = Validate(
            Message(
                "IE3Q03",
                $"<referralRequestDetails><referralRequestReference>1</referralRequestReference>"
                    + $"<requestType>RFS</requestType>{methods}</referralRequestDetails>"
            )
        );

        findings.Where(finding => finding.Code == "35").ShouldHaveSingleItem().Path!.ShouldEndWith("recommendedHRCMScreeningMethod[10]");
    }

    [Fact]
    public void A_wrong_namespace_is_told_once_and_the_rest_is_checked()
    {
        var findings = Validate(
            Message("IE3Q05", Query.Replace(">1<", ">7<", StringComparison.Ordinal))
                .Replace(Pack.Namespace, "urn:other", StringComparison.Ordinal)
        );

        findings.Select(finding => finding.Code).ShouldBe(["15", "12"]);
    }

    [Fact]
    public void A_prefix_for_the_right_namespace_is_the_same_message()
    {
        var prefixed = Query
            .Replace("</", "</x:", StringComparison.Ordinal)
            .Replace("<", "<x:", StringComparison.Ordinal)
            .Replace("<x:/x:", "</x:", StringComparison.Ordinal);
        Validate($"<x:IE3Q05 xmlns:x=\"{Pack.Namespace}\">{prefixed}</x:IE3Q05>").ShouldBeEmpty();
    }

    [Theory]
    [InlineData("an..5", "abcde", FormatFaults.None)]
    [InlineData("an..5", "abcdef", FormatFaults.TooLong)]
    [InlineData("an..5", "", FormatFaults.TooShort)]
    [InlineData("an2", "\U0001F6A2\U0001F6A2", FormatFaults.None)]
    [InlineData("an2", "\U0001F6A2", FormatFaults.TooShort)]
    [InlineData("a2", "N1", FormatFaults.WrongCharacters)]
    [InlineData("a2", "NLD", FormatFaults.TooLong)]
    [InlineData("n..5", "12a456", FormatFaults.TooLong | FormatFaults.WrongCharacters)]
    [InlineData("n1", "-", FormatFaults.WrongCharacters)]
    [InlineData("n..16,6", "1234567890.123456", FormatFaults.None)]
    [InlineData("n..16,6", "12345678901.123456", FormatFaults.TooLong)]
    [InlineData("n..16,6", "1.1234567", FormatFaults.BadDecimal)]
    [InlineData("n..16,6", "1,5", FormatFaults.BadDecimal)]
    [InlineData("n..16,6", "1.", FormatFaults.BadDecimal)]
    [InlineData("n..16,6", ".5", FormatFaults.MissingLeadingDigit)]
    [InlineData("n..16,6", "-1", FormatFaults.WrongCharacters)]
    [InlineData("n..16,6", "1e3", FormatFaults.WrongCharacters)]
    public void A_format_tells_all_its_faults(string format, string value, FormatFaults faults)
    {
        ValueFormat.TryParse(format, out var parsed).ShouldBeTrue();

        parsed!.Check(value).ShouldBe(faults);
    }
}
