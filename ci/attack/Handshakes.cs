using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;

namespace Ics2.Attack;

/// <summary>
/// Opens connections by the thousand that have no certificate, some of which say nothing at all, while one trader with a certificate opens
/// a connection anew for each of its posts.
/// </summary>
internal static class Handshakes
{
    public static async Task<int> RunAsync(Signer signer, int connections, string from)
    {
        using var end = new CancellationTokenSource();
        Console.WriteLine($"alone: {await LatencyAsync(signer, 20, CancellationToken.None)}");
        var trader = LatencyAsync(signer, int.MaxValue, end.Token);
        var ends = new ConcurrentDictionary<string, int>(StringComparer.Ordinal);
        var next = 0;
        var begun = Stopwatch.StartNew();
        await Task.WhenAll(
            Enumerable
                .Range(0, 500)
                .Select(async _ =>
                {
                    while (Interlocked.Increment(ref next) is var number && number <= connections)
                    {
                        var how = await ConnectAsync(signer.Endpoint, from, isSilent: number % 4 == 0);
                        ends.AddOrUpdate(how, 1, (_, count) => count + 1);
                    }
                })
        );
        var took = begun.Elapsed;
        await end.CancelAsync();
        Console.WriteLine($"under {connections} connections without a certificate in {took.TotalSeconds:F1} s: {await trader}");
        foreach (var (how, count) in ends.OrderByDescending(pair => pair.Value))
        {
            Console.WriteLine($"  {count, 6} x {how}");
        }

        return 0;
    }

    private static async Task<string> LatencyAsync(Signer signer, int most, CancellationToken end)
    {
        var latencies = new List<double>();
        var answers = new ConcurrentDictionary<string, int>(StringComparer.Ordinal);
        while (latencies.Count < most && !end.IsCancellationRequested)
        {
            using var http = Flood.Client(signer); // a connection of its own, with its handshake
            var once = Stopwatch.StartNew();
            var answer = await Flood.PostAsync(http, signer, signer.Pull());
            latencies.Add(once.Elapsed.TotalMilliseconds);
            answers.AddOrUpdate(answer, 1, (_, count) => count + 1);
        }

        latencies.Sort();
        var words = string.Join(", ", answers.Select(pair => $"{pair.Value} x {pair.Key}"));
        return latencies.Count == 0
            ? "no post"
            : $"{latencies.Count} posts, p50 {latencies[latencies.Count / 2]:F0} ms, p99 {latencies[latencies.Count * 99 / 100]:F0} ms, "
                + $"most {latencies[^1]:F0} ms ({words})";
    }

    private static async Task<string> ConnectAsync(Uri endpoint, string from, bool isSilent)
    {
        try
        {
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            socket.Bind(new IPEndPoint(IPAddress.Parse(from), 0));
            await socket.ConnectAsync(IPAddress.Loopback, endpoint.Port);
            await using var stream = new NetworkStream(socket, ownsSocket: false);
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(40));
            if (isSilent)
            {
                return await stream.ReadAsync(new byte[1], patience.Token) == 0 ? "silent, closed" : "silent, answered";
            }

            await using var tls = new SslStream(stream, leaveInnerStreamOpen: true);
            await tls.AuthenticateAsClientAsync(
                new SslClientAuthenticationOptions
                {
                    TargetHost = endpoint.Host,
                    CertificateChainPolicy = Flood.NoQuestions(),
                    RemoteCertificateValidationCallback = (_, _, _, _) => true,
                },
                patience.Token
            );
            await tls.WriteAsync("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n"u8.ToArray(), patience.Token);
            return await tls.ReadAsync(new byte[1], patience.Token) == 0 ? "closed" : "ANSWERED WITHOUT A CERTIFICATE";
        }
        catch (OperationCanceledException)
        {
            return "still open after 40 s";
        }
        catch (Exception refused) when (refused is IOException or System.Security.Authentication.AuthenticationException or SocketException)
        {
            return isSilent ? "silent, reset" : "refused";
        }
    }
}
