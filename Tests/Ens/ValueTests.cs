using Ics2.Ens.Values;

namespace Ics2.Tests.Ens;

public sealed class ValueTests
{
    private static readonly DateTimeOffset Registered = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("25FR17551780961AT", '5')]
    [InlineData("26NL00000000001AT", '0')]
    [InlineData("26DE00000000001AT", '2')]
    [InlineData("26NL00000000001AZ", '8')]
    [InlineData("26BE0000000000AAZ", '3')]
    public void The_check_digit_of_an_mrn_is_that_of_lifecycle_8(string body, char digit)
    {
        Mrn.CheckDigit(body).ShouldBe(digit);
        Mrn.TryParse(body + digit, out var mrn, out _).ShouldBeTrue();
        mrn!.Country.ShouldBe(body[2..4]);
        mrn.IsArrival.ShouldBe(body[16] == 'Z');
    }

    [Theory]
    [InlineData(null, "missing")]
    [InlineData("26NL", "18 characters")]
    [InlineData("X6NL00000000001AT0", "year")]
    [InlineData("26n100000000001AT0", "country")]
    [InlineData("26NL0000000-001AT0", "Characters 5 to 15")]
    [InlineData("26NL00000000001DT0", "trader interface")]
    [InlineData("26NL00000000001AX0", "procedure")]
    [InlineData("26NL00000000001ATA", "check digit")]
    [InlineData("26NL00000000001AT1", "is 0; found 1")]
    public void A_wrong_mrn_is_refused_with_the_reason(string? text, string reason)
    {
        Mrn.TryParse(text, out var mrn, out var why).ShouldBeFalse();

        mrn.ShouldBeNull();
        why!.ShouldContain(reason);
    }

    [Fact]
    public void The_check_digit_can_be_left_unverified()
    {
        Mrn.TryParse("26NL00000000001AT1", out _, out _, verifyCheckDigit: false).ShouldBeTrue();
    }

    [Fact]
    public void The_generator_makes_filings_and_arrivals_of_the_utc_year()
    {
        var count = 0;
        var generator = new MrnGenerator((country, year) => $"{++count:00000000000}");

        generator.Filing("NL", Registered).Value.ShouldBe("26NL00000000001AT0");
        generator.Arrival("DE", new DateTimeOffset(2027, 1, 1, 0, 30, 0, TimeSpan.FromHours(1))).Value.ShouldStartWith("26DE00000000002AZ");
    }

    [Theory]
    [InlineData("nl", "00000000001")]
    [InlineData("NL", "0000000001")]
    [InlineData("NL", "0000000000a")]
    public void The_generator_refuses_parts_that_make_no_mrn(string country, string unique)
    {
        Should.Throw<ArgumentException>(() => new MrnGenerator((_, _) => unique).Filing(country, Registered));
    }

    [Theory]
    [InlineData("BE0123456789")]
    [InlineData("GR094014201")]
    [InlineData("XI123456789000")]
    [InlineData("DE1")]
    [InlineData("FI1234567-8")]
    [InlineData("FI-20261128-1042")]
    public void An_eori_is_a_country_and_up_to_15_letters_digits_or_hyphens(string text)
    {
        Eori.Parse(text).Country.ShouldBe(text[..2]);
    }

    [Theory]
    [InlineData("", "missing")]
    [InlineData("BE", "3 to 17")]
    [InlineData("BE1234567890123456", "3 to 17")]
    [InlineData("1E123", "two capital letters")]
    [InlineData("BE12_3", "capital letters, digits and hyphens only")]
    public void A_wrong_eori_is_refused_with_the_reason(string text, string reason)
    {
        Eori.TryParse(text, out _, out var why).ShouldBeFalse();

        why!.ShouldContain(reason);
    }

    [Theory]
    [InlineData("", "missing")]
    [InlineData("12345678901234567890123", "at most 22")]
    [InlineData("a\u0001", "control")]
    public void A_wrong_lrn_is_refused_with_the_reason(string text, string reason)
    {
        Lrn.TryParse(text, out _, out var why).ShouldBeFalse();

        why!.ShouldContain(reason);
    }

    [Theory]
    [InlineData("2026-11-23T10:00:00Z", true)]
    [InlineData("2026-11-23T11:00:00+01:00", true)]
    [InlineData("2026-02-29T10:00:00Z", false)]
    [InlineData("2026-11-23T24:00:00Z", false)]
    [InlineData("2026-11-23T10:00:00", false)]
    [InlineData("2026-11-23T10:00:00.0Z", false)]
    [InlineData("2026-11-23 10:00:00Z", false)]
    [InlineData("23/11/2026", false)]
    public void Instants_are_read_with_z_or_a_numeric_offset(string text, bool valid)
    {
        EnsDate.TryParse(text, out var instant).ShouldBe(valid);
        if (valid)
        {
            EnsDate.Format(instant).ShouldBe("2026-11-23T10:00:00Z");
        }
    }
}
