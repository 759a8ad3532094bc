using System.Net;
using System.Text;
using Ics2.AccessPoint.Chaos;
using Ics2.AccessPoint.Watching;
using Ics2.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Ics2.Tests.AccessPoint;

public sealed class ChaosPlanTests(PkiFixture pki) : IDisposable
{
    private const string Rules = """
        seed: 7
        rules:
          - name: lost
            about: The receipt of the first two filings is lost
            when: { party: BE*, action: IE3F* }
            often: first 2
            for: 10m
            do: lose-receipt
          - name: late
            do: { late-receipt: 3s }
          - name: gateway
            often: probability 0.5
            do: { http-error: 502 }
        """;

    private readonly TempFolder _folder = new();

    [Fact]
    public void A_file_says_who_what_how_often_and_how_long()
    {
        var plan = ChaosPlan.Read(Rules, "chaos.yaml");

        plan.Seed.ShouldBe(7);
        plan.Rules.ShouldBe([
            new ChaosRule("lost", ChaosEffect.LoseReceipt)
            {
                About = "The receipt of the first two filings is lost",
                Party = "BE*",
                Action = "IE3F*",
                Often = plan.Rules[0].Often,
                For = TimeSpan.FromMinutes(10),
            },
            new ChaosRule("late", ChaosEffect.LateReceipt) { Delay = TimeSpan.FromSeconds(3) },
            new ChaosRule("gateway", ChaosEffect.HttpError) { Status = 502, Often = plan.Rules[2].Often },
        ]);
        plan.Rules.Select(rule => rule.Often.Text).ShouldBe(["first 2", "always", "probability 0.5"]);
    }

    [Theory]
    [InlineData("rules:\n  - name: a\n    do: dance", "line 3", "'dance'")]
    [InlineData("rules:\n  - name: a", "line 2", "lose-receipt")]
    [InlineData("rules:\n  - do: reset", "line 2", "a name")]
    [InlineData("rules:\n  - name: a\n    colour: red\n    do: reset", "line 3", "'colour'")]
    [InlineData("rules:\n  - name: a\n    when: { lrn: X }\n    do: reset", "line 3", "'lrn'")]
    [InlineData("rules:\n  - name: a\n    when: always\n    do: reset", "line 3", "party")]
    [InlineData("rules:\n  - name: a\n    often: sometimes\n    do: reset", "line 3", "'sometimes'")]
    [InlineData("rules:\n  - name: a\n    often: first 0\n    do: reset", "line 3", "'first 0'")]
    [InlineData("rules:\n  - name: a\n    often: probability 2\n    do: reset", "line 3", "'probability 2'")]
    [InlineData("rules:\n  - name: a\n    for: ever\n    do: reset", "line 3", "'ever'")]
    [InlineData("rules:\n  - name: a\n    do: { late-receipt: soon }", "line 3", "'soon'")]
    [InlineData("rules:\n  - name: a\n    do: { http-error: 200 }", "line 2", "400 to 599")]
    [InlineData("rules:\n  - name: a\n    do: { reset: 5s }", "line 3", "without a value")]
    [InlineData("rules:\n  - name: a\n    often: first 2\n    do: outage", "line 2", "outage without often")]
    [InlineData("rules:\n  - name: a\n    do: reset\n  - name: a\n    do: reset", "line 2", "differ")]
    [InlineData("seed: x\nrules: []", "line 1", "'x'")]
    [InlineData("rules: 7", "line 1", "list")]
    [InlineData("rules: [\n", "line", "no YAML")]
    [InlineData("", "line 1", "rules")]
    public void An_impossible_file_is_refused_with_the_line(string yaml, string line, string what)
    {
        var why = Should.Throw<InvalidDataException>(() => ChaosPlan.Read(yaml, "chaos.yaml")).Message;

        why.ShouldContain("chaos.yaml, " + line);
        why.ShouldContain(what);
    }

    [Fact]
    public void The_dice_follow_from_the_seed_for_each_party_by_itself()
    {
        var throws = Thrown(seed: 1, "A", "B");

        Thrown(seed: 1, "A", "B").ShouldBe(throws);
        Thrown(seed: 1, "B", "A").ShouldBe(throws, ignoreOrder: true); // who comes first does not matter
        Thrown(seed: 2, "A", "B").ShouldNotBe(throws);
        throws.Count.ShouldBeInRange(60, 140); // of 200 cases with probability 0.5
    }

    [Fact]
    public void A_rule_is_over_when_its_time_is_and_the_first_one_that_fits_is_followed()
    {
        var clock = new FakeTimeProvider();
        var desk = new ChaosRules(clock, new EventLog(clock), NullLogger<ChaosRules>.Instance);
        desk.Put(new ChaosRule("short", ChaosEffect.Reset) { For = TimeSpan.FromMinutes(1) });
        desk.Put(new ChaosRule("long", ChaosEffect.EmptyBody));

        desk.Follow(_ => true, "A", "IE3F10", null)!.Value.Rule.Name.ShouldBe("short");
        desk.Follow(_ => true, "A", ChaosRule.PullRequest, null).ShouldBeNull();
        clock.Advance(TimeSpan.FromMinutes(1));
        desk.Follow(_ => true, "A", "IE3F10", null)!.Value.Rule.Name.ShouldBe("long");
        desk.Rules.Select(rule => rule.Over).ShouldBe([true, false]);
        Should.Throw<ArgumentException>(() => desk.Put(new ChaosRule("", ChaosEffect.Reset)));
    }

    [Fact]
    public async Task Rules_come_and_go_over_the_management_API()
    {
        await using var host = await RunningHost.StartAsync(pki, _folder.Path);
        (await Status(host.PutAsync("/chaos", Yaml(Rules)))).ShouldBe(HttpStatusCode.OK);
        (await Status(host.PutAsync("/chaos/cut", Yaml("do: reset")))).ShouldBe(HttpStatusCode.OK);
        (await Status(host.PutAsync("/chaos/cut", Yaml("do: dance")))).ShouldBe(HttpStatusCode.BadRequest);
        (await Status(host.PutAsync("/chaos", Yaml("rules: 7")))).ShouldBe(HttpStatusCode.BadRequest);
        Names(await host.GetAsync("/chaos")).ShouldBe(["lost", "late", "gateway", "cut"]);

        (await Status(host.DeleteAsync("/chaos/cut"))).ShouldBe(HttpStatusCode.OK);
        (await Status(host.DeleteAsync("/chaos/cut"))).ShouldBe(HttpStatusCode.NotFound);
        (await Status(host.DeleteAsync("/chaos"))).ShouldBe(HttpStatusCode.OK);
        Names(await host.GetAsync("/chaos")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_file_is_in_force_from_the_start_and_a_wrong_one_stops_it()
    {
        var file = Path.Combine(_folder.Path, "chaos.yaml");
        await File.WriteAllTextAsync(file, Rules, TestContext.Current.CancellationToken);
        await using (var host = await RunningHost.StartAsync(pki, _folder.Path, options => options with { Chaos = file }))
        {
            Names(await host.GetAsync("/chaos")).Count.ShouldBe(3);
        }

        await File.WriteAllTextAsync(file, "rules: 7", TestContext.Current.CancellationToken);
        await Should.ThrowAsync<InvalidDataException>(() =>
            RunningHost.StartAsync(pki, _folder.Path, options => options with { Chaos = file })
        );
    }

    public void Dispose() => _folder.Dispose();

    private static List<string> Thrown(int seed, params string[] parties)
    {
        var desk = new ChaosRules(TimeProvider.System, new EventLog(TimeProvider.System), NullLogger<ChaosRules>.Instance);
        desk.Replace(new ChaosPlan(seed, [new ChaosRule("dice", ChaosEffect.Reset) { Often = ChaosFrequency.Probability(0.5) }]));
        return
        [
            .. Enumerable
                .Range(0, 100)
                .SelectMany(number =>
                    parties.Where(party => desk.Follow(_ => true, party, "IE3F10", null) is not null).Select(party => $"{party}{number}")
                ),
        ];
    }

    private static StringContent Yaml(string text) => new(text, Encoding.UTF8, "application/yaml");

    private static List<string?> Names(System.Text.Json.JsonElement answer) =>
        [.. answer.GetProperty("rules").EnumerateArray().Select(rule => rule.GetProperty("name").GetString())];

    private static async Task<HttpStatusCode> Status(Task<HttpResponseMessage> call)
    {
        using var response = await call;
        return response.StatusCode;
    }
}
