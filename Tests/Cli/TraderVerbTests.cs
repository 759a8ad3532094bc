using System.Text;
using System.Text.Json;
using Ics2.Ens.Catalogue;
using Ics2.Ens.Reading;
using Ics2.Tests.Support;

namespace Ics2.Tests.Cli;

/// <summary>enrol, sample, send, pull and listen, as a trader uses them.</summary>
[Collection(nameof(RunningServe))]
public sealed class TraderVerbTests(RunningServe serve)
{
    [Fact]
    public async Task Enrol_writes_the_folder_that_the_README_promises()
    {
        serve
            .Enrolled.ShouldEndWith(0)
            .Json.ShouldHave("folder:text", "eori:text", "partyId:text", "endpoint:text", "channel:text", "mpc:text");

        using var settings = JsonDocument.Parse(
            await File.ReadAllTextAsync(Path.Combine(serve.Trader, "trader.json"), TestContext.Current.CancellationToken)
        );
        var trader = settings.RootElement.ShouldHave(
            "eori:text",
            "partyId:text",
            "endpoint:text",
            "channel:text",
            "mpc:text",
            "seal:object",
            "tls:object",
            "tlsTrust:text",
            "sealTrust:text"
        );
        trader.GetProperty("channel").GetString().ShouldBe("pull");
        trader.GetProperty("mpc").GetString().ShouldBe("urn:fdc:ec.europa.eu:2019:eu_ics2_c2t/EORI/BE0123456789");
        trader.GetProperty("endpoint").GetString().ShouldBe(serve.Ready.GetProperty("as4").GetString());
        foreach (var key in new[] { "seal", "tls" })
        {
            trader.GetProperty(key).ShouldHave("file:text", "password:text");
            File.Exists(Path.Combine(serve.Trader, trader.GetProperty(key).GetProperty("file").GetString()!)).ShouldBeTrue();
        }

        new[] { "tls-trust.pem", "seal-trust.pem" }.ShouldAllBe(file =>
            File.ReadAllText(Path.Combine(serve.Trader, file)).Contains("BEGIN CERTIFICATE", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Send_prints_the_receipt_and_the_IE3R01_as_the_document_says()
    {
        var document = (await Ics2Process.RunAsync("send", await serve.SampleAsync(), "--trader", serve.Trader, "--json"))
            .ShouldEndWith(0)
            .Json;

        document.ShouldHave("messageId:text", "receipt:object", "error?:object", "attempts:number", "replies:list");
        document.GetProperty("receipt").ShouldHave("messageId:text", "valid:boolean").GetProperty("valid").GetBoolean().ShouldBeTrue();
        var reply = document.GetProperty("replies").EnumerateArray().ShouldHaveSingleItem().ShouldBeMessage();
        reply.GetProperty("action").GetString().ShouldBe("IE3R01");
        reply.GetProperty("refToMessageId").GetString().ShouldBe(document.GetProperty("messageId").GetString());
        reply.GetProperty("mrn").GetString()!.Length.ShouldBe(18);
    }

    [Fact]
    public async Task Send_for_people_names_receipt_and_MRN_and_has_no_escape_codes_when_redirected()
    {
        var ran = (await Ics2Process.RunAsync("send", await serve.SampleAsync(), "--trader", serve.Trader)).ShouldEndWith(0);

        ran.Output.ShouldContain("receipt ");
        ran.Output.ShouldContain("IE3R01  LRN ");
        (ran.Output + ran.Errors).ShouldNotContain('\u001b');
    }

    [Fact]
    public async Task Send_of_a_broken_filing_brings_back_an_IE3N99_that_names_every_error_that_validate_finds()
    {
        var ct = TestContext.Current.CancellationToken;
        var twin = await File.ReadAllTextAsync(Repository.PathOf("fixtures", "filings", "broken", "R3009-IE3F10.xml"), ct);
        var broken = new MessageEditor(twin, SpecPack.Embedded())
            .Set("declarant/name", "\u4e0a\u6d77 Trading")
            .Set("customsOfficeOfFirstEntry/referenceNumber", "US000001")
            .Remove("documentIssueDate")
            .Set("consignmentMasterLevel/consignmentHouseLevel/goodsItem[2]/goodsItemNumber", "7")
            .Put("", "<strange>1</strange>");
        var file = serve.Beside("broken.xml");
        await File.WriteAllTextAsync(file, broken.ToString(), ct);
        var findings = (await Ics2Process.RunAsync("validate", file, "--json"))
            .ShouldEndWith(1)
            .Json.GetProperty("files")[0]
            .GetProperty("findings")
            .EnumerateArray()
            .Select(finding => (Text(finding, "code"), Text(finding, "path"), Text(finding, "rule"), Text(finding, "text")))
            .ToList();

        var reply = (await Ics2Process.RunAsync("send", file, "--trader", serve.Trader, "--json"))
            .ShouldEndWith(1)
            .Json.GetProperty("replies")
            .EnumerateArray()
            .ShouldHaveSingleItem()
            .ShouldBeMessage();

        reply.GetProperty("action").GetString().ShouldBe("IE3N99");
        var refusal = new EnsReader(SpecPack.Embedded()).Read(Encoding.UTF8.GetBytes(Text(reply, "xml")!)).Message!;
        refusal
            .All("error")
            .Select(error => (error.Text("validationCode"), error.Text("pointer/messageElementPath")))
            .ShouldBe(findings.Select(finding => (finding.Item1, finding.Item2)));
        refusal
            .All("error")
            .Zip(findings)
            .ShouldAllBe(pair =>
                pair.First.Text("technicalErrorMessage")!.EndsWith(" " + pair.Second.Item3, StringComparison.Ordinal)
                && pair.First.Text("description")!.StartsWith(pair.Second.Item4!, StringComparison.Ordinal)
            );
        findings
            .Select(finding => finding.Item1)
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .ShouldBe(["102", "12", "13", "15", "70"]);

        static string? Text(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value.GetString() : null;
    }

    [Fact]
    public async Task Send_of_a_filing_that_customs_refuses_ends_with_1_and_shows_why()
    {
        var file = await serve.SampleAsync();
        (await Ics2Process.RunAsync("send", file, "--trader", serve.Trader)).ShouldEndWith(0);

        var again = (await Ics2Process.RunAsync("send", file, "--trader", serve.Trader, "--json")).ShouldEndWith(1).Json;

        again
            .GetProperty("replies")
            .EnumerateArray()
            .ShouldHaveSingleItem()
            .ShouldBeMessage()
            .GetProperty("action")
            .GetString()
            .ShouldBe("IE3N99");
    }

    [Fact]
    public async Task Send_by_a_trader_whose_seal_nobody_registered_ends_with_1_and_the_error_of_the_document()
    {
        var folder = serve.Beside("unregistered");
        (
            await Ics2Process.RunAsync(
                "enrol",
                "--eori",
                "NL123456789",
                "--out",
                folder,
                "--flavour",
                "unregistered",
                "--management",
                serve.Management
            )
        )
            .ShouldEndWith(0)
            .Output.ShouldContain("NL123456789 enrolled");

        var document = (await Ics2Process.RunAsync("send", await serve.SampleAsync(), "--trader", folder, "--json")).ShouldEndWith(1).Json;

        document
            .ShouldHave("messageId:text", "receipt?:object", "error:object", "attempts:number", "replies:list")
            .TryGetProperty("receipt", out _)
            .ShouldBeFalse();
        var error = document
            .GetProperty("error")
            .ShouldHave("code:text", "severity:text", "shortDescription:text", "description:text", "detail:text");
        error.GetProperty("code").GetString().ShouldBe("EBMS:0004");
        error.GetProperty("severity").GetString().ShouldBe("failure");
        error.GetProperty("detail").GetString()!.ShouldContain("A001");
    }

    [Fact]
    public async Task Pull_collects_what_send_did_not_wait_for_and_then_finds_nothing()
    {
        await Ics2Process.RunAsync("pull", "--trader", serve.Trader);
        var sent = (await Ics2Process.RunAsync("send", await serve.SampleAsync(), "--trader", serve.Trader, "--wait", "0s", "--json"))
            .ShouldEndWith(0)
            .Json;
        sent.GetProperty("replies").GetArrayLength().ShouldBe(0);

        var pulled = (await Ics2Process.RunAsync("pull", "--trader", serve.Trader, "--json"))
            .ShouldEndWith(0)
            .Json.ShouldHave("messages:list")
            .GetProperty("messages");
        pulled
            .EnumerateArray()
            .ShouldHaveSingleItem()
            .ShouldBeMessage()
            .GetProperty("refToMessageId")
            .GetString()
            .ShouldBe(sent.GetProperty("messageId").GetString());

        (await Ics2Process.RunAsync("pull", "--trader", serve.Trader)).ShouldEndWith(0).Output.ShouldBe("nothing waits\n");
    }

    [Fact]
    public async Task Listen_takes_a_pushed_message_as_one_line_and_stops_after_the_count()
    {
        var folder = serve.Beside("pushed");
        var port = FreePort.Find();
        (
            await Ics2Process.RunAsync(
                "enrol",
                "--eori",
                "DE123456789",
                "--out",
                folder,
                "--push",
                $"https://localhost:{port}/as4",
                "--management",
                serve.Management
            )
        ).ShouldEndWith(0);
        await using var listen = Ics2Process.Start("listen", "--trader", folder, "--count", "1", "--json");
        var sample = serve.Beside("pushed.xml");
        (await Ics2Process.RunAsync("sample", "IE3F10", "--trader", folder, "--lrn", "WAIT-1", "--out", sample)).ShouldEndWith(0);
        await listen.UntilErrorsAsync("listening on");

        var sent = (await Ics2Process.RunAsync("send", sample, "--trader", folder, "--wait", "0s", "--json")).ShouldEndWith(0).Json;

        var heard = (await listen.EndAsync()).ShouldEndWith(0);
        heard.Output.TrimEnd('\n').ShouldNotContain('\n');
        heard.Json.ShouldBeMessage().GetProperty("refToMessageId").GetString().ShouldBe(sent.GetProperty("messageId").GetString());
        heard.Errors.ShouldContain($"https://localhost:{port}/as4");
    }

    [Fact]
    public async Task Sample_writes_the_document_to_standard_output_and_nothing_else()
    {
        var ran = (await Ics2Process.RunAsync("sample", "ie3f10", "--seed", "7")).ShouldEndWith(0);

        System.Xml.Linq.XDocument.Parse(ran.Output).Root!.Name.LocalName.ShouldBe("IE3F10");
        (await Ics2Process.RunAsync("sample", "IE3F10", "--seed", "7", "--json"))
            .ShouldEndWith(0)
            .Json.ShouldHave("message:text", "specPack:text", "file?:text", "xml:text");
    }

    [Theory]
    [InlineData("send", "{0}/no-such.xml", "--trader", "{1}", "no-such.xml")]
    [InlineData("send", "{1}/trader.json", "--trader", "{0}/nobody", "ics2 enrol")]
    [InlineData("pull", "--trader", "{0}/nobody", "--json", "ics2 enrol")]
    [InlineData("listen", "--trader", "{0}/nobody", "--json", "ics2 enrol")]
    [InlineData("sample", "IE3F10", "--trader", "{0}/nobody", "ics2 enrol")]
    [InlineData("sample", "IE3X99", "--seed", "1", "IE3X99")]
    [InlineData("inspect", "{0}/no-such.as4", "--json", null, "no-such.as4")]
    [InlineData("listen", "--trader", "{1}", "--json", "push")]
    [InlineData("enrol", "--eori=garbage", "--out={0}/garbage", "--management={2}", "garbage")]
    [InlineData("enrol", "--eori=BE0123456789", "--out={0}/garbage", "--management=http://127.0.0.1:1", "ics2 serve")]
    public async Task What_is_missing_or_cannot_be_ends_with_3_and_the_remedy(
        string verb,
        string first,
        string second,
        string? third,
        string remedy
    )
    {
        var arguments = new[] { verb, first, second, third }
            .OfType<string>()
            .Select(argument =>
                argument
                    .Replace("{0}", serve.Beside("missing"), StringComparison.Ordinal)
                    .Replace("{1}", serve.Trader, StringComparison.Ordinal)
                    .Replace("{2}", serve.Management, StringComparison.Ordinal)
            )
            .ToList();

        var ran = (await Ics2Process.RunAsync([.. arguments])).ShouldEndWith(3);

        ran.Errors.ShouldContain(remedy);
        ran.Errors.ShouldNotContain("should not happen");
        if (arguments.Contains("--json", StringComparer.Ordinal))
        {
            ran.Json.GetProperty("error").GetProperty("text").GetString()!.ShouldContain(remedy);
        }
        else
        {
            ran.Output.ShouldBeEmpty();
        }
    }
}
