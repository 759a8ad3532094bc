using System.Net.Security;
using System.Net.Sockets;
using System.Text;
using Ics2.As4;

namespace Ics2.Tests.EndToEnd;

/// <summary>One TLS connection on which a test writes HTTP by hand and reads what comes back.</summary>
internal sealed class RawHttps : IAsyncDisposable
{
    private readonly TcpClient _tcp;
    private readonly SslStream _tls;
    private readonly CancellationTokenSource _patience = CancellationTokenSource.CreateLinkedTokenSource(
        TestContext.Current.CancellationToken
    );

    private RawHttps(TcpClient tcp)
    {
        _tcp = tcp;
        _tls = new SslStream(tcp.GetStream());
        _patience.CancelAfter(TimeSpan.FromSeconds(30));
    }

    public static Task<RawHttps> ConnectAsync(WireTrader trader, Uri as4) => ConnectAsync(as4, trader.TlsOptions(trader.Tls));

    public static async Task<RawHttps> ConnectAsync(Uri as4, SslClientAuthenticationOptions tls)
    {
        var tcp = new TcpClient();
        await tcp.ConnectAsync(as4.Host, as4.Port, TestContext.Current.CancellationToken);
        var raw = new RawHttps(tcp);
        try
        {
            await raw._tls.AuthenticateAsClientAsync(tls, raw._patience.Token);
            return raw;
        }
        catch
        {
            await raw.DisposeAsync();
            throw;
        }
    }

    /// <summary>The head of a POST; lines are added as they are.</summary>
    public static byte[] Head(params string[] lines) =>
        Encoding.Latin1.GetBytes(
            "POST /domibus/services/msh HTTP/1.1\r\nHost: localhost\r\n" + string.Concat(lines.Select(line => line + "\r\n")) + "\r\n"
        );

    /// <summary>A whole POST of a message.</summary>
    public static byte[] Post(WireMessage message, params string[] lines) =>
        [.. Head([$"Content-Type: {message.ContentType}", $"Content-Length: {message.Body.Length}", .. lines]), .. message.Body.Span];

    public async Task SendAsync(ReadOnlyMemory<byte> bytes)
    {
        await _tls.WriteAsync(bytes, _patience.Token);
        await _tls.FlushAsync(_patience.Token);
    }

    /// <summary>The next answer: status and body; status 0 when the connection ended instead.</summary>
    public async Task<(int Status, byte[] Body)> AnswerAsync()
    {
        var head = new StringBuilder();
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            if (await ByteAsync() is not { } next)
            {
                return (0, []);
            }

            head.Append((char)next);
        }

        var lines = head.ToString().Split("\r\n");
        var status = int.Parse(lines[0].AsSpan(9, 3), provider: null);
        if (lines.Any(line => line.Equals("Transfer-Encoding: chunked", StringComparison.OrdinalIgnoreCase)))
        {
            return (status, await ToEndAsync());
        }

        var length = lines.FirstOrDefault(line => line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase))?[15..];
        var body = new byte[length is null ? 0 : int.Parse(length, provider: null)];
        await _tls.ReadExactlyAsync(body, _patience.Token);
        return (status, body);
    }

    /// <summary>Everything until the server closes.</summary>
    public async Task<byte[]> ToEndAsync()
    {
        using var rest = new MemoryStream();
        while (await ByteAsync() is { } next)
        {
            rest.WriteByte(next);
        }

        return rest.ToArray();
    }

    public async ValueTask DisposeAsync()
    {
        await _tls.DisposeAsync();
        _tcp.Dispose();
        _patience.Dispose();
    }

    private async Task<byte?> ByteAsync()
    {
        var one = new byte[1];
        try
        {
            return await _tls.ReadAsync(one, _patience.Token) == 0 ? null : one[0];
        }
        catch (IOException)
        {
            return null; // a reset ends it as well as a close
        }
    }
}
