using System.Diagnostics.CodeAnalysis;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using Ics2.As4.Messages;
using Ics2.Contract.Traders;
using Ics2.Trader.Conduct;

namespace Ics2.StepDefinitions.Clients;

/// <summary>
/// A vendor's client behind a webhook. It gets <c>POST start</c>, <c>ping</c>, <c>send</c>, <c>pull</c> and <c>stop</c> below the URL, each
/// with a JSON body, and answers when it has done it (Clients/README.md). What it says decides nothing.
/// </summary>
public sealed class HttpTrader : ITraderUnderTest, IDisposable
{
    private readonly HttpClient _http;
    private readonly TimeSpan _timeLimit;

    /// <summary>Names the webhook.</summary>
    /// <param name="url">Its base.</param>
    /// <param name="timeLimit">Longest that one call may take.</param>
    [SuppressMessage("Reliability", "CA2000", Justification = "The client owns its handler.")]
    public HttpTrader(Uri url, TimeSpan timeLimit)
    {
        Name = "http:" + Secrets.Of(trader: null).BlankIn(url.OriginalString);
        _timeLimit = timeLimit;
        _http = new HttpClient(new SocketsHttpHandler { UseProxy = !url.IsLoopback })
        {
            BaseAddress = new Uri(url.AbsoluteUri.TrimEnd('/') + "/"),
            Timeout = Timeout.InfiniteTimeSpan, // its own ends with the headers; ours covers the body too
        };
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public bool CanMisbehave => false;

    /// <inheritdoc/>
    public async Task<string?> WhyNotThereAsync(CancellationToken cancellationToken)
    {
        var url = _http.BaseAddress!;
        if (!url.IsLoopback)
        {
            return null; // only the first call can tell, which may go through a proxy
        }

        try
        {
            using var probe = new TcpClient();
            await probe.ConnectAsync(url.Host, url.Port, cancellationToken);
            return null;
        }
        catch (SocketException nobody)
        {
            return $"Nobody listens at {url.Host}:{url.Port}: {nobody.Message}.";
        }
    }

    /// <inheritdoc/>
    public async Task<ITraderAtWork> StartAsync(Workplace place, CancellationToken cancellationToken)
    {
        var (folder, settings) = (place.Folder, place.Settings);
        var files = Directory.GetFiles(folder).ToDictionary(file => Path.GetFileName(file), File.ReadAllBytes, StringComparer.Ordinal);
        var started = await PostAsync<Started>(
            place,
            "start",
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
            : new AtWork(this, place, settings.Channel == ReplyChannel.Push ? started!.PushUrl : null);
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private async Task<T?> PostAsync<T>(Workplace place, string what, string verb, object body, CancellationToken cancellationToken)
        where T : class
    {
        var call = place.Begin(what, $"POST {Name}/{verb}");
        var output = new BoundedOutput();
        int? status = null;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(_timeLimit);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(verb, UriKind.Relative))
            {
                Content = JsonContent.Create(body, options: ClientSays.Json),
            };
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, patience.Token);
            status = (int)response.StatusCode;
            await output.ReadAsync(await response.Content.ReadAsStreamAsync(patience.Token), patience.Token);
            var answer = Read<T>(output.Whole());
            End($"answered HTTP {status}");
            return response.IsSuccessStatusCode ? answer : throw new ClientFailedException($"{Name}/{verb} answers HTTP {status}.");
        }
        catch (HttpRequestException unreachable)
        {
            End($"could not be reached: {unreachable.Message}");
            throw new ClientFailedException($"{Name}/{verb} cannot be reached: {unreachable.Message}");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            End($"did not answer within {_timeLimit.TotalSeconds:0.##} s");
            throw new ClientFailedException($"{Name}/{verb} did not answer within {_timeLimit.TotalSeconds:0.##} s.");
        }

        void End(string outcome) =>
            call.End(outcome, one => one with { HttpStatus = status, Output = status is null ? null : output.Show(place.Secrets) });
    }

    private static T? Read<T>(string? answer)
        where T : class
    {
        try
        {
            return string.IsNullOrWhiteSpace(answer) ? null : JsonSerializer.Deserialize<T>(answer, ClientSays.Json);
        }
        catch (JsonException)
        {
            return null; // a client may answer what it likes; it only tells nothing then
        }
    }

    private sealed record Started(Uri? PushUrl);

    private sealed class AtWork(HttpTrader client, Workplace place, Uri? pushUrl) : ITraderAtWork
    {
        public Uri? PushUrl => pushUrl;

        public Task<Told> PingAsync(CancellationToken cancellationToken) =>
            AskAsync("ping", "ping", new { trader = place.Folder }, cancellationToken);

        public Task<Told> LodgeAsync(
            string message,
            ReadOnlyMemory<byte> document,
            IReadOnlyList<Payload> attachments,
            Misconduct? conduct,
            CancellationToken cancellationToken
        ) =>
            AskAsync(
                $"send {message}",
                "send",
                new
                {
                    trader = place.Folder,
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
                await AskAsync("pull", "pull", new { trader = place.Folder }, cancellationToken);
            }
        }

        public async ValueTask DisposeAsync()
        {
            try
            {
                await AskAsync("stop", "stop", new { trader = place.Folder }, CancellationToken.None);
            }
            catch (ClientFailedException)
            {
                // the verdict stands; a client that cannot stop is its owner's affair
            }
        }

        private async Task<Told> AskAsync(string what, string verb, object body, CancellationToken cancellationToken) =>
            (await client.PostAsync<ClientSays>(place, what, verb, body, cancellationToken))?.Tell() ?? new Told();
    }
}
