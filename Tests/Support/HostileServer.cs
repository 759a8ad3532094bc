using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Ics2.Tests.Support;

/// <summary>What the hostile server does with a request.</summary>
public enum Hostility
{
    /// <summary>Reads it and never answers.</summary>
    Stalls,

    /// <summary>Resets the connection.</summary>
    Resets,

    /// <summary>Closes before the TLS handshake is done.</summary>
    BreaksTls,

    /// <summary>HTTP 503 with a page.</summary>
    Refuses,

    /// <summary>HTTP 200 with nothing.</summary>
    SaysNothing,

    /// <summary>HTTP 200 with a page.</summary>
    TalksHtml,

    /// <summary>Promises a long answer and sends a byte of it now and then.</summary>
    Drips,
}

/// <summary>An HTTPS server with one bad habit.</summary>
internal sealed class HostileServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly X509Certificate2 _certificate;
    private readonly Hostility _habit;
    private readonly List<Task> _serving = [];
    private readonly Task _accepting;

    public HostileServer(X509Certificate2 certificate, Hostility habit)
    {
        (_certificate, _habit) = (certificate, habit);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public Uri Url => new($"https://localhost:{((IPEndPoint)_listener.LocalEndpoint).Port}/as4");

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        await _accepting;
        await Task.WhenAll(_serving);
        _listener.Dispose();
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _serving.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_end.Token)));
            }
        }
        catch (Exception over) when (over is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        try
        {
            using (client)
            {
                if (_habit == Hostility.BreaksTls)
                {
                    return;
                }

                await using var tls = new SslStream(client.GetStream());
                await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = _certificate }, _end.Token);
                while (await ReadRequestAsync(tls))
                {
                    await AnswerAsync(client, tls);
                }
            }
        }
        catch (Exception gone)
            when (gone is IOException or OperationCanceledException or AuthenticationException or SocketException or ObjectDisposedException
            )
        {
            // The client hung up, or the test is over.
        }
    }

    private async Task AnswerAsync(TcpClient client, SslStream tls)
    {
        switch (_habit)
        {
            case Hostility.Stalls:
                await Task.Delay(Timeout.Infinite, _end.Token);
                break;
            case Hostility.Resets:
                client.Client.LingerState = new LingerOption(enable: true, 0);
                client.Client.Close();
                break;
            case Hostility.Refuses:
                await SayAsync(tls, "503 Service Unavailable", "text/html", "<html>later</html>");
                break;
            case Hostility.SaysNothing:
                await SayAsync(tls, "200 OK", "text/plain", "");
                break;
            case Hostility.TalksHtml:
                await SayAsync(tls, "200 OK", "text/html", "<html>Welcome to our portal</html>");
                break;
            default:
                await tls.WriteAsync(
                    "HTTP/1.1 200 OK\r\nContent-Type: application/soap+xml\r\nContent-Length: 1000000\r\n\r\n"u8.ToArray(),
                    _end.Token
                );
                while (true)
                {
                    await tls.WriteAsync("<"u8.ToArray(), _end.Token);
                    await Task.Delay(50, _end.Token);
                }
        }
    }

    private Task SayAsync(SslStream tls, string status, string type, string body) =>
        tls.WriteAsync(
                Encoding.ASCII.GetBytes($"HTTP/1.1 {status}\r\nContent-Type: {type}\r\nContent-Length: {body.Length}\r\n\r\n{body}"),
                _end.Token
            )
            .AsTask();

    private async Task<bool> ReadRequestAsync(SslStream tls)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            if (await tls.ReadAsync(one, _end.Token) == 0)
            {
                return false;
            }

            head.Append((char)one[0]);
        }

        var length = head.ToString()
            .Split("\r\n")
            .First(line => line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase))
            .Split(':')[1];
        await tls.ReadExactlyAsync(new byte[int.Parse(length)], _end.Token);
        return true;
    }
}
