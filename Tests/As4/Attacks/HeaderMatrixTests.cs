using System.Text.RegularExpressions;
using Ics2.As4.Inspection;
using Ics2.Tests.AccessPoint;
using Ics2.Tests.As4.Inspection;
using Ics2.Tests.Support;

namespace Ics2.Tests.As4.Attacks;

/// <summary>
/// AS4-08: fourteen fields of the header, each missing, empty, repeated, wrong and oversized, sealed as the trader's own product would. What
/// is refused is refused by the code of the table, by explanation and access point alike; what the field has and customs ignores is taken.
/// </summary>
public sealed class HeaderMatrixTests(PkiFixture pki) : IClassFixture<PkiFixture>
{
    private const string Header = "0009",
        Unknown = "0001",
        Inconsistent = "0003",
        Mode = "0010",
        Absent = "0011",
        Taken = "";

    private static readonly string[] Spoils = ["missing", "empty", "repeated", "wrong", "oversized"];

    // The codes in the order of the spoils, then what is wrong for the field.
    private static readonly Dictionary<string, (string[] Codes, string Wrong)> Fields = new(StringComparer.Ordinal)
    {
        ["Timestamp"] = ([Header, Header, Header, Header, Header], "yesterday"),
        ["MessageId"] = ([Header, Header, Header, Header, Header], "no id"),
        ["RefToMessageId"] = ([Taken, Header, Header, Header, Header], "\u00e9\u00e9"),
        ["From/PartyId"] = ([Header, Header, Header, Unknown, Header], "my-company"),
        ["From/PartyId/@type"] = ([Inconsistent, Inconsistent, Header, Inconsistent, Header], "urn:x"),
        ["From/Role"] = ([Header, Header, Header, Inconsistent, Header], "Customs"),
        ["To/PartyId"] = ([Header, Header, Header, Inconsistent, Header], "nti-be"),
        ["To/Role"] = ([Header, Header, Header, Inconsistent, Header], "Trader"),
        ["AgreementRef"] = ([Unknown, Unknown, Header, Unknown, Header], "EU-ICS2-TI-V1.0"),
        ["Service"] = ([Header, Unknown, Header, Unknown, Header], "eu_ics2_c2t"),
        ["Action"] = ([Header, Header, Header, Unknown, Header], "IE3R01"),
        ["ConversationId"] = ([Header, Taken, Header, Taken, Header], "\u00e9 any text"), // F-18: its content is ignored
        ["PartInfo/@href"] = ([Mode, Mode, Header, Absent, Header], "cid:nowhere@trader.example"),
        ["MimeType"] = ([Mode, Mode, Inconsistent, Mode, Header], "text/xml"),
    };

    public static TheoryData<string, string> Cells
    {
        get
        {
            var cells = new TheoryData<string, string>();
            foreach (var name in Fields.Keys)
            {
                foreach (var spoil in Spoils)
                {
                    cells.Add(name, spoil);
                }
            }

            return cells;
        }
    }

    [Fact]
    public void Fourteen_fields_in_five_ways__AS4_08() => Cells.Count().ShouldBe(14 * 5);

    [Theory]
    [MemberData(nameof(Cells))]
    public async Task A_spoilt_field_is_refused_by_its_code_or_taken_on_purpose__AS4_08(string field, string spoil)
    {
        await using var bench = new ReceivingBench(pki);
        var (codes, wrong) = Fields[field];
        var right = new ProductSettings { Seal = pki.Trader.Seal.Certificate, Chain = [.. pki.Trader.Seal.Chain] };
        right = right with { RefTo = "first@trader.example" };
        var message = Product.Write(
            spoil == "repeated" && field.Contains('@', StringComparison.Ordinal)
                ? right with
                {
                    Envelope = text => Spoilt(text, field, spoil, wrong),
                } // no canonical form of what is not well-formed
                : right with
                {
                    Messaging = text => Spoilt(text, field, spoil, wrong),
                }
        );

        var report = await new Inspector(bench.Profile, trust: bench.Trust).InspectAsync(
            message,
            cancellationToken: TestContext.Current.CancellationToken
        );

        var code = codes[Array.IndexOf(Spoils, spoil)];
        (report.Error?.Code.Code ?? "").ShouldBe(code.Length == 0 ? "" : $"EBMS:{code}", report.Error?.ToString());
        if (report.Error is { } error)
        {
            error.CheckId.ShouldNotBeNullOrEmpty();
            error.Expected.ShouldNotBeNullOrEmpty();
            error.Found.ShouldNotBeNullOrEmpty();
            error.Remedy.ShouldNotBeNullOrEmpty();
        }

        await Prediction.ShouldHoldAsync(bench, message);
    }

    private static string Spoilt(string text, string field, string spoil, string wrong)
    {
        var (whole, value) = Found(text, field);
        var instead = spoil switch
        {
            "missing" => "",
            "repeated" => whole + whole,
            _ => string.Concat(
                whole.AsSpan(0, value.Index),
                spoil == "empty" ? ""
                    : spoil == "wrong" ? wrong
                    : new string('a', 1500),
                whole.AsSpan(value.Index + value.Length)
            ),
        };
        var at = text.IndexOf(whole, StringComparison.Ordinal);
        return string.Concat(text.AsSpan(0, at), instead, text.AsSpan(at + whole.Length));
    }

    // The field as written, and where in it its value stands.
    private static (string Whole, (int Index, int Length) Value) Found(string text, string field)
    {
        var names = field.Split('/');
        var from = names is ["From" or "To", ..] ? text.IndexOf($"<eb:{names[0]}>", StringComparison.Ordinal) : 0;
        var pattern = names[^1] switch
        {
            "@type" => " type=\"(?<value>[^\"]*)\"",
            "@href" => " href=\"(?<value>[^\"]*)\"",
            "MimeType" => "<eb:Property name=\"MimeType\">(?<value>[^<]*)</eb:Property>",
            var name => $"<eb:{name}(?: [^>]*)?>(?<value>[^<]*)</eb:{name}>",
        };
        var match = new Regex(pattern, RegexOptions.None, TimeSpan.FromSeconds(30)).Match(text, from);
        match.Success.ShouldBeTrue(field);
        var value = match.Groups["value"];
        return (match.Value, (value.Index - match.Index, value.Length));
    }
}
