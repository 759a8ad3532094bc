using Ics2.AccessPoint.Processing;
using Ics2.As4.Compression;
using Ics2.As4.Messages;
using Ics2.Transport;

namespace Ics2.AccessPoint.Receiving;

/// <summary>
/// Expands the parts, within the limits of the profile, and keeps nothing of them but the digest by which a repetition is known. A document
/// that this process could never read for want of memory is refused here, because nobody is told so after the receipt.
/// </summary>
internal sealed class Decompress(PayloadReader reader, MemoryPlan memory) : IReceiveStep
{
    public ValueTask<EbmsError?> TakeAsync(Exchange exchange, CancellationToken cancellationToken) => new(Judge(exchange));

    private EbmsError? Judge(Exchange exchange)
    {
        var header = exchange.Envelope.UserMessage!;
        using var digest = new ContentDigest(header);
        if (!reader.Pass(header, exchange.Package, digest).TryGet(out var sizes, out var error))
        {
            return error;
        }

        exchange.ContentDigest = digest.Take();
        return sizes.Lengths is [var document, ..] && MemoryPlan.WeightOf(document) > memory.Documents.Bytes ? TooLarge(document) : null;
    }

    private EbmsError TooLarge(int document) =>
        new(EbmsErrorCode.Other, "The access point has not the memory to read a document of this size.")
        {
            CheckId = "payload.memory",
            Expected = $"a document of at most {memory.LargestDocument} bytes here; the profile allows more",
            Found = $"{document} bytes",
            Remedy =
                "Nothing is wrong with your message: run the simulator with more memory (DOTNET_GCHeapHardLimit, or that of its container).",
            Source = "the memory of this process",
        };
}
