using System.Collections.Concurrent;
using System.Text.Json;
using Ics2.StepDefinitions.Clients;
using Ics2.Tests.Support;
using static Ics2.Tests.Support.PublishedSchemas;

namespace Ics2.Tests.Cli;

/// <summary>
/// A person whose client has only buttons rehearses: played by this process, which reads the lines of the guide and does by hand what each
/// asks for. Of the rehearsal it knows nothing else.
/// </summary>
[Collection(nameof(RunningServe))]
public sealed class ManualRehearsalTests(RunningServe serve)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_person_rehearses_the_plan_of_a_sea_carrier()
    {
        await using var person = new Person("--plan", "sea-carrier");

        var rehearsal = await person.RehearseAsync();

        var scenarios = rehearsal.GetProperty("scenarios").EnumerateArray().ToList();
        Of("fail").ShouldBeEmpty();
        Of("inconclusive").ShouldBeEmpty();
        Of("pass").Count.ShouldBeGreaterThan(scenarios.Count * 3 / 4);
        Of("skipped")
            .ShouldAllBe(reason =>
                reason.Contains("give --push-url", StringComparison.Ordinal)
                || reason.Contains("cannot be told to do something wrong", StringComparison.Ordinal)
            );
        person.SetUps.ShouldBeLessThan(scenarios.Count / 2); // a client is set up once, and not in each scenario
        foreach (var line in person.Kinds.Values)
        {
            await HoldAsync("guide", line);
        }

        List<string> Of(string verdict) =>
            [
                .. scenarios
                    .Where(scenario => scenario.GetProperty("verdict").GetString() == verdict)
                    .Select(scenario =>
                        $"{scenario.GetProperty("id")}: {(scenario.TryGetProperty("reason", out var why) ? why.GetString() : "")}"
                    ),
            ];
    }

    [Fact]
    public async Task A_vendor_rehearses_with_the_simulator_that_its_client_is_connected_to()
    {
        var folder = serve.Beside("attached-trader");
        (await Ics2Process.RunAsync("enrol", "--eori", "BE778899077", "--out", folder, "--management", serve.Management)).ShouldEndWith(0);
        await using var person = new Person([
            "--attach",
            serve.Management,
            "--trader",
            folder,
            .. Scenarios("ACC-01", "CON-04", "CON-08.1", "INV-06"),
        ]);

        var rehearsal = await person.RehearseAsync();

        var scenarios = rehearsal
            .GetProperty("scenarios")
            .EnumerateArray()
            .ToDictionary(one => one.GetProperty("id").GetString()!, StringComparer.Ordinal);
        scenarios["ACC-01"].GetProperty("verdict").GetString().ShouldBe("pass");
        scenarios["CON-04"].GetProperty("verdict").GetString().ShouldBe("pass");
        foreach (var own in new[] { "CON-08.1", "INV-06" })
        {
            scenarios[own].GetProperty("verdict").GetString().ShouldBe("skipped");
            scenarios[own].GetProperty("reason").GetString()!.ShouldContain("It needs a customs of its own");
        }

        person.Parties.ShouldBe(["BE778899077"]);
        person.SetUps.ShouldBe(0);
    }

    [Fact]
    public async Task Any_client_can_be_judged_by_a_simulator_that_runs_already()
    {
        var ran = await Ics2Process.RunAsync([
            "rehearse",
            "--attach",
            serve.Management,
            "--json",
            .. Scenarios("CON-03", "REJ-02", "SEC-10"),
        ]);
        ran.ShouldEndWith(0)
            .Json.GetProperty("scenarios")
            .EnumerateArray()
            .Select(one => one.GetProperty("verdict").GetString())
            .ShouldBe(["pass", "pass", "skipped"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_person_is_led_on_the_console_too()
    {
        await using var rehearsal = Ics2Process.Start("rehearse", "--client", "manual", "--client-time", "20s", "--scenario", "CON-01");
        await rehearsal.WriteAsync("note the button is grey\nskip our product has no ping\n"u8.ToArray());

        var ended = (await rehearsal.EndAsync()).ShouldEndWith(0);

        ended.Output.ShouldContain("CON-01  Ping");
        ended.Output.ShouldContain("  SET UP  Set up your client as BE");
        ended.Output.ShouldContain("  TO DO   Test the connection as BE");
        ended.Output.ShouldContain("20 s left; or say: done, repeat, skip REASON, note TEXT");
        ended.Output.ShouldContain("  SKIPPED  When the trader tests the connection: Left out by the tester: our product has no ping");
        ended.Output.ShouldNotContain("\u001b");
    }

    [Theory]
    [InlineData("--trader", "somewhere")]
    [InlineData("--push-url", "https://localhost:9/as4")]
    public async Task What_only_a_person_needs_is_usage_without_one(string option, string value) =>
        (await Ics2Process.RunAsync("rehearse", option, value)).ShouldEndWith(2).Errors.ShouldContain("--client manual");

    private static string[] Scenarios(params string[] ids) => [.. ids.SelectMany(id => new[] { "--scenario", id })];

    private sealed class Person(params string[] arguments) : IAsyncDisposable
    {
        private readonly ConcurrentDictionary<string, ITraderAtWork> _clients = new(StringComparer.Ordinal);
        private readonly Ics2Process _rehearsal = Ics2Process.Start([
            "rehearse",
            "--client",
            "manual",
            "--client-time",
            "60s",
            "--json",
            .. arguments,
        ]);

        public Dictionary<string, string> Kinds { get; } = new(StringComparer.Ordinal);

        public HashSet<string> Parties { get; } = new(StringComparer.Ordinal);

        public int SetUps { get; private set; }

        /// <summary>Does what it is asked until the rehearsal ends.</summary>
        /// <returns>The document of the rehearsal.</returns>
        public async Task<JsonElement> RehearseAsync()
        {
            await foreach (var text in _rehearsal.LinesAsync(Ct))
            {
                using var document = JsonDocument.Parse(text);
                var line = document.RootElement;
                if (line.TryGetProperty("summary", out _))
                {
                    return line.Clone();
                }

                var kind = line.GetProperty("kind").GetString()!;
                Kinds[kind] = text;
                SetUps += kind == "setUp" ? 1 : 0;
                if (kind == "instruction")
                {
                    Parties.Add(line.GetProperty("party").GetString()!);
                    await DoAsync(line);
                }
            }

            throw new InvalidOperationException("The rehearsal ended without its document.");
        }

        public async ValueTask DisposeAsync()
        {
            foreach (var client in _clients.Values)
            {
                await client.DisposeAsync();
            }

            await _rehearsal.DisposeAsync();
        }

        private async Task DoAsync(JsonElement line)
        {
            var folder = line.GetProperty("folder").GetString()!;
            if (!_clients.TryGetValue(folder, out var client))
            {
                client = _clients[folder] = await new BuiltinTrader().StartAsync(Workplace.Open(folder), Ct);
            }

            await (
                line.GetProperty("do").GetString() switch
                {
                    "ping" => client.PingAsync(Ct),
                    "pull" => client.CollectAsync(conduct: null, channel: null, Ct),
                    _ => client.LodgeAsync(
                        line.GetProperty("message").GetString()!,
                        await File.ReadAllBytesAsync(line.GetProperty("file").GetString()!, Ct),
                        [],
                        conduct: null,
                        Ct
                    ),
                }
            );
        }
    }
}
