using Ics2.As4.Messages;
using Ics2.As4.Mime;

namespace Ics2.AccessPoint.Receiving;

/// <summary>Takes the message out of its MIME packaging.</summary>
internal sealed class ReadMime(MultipartReader reader) : IReceiveStep
{
    public ValueTask<EbmsError?> TakeAsync(Exchange exchange, CancellationToken cancellationToken)
    {
        if (!reader.Read(exchange.ContentType, exchange.Body).TryGet(out var package, out var error))
        {
            return new(error);
        }

        exchange.Package = package;
        return default;
    }
}
