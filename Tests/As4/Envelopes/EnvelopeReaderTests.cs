using System.Text;
using Ics2.As4;
using Ics2.As4.Envelopes;
using Ics2.As4.Messages;
using Ics2.As4.Mime;
using Ics2.As4.Profiles;

namespace Ics2.Tests.As4.Envelopes;

/// <summary>An envelope that is read, and one thing about its structure spoiled at a time: the check of it refuses.</summary>
public sealed class EnvelopeReaderTests
{
    private const string Soap = "http://www.w3.org/2003/05/soap-envelope";
    private const string Wsu = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd";
    private const string Pull =
        "<eb:SignalMessage><eb:MessageInfo><eb:Timestamp>2026-11-23T10:00:00Z</eb:Timestamp><eb:MessageId>pull@x</eb:MessageId>"
        + "</eb:MessageInfo><eb:PullRequest mpc=\"urn:x/BE1\"/></eb:SignalMessage>";
    private const string Good =
        $"<S:Envelope xmlns:S=\"{Soap}\" xmlns:eb=\"http://docs.oasis-open.org/ebxml-msg/ebms/v3.0/ns/core/200704/\" xmlns:wsu=\"{Wsu}\">"
        + $"<S:Header><eb:Messaging S:mustUnderstand=\"true\" wsu:Id=\"m\">{Pull}</eb:Messaging></S:Header><S:Body wsu:Id=\"b\"/></S:Envelope>";

    [Fact]
    public void As_it_is_the_envelope_is_read()
    {
        var envelope = Read(Good).Value.ShouldNotBeNull();

        envelope.MessageId.Value.ShouldBe("pull@x");
        envelope.Signal.ShouldBeOfType<PullRequest>();
        envelope.Kind.ShouldBe("pull request");
        envelope.Ids.Keys.ShouldBe(["m", "b"], ignoreOrder: true);
        envelope.Body.IsEmpty.ShouldBeTrue();
    }

    [Theory]
    [InlineData("SOAP 1.1", "envelope.soap")]
    [InlineData("no envelope", "envelope.soap")]
    [InlineData("no header", "envelope.structure")]
    [InlineData("no body", "envelope.structure")]
    [InlineData("body first", "envelope.structure")]
    [InlineData("a third child", "envelope.structure")]
    [InlineData("no messaging", "envelope.messaging")]
    [InlineData("another namespace", "envelope.messaging")]
    [InlineData("messaging twice", "envelope.messaging")]
    [InlineData("messaging in the body", "envelope.messaging")]
    [InlineData("messaging within a block", "envelope.messaging")]
    [InlineData("empty", "envelope.one-message")]
    [InlineData("a bundle", "envelope.one-message")]
    [InlineData("an unknown message", "envelope.one-message")]
    [InlineData("a message of another namespace", "envelope.one-message")]
    [InlineData("id twice", "envelope.unique-ids")]
    [InlineData("id twice, once as Id", "envelope.unique-ids")]
    [InlineData("id twice, once as xml:id", "envelope.unique-ids")]
    [InlineData("xml:id twice", "envelope.unique-ids")]
    public void What_is_spoiled_is_refused_by_the_check_of_it(string how, string check)
    {
        var spoiled = how switch
        {
            "SOAP 1.1" => Good.Replace(Soap, "http://schemas.xmlsoap.org/soap/envelope/", StringComparison.Ordinal),
            "no envelope" => "<x/>",
            "no header" => Cut("<S:Header>", "</S:Header>"),
            "no body" => With("<S:Body wsu:Id=\"b\"/>", ""),
            "body first" => With("<S:Body wsu:Id=\"b\"/>", "")
                .Replace("<S:Header>", "<S:Body wsu:Id=\"b\"/><S:Header>", StringComparison.Ordinal),
            "a third child" => With("</S:Envelope>", "<x/></S:Envelope>"),
            "no messaging" => Cut("<eb:Messaging", "</eb:Messaging>"),
            "another namespace" => With("ns/core/200704/", "ns/core/1/"),
            "messaging twice" => With("</S:Header>", "<eb:Messaging/></S:Header>"),
            "messaging in the body" => With("<S:Header>", "<S:Header></S:Header><S:Body wsu:Id=\"b\">")
                .Replace("</S:Header><S:Body wsu:Id=\"b\"/>", "</S:Body>", StringComparison.Ordinal),
            "messaging within a block" => With("<S:Header>", "<S:Header><x>")
                .Replace("</S:Header>", "</x></S:Header>", StringComparison.Ordinal),
            "empty" => With(Pull, ""),
            "a bundle" => With(Pull, Pull + Pull),
            "an unknown message" => With("eb:SignalMessage", "eb:OtherMessage"),
            "a message of another namespace" => With("<eb:SignalMessage", "<eb:SignalMessage xmlns:eb=\"urn:other\""),
            "id twice" => With("wsu:Id=\"b\"", "wsu:Id=\"m\""),
            "id twice, once as Id" => With("wsu:Id=\"b\"", "Id=\"m\""),
            "id twice, once as xml:id" => With("<S:Header>", "<S:Header xml:id=\"b\">"),
            _ => With("<S:Header>", "<S:Header xml:id=\"x\">").Replace("wsu:Id=\"b\"", "ID=\"x\"", StringComparison.Ordinal),
        };

        Read(spoiled).Error.ShouldNotBeNull().CheckId.ShouldBe(check);
    }

    [Theory]
    [InlineData("S:mustUnderstand=\"true\"", true)]
    [InlineData("S:mustUnderstand=\"1\"", true)]
    [InlineData("S:mustUnderstand=\"true\" S:role=\"\"", true)]
    [InlineData($"S:mustUnderstand=\"true\" S:role=\"{Soap}/role/ultimateReceiver\"", true)]
    [InlineData("S:mustUnderstand=\"true\" S:role=\"urn:somebody-else\"", false)]
    [InlineData("S:mustUnderstand=\"false\"", false)]
    [InlineData("S:mustUnderstand=\"0\"", false)]
    [InlineData("mustUnderstand=\"true\"", false)]
    [InlineData("", false)]
    public void A_block_for_us_that_has_to_be_understood_is_refused__AS4_16(string attributes, bool refused)
    {
        var error = Read(With("</S:Header>", $"<x {attributes}/></S:Header>")).Error;

        error?.CheckId.ShouldBe(refused ? "envelope.must-understand" : null);
        (error is null).ShouldBe(!refused);
        error?.FaultCode.ShouldBe("MustUnderstand");
    }

    [Fact]
    public void A_security_header_may_have_to_be_understood() =>
        Read(
            With(
                "</S:Header>",
                "<w:Security xmlns:w=\"http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd\" "
                    + "S:mustUnderstand=\"true\"/></S:Header>"
            )
        )
            .Error.ShouldBeNull();

    [Fact]
    public void An_id_of_another_attribute_may_stand_once_and_names_nothing()
    {
        var envelope = Read(With("<S:Header>", "<S:Header Id=\"h\" xml:id=\"i\">")).Value.ShouldNotBeNull();

        envelope.Ids.Keys.ShouldBe(["m", "b"], ignoreOrder: true);
    }

    [Fact]
    public void A_refused_header_still_names_its_message()
    {
        Read(With(Pull, Pull + Pull)).Error.ShouldNotBeNull().RefToMessageInError.ShouldBe("pull@x");
        Read(With("</S:Envelope>", "<x/></S:Envelope>")).Error.ShouldNotBeNull().RefToMessageInError.ShouldBe("pull@x");
        Read(With("2026-11-23T10:00:00Z", "yesterday")).Error.ShouldNotBeNull().RefToMessageInError.ShouldBe("pull@x");
        Read(With("eb:SignalMessage", "eb:OtherMessage")).Error.ShouldNotBeNull().RefToMessageInError.ShouldBeNull();
    }

    [Fact]
    public void A_bare_SOAP_fault_is_told_with_what_it_says()
    {
        var fault = "<S:Fault><S:Code><S:Value>S:Sender</S:Value></S:Code><S:Reason><S:Text>no such user</S:Text></S:Reason></S:Fault>";
        var error = Read($"<S:Envelope xmlns:S=\"{Soap}\"><S:Body>{fault}</S:Body></S:Envelope>").Error.ShouldNotBeNull();

        error.CheckId.ShouldBe("envelope.messaging");
        error.Description.ShouldContain("S:Sender, no such user");
        error.Remedy.ShouldNotBeNull().ShouldContain("the fault");
    }

    [Fact]
    public void What_stands_elsewhere_is_shown_and_cut_when_it_is_long()
    {
        Read(With("ns/core/200704/", "ns/core/1/")).Error.ShouldNotBeNull().Description.ShouldContain("another namespace");
        Read(With("</S:Header>", "<eb:Messaging/></S:Header>")).Error.ShouldNotBeNull().Found.ShouldNotBeNull().ShouldStartWith("2 in");
        Read(With("<S:Header>", "<S:Header><x>").Replace("</S:Header>", "</x></S:Header>", StringComparison.Ordinal))
            .Error.ShouldNotBeNull()
            .Found.ShouldNotBeNull()
            .ShouldStartWith("1 below");
        var longName = new string('n', 1000);
        Read(With("</S:Envelope>", $"<{longName}/></S:Envelope>"))
            .Error.ShouldNotBeNull()
            .Found.ShouldNotBeNull()
            .Length.ShouldBeLessThanOrEqualTo(300);
    }

    private static string With(string old, string now)
    {
        Good.ShouldContain(old, Case.Sensitive);
        return Good.Replace(old, now, StringComparison.Ordinal);
    }

    private static string Cut(string from, string to)
    {
        var (begin, end) = (Good.IndexOf(from, StringComparison.Ordinal), Good.IndexOf(to, StringComparison.Ordinal) + to.Length);
        return Good.Remove(begin, end - begin);
    }

    private static Outcome<Envelope> Read(string text) =>
        new EnvelopeReader(new ReadLimits()).Read(
            new MimePackage(new MimePart("root@x", "application/soap+xml", Encoding.UTF8.GetBytes(text)), [])
        );
}
