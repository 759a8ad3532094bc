using System.Net;
using System.Net.Security;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Ics2.As4;
using Ics2.Contract.Traders;
using Ics2.Trader.Messages;
using Ics2.Trader.Receiving;
using Ics2.Trader.Settings;
using Ics2.Transport;
using Ics2.Trust.Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace Ics2.Trader;

/// <summary>
/// The trader's own HTTPS endpoint: customs pushes to it and gets a signed receipt in the HTTP response (as4-profile d1, step 6).
/// </summary>
public sealed class PushReceiver : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly PushEndpoint _endpoint;
    private readonly IInboxStore _inbox;
    private readonly Action<string> _log;
    private readonly Channel<string> _arrivals = Channel.CreateUnbounded<string>(); // ids only: the messages are on disk

    private PushReceiver(TraderFolder folder, TraderOptions options, PushOptions push)
    {
        var profile = options.Profile;
        var parts = new TraderComposition(folder, options);
        _log = push.Log;
        _inbox = parts.Inbox;
        _endpoint = new PushEndpoint(profile, parts.Receiver, parts.Sealer, push.Log);
        _app = Build(folder, push, profile.MaxMessageBytes + profile.Limits.EnvelopeBytes);
        var path = new PathString(push.Path ?? folder.Settings.PushUrl?.AbsolutePath ?? "/");
        _app.Run(context => HandleAsync(context, path));
        Url = new Uri("https://localhost" + path);
    }

    /// <summary>What was received so far.</summary>
    public IInbox Inbox => _inbox;

    /// <summary>Where it listens, as seen from this machine.</summary>
    public Uri Url { get; private set; }

    /// <summary>Starts to listen.</summary>
    /// <param name="folder">Who the trader is; its TLS key serves as server key. Stays the caller's to dispose of.</param>
    /// <param name="options">Null for the normal trader.</param>
    /// <param name="push">Null for what <c>pushUrl</c> says.</param>
    /// <returns>The running endpoint.</returns>
    /// <exception cref="IOException">The port is taken.</exception>
    public static async Task<PushReceiver> StartAsync(
        TraderFolder folder,
        TraderOptions? options = null,
        PushOptions? push = null,
        CancellationToken cancellationToken = default
    )
    {
        var receiver = new PushReceiver(folder, options ?? new TraderOptions(), push ?? new PushOptions());
        foreach (var left in receiver.Inbox.Untaken())
        {
            receiver._arrivals.Writer.TryWrite(left.MessageId);
        }

        try
        {
            await receiver._app.StartAsync(cancellationToken);
        }
        catch
        {
            await receiver.DisposeAsync();
            throw;
        }

        receiver.Url = new UriBuilder(receiver.Url) { Port = new Uri(receiver._app.Urls.First()).Port }.Uri;
        return receiver;
    }

    /// <summary>
    /// Received messages, each handed over once: first what an earlier run kept without handing it over, then what arrives.
    /// </summary>
    /// <param name="cancellationToken">Ends the sequence.</param>
    /// <returns>Messages in the order of arrival, without end.</returns>
    public async IAsyncEnumerable<ReceivedCustomsMessage> MessagesAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        while (true)
        {
            var message = await NextAsync(cancellationToken);
            if (Inbox.TryTake(message.MessageId))
            {
                yield return message;
            }
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _inbox.Dispose();
    }

    /// <summary>The next arrival, not yet taken.</summary>
    internal async Task<ReceivedCustomsMessage> NextAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            if (Inbox.Find(await _arrivals.Reader.ReadAsync(cancellationToken)) is { } message)
            {
                return message;
            }
        }
    }

    /// <summary>Whether an arrival is waiting right now.</summary>
    internal bool HasMore => _arrivals.Reader.Count > 0;

    private static WebApplication Build(TraderFolder folder, PushOptions push, long largestBody)
    {
        // Empty: neither environment variables nor a settings file in the working directory must change what a trader does.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = largestBody;
            kestrel.Listen(
                push.Address ?? DefaultAddress(folder.Settings),
                push.Port ?? folder.Settings.PushUrl?.Port ?? 0,
                listen => listen.UseHttps(Tls(folder, push.Log))
            );
        });
        return builder.Build();
    }

    private static HttpsConnectionAdapterOptions Tls(TraderFolder folder, Action<string> log) =>
        new()
        {
            SslProtocols = TlsPolicy.Versions,
            ServerCertificate = folder.Tls.Certificate,
            ServerCertificateChain = folder.Tls.Issuers,
            ClientCertificateMode = ClientCertificateMode.RequireCertificate,
            OnAuthenticate = (_, ssl) => ssl.CertificateChainPolicy = TlsPolicy.Chain(folder.TlsTrust, CertificatePurpose.TlsClient),
            ClientCertificateValidation = (certificate, chain, errors) =>
            {
                if (errors != SslPolicyErrors.None)
                {
                    log(
                        $"Refused a connection: the TLS certificate '{LogText.OneLine(certificate.Subject, 200)}' does not hold "
                            + $"against {folder.Settings.TlsTrust}: {errors}, "
                            + $"{string.Join(", ", chain?.ChainStatus.Select(status => status.Status) ?? [])}."
                    );
                }

                return errors == SslPolicyErrors.None;
            },
        };

    private static IPAddress DefaultAddress(TraderSettings settings) =>
        settings.PushUrl is null or { IsLoopback: true } ? IPAddress.Loopback : IPAddress.Any;

    private async Task HandleAsync(HttpContext context, PathString path)
    {
        var answer =
            context.Request.Path != path ? PushEndpoint.Plain(StatusCodes.Status404NotFound, $"AS4 messages are taken at {path}.")
            : !HttpMethods.IsPost(context.Request.Method)
                ? PushEndpoint.Plain(StatusCodes.Status405MethodNotAllowed, "AS4 messages are posted.")
            : await ReceiveAsync(context);
        context.Response.StatusCode = answer.Status;
        context.Response.ContentType = answer.Wire.ContentType;
        context.Response.ContentLength = answer.Wire.Body.Length;
        await context.Response.Body.WriteAsync(answer.Wire.Body, context.RequestAborted);
    }

    private async Task<PushAnswer> ReceiveAsync(HttpContext context)
    {
        // bounded by MaxRequestBodySize: 413
        var body = await BodyReader.ReadAsync(context.Request.Body, context.Request.ContentLength, Array.MaxLength, context.RequestAborted);
        try
        {
            var answer = await _endpoint.AnswerAsync(context.Request.Headers.ContentType, body, context.RequestAborted);
            if (answer.Delivered is not null)
            {
                _arrivals.Writer.TryWrite(answer.Delivered.MessageId);
            }

            return answer;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            _log($"A message could not be kept and got no receipt: {e.Message}");
            return PushEndpoint.Plain(StatusCodes.Status500InternalServerError, "The message could not be kept. Push it again later.");
        }
    }
}
