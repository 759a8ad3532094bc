using System.Globalization;
using System.Text;
using System.Xml.Linq;
using Ics2.As4;
using Ics2.Tests.Support;
using static Ics2.Tests.Support.Attacker;

namespace Ics2.Tests.As4.Attacks;

/// <summary>
/// Section 5: XML parsing and resource exhaustion, and the parser differentials of section 2. Slow bodies (XML-08) need a socket and stand
/// with the access point's tests.
/// </summary>
internal static class ParserCases
{
    private const string Header = "EBMS:0009",
        Seal = "EBMS:0101";

    public static IReadOnlyList<AttackCase> All { get; } =
    [
        new(
            "XML-01a",
            a =>
                a.EditText(xml =>
                    "<!DOCTYPE S:Envelope [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>"
                    + xml.Replace("IE3F10", "&x;", StringComparison.Ordinal)
                ),
            Header
        ),
        new("XML-01b", a => a.EditText(xml => "<!DOCTYPE S:Envelope [<!ENTITY % x SYSTEM \"http://127.0.0.1:9/x\">%x;]>" + xml), Header),
        new("XML-02a", a => a.EditText(xml => Laughs() + xml.Replace("IE3F10", "&i;", StringComparison.Ordinal)), Header),
        new(
            "XML-02b",
            a =>
                a.EditText(xml =>
                    $"<!DOCTYPE S:Envelope [<!ENTITY x \"{new string('x', 50_000)}\">]>"
                    + xml.Replace("IE3F10", string.Concat(Enumerable.Repeat("&x;", 1000)), StringComparison.Ordinal)
                ),
            Header
        ),
        new(
            "XML-03",
            a =>
                a.EditText(xml =>
                    InHeader(xml, string.Concat(Enumerable.Repeat("<a>", 100_000)) + string.Concat(Enumerable.Repeat("</a>", 100_000)))
                ),
            Header
        ),
        new(
            "XML-04a",
            a =>
                a.EditText(xml =>
                    InHeader(
                        xml,
                        "<a "
                            + string.Join(
                                ' ',
                                Enumerable.Range(0, 60_000).Select(i => string.Create(CultureInfo.InvariantCulture, $"a{i}=''"))
                            )
                            + "/>"
                    )
                ),
            Header
        ),
        new(
            "XML-04b",
            a =>
                a.EditText(xml =>
                    InHeader(
                        xml,
                        "<a "
                            + string.Join(
                                ' ',
                                Enumerable
                                    .Range(0, 30_000)
                                    .Select(i => string.Create(CultureInfo.InvariantCulture, $"xmlns:n{i}='urn:{i}'"))
                            )
                            + "/>"
                    )
                ),
            Header
        ),
        new("XML-04c", a => Large(a, 1_000_000, i => string.Create(CultureInfo.InvariantCulture, $"a{i}='' ")), Header),
        new("XML-05", a => a.EditText(xml => InHeader(xml, string.Concat(Enumerable.Repeat("<a xmlns:p='urn:p'/>", 20_000)))), Header),
        new("XML-07a", a => Repeated(a, "<a>", (byte)'x', 24 * 1024 * 1024, "</a>"), Header),
        new("XML-07b", a => Repeated(a, "<", (byte)'n', 10 * 1024 * 1024, "/>"), Header),
        new(
            "XML-10",
            a =>
                a.EditText(xml =>
                    InHeader(
                        xml,
                        string.Concat(
                            Enumerable.Range(0, 20_000).Select(i => string.Create(CultureInfo.InvariantCulture, $"<a Id='{i}'/>"))
                        )
                    )
                ),
            Header
        ),
        new(
            "DIF-03",
            a =>
                a.Edit(envelope =>
                    Messaging(envelope)
                        .Descendants(Eb + "Action")
                        .Single()
                        .ReplaceNodes(new XText("IE3"), new XComment("x"), new XText("F10"))
                )
        ),
        new("DIF-04", a => a.EditText(xml => "<!DOCTYPE S:Envelope [<!ENTITY a \"BE9\">]>" + xml), Header),
        new(
            "DIF-05",
            a =>
                a.EditText(xml =>
                    xml.Replace(
                        "<ds:SignedInfo xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\">",
                        "<ds:SignedInfo xmlns:ds=\"urn:other\">",
                        StringComparison.Ordinal
                    )
                ),
            Seal
        ),
        new(
            "DIF-06",
            a => a.EditText(xml => xml.Replace("wsu:Id=\"body-", "xmlns:x=\"urn:x\" x:Id=\"body-", StringComparison.Ordinal)),
            "EBMS:0103"
        ),
        new("DIF-07", a => a.Edit(envelope => Messaging(envelope).Add(new XAttribute(XNamespace.Xmlns + "rel", "relative"))), Header),
        new("DIF-09", a => a.Edit(envelope => Messaging(envelope).AddFirst(new XProcessingInstruction("x", "y"))), Header),
        new("DIF-15", a => a.Edit(envelope => Messaging(envelope).Descendants(Eb + "ConversationId").Single().Value = "1\r\n"), Seal),
        new("DIF-16", a => Recoded(a, Encoding.Unicode)),
        new("DIF-18", a => a.EditText(xml => xml + xml), Header),
        new(
            "DIF-19",
            a =>
                a.EditText(xml =>
                    xml.Replace(
                        "http://www.w3.org/2003/05/soap-envelope",
                        "http://schemas.xmlsoap.org/soap/envelope/",
                        StringComparison.Ordinal
                    )
                ),
            Header
        ),
        new(
            "AS4-16",
            a => a.Edit(envelope => Attacker.Header(envelope).Add(new XElement("Unknown", new XAttribute(S + "mustUnderstand", "true")))),
            Header
        ),
        new(
            "AS4-22",
            a => a.EditText(xml => xml.Replace("ebxml-msg/ebms/v3.0/ns/core/200704/", "ebxml-msg/ebms/v2.0/", StringComparison.Ordinal)),
            Header
        ),
    ];

    private static string InHeader(string xml, string block) => xml.Replace("</S:Header>", block + "</S:Header>", StringComparison.Ordinal);

    private static string Laughs() =>
        "<!DOCTYPE S:Envelope [<!ENTITY a \"ha\">"
        + string.Concat("bcdefghi".Select(c => $"<!ENTITY {c} \"{string.Concat(Enumerable.Repeat($"&{(char)(c - 1)};", 10))}\">"))
        + "]>";

    private static WireMessage Large(Attacker attacker, int count, Func<int, string> item) =>
        attacker.EditText(xml => InHeader(xml, "<a " + string.Concat(Enumerable.Range(0, count).Select(item)) + "/>"));

    // Stands for the 500 MB of the case: the envelope is refused for its size before a parser sees it, whatever lies beyond the limit.
    private static WireMessage Repeated(Attacker attacker, string before, byte filler, int count, string after) =>
        attacker.EditText(xml => InHeader(xml, before + new string((char)filler, count) + after));

    private static WireMessage Recoded(Attacker attacker, Encoding encoding)
    {
        var (envelope, package) = Open(attacker.Filing());
        var bytes = (byte[])[.. encoding.GetPreamble(), .. encoding.GetBytes(envelope.ToString(SaveOptions.DisableFormatting))];
        var packed = Pack("ENVELOPE", package.Attachments);
        var text = Encoding
            .Latin1.GetString(packed.Body.Span)
            .Replace("; charset=UTF-8", "", StringComparison.Ordinal)
            .Replace("ENVELOPE", Encoding.Latin1.GetString(bytes), StringComparison.Ordinal);
        return packed with { Body = Encoding.Latin1.GetBytes(text) };
    }
}
