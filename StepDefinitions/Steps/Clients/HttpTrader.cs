using System.Net.Http.Json;
using System.Text.Json;
using Ics2.As4.Messages;
using Ics2.Contract.Traders;
using Ics2.Trader.Conduct;
using Ics2.Trader.Settings;

namespace Ics2.StepDefinitions.Clients;

/// <summary>
/// A vendor's client behind a webhook. It gets <c>POST start</c>, <c>ping</c>, <c>send</c>, <c>pull</c> and <c>stop</c> below the URL, each
/// with a JSON body, and answers when it has done it (Clients/README.md). What it says decides nothing.
/// </summary>
public sealed class HttpTrader : ITraderUnderTest, IDisposable
{
    private const int MaxAnswered = 1024 * 1024;

    private readonly HttpClient _http;

    /// <summary>Names the webhook.</summary>
    /// <param name="url">Its base.</param>
    /// <param name="timeLimit">Longest that one call may take.</param>
    public HttpTrader(Uri url, TimeSpan timeLimit)
    {
        Name = "http:" + url.OriginalString;
        _http = new HttpClient
        {
            BaseAddress = new Uri(url.AbsoluteUri.TrimEnd('/') + "/"),
            Timeout = timeLimit,
            MaxResponseContentBufferSize = MaxAnswered,
        };
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public bool CanMisbehave => false;

    /// <inheritdoc/>
    public async Task<ITraderAtWork> StartAsync(string folder, CancellationToken cancellationToken)
    {
        TraderSettings settings;
        using (var trader = TraderFolder.Open(folder))
        {
            settings = trader.Settings;
        }

        var files = Directory.GetFiles(folder).ToDictionary(file => Path.GetFileName(file), File.ReadAllBytes, StringComparer.Ordinal);
        var started = await PostAsync<Started>(
            "start",
            new
            {
                trader = folder,
                settings.PartyId,
                settings.Channel,
                files,
            },
            cancellationToken
        );
        return settings.Channel == ReplyChannel.Push && started?.PushUrl is not { Scheme: "https" }
            ? throw new ClientFailedException(
                $"{Name}/start should answer {{ \"pushUrl\": \"https://...\" }} for a trader that customs pushes to, it answers "
                    + $"{started?.PushUrl?.ToString() ?? "none"}."
            )
            : new AtWork(this, folder, settings.Channel == ReplyChannel.Push ? started!.PushUrl : null);
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private async Task<T?> PostAsync<T>(string verb, object body, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            using var response = await _http.PostAsJsonAsync(new Uri(verb, UriKind.Relative), body, ClientSays.Json, cancellationToken);
            var answer = await response.Content.ReadAsByteArrayAsync(cancellationToken);
            return response.IsSuccessStatusCode
                ? Read<T>(answer)
                : throw new ClientFailedException($"{Name}/{verb} answers HTTP {(int)response.StatusCode}.");
        }
        catch (HttpRequestException unreachable)
        {
            throw new ClientFailedException($"{Name}/{verb} cannot be reached: {unreachable.Message}");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ClientFailedException($"{Name}/{verb} did not answer within {_http.Timeout.TotalSeconds:0} s.");
        }
    }

    private static T? Read<T>(byte[] answer)
        where T : class
    {
        try
        {
            return answer.Length == 0 ? null : JsonSerializer.Deserialize<T>(answer, ClientSays.Json);
        }
        catch (JsonException)
        {
            return null; // a client may answer what it likes; it only tells nothing then
        }
    }

    private sealed record Started(Uri? PushUrl);

    private sealed class AtWork(HttpTrader client, string folder, Uri? pushUrl) : ITraderAtWork
    {
        public Uri? PushUrl => pushUrl;

        public Task<Told> PingAsync(CancellationToken cancellationToken) => AskAsync("ping", new { trader = folder }, cancellationToken);

        public Task<Told> LodgeAsync(
            string message,
            ReadOnlyMemory<byte> document,
            IReadOnlyList<Payload> attachments,
            Misconduct? conduct,
            CancellationToken cancellationToken
        ) =>
            AskAsync(
                "send",
                new
                {
                    trader = folder,
                    action = message,
                    document,
                    attachments = attachments.Select(part => new
                    {
                        id = part.ContentId,
                        part.MimeType,
                        part.Content,
                    }),
                },
                cancellationToken
            );

        public async Task CollectAsync(Misconduct? conduct, Mpc? channel, CancellationToken cancellationToken)
        {
            if (pushUrl is null)
            {
                await AskAsync("pull", new { trader = folder }, cancellationToken);
            }
        }

        public async ValueTask DisposeAsync()
        {
            try
            {
                await AskAsync("stop", new { trader = folder }, CancellationToken.None);
            }
            catch (ClientFailedException)
            {
                // the verdict stands; a client that cannot stop is its owner's affair
            }
        }

        private async Task<Told> AskAsync(string verb, object body, CancellationToken cancellationToken) =>
            (await client.PostAsync<ClientSays>(verb, body, cancellationToken))?.Tell() ?? new Told();
    }
}
