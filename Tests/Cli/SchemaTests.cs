using System.Text.Json.Nodes;
using Ics2.Tests.Support;
using static Ics2.Tests.Support.PublishedSchemas;

namespace Ics2.Tests.Cli;

/// <summary>
/// Holds what every verb really writes against the schema that <c>ics2 schema</c> publishes, strictly: no property without a place in the
/// schema.
/// </summary>
[Collection(nameof(RunningServe))]
public sealed class SchemaTests(RunningServe serve)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_verb_has_a_schema()
    {
        var verbs = (await Ics2Process.RunAsync("frobnicate")).Errors.Split("the verbs are ")[1].Split('\n')[0].Split(", ");
        verbs
            .Except(["serve", "schema"], StringComparer.Ordinal)
            .ShouldBeSubsetOf((await AllAsync()).Select(schema => schema.Key), StringComparer.Ordinal);
    }

    [Fact]
    public async Task One_schema_can_be_asked_for_and_an_unknown_one_is_usage()
    {
        var schema = JsonNode.Parse((await Ics2Process.RunAsync("schema", "send")).ShouldEndWith(0).Output)!;
        schema.ToJsonString().ShouldBe((await AllAsync())["send"]!.ToJsonString());
        (await Ics2Process.RunAsync("schema", "sned")).ShouldEndWith(2).Errors.ShouldContain("there are ready, trader");
        (await Ics2Process.RunAsync("schema")).ShouldEndWith(0).Output.ShouldContain("rehearse-list");
    }

    [Fact]
    public async Task Serve_and_enrol()
    {
        await HoldAsync("ready", serve.Ready.GetRawText());
        await HoldAsync("enrol", serve.Enrolled.Output);
        await HoldAsync("trader", await File.ReadAllTextAsync(Path.Combine(serve.Trader, "trader.json"), Ct));
        var pushed = serve.Beside("schema-push");
        await HoldAsync(
            "enrol",
            (
                await Ics2Process.RunAsync(
                    "enrol",
                    "--eori",
                    "DE778899004",
                    "--out",
                    pushed,
                    "--push",
                    "https://localhost:9/as4",
                    "--management",
                    serve.Management,
                    "--json"
                )
            )
                .ShouldEndWith(0)
                .Output
        );
        await HoldAsync("trader", await File.ReadAllTextAsync(Path.Combine(pushed, "trader.json"), Ct));
    }

    [Fact]
    public async Task Send_ping_pull_and_preflight()
    {
        // A trader of its own, so that no other test takes its messages away.
        var folder = serve.Beside("schema-trader");
        (await Ics2Process.RunAsync("enrol", "--eori", "BE778899001", "--out", folder, "--management", serve.Management)).ShouldEndWith(0);
        var filing = serve.Beside("schema.xml");
        await HoldAsync(
            "sample",
            (await Ics2Process.RunAsync("sample", "IE3F10", "--trader", folder, "--out", filing, "--json")).ShouldEndWith(0).Output
        );
        await HoldAsync("ping", (await Ics2Process.RunAsync("ping", "--trader", folder, "--json")).ShouldEndWith(0).Output);
        await HoldAsync("send", (await Ics2Process.RunAsync("send", filing, "--trader", folder, "--json")).ShouldEndWith(0).Output);
        (await Ics2Process.RunAsync("send", filing, "--trader", folder, "--wait", "0s")).ShouldEndWith(0);
        await HoldAsync("pull", (await Ics2Process.RunAsync("pull", "--trader", folder, "--json")).Output);
        await HoldAsync(
            "preflight",
            (
                await Ics2Process.RunAsync(
                    "preflight",
                    "--eori",
                    "BE778899001",
                    "--seal",
                    Path.Combine(folder, "seal.p12"),
                    "--tls",
                    Path.Combine(folder, "tls.p12"),
                    "--management",
                    serve.Management,
                    "--json"
                )
            ).Output
        );

        var refused = serve.Beside("schema-refused");
        (
            await Ics2Process.RunAsync(
                "enrol",
                "--eori",
                "BE778899002",
                "--out",
                refused,
                "--flavour",
                "unregistered",
                "--management",
                serve.Management
            )
        ).ShouldEndWith(0);
        await HoldAsync("send", (await Ics2Process.RunAsync("send", filing, "--trader", refused, "--json")).ShouldEndWith(1).Output);
        var capture = Directory.GetFiles(Path.Combine(serve.Data, "captures"), "request.as4", SearchOption.AllDirectories)[0];
        await HoldAsync("inspect", (await Ics2Process.RunAsync("inspect", capture, "--json")).Output);
    }

    [Fact]
    public async Task Listen_writes_one_document_a_line()
    {
        var folder = serve.Beside("schema-listen");
        await using var listen = await ListenAsync(folder);
        var filing = serve.Beside("schema-listen.xml");
        (await Ics2Process.RunAsync("sample", "IE3F10", "--trader", folder, "--out", filing)).ShouldEndWith(0);
        (await Ics2Process.RunAsync("send", filing, "--trader", folder, "--wait", "0s")).ShouldEndWith(0);
        await HoldAsync("listen", (await listen.EndAsync()).ShouldEndWith(0).Output.TrimEnd('\n'));
    }

    [Fact]
    public async Task Validate_and_messages()
    {
        var bad = serve.Beside("schema-bad.xml");
        await File.WriteAllTextAsync(bad, "<IE3F10 xmlns='urn:wco:datamodel:eu:ics2:2'><LRN>x</LRN></IE3F10>", Ct);
        await HoldAsync("validate", (await Ics2Process.RunAsync("validate", bad, "--json")).ShouldEndWith(1).Output);
        await HoldAsync("messages", (await Ics2Process.RunAsync("messages", "--json")).ShouldEndWith(0).Output);
        await HoldAsync(
            "messages",
            (await Ics2Process.RunAsync("messages", "IE3N99", "--xsd", serve.Beside("schema-xsd"), "--json")).ShouldEndWith(0).Output
        );
    }

    [Fact]
    public async Task Rehearse_and_its_archive()
    {
        var (report, archive, expected) = (serve.Beside("schema-report"), serve.Beside("schema.zip"), serve.Beside("schema-expected.txt"));
        await File.WriteAllTextAsync(expected, "CON-02 not that it would\n", Ct);
        var ran = (
            await Ics2Process.RunAsync(
                "rehearse",
                "--plan",
                "sea-carrier",
                "--scenario",
                "CON-01",
                "--scenario",
                "CON-02",
                "--report",
                report,
                "--archive",
                archive,
                "--expected-failures",
                expected,
                "--json"
            )
        ).ShouldEndWith(1);
        await HoldAsync("rehearse", ran.Output);
        await HoldAsync("rehearse", await File.ReadAllTextAsync(Path.Combine(report, "rehearsal.json"), Ct));
        ran.Json.GetProperty("expectedFailures")[0].GetProperty("state").GetString().ShouldBe("passed");
        await HoldAsync("verify-archive", (await Ics2Process.RunAsync("verify-archive", archive, "--json")).ShouldEndWith(0).Output);
        await File.WriteAllTextAsync(archive, "no archive", Ct);
        await HoldAsync("verify-archive", (await Ics2Process.RunAsync("verify-archive", archive, "--json")).ShouldEndWith(1).Output);
        await HoldAsync("rehearse-list", (await Ics2Process.RunAsync("rehearse", "--list", "--json")).ShouldEndWith(0).Output);
    }

    [Fact]
    public async Task A_schema_finds_what_is_missing_or_of_the_wrong_type()
    {
        (await FaultsAsync("verify-archive", """{ "files": 1, "findings": [] }""")).ShouldBeEmpty();
        (await FaultsAsync("verify-archive", """{ "files": 1 }""")).ShouldNotBeEmpty();
        (await FaultsAsync("verify-archive", """{ "files": "1", "findings": [] }""")).ShouldNotBeEmpty();
        (await FaultsAsync("verify-archive", """{ "files": 1, "findings": [], "more": 1 }""")).ShouldNotBeEmpty();
    }

    private async Task<Ics2Process> ListenAsync(string folder)
    {
        var port = FreePort.Find();
        (
            await Ics2Process.RunAsync(
                "enrol",
                "--eori",
                "BE778899003",
                "--out",
                folder,
                "--push",
                $"https://localhost:{port}/as4",
                "--management",
                serve.Management
            )
        ).ShouldEndWith(0);
        var listen = Ics2Process.Start("listen", "--trader", folder, "--port", $"{port}", "--count", "1", "--json");
        await listen.UntilErrorsAsync("listening");
        return listen;
    }
}
