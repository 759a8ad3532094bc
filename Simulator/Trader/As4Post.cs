using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Security;
using Ics2.As4;
using Ics2.As4.Profiles;

namespace Ics2.Trader;

/// <summary>An HTTP answer as received.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="ContentType">The whole Content-Type value; null when absent.</param>
/// <param name="Body">The bytes, empty when there are none.</param>
internal sealed record HttpAnswer(int Status, string? ContentType, ReadOnlyMemory<byte> Body);

/// <summary>How one HTTP exchange ended: with an answer of any status, or without one.</summary>
internal abstract record PostOutcome
{
    /// <summary>The server answered.</summary>
    public sealed record Answered(HttpAnswer Answer) : PostOutcome;

    /// <summary>No whole answer came.</summary>
    /// <param name="Kind">No answer, not connected, or server not trusted.</param>
    /// <param name="Why">The same for people.</param>
    public sealed record Unanswered(AttemptOutcome Kind, string Why) : PostOutcome;
}

/// <summary>Posts AS4 messages to customs over connections that are kept and reused.</summary>
internal sealed class As4Post : IDisposable
{
    // In TLS 1.3 the refusal of a client certificate arrives only after the handshake.
    private const string Hint =
        "When this happens at the first exchange, the server does perhaps not accept the TLS certificate of this trader.";

    private readonly Profile _profile;
    private readonly TimeProvider _clock;
    private readonly Uri _endpoint;
    private readonly HttpClient _http;
    private readonly int _largestAnswer;

    [SuppressMessage("Reliability", "CA2000", Justification = "The client disposes of the handler it was given.")]
    public As4Post(TraderFolder folder, TraderOptions options)
    {
        _profile = options.Profile;
        _clock = options.Clock;
        _endpoint = folder.Settings.Endpoint;
        _largestAnswer = _profile.MaxMessageBytes + _profile.Limits.EnvelopeBytes;
        var misbehaviour = options.MisbehaviourFor(folder);
        _http = new HttpClient(
            options.Network(misbehaviour.Connect(options.Connection ?? MutualTls(misbehaviour.Greet(TlsPolicy.ForClient(folder))))),
            disposeHandler: options.Connection is null
        )
        {
            Timeout = Timeout.InfiniteTimeSpan, // bounded below, on the injected clock
        };
    }

    /// <summary>Posts once.</summary>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public async Task<PostOutcome> PostAsync(WireMessage message, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(_profile.ResponseTimeout, _clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        using var request = new HttpRequestMessage(HttpMethod.Post, _endpoint) { Content = new ReadOnlyMemoryContent(message.Body) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", message.ContentType);
        try
        {
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            var stream = await response.Content.ReadAsStreamAsync(either.Token);
            var body = await BodyReader.ReadAsync(stream, response.Content.Headers.ContentLength, _largestAnswer, either.Token);
            var contentType = response.Content.Headers.NonValidated.TryGetValues("Content-Type", out var values) ? values.ToString() : null;
            return new PostOutcome.Answered(new HttpAnswer((int)response.StatusCode, contentType, body));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new PostOutcome.Unanswered(
                AttemptOutcome.NoAnswer,
                $"No whole answer within {_profile.ResponseTimeout.TotalSeconds:0.###} s."
            );
        }
        catch (HttpRequestException e)
        {
            return Classify(e);
        }
        catch (InvalidDataException)
        {
            return new PostOutcome.Unanswered(
                AttemptOutcome.NoAnswer,
                $"The answer is longer than {_largestAnswer} bytes and was not read to its end."
            );
        }
        catch (IOException e)
        {
            return new PostOutcome.Unanswered(AttemptOutcome.NoAnswer, $"The connection broke while the answer was read: {e.Message}");
        }
    }

    public void Dispose() => _http.Dispose();

    private static SocketsHttpHandler MutualTls(SslClientAuthenticationOptions tls) =>
        new()
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false, // the message is for customs alone; and a proxy setting of the machine must not decide a test
            AutomaticDecompression = DecompressionMethods.None,
            PooledConnectionLifetime = TimeSpan.FromMinutes(10),
            SslOptions = tls,
        };

    private PostOutcome.Unanswered Classify(HttpRequestException e)
    {
        for (Exception? cause = e; cause is not null; cause = cause.InnerException)
        {
            if (cause is ServerNotTrustedException)
            {
                return new PostOutcome.Unanswered(AttemptOutcome.ServerNotTrusted, cause.Message);
            }
        }

        var why = $"{_endpoint.Authority}: {(e.GetBaseException() is { } root && root != e ? $"{e.Message} ({root.Message})" : e.Message)}";
        return e.HttpRequestError switch
        {
            HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError => new PostOutcome.Unanswered(
                AttemptOutcome.NotConnected,
                $"Cannot connect to {why}"
            ),
            HttpRequestError.SecureConnectionError => new PostOutcome.Unanswered(
                AttemptOutcome.NotConnected,
                $"The TLS handshake failed with {why} {Hint}"
            ),
            _ => new PostOutcome.Unanswered(AttemptOutcome.NoAnswer, $"The exchange broke off with {why} {Hint}"),
        };
    }
}
