using System.Text.RegularExpressions;
using Ics2.As4;
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
    public void Fourteen_fields_in_five_ways__AS4_08() => Cells.Count.ShouldBe(14 * 5);

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

    [Theory]
    [InlineData("x", Header)]
    [InlineData("no-at-sign", Header)]
    [InlineData("@host", Header)]
    [InlineData("tab\tinside@trader.example", Header)]
    [InlineData("caf\u00e9@trader.example", Header)]
    [InlineData("&#27;[31m@trader.example", Header)]
    [InlineData("4096", Header)]
    [InlineData("a@b", Taken)]
    [InlineData("we!rd#$%'*+-/=?^_`{|}~.id@trader.example", Taken)]
    public async Task A_message_id_is_taken_by_its_grammar__AS4_05(string id, string code)
    {
        var right = new ProductSettings { Seal = pki.Trader.Seal.Certificate, Chain = [.. pki.Trader.Seal.Chain] };
        id = id == "4096" ? new string('a', 4096) + "@trader.example" : id;
        var message = id.Contains("&#27;", StringComparison.Ordinal)
            ? Product.Write(right with { Envelope = text => text.Replace(right.MessageId, id, StringComparison.Ordinal) })
            : Product.Write(right with { MessageId = id });
        await ShouldBeJudgedAsync(message, code);
    }

    [Theory]
    [InlineData("itself")]
    [InlineData("unknown@somewhere.example")]
    public async Task A_reference_to_itself_or_to_what_nobody_knows_is_taken__AS4_10(string refTo)
    {
        var right = new ProductSettings { Seal = pki.Trader.Seal.Certificate, Chain = [.. pki.Trader.Seal.Chain] };
        await ShouldBeJudgedAsync(Product.Write(right with { RefTo = refTo == "itself" ? right.MessageId : refTo }), Taken);
    }

    [Theory]
    [InlineData("2000-01-01T00:00:00Z", Taken)]
    [InlineData("2999-12-31T23:59:59.999999999Z", Taken)]
    [InlineData("2026-11-23T10:00:00", Taken)] // no zone: UTC (ICD 4.2.1)
    [InlineData("2026-11-23T24:00:00+02:00", Taken)]
    [InlineData("2026-11-23T24:00:01Z", Header)]
    [InlineData("2026-11-23t10:00:00z", Header)]
    [InlineData("2026-11-23T10:00Z", Header)]
    [InlineData("2026-11-23T10:00:00+0200", Header)]
    [InlineData("9999-12-31T24:00:00Z", Header)]
    public async Task The_age_of_a_filing_is_nobodys_business_and_its_form_is__AS4_06(string time, string code)
    {
        var right = new ProductSettings { Seal = pki.Trader.Seal.Certificate, Chain = [.. pki.Trader.Seal.Chain] };
        await ShouldBeJudgedAsync(Product.Write(right with { Timestamp = time }), code);
    }

    private async Task ShouldBeJudgedAsync(WireMessage message, string code)
    {
        await using var bench = new ReceivingBench(pki);
        bench.Clock.AdjustTime(TimeProvider.System.GetUtcNow());
        var report = await new Inspector(bench.Profile).InspectAsync(message, cancellationToken: TestContext.Current.CancellationToken);
        (report.Error?.Code.Code ?? "").ShouldBe(code.Length == 0 ? "" : $"EBMS:{code}", report.Error?.ToString());
        var answer = await bench.PostAsync(message);
        answer.Status.ShouldBe(code.Length == 0 ? 200 : 500);
        if (code.Length > 0)
        {
            ReceivingBench.Error(answer).Code.Code.ShouldBe($"EBMS:{code}");
        }
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
        var match = new Regex(pattern, RegexOptions.None, TimeSpan.FromMinutes(1)).Match(text, from);
        match.Success.ShouldBeTrue(field);
        var value = match.Groups["value"];
        return (match.Value, (value.Index - match.Index, value.Length));
    }
}
