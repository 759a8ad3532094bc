using System.Globalization;
using Ics2.AccessPoint.Settings;
using Ics2.As4;
using Ics2.As4.Messages;

namespace Ics2.AccessPoint.Receiving;

/// <summary>
/// Holds a pull request, whose seal was verified, against those before it. What it knows is in memory: for as long as a request is fresh,
/// and of this process. After a restart, and on another node, a copy of a fresh request passes once.
/// </summary>
/// <param name="policy">What becomes of an odd one.</param>
internal sealed class GuardPull(PullReplay policy) : IReceiveStep
{
    /// <summary>How far the time stamp of a request may be from the moment of its receipt, either way: clocks differ.</summary>
    public static readonly TimeSpan Fresh = TimeSpan.FromMinutes(5);

    private const int MaxSeen = 100_000;
    private const int MaxOwners = 10_000;

    private readonly Lock _gate = new();
    private readonly HashSet<(string Party, string MessageId)> _seen = [];
    private readonly Queue<((string Party, string MessageId) Request, DateTimeOffset At)> _order = new();
    private readonly Dictionary<string, string> _owners = new(StringComparer.Ordinal);

    public ValueTask<EbmsError?> TakeAsync(Exchange exchange, CancellationToken cancellationToken)
    {
        if (policy == PullReplay.Accept || Oddity(exchange, (PullRequest)exchange.Envelope.Signal!) is not { } odd)
        {
            return default;
        }

        if (policy == PullReplay.Refuse)
        {
            return new(odd);
        }

        exchange.Remarks.Add(odd with { Severity = ErrorSeverity.Warning });
        return default;
    }

    /// <summary>
    /// Learns whose TLS certificate it is: of the first trader whose seal was accepted over it. TLS certificates are not registered
    /// (as4-profile f), so this is all there is to know.
    /// </summary>
    public void Learn(string? tls, string? eori)
    {
        if (tls is null || eori is null)
        {
            return;
        }

        lock (_gate)
        {
            if (_owners.Count >= MaxOwners)
            {
                _owners.Clear(); // learnt again with the next message
            }

            _owners.TryAdd(tls, eori);
        }
    }

    private EbmsError? Oddity(Exchange exchange, PullRequest pull)
    {
        var (party, now) = (exchange.Sender, exchange.ReceivedAt);
        bool isRepeated;
        string? owner = null;
        lock (_gate)
        {
            isRepeated = !IsNew((party.ToString(), pull.MessageId.Value), now);
            if (exchange.TlsThumbprint is { } tls)
            {
                _owners.TryGetValue(tls, out owner);
            }
        }

        var age = now - pull.Timestamp;
        return isRepeated
                ? Odd(
                    "pull.repeated",
                    "A pull request with this MessageId came before.",
                    "a MessageId that was not used within the last minutes",
                    $"{pull.MessageId} again",
                    "Write a new pull request, with a MessageId of its own, for every pull; repeat none."
                )
            : age.Duration() > Fresh
                ? Odd(
                    "pull.old",
                    $"The pull request was made {(age > TimeSpan.Zero ? "long ago" : "in the future")}.",
                    $"a time stamp at most {Fresh.TotalMinutes:0} minutes from now",
                    pull.Timestamp.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
                    "Set the clock of the client, and seal a pull request when it is sent, not before."
                )
            : owner is not null && owner != party.Eori
                ? Odd(
                    "pull.tls",
                    "The pull request comes over the TLS certificate of another trader.",
                    $"a TLS certificate over which {party.Eori} sends",
                    $"one over which {LogText.OneLine(owner, 40)} has sent",
                    "Connect with your own TLS certificate; one that serves several parties is fine where --pull-replay is warn or accept."
                )
            : null;
    }

    private bool IsNew((string Party, string MessageId) request, DateTimeOffset now)
    {
        while (_order.TryPeek(out var oldest) && (now - oldest.At > 2 * Fresh || _order.Count >= MaxSeen))
        {
            _seen.Remove(_order.Dequeue().Request);
        }

        if (!_seen.Add(request))
        {
            return false;
        }

        _order.Enqueue((request, now));
        return true;
    }

    private static EbmsError Odd(string check, string text, string expected, string found, string remedy) =>
        new(EbmsErrorCode.FailedAuthentication, text)
        {
            CheckId = check,
            Expected = expected,
            Found = found,
            Remedy = remedy,
            Source = "serve --pull-replay; attack cases AS4-06, AS4-12",
        };
}
