using Ics2.As4.Compression;
using Ics2.As4.Messages;

namespace Ics2.AccessPoint.Receiving;

/// <summary>Takes the message out of its MIME packaging.</summary>
internal sealed class ReadMime(PackageReader reader) : IReceiveStep
{
    public ValueTask<EbmsError?> TakeAsync(Exchange exchange, CancellationToken cancellationToken)
    {
        var (package, faults) = reader.Read(exchange.ContentType, exchange.Body, exchange.ContentEncoding);
        exchange.PackageIfRead = package;
        return new(faults.Count > 0 ? faults[0] : null);
    }
}
