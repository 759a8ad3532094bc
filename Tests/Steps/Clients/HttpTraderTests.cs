using System.Net;
using System.Net.Sockets;
using System.Text;
using Ics2.StepDefinitions.Clients;

namespace Ics2.Tests.Steps.Clients;

/// <summary>Webhooks that do what a rehearsal cannot want: each is bounded and explained.</summary>
public sealed class HttpTraderTests : IDisposable
{
    private readonly NotedCalls _calls = new();
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _listener.Dispose();
        _calls.Dispose();
    }

    [Fact]
    public async Task A_webhook_that_answers_for_ever_is_ended_and_kept_by_its_beginning_and_its_end()
    {
        var thrown = await FailsAsync("HTTP/1.1 200 OK\r\n\r\nbegun\n", forEver: true);
        thrown.Message.ShouldEndWith("/start did not answer within 2 s.");
        var call = _calls.Last;
        (call.What, call.HttpStatus, call.Outcome).ShouldBe(("start", 200, "did not answer within 2 s"));
        call.Output!.Text.ShouldStartWith("begun\nx");
        call.Output.Text.Length.ShouldBeLessThan(70_000);
    }

    [Fact]
    public async Task What_a_webhook_answers_is_kept_without_secrets()
    {
        var thrown = await FailsAsync("HTTP/1.1 500 Sorry\r\nConnection: close\r\n\r\n\u001b[31mpassword=hunter2", forEver: false);
        thrown.Message.ShouldEndWith("/start answers HTTP 500.");
        _calls.Last.Output!.Text.ShouldBe("\\u001b[31mpassword=***");
        _calls.Last.Command!.ShouldStartWith("POST http:http://127.0.0.1:");
    }

    [Fact]
    public async Task A_webhook_that_says_nothing_is_not_waited_for_longer_than_it_may_take()
    {
        var thrown = await FailsAsync("", forEver: false);
        thrown.Message.ShouldEndWith("/start did not answer within 2 s.");
        _calls.Last.HttpStatus.ShouldBeNull();
    }

    private async Task<ClientFailedException> FailsAsync(string answer, bool forEver)
    {
        _listener.Start();
        var serving = ServeAsync(answer, forEver);
        var port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        using var client = new HttpTrader(new UriBuilder("http", "127.0.0.1", port).Uri, TimeSpan.FromSeconds(2));
        var thrown = await Should.ThrowAsync<ClientFailedException>(() => client.StartAsync(_calls.Place, Ct));
        client.Dispose();
        await serving;
        return thrown;
    }

    // Closes when it has said all it has to say; with nothing to say it keeps the connection open until the other side goes.
    private async Task ServeAsync(string answer, bool forEver)
    {
        using var connection = await _listener.AcceptTcpClientAsync(Ct);
        await using var stream = connection.GetStream();
        var chunk = Encoding.ASCII.GetBytes(new string('x', 8192));
        try
        {
            _ = await stream.ReadAsync(new byte[65536], Ct);
            await stream.WriteAsync(Encoding.UTF8.GetBytes(answer), Ct);
            while (forEver)
            {
                await stream.WriteAsync(chunk, Ct);
            }

            if (answer.Length == 0)
            {
                await stream.CopyToAsync(Stream.Null, Ct);
            }
        }
        catch (IOException)
        {
            // the other side has gone
        }
    }
}
