using System.Runtime.InteropServices;

namespace Ics2.As4;

/// <summary>Streams over memory that is already there.</summary>
internal static class MemoryStreams
{
    /// <summary>
    /// Reads memory as a stream, without copying when an array lies below it, as it does for all that came from the wire.
    /// </summary>
    public static MemoryStream AsStream(this ReadOnlyMemory<byte> bytes) =>
        MemoryMarshal.TryGetArray(bytes, out var array)
            ? new MemoryStream(array.Array!, array.Offset, array.Count, writable: false)
            : new MemoryStream(bytes.ToArray(), writable: false);
}
