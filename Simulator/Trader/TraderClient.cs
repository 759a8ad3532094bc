using System.Runtime.CompilerServices;
using Ics2.As4.Messages;
using Ics2.Trader.Lodging;
using Ics2.Trader.Messages;
using Ics2.Trader.Pulling;
using Ics2.Trader.Receiving;
using Ics2.Trader.Settings;
using Ics2.Trader.Wire;
using Ics2.Transport;

namespace Ics2.Trader;

/// <summary>
/// The ENS client of one trader: lodges documents, tests the connection and pulls what customs has for it. Safe for use by many threads at
/// once.
/// </summary>
public sealed class TraderClient : IAsyncDisposable
{
    private readonly TraderFolder _folder;
    private readonly As4Post _connection;
    private readonly ILodging _lodging;
    private readonly IPulling? _pulling;

    /// <summary>Makes a client; connections are opened when needed.</summary>
    /// <param name="folder">Who the trader is; stays the caller's to dispose of.</param>
    /// <param name="options">Null for the normal client.</param>
    /// <exception cref="TraderFolderException">The folder names a misconduct that there is not.</exception>
    public TraderClient(TraderFolder folder, TraderOptions? options = null)
    {
        options ??= new TraderOptions();
        var parts = new TraderComposition(folder, options);
        var answers = new AnswerReader(options.Profile);
        _folder = folder;
        _connection = parts.Connect();
        var post = parts.PostTo(_connection);
        _lodging = parts.Lodging(post, answers);
        _pulling = parts.Pulling(post, answers);
        Store = parts.Inbox;
    }

    /// <summary>What was received so far.</summary>
    public IInbox Inbox => Store;

    internal IInboxStore Store { get; }

    /// <summary>
    /// Sends a document until customs has it, refuses it, or the attempts are used up. What customs says about its content comes later, as
    /// messages.
    /// </summary>
    /// <param name="submission">The document.</param>
    /// <param name="cancellationToken">Stops at once, also between attempts.</param>
    /// <returns>How it ended; failures are values.</returns>
    public Task<LodgeResult> LodgeAsync(Submission submission, CancellationToken cancellationToken = default) =>
        _lodging.LodgeAsync(submission, cancellationToken);

    /// <summary>Sends a document under the action its root element names.</summary>
    /// <param name="xml">The document.</param>
    /// <param name="attachments">PDF and JPEG files.</param>
    /// <param name="messageId">The id to send under; null for a fresh one.</param>
    /// <returns>How it ended.</returns>
    /// <exception cref="InvalidDataException">The document has no root element.</exception>
    public Task<LodgeResult> LodgeAsync(
        ReadOnlyMemory<byte> xml,
        IReadOnlyList<Payload>? attachments = null,
        MessageId? messageId = null,
        CancellationToken cancellationToken = default
    ) =>
        Submission.TryRead(xml, out var submission, out var why)
            ? LodgeAsync(submission with { Attachments = attachments ?? [], MessageId = messageId }, cancellationToken)
            : throw new InvalidDataException(
                $"The document is not XML: {why} State the action in a {nameof(Submission)} to send it nonetheless."
            );

    /// <summary>Tests the way to customs and the seal; nothing is delivered (ICD 4.5.1).</summary>
    /// <returns>As for a lodgement.</returns>
    public Task<LodgeResult> PingAsync(CancellationToken cancellationToken = default) => _lodging.PingAsync(cancellationToken);

    /// <summary>Pulls one message, keeps it, and acknowledges it.</summary>
    /// <param name="cancellationToken">Stops at once; what is in the inbox stays there.</param>
    /// <returns>The message, or why there is none.</returns>
    /// <exception cref="TraderFolderException">The trader has no pull channel.</exception>
    /// <exception cref="IOException">The inbox cannot be written; no receipt was sent.</exception>
    public async Task<PullResult> PullAsync(CancellationToken cancellationToken = default)
    {
        var result = await FetchAsync(cancellationToken);
        return result.Outcome != PullOutcome.Received || (result.Message is { } message && Inbox.TryTake(message.MessageId))
            ? result
            : result with
            {
                Outcome = PullOutcome.Duplicate,
                Message = null,
            };
    }

    /// <summary>
    /// Everything there is for this trader: first what an earlier run received without handing it over, then what customs has, until its
    /// channel is empty.
    /// </summary>
    /// <returns>Every pull but the last, empty one. Ends after a failed pull, and when customs offers a message over and over.</returns>
    public async IAsyncEnumerable<PullResult> PullAllAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (var message in Inbox.Untaken().Where(message => Inbox.TryTake(message.MessageId)))
        {
            yield return new PullResult(PullOutcome.Received) { MessageId = message.MessageId, Message = message };
        }

        const int mostOffers = 3;
        var offers = new Dictionary<string, int>(StringComparer.Ordinal);
        while (await PullAsync(cancellationToken) is var result && result.Outcome != PullOutcome.Empty)
        {
            yield return result;
            if (
                result.Outcome == PullOutcome.Failed
                || (result.MessageId is { } id && (offers[id] = offers.GetValueOrDefault(id) + 1) == mostOffers)
            )
            {
                yield break;
            }
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _connection.Dispose();
        Store.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>Pulls one message into the inbox without taking it.</summary>
    internal Task<PullResult> FetchAsync(CancellationToken cancellationToken) =>
        _pulling?.PullAsync(cancellationToken)
        ?? throw new TraderFolderException(
            $"The trader of {_folder.Directory} has no pull channel: its 'channel' is push. Receive with 'ics2 listen', or enrol with --pull."
        );
}
