using System.Net;
using System.Net.Security;
using Ics2.As4;

namespace Ics2.Transport;

/// <summary>What one post may cost.</summary>
/// <param name="MaxAnswerBytes">The most bytes of an answer that are read.</param>
/// <param name="ResponseTimeout">From the start of the post to the last byte of the answer.</param>
internal sealed record PostLimits(int MaxAnswerBytes, TimeSpan ResponseTimeout);

/// <summary>The HTTP client for AS4: connections are kept and reused, every wait and every answer is bounded.</summary>
/// <param name="connection">What it sends over, normally <see cref="Connect"/>.</param>
/// <param name="limits">What one post may cost.</param>
/// <param name="clock">The clock of the time-out.</param>
/// <param name="ownsConnection">Whether the connection goes with it.</param>
internal sealed class As4Post(HttpMessageHandler connection, PostLimits limits, TimeProvider clock, bool ownsConnection = true)
    : IAs4Post,
        IDisposable
{
    private readonly HttpClient _http = new(connection, ownsConnection)
    {
        Timeout = Timeout.InfiniteTimeSpan, // its own ends with the headers and knows no other clock; ours covers the body too
    };

    /// <summary>Connections that carry a message to the server it is for, and nowhere else.</summary>
    /// <param name="tls">How they are opened.</param>
    /// <param name="connectTimeout">How long opening one may take; null for as long as the answer may.</param>
    public static SocketsHttpHandler Connect(SslClientAuthenticationOptions tls, TimeSpan? connectTimeout = null) =>
        new()
        {
            AllowAutoRedirect = false, // a redirect would carry a filing to an address nobody enrolled
            UseCookies = false,
            UseProxy = false, // the message is for the other end alone; and a proxy setting of the machine must not decide a test
            AutomaticDecompression = DecompressionMethods.None,
            ConnectTimeout = connectTimeout ?? Timeout.InfiniteTimeSpan,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            MaxResponseHeadersLength = 32, // kilobytes
            SslOptions = tls,
        };

    public async Task<PostOutcome> PostAsync(Uri endpoint, WireMessage message, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(limits.ResponseTimeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        using var request = new HttpRequestMessage(HttpMethod.Post, endpoint) { Content = new ReadOnlyMemoryContent(message.Body) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", message.ContentType);
        try
        {
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            var stream = await response.Content.ReadAsStreamAsync(either.Token);
            var body = await BodyReader.ReadAsync(stream, response.Content.Headers.ContentLength, limits.MaxAnswerBytes, either.Token);
            var contentType = response.Content.Headers.NonValidated.TryGetValues("Content-Type", out var values) ? values.ToString() : null;
            var (general, ofContent) = (response.Headers.NonValidated, response.Content.Headers.NonValidated);
            return new PostOutcome.Answered((int)response.StatusCode, contentType, body)
            {
                Headers = general.Concat(ofContent).Select(header => (header.Key, header.Value.ToString())),
            };
        }
        catch (OperationCanceledException slow) when (!cancellationToken.IsCancellationRequested)
        {
            // Opening a connection has a limit of its own, which cancels too.
            return slow.InnerException is TimeoutException && !timeout.IsCancellationRequested
                ? new PostOutcome.Unanswered(PostFault.NotConnected, slow.InnerException)
                : new PostOutcome.Unanswered(
                    PostFault.TimedOut,
                    new TimeoutException($"no response within {limits.ResponseTimeout.TotalSeconds:0} s", slow)
                );
        }
        catch (HttpRequestException e)
        {
            return Sort(e);
        }
        catch (InvalidDataException e)
        {
            return new PostOutcome.Unanswered(PostFault.TooLarge, e);
        }
        catch (IOException e)
        {
            return new PostOutcome.Unanswered(PostFault.CutShort, e);
        }
    }

    public void Dispose() => _http.Dispose();

    private static PostOutcome.Unanswered Sort(HttpRequestException e)
    {
        for (Exception? cause = e; cause is not null; cause = cause.InnerException)
        {
            if (cause is ServerNotTrustedException)
            {
                return new PostOutcome.Unanswered(PostFault.ServerNotTrusted, cause);
            }
        }

        return new PostOutcome.Unanswered(
            e.HttpRequestError switch
            {
                HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError => PostFault.NotConnected,
                HttpRequestError.SecureConnectionError => PostFault.TlsRefused,
                _ => PostFault.BrokenOff,
            },
            e
        );
    }
}
