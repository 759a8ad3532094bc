using Ics2.AccessPoint.Capturing;
using Ics2.AccessPoint.Receiving;
using Ics2.AccessPoint.Settings;
using Ics2.As4;
using Ics2.Transport;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace Ics2.AccessPoint.Hosting;

/// <summary>The HTTPS endpoint for AS4: one path, POST only, HTTP/1.1 as AS4 products speak it.</summary>
internal sealed class As4Endpoint(
    IAnswering answering,
    MutualTls tls,
    KeyReuse keyReuse,
    GuardPull guard,
    ICaptures captures,
    ExchangeLog exchanges,
    TimeProvider clock,
    BodyIntake intake,
    ILogger<As4Endpoint> log
)
{
    /// <summary>The path of the real access point (as4-profile d).</summary>
    public const string Path = "/domibus/services/msh";

    private const int MaxConnections = 2000;
    private const string RetryAfterSeconds = "10";

    /// <summary>Bounds what a connection may cost before a message is read (attack cases XML-08, MIM-08, MIM-10, MIM-16).</summary>
    public static void Bound(KestrelServerLimits limits, AccessPointOptions options)
    {
        limits.MaxConcurrentConnections = MaxConnections;
        limits.MaxRequestBodySize = options.Profile.MaxMessageBytes;
        limits.MinRequestBodyDataRate = new MinDataRate(bytesPerSecond: 240, gracePeriod: options.RequestBodyTimeout);
        limits.RequestHeadersTimeout = options.RequestHeadersTimeout;
        limits.MaxRequestHeadersTotalSize = 16 * 1024;
        limits.MaxRequestHeaderCount = 64;
        limits.MaxRequestLineSize = 4 * 1024;
    }

    /// <summary>Has a listener speak mutual TLS.</summary>
    public static void Listen(ListenOptions listen, MutualTls tls, TlsIdentity identity, HandshakeWatch watch)
    {
        listen.Protocols = HttpProtocols.Http1;
        watch.AroundTls(
            listen,
            () =>
                listen.UseHttps(https =>
                {
                    https.ServerCertificate = identity.Certificate;
                    https.HandshakeTimeout = TimeSpan.FromSeconds(15); // its turn has come then; the gate keeps the queue outside
                    https.OnAuthenticate = tls.Configure;
                })
        );
    }

    public void Map(WebApplication app) => app.MapPost(Path, ReceiveAsync);

    private async Task ReceiveAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status500InternalServerError; // 200 is said by an answer, never by having said nothing

        // Kestrel follows Transfer-Encoding and moves a Content-Length beside it here; two lengths for one body are refused (RFC 9112 6.1,
        // attack case MIM-16).
        if (context.Request.Headers.ContainsKey("X-Content-Length"))
        {
            await RefuseAsync(
                context,
                StatusCodes.Status400BadRequest,
                "Expected one of Content-Length and Transfer-Encoding, found both."
            );
            return;
        }

        if (await tls.RevokedAsync(context) is { } revoked)
        {
            await RefuseAsync(context, StatusCodes.Status403Forbidden, revoked);
            return;
        }

        var places = new List<IDisposable>(2);
        try
        {
            var read = await intake.ReadAsync(context, places);
            if (read.Status is { } status)
            {
                await RefuseAsync(context, status, read.Why!);
                return;
            }

            await AnswerAsync(context, read.Bytes);
        }
        finally
        {
            foreach (var place in places)
            {
                place.Dispose();
            }
        }
    }

    private async Task AnswerAsync(HttpContext context, ReadOnlyMemory<byte> body)
    {
        var exchange = new Exchange(context.Request.ContentType, body, clock.GetUtcNow())
        {
            TlsThumbprint = context.Connection.ClientCertificate?.Thumbprint,
            ContentEncoding = context.Request.Headers.ContentEncoding is { Count: > 0 } encodings ? encodings.ToString() : null,
        };
        var begun = clock.GetTimestamp();
        var answer = await answering.AnswerAsync(exchange, context.RequestAborted);
        var took = clock.GetElapsedTime(begun);
        keyReuse.Look(context, exchange.SealedWith);
        guard.Learn(exchange.TlsThumbprint, exchange.SenderIfKnown?.Eori);
        var request = new WireMessage(exchange.ContentType ?? "", body) { ContentEncoding = exchange.ContentEncoding };
        var folder = await captures.WriteAsync(exchange.MessageId, request, answer.Leaves ? answer : null);
        exchanges.Add(
            new SeenExchange(
                PostedExchange.View(exchange, answer) with
                {
                    Milliseconds = took.TotalMilliseconds,
                    Http = HttpFacts.Of(context, answer),
                    Tls = HttpFacts.Tls(context),
                },
                request,
                answer.Leaves ? answer.Wire : null,
                folder
            )
        );
        await answer.SendAsync(context);
    }

    private async Task RefuseAsync(HttpContext context, int status, string reason)
    {
        log.LogInformation("Refused a request from {Remote}: {Reason}", context.Connection.RemoteIpAddress, reason);
        context.Response.StatusCode = status;
        context.Response.Headers.Connection = "close";
        if (status == StatusCodes.Status503ServiceUnavailable)
        {
            context.Response.Headers.RetryAfter = RetryAfterSeconds;
        }

        await context.Response.WriteAsync(reason + "\n", context.RequestAborted);
    }
}
