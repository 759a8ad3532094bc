using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Ics2.Tests.Support;

namespace Ics2.Tests.AccessPoint;

public sealed class ManagementApiTests(PkiFixture pki) : IDisposable
{
    private readonly TempFolder _folder = new();

    [Fact]
    public async Task It_says_when_it_lives_and_is_ready_and_where_the_services_are()
    {
        await using var host = await RunningHost.StartAsync(pki, _folder.Path);

        (await host.GetAsync("/health/live")).GetProperty("status").GetString().ShouldBe("live");
        (await host.GetAsync("/health/ready")).GetProperty("status").GetString().ShouldBe("ready");
        (await host.GetAsync("/services")).GetProperty("registry").GetString().ShouldBe("http://localhost:1/");
    }

    [Fact]
    public async Task It_says_what_the_node_is()
    {
        await using var host = await RunningHost.StartAsync(pki, _folder.Path);

        var node = await host.GetAsync("/node");
        node.GetProperty("store").GetString().ShouldBe("sqlite");
        node.GetProperty("sealKeySize").GetInt32().ShouldBeOneOf(2048, 3072, 4096);
        node.GetProperty("machine").GetString().ShouldBe(Environment.MachineName);
        node.GetProperty("processId").GetInt32().ShouldBe(Environment.ProcessId);
    }

    [Fact]
    public async Task An_unknown_operator_pulls_and_an_entered_one_keeps_its_entry_over_a_restart()
    {
        await using (var host = await RunningHost.StartAsync(pki, _folder.Path))
        {
            (await host.GetAsync("/operators/sys1@BE0123456789")).GetProperty("channel").GetString().ShouldBe("pull");
            (
                await host.PutAsync("/operators/sys1@BE0123456789", new { channel = "push", pushUrl = "https://localhost:1/as4" })
            ).StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        await using var again = await RunningHost.StartAsync(pki, _folder.Path);
        var entry = (await again.GetAsync("/operators")).GetProperty("operators").EnumerateArray().ShouldHaveSingleItem();
        entry.GetProperty("partyId").GetString().ShouldBe("sys1@BE0123456789");
        entry.GetProperty("channel").GetString().ShouldBe("push");
        entry.GetProperty("connected").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task What_a_change_does_not_speak_of_stays()
    {
        await using var host = await RunningHost.StartAsync(pki, _folder.Path);
        await host.PutAsync(
            "/operators/sys1@BE0123456789",
            new
            {
                channel = "push",
                pushUrl = "https://localhost:1/as4",
                aeoSecurity = true,
            }
        );

        using var response = await host.PatchAsync(
            "/operators/sys1@BE0123456789",
            new { unsubscribed = new[] { "N03" }, connected = false }
        );

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        var entry = await host.GetAsync("/operators/sys1@BE0123456789");
        entry.GetProperty("eori").GetString().ShouldBe("BE0123456789");
        entry.GetProperty("channel").GetString().ShouldBe("push");
        entry.GetProperty("aeoSecurity").GetBoolean().ShouldBeTrue();
        entry.GetProperty("connected").GetBoolean().ShouldBeFalse();
        entry.GetProperty("unsubscribed").EnumerateArray().ShouldHaveSingleItem().GetString().ShouldBe("N03");
        using var wrong = await host.PatchAsync("/operators/sys1@BE0123456789", new { unsubscribed = new[] { "Q01" } });
        wrong.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData("Bearer 0123456789abcdef", HttpStatusCode.OK)]
    [InlineData("bearer  0123456789abcdef", HttpStatusCode.OK)]
    [InlineData("Bearer 0123456789abcdeF", HttpStatusCode.Unauthorized)]
    [InlineData("Basic 0123456789abcdef", HttpStatusCode.Unauthorized)]
    [InlineData("0123456789abcdef", HttpStatusCode.Unauthorized)]
    [InlineData(null, HttpStatusCode.Unauthorized)]
    public async Task Whoever_cannot_show_the_token_learns_nothing_but_whether_it_lives(string? authorization, HttpStatusCode expected)
    {
        await using var host = await RunningHost.StartAsync(
            pki,
            _folder.Path,
            options => options with { ManagementAddress = IPAddress.Any, ManagementToken = "0123456789abcdef" }
        );
        using var http = new HttpClient { BaseAddress = host.Host.Management };
        if (authorization is not null)
        {
            http.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", authorization).ShouldBeTrue();
        }

        host.Host.Management.Host.ShouldBe("localhost");
        foreach (var path in new[] { "operators", "messages", "openapi.json", "nowhere" })
        {
            using var response = await http.GetAsync(new Uri(path, UriKind.Relative), host.Patience);
            response.StatusCode.ShouldBe(path == "nowhere" && expected == HttpStatusCode.OK ? HttpStatusCode.NotFound : expected, path);
        }

        using var health = await http.GetAsync(new Uri("health/ready", UriKind.Relative), host.Patience);
        health.StatusCode.ShouldBe(HttpStatusCode.OK);
        using var reset = await http.PostAsync(new Uri("reset", UriKind.Relative), content: null, host.Patience);
        reset.StatusCode.ShouldBe(expected);
    }

    [Theory]
    [InlineData("0.0.0.0", null)]
    [InlineData("0.0.0.0", "short")]
    [InlineData("127.0.0.1", "with a space in it")]
    public async Task It_does_not_start_open_to_everybody(string address, string? token) =>
        (
            await Should.ThrowAsync<ArgumentException>(() =>
                RunningHost.StartAsync(
                    pki,
                    _folder.Path,
                    options => options with { ManagementAddress = IPAddress.Parse(address), ManagementToken = token }
                )
            )
        ).Message.ShouldContain("oken");

    [Theory]
    [InlineData("nobody", """{ "channel": "pull" }""")]
    [InlineData("BE0123456789", """{ "channel": "push" }""")]
    [InlineData("BE0123456789", """{ "channel": "push", "pushUrl": "http://localhost/" }""")]
    [InlineData("BE0123456789", """{ "channel": "pigeon" }""")]
    [InlineData("BE0123456789", """{ "channel": 1 }""")]
    [InlineData("BE0123456789", """{ "chanel": "pull" }""")]
    [InlineData("BE0123456789", """{ "channel": """)]
    [InlineData("BE0123456789", "null")]
    public async Task A_wrong_entry_is_refused_with_what_was_expected(string partyId, string body)
    {
        await using var host = await RunningHost.StartAsync(pki, _folder.Path);

        using var response = await host.PutAsync("/operators/" + partyId, JsonContent(body));

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await response.Content.ReadFromJsonAsync<JsonElement>(host.Patience))
            .GetProperty("error")
            .GetString()
            .ShouldNotBeNull()
            .ShouldContain("expected");
        (await host.GetAsync("/operators")).GetProperty("operators").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task Messages_of_both_directions_are_listed_and_their_bytes_handed_out()
    {
        await using var host = await RunningHost.StartAsync(pki, _folder.Path);
        var filing = pki.Trader.Lodge(pki.Trader.Header(), AccessPointHostTests.Sample("LRN-1"));
        await host.PostAsync(pki.Trader, filing);

        var all = await host.UntilAsync("/messages", answer => answer.GetProperty("messages").GetArrayLength() == 2);
        all.GetProperty("messages")
            .EnumerateArray()
            .Select(row => row.GetProperty("direction").GetString())
            .ShouldBe(["out", "in"], ignoreOrder: true);
        (await host.GetAsync("/messages?direction=in&party=NL0123456789")).GetProperty("messages").GetArrayLength().ShouldBe(0);
        var row = await host.GetAsync($"/messages/{filing.MessageId}");
        row.GetProperty("action").GetString().ShouldBe("IE3F10");
        row.TryGetProperty("note", out _).ShouldBeFalse();
        row.GetProperty("at").GetString().ShouldNotBeNull().ShouldEndWith("Z");

        using var raw = await host.GetResponseAsync($"/messages/{filing.MessageId}/raw");
        (await raw.Content.ReadAsByteArrayAsync(host.Patience)).ShouldBe(filing.Wire.Body.ToArray());
        raw.Headers.GetValues("X-As4-Content-Type").ShouldHaveSingleItem().ShouldBe(filing.Wire.ContentType);

        using var wayward = await host.GetResponseAsync($"/messages/{filing.MessageId}?direction=up");
        wayward.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        using var missing = await host.GetResponseAsync("/messages/none@x");
        missing.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        using var wrong = await host.GetResponseAsync("/messages?direction=up");
        wrong.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task An_id_that_two_messages_bear_is_not_answered_with_one_of_them_at_random()
    {
        await using var host = await RunningHost.StartAsync(pki, _folder.Path);
        var header = pki.Trader.Header();
        await host.PostAsync(pki.Trader, pki.Trader.Lodge(header, AccessPointHostTests.Sample("LRN-3")));
        await host.PostAsync(
            pki.Other,
            pki.Other.Lodge(pki.Other.Header() with { MessageId = header.MessageId }, AccessPointHostTests.Sample("LRN-4"))
        );

        using var both = await host.GetResponseAsync($"/messages/{header.MessageId}");
        both.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await both.Content.ReadFromJsonAsync<JsonElement>(host.Patience))
            .GetProperty("error")
            .GetString()
            .ShouldNotBeNull()
            .ShouldContain($"direction=in&party={pki.Other.PartyId}");
        (await host.GetAsync($"/messages/{header.MessageId}?party={pki.Other.PartyId}&direction=in"))
            .GetProperty("party")
            .GetString()
            .ShouldBe(pki.Other.PartyId);
    }

    public void Dispose() => _folder.Dispose();

    private static StringContent JsonContent(string body) => new(body, System.Text.Encoding.UTF8, "application/json");
}
