using System.IO.Compression;
using System.Text;
using Ics2.Rehearsal.Reporting;
using Ics2.Rehearsal.Running.Results;
using Ics2.Reporting;
using Ics2.Tests.Support;

namespace Ics2.Tests.Rehearsal;

public sealed class EvidenceReaderTests : IDisposable
{
    private const string Record = """
        { "id": "7", "at": "2026-03-01T12:00:00Z", "party": "BE1", "direction": "in", "kind": "userMessage", "action": "IE3F10",
          "messageId": "m1@x", "refToMessageId": null, "verdict": "refused", "attempt": 2, "milliseconds": 12.5,
          "answer": { "kind": "error", "code": "EBMS:0101", "text": "<b>not</b> trusted" },
          "http": { "status": 500, "requestHeaders": { "Host": "localhost" }, "responseHeaders": { "Content-Length": "12" } },
          "tls": { "version": "TLS 1.3", "cipher": "TLS_AES_256_GCM_SHA384", "subject": "CN=x" },
          "checks": [ { "id": "seal.chain", "verdict": "failed", "expected": "a CA", "actual": "none", "text": "the chain", "source": "ICD 4.6.2" } ],
          "unknown": [ 1, { } ] }
        """;

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_kept_exchange_tells_status_headers_tls_checks_and_bytes()
    {
        Put("evidence/SEC-01/001-in/exchange.json", Record);
        Put("evidence/SEC-01/001-in/request.as4", Capture("<IE3F10/>"));
        Put("evidence/SEC-01/001-in/response.as4", "Content-Type: text/xml\r\n\r\n<Envelope/>");
        var scenario = Scenario("001-in/exchange.json", "001-in/request.as4", "001-in/response.as4", "trace.txt") with
        {
            Timeline =
            [
                new TimelineEntry(MadeRun.Start, "BE1", "customs", "IE3F10", "attempt 2, message m1@x"),
                new TimelineEntry(MadeRun.Start.AddMilliseconds(12.5), "customs", "BE1", "EBMS:0101", "not trusted"),
                new TimelineEntry(MadeRun.Start.AddSeconds(1), "customs", "BE1", "chaos: late receipt", null),
            ],
        };
        Put("evidence/SEC-01/trace.txt", "trace");
        var reader = new EvidenceReader(_folder.Path);

        var exchanges = reader.ExchangesOf(scenario);

        // What the record tells, the timeline need not.
        exchanges
            .Select(exchange => $"{exchange.From} {exchange.What} {exchange.Answer}")
            .ShouldBe(["BE1 IE3F10 EBMS:0101 <b>not</b> trusted", "customs chaos: late receipt "]);
        var (kept, facts) = (exchanges[0], exchanges[0].Facts.Where(fact => fact.Value is not null).ToDictionary(StringComparer.Ordinal));
        (kept.Anchor, kept.Mood).ShouldBe(("x-SEC-01-1", Mood.Bad));
        facts["HTTP status"].ShouldBe("500");
        facts["TLS"].ShouldBe("TLS 1.3 TLS_AES_256_GCM_SHA384");
        facts["Attempt"].ShouldBe("2");
        kept.RequestHeaders.ShouldHaveSingleItem().ShouldBe(("Host", "localhost"));
        kept.Checks.ShouldHaveSingleItem().ShouldBe(new CheckResult("the chain", Verdict.Fail, "a CA", "none", "ICD 4.6.2"));
        kept.Documents[0].Text.ShouldBe("<IE3F10/>");
        kept.Documents.Select(document => document.Link)
            .ShouldBe([
                "evidence-documents/SEC-01/001-in-request.xml",
                "evidence/SEC-01/001-in/request.as4",
                "evidence/SEC-01/001-in/response.as4",
            ]);
        kept.Documents.ShouldAllBe(document => File.Exists(Path.Combine(_folder.Path, document.Link)));
        reader.OtherFilesOf(scenario, exchanges).ShouldHaveSingleItem().Name.ShouldBe("trace.txt");
    }

    [Fact]
    public void Without_records_the_timeline_is_shown_with_the_captures_it_speaks_of()
    {
        Put("evidence/SEC-01/in-IE3F10-m1-x.as4", Capture("<IE3F10/>"));
        var exchange = new EvidenceReader(_folder.Path)
            .ExchangesOf(
                Scenario("in-IE3F10-m1-x.as4") with
                {
                    Timeline = [new TimelineEntry(MadeRun.Start, "BE1", "customs", "IE3F10", "processed, message m1@x")],
                }
            )
            .ShouldHaveSingleItem();

        exchange.Documents[0].Text.ShouldBe("<IE3F10/>");
    }

    [Fact]
    public void A_document_over_two_kilobytes_is_linked_and_not_inlined()
    {
        Put("evidence/SEC-01/001-in/exchange.json", Record);
        Put("evidence/SEC-01/001-in/request.as4", Capture($"<IE3F10>{new string('x', EvidenceReader.MaxInline)}</IE3F10>"));

        var document = new EvidenceReader(_folder.Path).ExchangesOf(Scenario("001-in/request.as4")).ShouldHaveSingleItem().Documents[0];

        document.Text.ShouldBeNull();
        new FileInfo(Path.Combine(_folder.Path, document.Link)).Length.ShouldBe(document.Bytes);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{")]
    public void What_is_no_record_is_passed_over(string text)
    {
        Put("evidence/SEC-01/001-in/exchange.json", text);

        new EvidenceReader(_folder.Path).ExchangesOf(Scenario("001-in/exchange.json")).ShouldBeEmpty();
    }

    [Fact]
    public void A_record_that_says_nothing_is_shown_as_far_as_it_goes()
    {
        Put("evidence/SEC-01/001-in/exchange.json", """{ "answer": 7, "http": [], "checks": {}, "milliseconds": "x", "at": false }""");

        new EvidenceReader(_folder.Path).ExchangesOf(Scenario()).ShouldHaveSingleItem().From.ShouldBe("unknown sender");
    }

    [Theory]
    [InlineData("--b")]
    [InlineData("--b\r\n")]
    [InlineData("--b\r\n\r\nenvelope\r\n--b")]
    [InlineData("--b\r\n\r\nenvelope\r\n--b\r\n")]
    [InlineData("Content-Type: x")]
    [InlineData("\0\u0001\u001f\u008b")]
    public void A_capture_that_is_none_has_no_documents(string capture)
    {
        Put("capture.as4", capture);

        CaptureParts.Of(Path.Combine(_folder.Path, "capture.as4")).Documents.Where(part => part.Content.Length > 0).ShouldBeEmpty();
    }

    private static ScenarioDocument Scenario(params string[] files) =>
        MadeRun.Scenario("SEC-01", Verdict.Pass) with
        {
            Evidence = "evidence/SEC-01",
            EvidenceFiles = files,
        };

    private static byte[] Capture(string document)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionMode.Compress, leaveOpen: true))
        {
            gzip.Write(Encoding.UTF8.GetBytes(document));
        }

        return
        [
            .. Encoding.UTF8.GetBytes(
                "Content-Type: multipart/related; boundary=b\r\n\r\n--b\r\nContent-Type: application/soap+xml\r\n\r\n<S/>\r\n"
                    + "--b\r\nContent-Type: application/gzip\r\n\r\n"
            ),
            .. packed.ToArray(),
            .. "\r\n--b--\r\n"u8,
        ];
    }

    private void Put(string name, string text) => Put(name, Encoding.UTF8.GetBytes(text));

    private void Put(string name, byte[] content)
    {
        var path = Path.Combine(_folder.Path, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, content);
    }
}
