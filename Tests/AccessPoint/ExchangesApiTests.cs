using System.Net;
using System.Text;
using System.Text.Json;
using Ics2.As4.Messages;
using Ics2.Tests.Support;

namespace Ics2.Tests.AccessPoint;

public sealed class ExchangesApiTests(PkiFixture pki) : IDisposable
{
    private readonly TempFolder _folder = new();

    [Fact]
    public async Task An_exchange_says_what_was_posted_how_it_was_answered_and_over_which_connection()
    {
        await using var host = await RunningHost.StartAsync(pki, _folder.Path);
        var message = pki.Trader.Lodge(pki.Trader.Header(), "<IE3F10/>");
        await host.PostAsync(pki.Trader, message);
        await host.PostAsync(pki.Trader, message);

        var (again, first) = await BothAsync(host);

        first.GetProperty("party").GetString().ShouldBe(pki.Trader.PartyId.ToString());
        first.GetProperty("direction").GetString().ShouldBe("in");
        first.GetProperty("action").GetString().ShouldBe("IE3F10");
        first.GetProperty("messageId").GetString().ShouldBe(message.MessageId.Value);
        first.GetProperty("verdict").GetString().ShouldBe("accepted");
        first.GetProperty("answer").GetProperty("kind").GetString().ShouldBe("receipt");
        first.GetProperty("http").GetProperty("status").GetInt32().ShouldBe(200);
        first.GetProperty("http").GetProperty("requestHeaders").GetProperty("Content-Type").GetString().ShouldBe(message.Wire.ContentType);
        first.GetProperty("tls").GetProperty("version").GetString().ShouldBeOneOf("TLS 1.2", "TLS 1.3");
        first.GetProperty("tls").GetProperty("subject").GetString().ShouldBe(pki.Trader.Tls.Certificate.Subject);
        first.GetProperty("attempt").GetInt32().ShouldBe(1);
        again.GetProperty("attempt").GetInt32().ShouldBe(2);
    }

    [Fact]
    public async Task A_refusal_stands_in_fields()
    {
        await using var host = await RunningHost.StartAsync(pki, _folder.Path);
        await host.PostAsync(
            pki.Trader,
            pki.Trader.Lodge(pki.Trader.Header() with { Agreement = new TypedValue("mine", Type: null) }, "<IE3F10/>")
        );

        var seen = (await ListAsync(host, "/exchanges")).ShouldHaveSingleItem();

        seen.GetProperty("verdict").GetString().ShouldBe("refused");
        seen.GetProperty("answer").GetProperty("kind").GetString().ShouldBe("error");
        seen.GetProperty("answer").GetProperty("code").GetString().ShouldBe("EBMS:0001");
        var check = seen.GetProperty("checks").EnumerateArray().ShouldHaveSingleItem();
        check.GetProperty("verdict").GetString().ShouldBe("failed");
        check.GetProperty("actual").GetString().ShouldNotBeNull().ShouldContain("mine");
        check.GetProperty("remedy").GetString().ShouldNotBeNullOrEmpty();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_bytes_of_both_sides_are_given_out_from_memory_or_from_their_captures(bool inMemory)
    {
        await using var host = await RunningHost.StartAsync(
            pki,
            _folder.Path,
            options => options with { KeptExchangeBytes = inMemory ? 1_000_000 : 0, Captures = !inMemory }
        );
        var message = pki.Trader.Lodge(pki.Trader.Header(), "<IE3F10/>");
        var (_, receipt) = await host.PostAsync(pki.Trader, message);

        var seen = (await ListAsync(host, "/exchanges")).ShouldHaveSingleItem();
        var request = await BytesAsync(host, seen.GetProperty("request").GetString()!);
        var response = await BytesAsync(host, seen.GetProperty("response").GetString()!);

        Split(request).Head.ShouldBe($"Content-Type: {message.Wire.ContentType}\r\n");
        Split(request).Body.ShouldBe(message.Wire.Body.ToArray());
        Split(response).Head.ShouldStartWith("Status: 200\r\n");
        Split(response).Body.ShouldBe(receipt.Body.ToArray());
    }

    [Fact]
    public async Task The_bytes_of_the_latest_are_kept_up_to_the_sum_that_was_given()
    {
        var message = pki.Trader.Lodge(pki.Trader.Header(), "<IE3F10/>");
        await using var host = await RunningHost.StartAsync(
            pki,
            _folder.Path,
            options => options with { KeptExchangeBytes = message.Wire.Body.Length + 10_000, Captures = false }
        );
        await host.PostAsync(pki.Trader, message);
        await host.PostAsync(pki.Trader, message);

        var (again, first) = await BothAsync(host);

        using var late = await host.GetResponseAsync("/" + again.GetProperty("request").GetString());
        late.StatusCode.ShouldBe(HttpStatusCode.OK);
        using var early = await host.GetResponseAsync("/" + first.GetProperty("request").GetString());
        early.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_list_is_read_on_in_both_directions_from_an_id()
    {
        await using var host = await RunningHost.StartAsync(pki, _folder.Path);
        for (var number = 0; number < 5; number++)
        {
            await host.PostAsync(pki.Trader, pki.Trader.Writer.WritePullRequest(pki.Trader.Channel));
        }

        Ids(await ListAsync(host, "/exchanges")).ShouldBe(["5", "4", "3", "2", "1"]);
        Ids(await ListAsync(host, "/exchanges?limit=2&before=4")).ShouldBe(["3", "2"]);
        Ids(await ListAsync(host, "/exchanges?limit=2&after=1")).ShouldBe(["3", "2"]); // those nearest to the cursor, so that nothing is missed
        using var wrong = await host.GetResponseAsync("/exchanges?after=never");
        wrong.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_pull_says_which_message_it_brought_and_the_empty_channel_is_no_refusal()
    {
        await using var host = await RunningHost.StartAsync(pki, _folder.Path);
        await host.PostAsync(pki.Trader, pki.Trader.Writer.WritePullRequest(pki.Trader.Channel));
        await host.PostAsync(pki.Trader, pki.Trader.Lodge(pki.Trader.Header(), "<IE3F10/>"));
        await host.PullAsync(pki.Trader);

        var seen = await ListAsync(host, "/exchanges");

        seen[0].GetProperty("answer").GetProperty("action").GetString().ShouldBe("IE3N99");
        seen[^1].GetProperty("answer").GetProperty("code").GetString().ShouldBe("EBMS:0006");
        seen[^1].GetProperty("verdict").GetString().ShouldBe("accepted");
    }

    public void Dispose() => _folder.Dispose();

    private static async Task<(JsonElement Newer, JsonElement Older)> BothAsync(RunningHost host)
    {
        var seen = await ListAsync(host, "/exchanges");
        seen.Count.ShouldBe(2);
        return (seen[0], seen[1]);
    }

    private static async Task<IReadOnlyList<JsonElement>> ListAsync(RunningHost host, string path) =>
        [.. (await host.GetAsync(path)).GetProperty("exchanges").EnumerateArray()];

    private static IEnumerable<string> Ids(IEnumerable<JsonElement> exchanges) =>
        exchanges.Select(one => one.GetProperty("id").GetString()!);

    private static async Task<byte[]> BytesAsync(RunningHost host, string link)
    {
        using var response = await host.GetResponseAsync("/" + link);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        return await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
    }

    private static (string Head, byte[] Body) Split(byte[] capture)
    {
        var end = capture.AsSpan().IndexOf("\r\n\r\n"u8);
        return (Encoding.UTF8.GetString(capture, 0, end + 2), capture[(end + 4)..]);
    }
}
