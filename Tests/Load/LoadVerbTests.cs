using Ics2.Tests.Cli;
using Ics2.Tests.Support;

namespace Ics2.Tests.Load;

/// <summary>
/// A second of every scenario as a user starts it; most of them at the access point that the tests of the command line share.
/// </summary>
[Collection(nameof(RunningServe))]
public sealed class LoadVerbTests(RunningServe serve, PkiFixture pki, PostgresFixture postgres)
{
    [Fact]
    public async Task Sealing_needs_one_private_operation()
    {
        var ran = await LoadAsync("sealing", "--clients", "1");

        ran.Json.GetProperty("limit").GetProperty("privateOpsPerExchange").GetDouble().ShouldBe(1);
        ran.Json.TryGetProperty("answers", out _).ShouldBeFalse();
    }

    [Theory]
    [InlineData("ping")]
    [InlineData("filing")]
    public async Task Transport_needs_two(string message)
    {
        var ran = await LoadAsync("transport", "--message", message, "--clients", "2", "--trader", serve.Trader);

        ran.Json.GetProperty("limit").GetProperty("privateOpsPerExchange").GetDouble().ShouldBe(2);
        ran.Json.GetProperty("store").GetString().ShouldBe("unknown");
        ran.Json.TryGetProperty("nodes", out _).ShouldBeFalse();
        ran.Json.TryGetProperty("memoryMb", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task Filing_by_pull_needs_five_and_the_empty_pulls()
    {
        var ran = await LoadAsync("filing", "--clients", "2", "--trader", serve.Trader);

        ran.Json.GetProperty("limit").GetProperty("privateOpsPerExchange").GetDouble().ShouldBeGreaterThanOrEqualTo(5);
        ShouldBeAnsweredOnce(ran);
    }

    [Fact]
    public async Task Mixed_shows_every_kind_apart()
    {
        var ran = await LoadAsync("mixed", "--clients", "8", "--trader", serve.Trader);

        ran.Json.GetProperty("kinds").GetArrayLength().ShouldBeGreaterThan(1);
        ShouldBeAnsweredOnce(ran);
    }

    [Fact]
    public async Task Filing_by_push_at_a_private_access_point_needs_four()
    {
        using var data = new PreparedData(pki);
        var ran = await LoadAsync("filing", "--clients", "2", "--traders", "2", "--data", data.Data);

        var limit = ran.Json.GetProperty("limit").ShouldHave("ceilingPerSecond:number", "share:number", "processorMsPerExchange:number");
        limit.GetProperty("privateOpsPerExchange").GetDouble().ShouldBe(4);
        limit.GetProperty("traderOpsPerExchange").GetDouble().ShouldBe(2);
        ShouldBe(ran, nodes: 1, "sqlite");
        ran.Json.GetProperty("memoryMb").ShouldHave("start:number", "end:number", "peak:number");
        ShouldBeAnsweredOnce(ran);
    }

    [Fact]
    public async Task At_a_running_simulator_traders_are_enrolled_for_the_run_and_the_report_tells_what_it_is()
    {
        var twice = new UriBuilder(serve.Management) { Host = "localhost" }.Uri.ToString();
        var ran = await LoadAsync("filing", "--clients", "2", "--traders", "2", "--management", serve.Management, "--management", twice);

        ShouldBe(ran, nodes: 1, "sqlite");
        ran.Json.GetProperty("memoryMb").ShouldHave("start:number", "end:number", "peak:number");
        ran.Json.GetProperty("limit").GetProperty("privateOpsPerExchange").GetDouble().ShouldBe(4);
        ShouldBeAnsweredOnce(ran);
    }

    [Fact]
    public async Task A_private_access_point_can_keep_its_messages_in_postgresql()
    {
        using var data = new PreparedData(pki);
        var ran = await LoadAsync("filing", "--clients", "1", "--traders", "1", "--data", data.Data, "--store", postgres.NewDatabaseText());

        ShouldBe(ran, nodes: 1, "postgresql");
        ShouldBeAnsweredOnce(ran);
    }

    [Fact]
    public async Task Where_no_node_answers_the_run_does_not_begin()
    {
        var ran = (await Ics2Process.RunAsync("load", "--management", "http://127.0.0.1:1")).ShouldEndWith(3);

        ran.Errors.ShouldContain("No node of this version answers at http://127.0.0.1:1/");
    }

    [Fact]
    public async Task A_soak_lives_through_kills_and_everything_acknowledged_is_answered_once()
    {
        using var data = new PreparedData(pki);
        var ran = await LoadAsync("soak", "--clients", "2", "--traders", "1", "--data", data.Data, "--kill-every", "300ms");

        int.Parse(ran.Json.GetProperty("facts").GetProperty("Killed and restarted").GetString()!).ShouldBeGreaterThan(0);
        ShouldBeAnsweredOnce(ran);
    }

    [Fact]
    public async Task The_private_access_point_ends_with_the_program_however_that_ends()
    {
        using var data = new PreparedData(pki);
        var ready = Path.Combine(data.Data, "ready.json");
        int server;
        await using (
            var load = Ics2Process.Start("load", "--scenario", "transport", "--traders", "1", "--data", data.Data, "--duration", "5m")
        )
        {
            server = (await load.ReadyAsync(ready)).GetProperty("processId").GetInt32();
            load.Kill();
        }

        // The ready file goes when the access point has ended in order.
        for (var patience = 0; File.Exists(ready); patience++)
        {
            patience.ShouldBeLessThan(600, $"process {server} lives on");
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }

    [Fact]
    public async Task A_broken_threshold_ends_with_one_and_the_reports_are_written()
    {
        using var folder = new TempFolder();
        var ran = (
            await Ics2Process.RunAsync(
                "load",
                "--scenario",
                "sealing",
                "--duration",
                "1s",
                "--warm-up",
                "0s",
                "--threshold",
                "throughput>1000000",
                "--report",
                folder.Path
            )
        ).ShouldEndWith(1);

        ran.Output.ShouldContain("broken       throughput>1000000");
        ran.Output.ShouldNotContain("\u001b[");
        Directory
            .GetFiles(folder.Path)
            .Select(Path.GetFileName)
            .Order(StringComparer.Ordinal)
            .ShouldBe(["load.json", "report.html", "summary.md", "timeline.csv"]);
    }

    [Theory]
    [InlineData("--url", "https://customs.example.eu/as4")]
    [InlineData("--management", "http://customs.example.eu:8446")]
    public async Task Another_machine_is_not_put_under_load_without_being_told_to(string option, string target)
    {
        var refused = (await Ics2Process.RunAsync("load", "--trader", serve.Trader, option, target)).ShouldEndWith(2);

        refused.Errors.ShouldContain("is not on this machine");
        refused.Errors.ShouldContain("--allow-remote");
    }

    [Theory]
    [InlineData("exclude each other", "--rate", "5", "--clients", "5")]
    [InlineData("is no stretch of a plan", "--rate", "fast")]
    [InlineData("is no threshold", "--threshold", "p98<5ms")]
    [InlineData("--url needs --trader", "--url", "https://localhost:1/as4")]
    [InlineData("--kill-every is for soak", "--kill-every", "5s")]
    [InlineData("--store is for the private", "--store", "postgresql://db/ics2", "--management", "http://127.0.0.1:1")]
    [InlineData("expected postgresql://", "--store", "db")]
    [InlineData("is not an absolute", "--management", "nowhere")]
    [InlineData("--stored fills the store", "--scenario", "sealing", "--stored", "100")]
    [InlineData("sealing uses no network", "--scenario", "sealing", "--url", "https://localhost:1/as4")]
    public async Task What_makes_no_sense_ends_with_two(string reason, params string[] arguments) =>
        (await Ics2Process.RunAsync(["load", .. arguments])).ShouldEndWith(2).Errors.ShouldContain(reason);

    private static async Task<Ran> LoadAsync(string scenario, params string[] further)
    {
        // No latency is asked for: the machine that runs the tests may be busy.
        var ran = (
            await Ics2Process.RunAsync([
                "load",
                "--scenario",
                scenario,
                "--duration",
                "1s",
                "--warm-up",
                "0s",
                "--threshold",
                "errors=0",
                "--json",
                .. further,
            ])
        ).ShouldEndWith(0);
        await PublishedSchemas.HoldAsync("load", ran.Output);
        ran.Json.GetProperty("completed").GetInt64().ShouldBeGreaterThan(0);
        ran.Json.GetProperty("limit").GetProperty("ceilingPerSecond").GetDouble().ShouldBeGreaterThan(0);
        return ran;
    }

    private static void ShouldBe(Ran ran, int nodes, string store)
    {
        ran.Json.GetProperty("nodes").GetInt32().ShouldBe(nodes);
        ran.Json.GetProperty("store").GetString().ShouldBe(store);
    }

    private static void ShouldBeAnsweredOnce(Ran ran)
    {
        var answers = ran.Json.GetProperty("answers");
        answers.GetProperty("acknowledged").GetInt64().ShouldBe(answers.GetProperty("answered").GetInt64());
        answers.GetProperty("unanswered").GetInt64().ShouldBe(0);
        answers.GetProperty("duplicates").GetInt64().ShouldBe(0);
    }
}
