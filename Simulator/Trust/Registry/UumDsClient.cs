using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Ics2.Trust.Certificates;
using Polly;
using Polly.CircuitBreaker;

namespace Ics2.Trust.Registry;

/// <summary>
/// Asks the UUM&amp;DS registry over HTTP (run-time check 2 of as4-profile f) and maps its faults to A002, A003 and A004 (as4-profile e).
/// Time-outs, pauses and the cache run on real time, because the network does; only the life of a token follows the simulated clock.
/// </summary>
/// <param name="http">Connection to the registry.</param>
/// <param name="options">Where and how.</param>
/// <param name="clock">The clock the registry goes by.</param>
/// <param name="networkTime">The clock of the network; null for the real one.</param>
public sealed class UumDsClient(HttpClient http, UumDsOptions options, TimeProvider clock, TimeProvider? networkTime = null)
    : ISenderRegistry
{
    private const int LargestAnswer = 64 * 1024;
    private const int MaxCached = 10_000;

    private readonly TimeProvider _network = networkTime ?? TimeProvider.System;
    private readonly ResiliencePipeline<Authorisation> _pipeline = UumDsResilience.Pipeline(options, networkTime ?? TimeProvider.System);
    private readonly ConcurrentDictionary<AuthorisationQuestion, (Authorisation Answer, DateTimeOffset Until)> _cache = new();
    private TokenGrant? _grant;

    /// <inheritdoc/>
    public async Task<Authorisation> AuthoriseAsync(TraderPartyId party, X509Certificate2 seal, CancellationToken cancellationToken)
    {
        var question = new AuthorisationQuestion(party.ToString(), seal.Fingerprint());
        if (_cache.TryGetValue(question, out var cached) && _network.GetUtcNow() < cached.Until)
        {
            return cached.Answer;
        }

        var answer = await AskPatientlyAsync(question, cancellationToken);
        if (answer.Granted && options.CacheFor > TimeSpan.Zero)
        {
            // Refusals are not kept: whoever has just registered expects the next message to pass.
            if (_cache.Count >= MaxCached)
            {
                _cache.Clear();
            }

            _cache[question] = (answer, _network.GetUtcNow() + options.CacheFor);
        }

        return answer;
    }

    /// <summary>Drops what is cached, so that a change in the registry counts at once.</summary>
    public void Forget() => _cache.Clear();

    private async Task<Authorisation> AskPatientlyAsync(AuthorisationQuestion question, CancellationToken cancellationToken)
    {
        try
        {
            return await _pipeline.ExecuteAsync(async token => await AskOnceAsync(question, token), cancellationToken);
        }
        catch (BrokenCircuitException)
        {
            return Down(
                "failed several times in a row and is not asked for a moment",
                string.Create(CultureInfo.InvariantCulture, $"a pause of {options.BreakFor.TotalSeconds} s")
            );
        }
    }

    private async Task<Authorisation> AskOnceAsync(AuthorisationQuestion question, CancellationToken cancellationToken)
    {
        try
        {
            return await AskAsync(question, cancellationToken);
        }
        catch (HttpRequestException e)
        {
            return Down($"cannot be reached: {e.Message}", "no connection");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Down(
                "did not answer in time",
                string.Create(CultureInfo.InvariantCulture, $"no answer within {options.Timeout.TotalSeconds} s")
            );
        }
        catch (Exception e) when (e is JsonException or InvalidDataException or IOException)
        {
            return Failed($"gave an answer that cannot be read: {e.Message}", "an unreadable answer");
        }
    }

    private async Task<Authorisation> AskAsync(AuthorisationQuestion question, CancellationToken cancellationToken)
    {
        for (var fresh = false; ; fresh = true)
        {
            if (fresh || _grant is null || _grant.ExpiresAt <= clock.GetUtcNow())
            {
                var given = await TokenAsync(cancellationToken);
                if (given.Answer is null)
                {
                    return Refused(given.Status);
                }

                _grant = given.Answer; // two callers at once may both fetch one; the last stays
            }

            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(options.Registry, "v1/authorisations"))
            {
                Headers = { Authorization = new AuthenticationHeaderValue("Bearer", _grant.Token) },
                Content = JsonContent.Create(question, UumDsJson.Default.AuthorisationQuestion),
            };
            var (status, answer) = await SendAsync(request, UumDsJson.Default.AuthorisationAnswer, cancellationToken);
            switch (status)
            {
                case HttpStatusCode.OK when answer is not null:
                    return new Authorisation(
                        answer.Granted,
                        answer.Granted ? null : "A001",
                        answer.Text,
                        answer.Expected,
                        answer.Found,
                        answer.Remedy
                    );
                case HttpStatusCode.Unauthorized when !fresh:
                    continue; // the token may have been withdrawn early: once more with a new one
                case HttpStatusCode.Unauthorized when options.Wording == RefusalWording.Domibus:
                    return TokenRefused();
                default:
                    return Refused(status);
            }
        }
    }

    private async Task<(HttpStatusCode Status, TokenGrant? Answer)> TokenAsync(CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(options.Registry, "v1/token"))
        {
            Content = JsonContent.Create(new TokenRequest(options.User, options.Secret), UumDsJson.Default.TokenRequest),
        };
        return await SendAsync(request, UumDsJson.Default.TokenGrant, cancellationToken);
    }

    private async Task<(HttpStatusCode Status, T? Answer)> SendAsync<T>(
        HttpRequestMessage request,
        JsonTypeInfo<T> type,
        CancellationToken cancellationToken
    )
        where T : class
    {
        using var limit = new CancellationTokenSource(options.Timeout, _network);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, both.Token);
        if (response.StatusCode != HttpStatusCode.OK)
        {
            return (response.StatusCode, null);
        }

        var body = await BoundedBody.ReadAsync(response.Content, LargestAnswer, both.Token);
        return (response.StatusCode, JsonSerializer.Deserialize(body, type));
    }

    private Authorisation Refused(HttpStatusCode status) =>
        status switch
        {
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => new(
                Granted: false,
                "A002",
                "UUM&DS refused the technical user of the access point.",
                "user and secret that the registry accepts",
                $"HTTP status {(int)status}",
                "Nothing the trader can mend: the operator of the access point must set the registry's user and secret."
            ),
            HttpStatusCode.ServiceUnavailable or HttpStatusCode.BadGateway or HttpStatusCode.GatewayTimeout => Down(
                "is down",
                $"HTTP status {(int)status}"
            ),
            _ => Failed("failed", $"HTTP status {(int)status}"),
        };

    // Domibus answers a bad token like an unregistered certificate (as4-profile e).
    private static Authorisation TokenRefused() =>
        new(
            Granted: false,
            "A001",
            "UUM&DS does not accept the token it gave to the access point.",
            "a token in force",
            "refused",
            "Nothing the trader can mend: the operator of the access point must look into its registry access."
        );

    private Authorisation Down(string what, string found) =>
        Fault(options.Wording == RefusalWording.Domibus ? "A004" : "A003", what, found);

    private static Authorisation Failed(string what, string found) => Fault("A003", what, found);

    private static Authorisation Fault(string subCode, string what, string found) =>
        new(
            Granted: false,
            subCode,
            $"UUM&DS {what}.",
            "an answer of the registry",
            found,
            "Nothing is wrong with the message: send it again later, with the same MessageId."
        );
}
