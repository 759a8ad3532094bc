using Ics2.As4.Mime;
using Ics2.As4.Profiles;

namespace Ics2.As4.Compression;

/// <summary>
/// Reads the packaging of a message as it came over HTTP. A body that was encoded as a whole is refused, and is expanded nonetheless, so
/// that the answer names the message and the explanation goes on.
/// </summary>
/// <param name="limits">Bounds on what is read.</param>
public sealed class PackageReader(ReadLimits limits)
{
    private readonly MultipartReader _reader = new(limits);

    /// <summary>Reads what can be read, and goes on after a fault.</summary>
    /// <param name="contentType">The Content-Type of the HTTP message.</param>
    /// <param name="contentEncoding">Its Content-Encoding; null when it has none.</param>
    /// <returns>The package as far as it could be read, and the faults, each EBMS:0007.</returns>
    public Reading<MimePackage> Read(string? contentType, ReadOnlyMemory<byte> body, string? contentEncoding)
    {
        var read = _reader.ReadAsFarAsPossible(contentType, body, contentEncoding);
        return read.Value is null && contentEncoding is not null && Gzip.TryExpand(body, limits, out var expanded, out _)
            ? new(_reader.ReadAsFarAsPossible(contentType, expanded).Value, [read.Faults[0]])
            : read;
    }
}
