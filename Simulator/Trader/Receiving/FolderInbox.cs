using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Ics2.As4;
using Ics2.Trader.Messages;
using Ics2.Trust.Keeping;

namespace Ics2.Trader.Receiving;

/// <summary>
/// What was received, one JSON file per message in the trader folder, flushed to disk before the receipt leaves: what customs has a receipt
/// for is not lost, and is not delivered twice, whatever happens in between. A file <c>NAME.untaken</c> stands beside <c>NAME.json</c>
/// until the caller has the message.
/// </summary>
/// <param name="directory">The folder; made with the first message.</param>
/// <param name="clock">Gives the instant of receipt.</param>
internal sealed class FolderInbox(string directory, TimeProvider clock) : IInboxStore
{
    private const string MessageExtension = ".json";
    private const string UntakenExtension = ".untaken";
    private const int LongestName = 80;

    private readonly SemaphoreSlim _gate = new(1);

    public IReadOnlyList<ReceivedCustomsMessage> Untaken()
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

    public ReceivedCustomsMessage? Find(string messageId) => PathOf(messageId) is var path && File.Exists(path) ? Read(path).Message : null;

    public bool TryTake(string messageId)
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

    public void Dispose() => _gate.Dispose();

    public IReadOnlyCollection<string> Known() => Files();

    public IReadOnlyList<ReceivedCustomsMessage> NewSince(HashSet<string> known) =>
        [.. Files().Where(known.Add).Select(file => Read(file).Message)];

    [SuppressMessage(
        "Security",
        "CA3003",
        Justification = "PathOf makes a name of letters, digits and a hash; it cannot leave the folder."
    )]
    public async Task<Outcome<Recorded>> RecordAsync(
        VerifiedMessage message,
        Func<SealedMessage> receipt,
        CancellationToken cancellationToken
    )
    {
        var path = PathOf(message.Header.MessageId.Value);
        if (File.Exists(path))
        {
            return Read(path).Meet(message, receipt);
        }

        var wire = receipt().Wire;
        var entry = InboxEntry.Of(message, wire, clock.GetUtcNow());
        PrivateFiles.MakeFolder(directory);
        var draft = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            await WriteAsync(draft, JsonSerializer.SerializeToUtf8Bytes(entry, ReceivedCustomsMessage.Json), cancellationToken);
            return Publish(draft, path) ? new Recorded(entry.Message, wire, IsNew: true) : Read(path).Meet(message, receipt);
        }
        finally
        {
            File.Delete(draft); // gone already when it was published
        }
    }

    private string[] Files() => Directory.Exists(directory) ? Directory.GetFiles(directory, "*" + MessageExtension) : [];

    private static async Task WriteAsync(string path, byte[] content, CancellationToken cancellationToken)
    {
        var file = new FileStream(path, PrivateFiles.Options(FileMode.CreateNew));
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
