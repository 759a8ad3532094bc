using System.Globalization;
using System.Text;
using Ics2.As4;
using Ics2.As4.Profiles;
using Ics2.Tests.Support;

namespace Ics2.Tests.EndToEnd;

/// <summary>What no HTTP client library would send: section 7 of attack-cases.md, MIM-10, MIM-15 to MIM-17, byte by byte.</summary>
public sealed class HttpEdgeTests(SharedCustoms customs, TraderOfTheClass one) : IClassFixture<TraderOfTheClass>, IAsyncLifetime
{
    private WireTrader Trader => one.Trader;
    private Uri As4 => one.As4;

    public async ValueTask InitializeAsync() => await customs.MarkAsync(Trader);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Content_Length_beside_Transfer_Encoding_is_400_and_what_was_smuggled_behind_it_is_not_served__MIM_16()
    {
        var smuggled = RawHttps.Post(Trader.Filing().Wire);
        await using var raw = await RawHttps.ConnectAsync(Trader, As4);

        await raw.SendAsync(
            (byte[])
                [
                    .. RawHttps.Head("Content-Type: text/plain", "Content-Length: 6", "Transfer-Encoding: chunked"),
                    .. "0\r\n\r\n"u8,
                    .. smuggled,
                ]
        );

        (await raw.AnswerAsync()).Status.ShouldBe(400);
        Encoding.Latin1.GetString(await raw.ToEndAsync()).ShouldNotContain("HTTP/1.1 200");
        (await customs.MessagesAsync(Trader, "in")).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Content-Length: {0}", "Content-Length: 5")]
    [InlineData("Content-Length: 5", "Content-Length: {0}")]
    [InlineData("Content-Length: {0}, 5", "X: y")]
    [InlineData("Content-Length: -1", "X: y")]
    [InlineData("Content-Length: 99999999999999999999", "X: y")]
    [InlineData("Transfer-Encoding: chunked, identity", "X: y")]
    [InlineData("Transfer-Encoding: xchunked", "X: y")]
    public async Task A_body_whose_length_can_be_read_in_two_ways_is_400__MIM_16(string first, string second)
    {
        var filing = Trader.Filing().Wire;
        var length = filing.Body.Length.ToString(CultureInfo.InvariantCulture);
        await using var raw = await RawHttps.ConnectAsync(Trader, As4);

        await raw.SendAsync(
            (byte[])
                [
                    .. RawHttps.Head(
                        $"Content-Type: {filing.ContentType}",
                        first.Replace("{0}", length, StringComparison.Ordinal),
                        second.Replace("{0}", length, StringComparison.Ordinal)
                    ),
                    .. filing.Body.Span,
                ]
        );

        (await raw.AnswerAsync()).Status.ShouldBeOneOf(400, 413);
        (await customs.MessagesAsync(Trader, "in")).ShouldBeEmpty();
        await Trader.FileAndBeAnsweredAsync();
    }

    [Theory]
    [InlineData("FFFFFFFFFFFFFFFFF")]
    [InlineData("80000000")]
    [InlineData("-1")]
    [InlineData("x")]
    public async Task A_chunk_size_that_no_number_holds_is_never_answered_200__MIM_16(string size)
    {
        await using var raw = await RawHttps.ConnectAsync(Trader, As4);

        await raw.SendAsync(
            (byte[])
                [
                    .. RawHttps.Head("Content-Type: multipart/related; boundary=x", "Transfer-Encoding: chunked"),
                    .. Encoding.ASCII.GetBytes($"{size}\r\n"),
                    .. new byte[100],
                    .. "\r\n0\r\n\r\n"u8,
                ]
        );

        (await raw.AnswerAsync()).Status.ShouldBeOneOf(0, 400, 408, 413);
        (await customs.MessagesAsync(Trader, "in")).ShouldBeEmpty();
        await Trader.FileAndBeAnsweredAsync();
    }

    [Fact]
    public async Task A_folded_header_line_is_400__MIM_15()
    {
        var message = AttackCase.All.Single(attack => attack.Id == "MIM-15a").Build(Trader.Attacker);
        message.ContentType.ShouldContain("\r\n ");
        await using var raw = await RawHttps.ConnectAsync(Trader, As4);

        await raw.SendAsync(RawHttps.Post(message));

        (await raw.AnswerAsync()).Status.ShouldBe(400);
    }

    [Theory]
    [InlineData("GET", "/domibus/services/msh", 405)]
    [InlineData("PUT", "/domibus/services/msh", 405)]
    [InlineData("DELETE", "/domibus/services/msh", 405)]
    [InlineData("POST", "/", 404)]
    [InlineData("POST", "/domibus/services/", 404)]
    [InlineData("POST", "/domibus/services/msh/../../../etc/passwd", 404)]
    [InlineData("POST", "/messages", 404)]
    public async Task Another_method_or_path_has_a_sane_status_and_the_connection_goes_on__MIM_17(string method, string path, int status)
    {
        var filing = Trader.Filing();
        await using var raw = await RawHttps.ConnectAsync(Trader, As4);

        await raw.SendAsync(Encoding.ASCII.GetBytes($"{method} {path} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4\r\n\r\nbody"));
        (await raw.AnswerAsync()).Status.ShouldBe(status);
        await raw.SendAsync(RawHttps.Post(filing.Wire));

        (await raw.AnswerAsync()).Status.ShouldBe(200);
        (await customs.MessagesAsync(Trader, "in"))
            .ShouldHaveSingleItem()
            .GetProperty("messageId")
            .GetString()
            .ShouldBe(filing.MessageId.Value);
    }

    [Fact]
    public async Task An_expectation_of_100_continue_is_met_before_the_body_comes__MIM_17()
    {
        var filing = Trader.Filing().Wire;
        await using var raw = await RawHttps.ConnectAsync(Trader, As4);

        await raw.SendAsync(
            RawHttps.Head($"Content-Type: {filing.ContentType}", $"Content-Length: {filing.Body.Length}", "Expect: 100-continue")
        );
        (await raw.AnswerAsync()).Status.ShouldBe(100);
        await raw.SendAsync(filing.Body);

        (await raw.AnswerAsync()).Status.ShouldBe(200);
    }

    [Fact]
    public async Task After_an_ebMS_error_the_connection_takes_the_next_message__MIM_17()
    {
        await using var raw = await RawHttps.ConnectAsync(Trader, As4);

        await raw.SendAsync(RawHttps.Post(new WireMessage("text/html", "<html>"u8.ToArray())));
        (await raw.AnswerAsync()).Status.ShouldBe(400);
        await raw.SendAsync(RawHttps.Post(Trader.Filing().Wire));

        (await raw.AnswerAsync()).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Two_hosts_are_400__MIM_17()
    {
        var filing = Trader.Filing().Wire;
        await using var raw = await RawHttps.ConnectAsync(Trader, As4);

        await raw.SendAsync(RawHttps.Post(filing, "Host: inner.example"));

        (await raw.AnswerAsync()).Status.ShouldBe(400);
        (await customs.MessagesAsync(Trader, "in")).ShouldBeEmpty();
    }

    [Fact]
    public async Task HTTP_2_is_not_spoken_and_hurts_nobody__MIM_17()
    {
        await using var raw = await RawHttps.ConnectAsync(Trader, As4);

        await raw.SendAsync("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8.ToArray());

        (await raw.AnswerAsync()).Status.ShouldBeOneOf(0, 400, 505);
        await Trader.FileAndBeAnsweredAsync();
    }

    [Fact]
    public async Task A_body_of_unknown_length_is_read_to_the_limit_and_no_further__MIM_10()
    {
        var limit = Profile.Ics2HtiV2.MaxMessageBytes;
        var chunk = new byte[1024 * 1024];
        var head = Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{chunk.Length:x}\r\n"));
        await using var raw = await RawHttps.ConnectAsync(Trader, As4);
        var sent = 0L;
        try
        {
            await raw.SendAsync(RawHttps.Head("Content-Type: multipart/related; boundary=x", "Transfer-Encoding: chunked"));
            while (sent < 10L * limit)
            {
                await raw.SendAsync((byte[])[.. head, .. chunk, .. "\r\n"u8]);
                sent += chunk.Length;
            }
        }
        catch (IOException)
        {
            // The server closed while we wrote.
        }

        // What is under way in buffers counts as sent, hence twice the limit.
        sent.ShouldBeGreaterThanOrEqualTo(limit);
        sent.ShouldBeLessThan(2L * limit);
        (await customs.MessagesAsync(Trader, "in")).ShouldBeEmpty();
        await Trader.FileAndBeAnsweredAsync();
    }

    [Fact]
    public async Task A_stated_length_over_the_limit_is_413_before_the_body_comes__MIM_10()
    {
        await using var raw = await RawHttps.ConnectAsync(Trader, As4);

        await raw.SendAsync(
            RawHttps.Head("Content-Type: multipart/related; boundary=x", $"Content-Length: {Profile.Ics2HtiV2.MaxMessageBytes + 1}")
        );

        (await raw.AnswerAsync()).Status.ShouldBe(413);
    }

    [Fact]
    public async Task A_header_of_a_megabyte_is_refused_by_HTTP_itself__MIM_08()
    {
        await using var raw = await RawHttps.ConnectAsync(Trader, As4);

        try
        {
            await raw.SendAsync(RawHttps.Head("X: " + new string('x', 1024 * 1024)));
        }
        catch (IOException)
        {
            // The server closed while we wrote.
        }

        (await raw.AnswerAsync()).Status.ShouldBeOneOf(0, 400, 431);
        await Trader.FileAndBeAnsweredAsync();
    }

    [Fact]
    public async Task A_message_compressed_once_more_by_HTTP_is_refused__MIM_14()
    {
        var filing = Trader.Filing().Wire;
        await using var raw = await RawHttps.ConnectAsync(Trader, As4);

        await raw.SendAsync(
            RawHttps.Post(filing with { Body = Ics2.As4.Compression.Gzip.Compress(filing.Body.Span) }, "Content-Encoding: gzip")
        );

        var (status, body) = await raw.AnswerAsync();
        new HttpReply(status, new WireMessage(ContentTypeOf(body), body)).Error.Code.Code.ShouldBe("EBMS:0007");
        (await customs.MessagesAsync(Trader, "in")).ShouldBeEmpty();
    }

    // An answer of ours begins with its boundary.
    private static string ContentTypeOf(byte[] body)
    {
        Ics2.As4.Inspection.Capture.TryRead(body, contentType: null, out var message, out var why).ShouldBeTrue(why);
        return message.ContentType;
    }
}
