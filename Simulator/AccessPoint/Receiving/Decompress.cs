using Ics2.As4.Compression;
using Ics2.As4.Messages;

namespace Ics2.AccessPoint.Receiving;

/// <summary>Expands the parts, within the limits of the profile.</summary>
internal sealed class Decompress(PayloadReader reader) : IReceiveStep
{
    public ValueTask<EbmsError?> TakeAsync(Exchange exchange, CancellationToken cancellationToken)
    {
        if (!reader.Read(exchange.Envelope.UserMessage!, exchange.Package).TryGet(out var payloads, out var error))
        {
            return new(error);
        }

        exchange.Payloads = payloads;
        return default;
    }
}
