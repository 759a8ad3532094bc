using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Ics2.As4;
using Ics2.As4.Messages;

namespace Ics2.Trader;

/// <summary>
/// A received message as kept: with what tells a repetition from a conflict, and the receipt that was, or was about to be, sent.
/// </summary>
internal sealed record InboxEntry(
    ReceivedCustomsMessage Message,
    string SealDigest,
    string ContentDigest,
    string ReceiptType,
    byte[] ReceiptBody
);

/// <summary>A message that is safe on disk.</summary>
/// <param name="Receipt">What to acknowledge it with.</param>
/// <param name="IsNew">False when it had been received before.</param>
internal sealed record Recorded(ReceivedCustomsMessage Message, WireMessage Receipt, bool IsNew);

/// <summary>
/// What was received, one JSON file per message in the trader folder, flushed to disk before the receipt leaves: what customs has a receipt
/// for is not
/// lost, and is not delivered twice, whatever happens in between. A file <c>NAME.untaken</c> stands beside <c>NAME.json</c> until the
/// caller has the message.
/// </summary>
/// <param name="directory">The folder; made with the first message.</param>
/// <param name="clock">Gives the instant of receipt.</param>
public class Inbox(string directory, TimeProvider clock) : IDisposable
{
    private const string MessageExtension = ".json";
    private const string UntakenExtension = ".untaken";
    private const int LongestName = 80;

    private readonly SemaphoreSlim _gate = new(1);

    /// <summary>The messages nobody has taken yet, oldest first.</summary>
    /// <exception cref="InvalidDataException">A file of the folder is damaged.</exception>
    public virtual IReadOnlyList<ReceivedCustomsMessage> Untaken()
    {
        if (!Directory.Exists(directory))
        {
            return [];
        }

        // A mark without a message is left behind by a crash just before the message came to rest.
        var files = Directory
            .GetFiles(directory, "*" + UntakenExtension)
            .Select(mark => Path.ChangeExtension(mark, MessageExtension))
            .Where(File.Exists);
        return [.. files.Select(file => Read(file).Message).OrderBy(message => message.ReceivedAt)];
    }

    /// <summary>A message by its id.</summary>
    /// <returns>The message, or null when it was never received.</returns>
    /// <exception cref="InvalidDataException">Its file is damaged.</exception>
    public virtual ReceivedCustomsMessage? Find(string messageId) =>
        PathOf(messageId) is var path && File.Exists(path) ? Read(path).Message : null;

    /// <summary>Hands a message over, once.</summary>
    /// <returns>False when it had been taken before, or never came.</returns>
    public virtual bool TryTake(string messageId)
    {
        var path = PathOf(messageId);
        var mark = Path.ChangeExtension(path, UntakenExtension);
        _gate.Wait();
        try
        {
            if (!File.Exists(path) || !File.Exists(mark))
            {
                return false;
            }

            File.Delete(mark);
            return true;
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Frees what the inbox holds besides its files.</summary>
    /// <param name="disposing">Always true; the class has no finaliser.</param>
    protected virtual void Dispose(bool disposing) => _gate.Dispose();

    /// <summary>Messages that came since the last call with the same set, from whatever process.</summary>
    /// <param name="known">Files seen so far; grows.</param>
    internal IReadOnlyList<ReceivedCustomsMessage> NewSince(HashSet<string> known) =>
        [.. Files().Where(known.Add).Select(file => Read(file).Message)];

    /// <summary>The files of all messages.</summary>
    internal string[] Files() => Directory.Exists(directory) ? Directory.GetFiles(directory, "*" + MessageExtension) : [];

    /// <summary>Keeps a message, or finds that it is kept already.</summary>
    /// <param name="message">The verified message.</param>
    /// <param name="receipt">Makes its receipt.</param>
    /// <param name="cancellationToken">Gives up before anything is kept.</param>
    /// <returns>The message with its receipt; an error when another message was received under the same id.</returns>
    /// <exception cref="IOException">It could not be written: no receipt may leave.</exception>
    [SuppressMessage(
        "Security",
        "CA3003",
        Justification = "PathOf makes a name of letters, digits and a hash; it cannot leave the folder."
    )]
    internal virtual async Task<Outcome<Recorded>> RecordAsync(
        VerifiedMessage message,
        Func<SealedMessage> receipt,
        CancellationToken cancellationToken
    )
    {
        var path = PathOf(message.Header.MessageId.Value);
        if (File.Exists(path))
        {
            return Repeated(Read(path), message, receipt);
        }

        var wire = receipt().Wire;
        var entry = Entry(message, wire);
        Directory.CreateDirectory(directory);
        var draft = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            await WriteAsync(draft, JsonSerializer.SerializeToUtf8Bytes(entry, ReceivedCustomsMessage.Json), cancellationToken);
            return Publish(draft, path) ? new Recorded(entry.Message, wire, IsNew: true) : Repeated(Read(path), message, receipt);
        }
        finally
        {
            File.Delete(draft); // gone already when it was published
        }
    }

    private protected InboxEntry Entry(VerifiedMessage message, WireMessage receipt) =>
        new(
            ReceivedCustomsMessage.From(message, clock.GetUtcNow()),
            message.SealDigest,
            message.ContentDigest,
            receipt.ContentType,
            receipt.Body.ToArray()
        );

    private static async Task WriteAsync(string path, byte[] content, CancellationToken cancellationToken)
    {
        var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write);
        await using (file)
        {
            await file.WriteAsync(content, cancellationToken);
            await file.FlushAsync(cancellationToken);
            RandomAccess.FlushToDisk(file.SafeFileHandle);
        }
    }

    private static InboxEntry Read(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            return JsonSerializer.Deserialize<InboxEntry>(file, ReceivedCustomsMessage.Json)
                ?? throw new JsonException("it holds only null");
        }
        catch (JsonException e)
        {
            throw new InvalidDataException(
                $"The inbox file {path} is damaged: {e.Message} Move it away; customs offers the message again if it has no receipt for it.",
                e
            );
        }
    }

    // The same bytes get the same receipt. The same content sealed anew gets a new one, because a receipt repeats the digests of what it
    // acknowledges.
    private protected static Outcome<Recorded> Repeated(InboxEntry known, VerifiedMessage message, Func<SealedMessage> receipt)
    {
        if (known.SealDigest == message.SealDigest)
        {
            return new Recorded(known.Message, new WireMessage(known.ReceiptType, known.ReceiptBody), IsNew: false);
        }

        return known.ContentDigest == message.ContentDigest
            ? new Recorded(known.Message, receipt().Wire, IsNew: false)
            : new EbmsError(EbmsErrorCode.ValueInconsistent, "Another message was received under the same MessageId.")
            {
                CheckId = "inbox.same-id",
                Expected = $"the {known.Message.Action} received at {known.Message.ReceivedAt:O}",
                Found = $"a different {message.Header.Action}",
                Remedy = "Give every message an id of its own.",
                Source = "ICD 4.2.1",
            };
    }

    private bool Publish(string draft, string path)
    {
        _gate.Wait();
        try
        {
            if (File.Exists(path))
            {
                return false;
            }

            File.WriteAllBytes(Path.ChangeExtension(path, UntakenExtension), []);
            File.Move(draft, path);
            return true;
        }
        finally
        {
            _gate.Release();
        }
    }

    // Readable, but never a path of the sender's choosing, and different for ids that differ in case or in replaced characters only.
    private string PathOf(string messageId)
    {
        var readable = string.Concat(messageId.Take(LongestName).Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' ? c : '_'));
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(messageId)).AsSpan(0, 8));
        return Path.Combine(directory, $"{readable}-{hash}{MessageExtension}");
    }
}
