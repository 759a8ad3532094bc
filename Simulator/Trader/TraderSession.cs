using System.Runtime.CompilerServices;
using Ics2.As4.Messages;
using Ics2.Contract.Traders;
using Ics2.Trader.Lodging;
using Ics2.Trader.Messages;
using Ics2.Trader.Pulling;
using Ics2.Trader.Settings;
using Microsoft.AspNetCore.Connections;

namespace Ics2.Trader;

/// <summary>A lodgement with the answers that came in time.</summary>
/// <param name="Lodging">How the lodgement ended.</param>
/// <param name="Replies">Messages of customs that refer to it, oldest first; empty when it was not accepted or the time was over.</param>
public sealed record SessionResult(LodgeResult Lodging, IReadOnlyList<ReceivedCustomsMessage> Replies)
{
    /// <summary>Why the last pull failed, when no reply came and one did fail.</summary>
    public PullResult? LastFailure { get; init; }

    /// <summary>
    /// Why customs did not take a receipt for one of the messages that came; null when it took each. Where customs pushes, this is not
    /// heard of.
    /// </summary>
    public EbmsError? ReceiptError { get; init; }
}

/// <summary>
/// Lodges and waits for the answer, by pulling or by listening as the trader is enrolled. Other messages that come meanwhile stay in the
/// inbox, untaken.
/// Where somebody listens on the port already, normally <c>ics2 listen</c> of this trader, the inbox they share is watched.
/// </summary>
public sealed class TraderSession : IAsyncDisposable
{
    private static readonly TimeSpan FirstPoll = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan SlowestPoll = TimeSpan.FromSeconds(1);

    private readonly TraderClient _client;
    private readonly PushReceiver? _receiver;
    private readonly TimeProvider _clock;
    private readonly bool _watches;
    private PullResult? _lastFailure;
    private EbmsError? _receiptError;

    private TraderSession(TraderFolder folder, TraderOptions options, PushReceiver? receiver)
    {
        _client = new TraderClient(folder, options);
        _receiver = receiver;
        _clock = options.Clock;
        _watches = folder.Settings.Channel == ReplyChannel.Push && receiver is null;
    }

    /// <summary>Gets ready; starts to listen when the trader is enrolled for push, so that no reply can come too early.</summary>
    /// <param name="folder">Who the trader is; stays the caller's to dispose of.</param>
    /// <param name="options">Null for the normal trader.</param>
    /// <param name="push">Null for what <c>pushUrl</c> says.</param>
    /// <returns>The session.</returns>
    public static async Task<TraderSession> StartAsync(
        TraderFolder folder,
        TraderOptions? options = null,
        PushOptions? push = null,
        CancellationToken cancellationToken = default
    )
    {
        options ??= new TraderOptions();
        push ??= new PushOptions();
        PushReceiver? receiver = null;
        try
        {
            receiver =
                folder.Settings.Channel == ReplyChannel.Push
                    ? await PushReceiver.StartAsync(folder, options, push, cancellationToken)
                    : null;
        }
        catch (IOException taken) when (taken.InnerException is AddressInUseException)
        {
            push.Log($"{taken.Message} Waiting for replies in {folder.InboxDirectory}, where the one who listens there should put them.");
        }

        return new TraderSession(folder, options, receiver);
    }

    /// <summary>Lodges and waits.</summary>
    /// <param name="submission">The document.</param>
    /// <param name="wait">How long to wait for an answer, counted from the receipt; zero for not at all.</param>
    /// <returns>The lodgement and the replies.</returns>
    public async Task<SessionResult> SendAsync(Submission submission, TimeSpan wait, CancellationToken cancellationToken = default)
    {
        HashSet<string> before = _watches ? [.. _client.Store.Known()] : [];
        var lodging = await _client.LodgeAsync(submission, cancellationToken);
        var replies =
            lodging.Accepted && wait > TimeSpan.Zero
                ? await WaitAsync(lodging.MessageId.Value, submission, before, wait, cancellationToken)
                : [];
        return new SessionResult(lodging, replies) { LastFailure = replies.Count == 0 ? _lastFailure : null, ReceiptError = _receiptError };
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _client.DisposeAsync();
        if (_receiver is not null)
        {
            await _receiver.DisposeAsync();
        }
    }

    private async Task<IReadOnlyList<ReceivedCustomsMessage>> WaitAsync(
        string messageId,
        Submission submission,
        HashSet<string> before,
        TimeSpan wait,
        CancellationToken cancellationToken
    )
    {
        _ = BusinessReferences.TryRead(submission.Xml, out var references, out _);
        var replies = new List<ReceivedCustomsMessage>();
        using var time = new CancellationTokenSource(wait, _clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, time.Token);
        try
        {
            await foreach (var message in Arrivals(before, either.Token))
            {
                if (message is null && replies.Count > 0)
                {
                    break;
                }

                if (
                    message is not null
                    && message.Answers(messageId, references)
                    && (
                        _client.Inbox.TryTake(message.MessageId) || _watches /* whoever listens may have shown it already */
                    )
                )
                {
                    replies.Add(message);
                }
            }
        }
        catch (OperationCanceledException) when (time.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            // The time is over.
        }

        return replies;
    }

    // Each gives null where nothing more is there for the moment.
    private IAsyncEnumerable<ReceivedCustomsMessage?> Arrivals(HashSet<string> before, CancellationToken cancellationToken) =>
        _receiver is not null ? PushedAsync(_receiver, cancellationToken)
        : _watches ? WatchedAsync(before, cancellationToken)
        : PulledAsync(cancellationToken);

    private static async IAsyncEnumerable<ReceivedCustomsMessage?> PushedAsync(
        PushReceiver receiver,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        while (true)
        {
            yield return await receiver.NextAsync(cancellationToken);
            if (!receiver.HasMore)
            {
                yield return null;
            }
        }
    }

    private async IAsyncEnumerable<ReceivedCustomsMessage?> WatchedAsync(
        HashSet<string> known,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        while (true)
        {
            foreach (var message in _client.Store.NewSince(known))
            {
                yield return message;
            }

            yield return null;
            await Task.Delay(FirstPoll, _clock, cancellationToken);
        }
    }

    private async IAsyncEnumerable<ReceivedCustomsMessage?> PulledAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var pause = FirstPoll;
        while (true)
        {
            var result = await _client.FetchAsync(cancellationToken);
            if (result.Message is not null)
            {
                pause = FirstPoll;
                yield return result.Message;
                _receiptError ??= result.Error;
                if (result.Acknowledged)
                {
                    continue;
                }
            }

            _lastFailure = result.Outcome is PullOutcome.Empty or PullOutcome.Received ? null : result;
            yield return null;
            await Task.Delay(pause, _clock, cancellationToken);
            pause = pause * 2 < SlowestPoll ? pause * 2 : SlowestPoll;
        }
    }
}
