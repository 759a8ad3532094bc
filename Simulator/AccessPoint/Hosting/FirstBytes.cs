using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using Ics2.As4;

namespace Ics2.AccessPoint.Hosting;

/// <summary>What a connection begins with, looked at and left for whoever reads it next.</summary>
/// <param name="Bytes">A whole TLS record, or as much as tells that it is none.</param>
internal sealed record FirstBytes(ReadOnlyMemory<byte> Bytes)
{
    private const int LongestLine = 120;
    private static readonly string[] Methods = ["GET ", "POST ", "PUT ", "HEAD ", "OPTIONS ", "DELETE ", "PATCH ", "PRI "];

    public bool IsTls => Bytes.Length > 1 && Bytes.Span[0] == TlsOffer.HandshakeRecord && Bytes.Span[1] == 3;

    /// <summary>The first line of a plain HTTP request; null for anything else.</summary>
    public string? HttpLine
    {
        get
        {
            var text = Encoding.Latin1.GetString(Bytes.Span[..Math.Min(Bytes.Length, LongestLine)]);
            return Methods.Any(method => text.StartsWith(method, StringComparison.Ordinal))
                ? LogText.OneLine(text.Split('\r', '\n')[0])
                : null;
        }
    }

    /// <summary>The beginning, as it may be shown.</summary>
    public string Shown => Convert.ToHexString(Bytes.Span[..Math.Min(Bytes.Length, 16)]);

    /// <summary>Waits for them.</summary>
    /// <returns>No bytes when the connection ended before there were any.</returns>
    public static async Task<FirstBytes> PeekAsync(PipeReader reader, CancellationToken cancellationToken)
    {
        long examined = 0;
        while (true)
        {
            var read = await reader.ReadAsync(cancellationToken);
            var there = read.Buffer;
            var isEnough = read.IsCompleted || read.IsCanceled || IsEnough(there);
            var bytes = isEnough ? there.Slice(0, Math.Min(there.Length, TlsOffer.MaxRecord)).ToArray() : [];

            // What was not examined is given again at once; examining all of it would have the next reader wait for more.
            reader.AdvanceTo(there.Start, isEnough ? there.GetPosition(Math.Min(examined, there.Length)) : there.End);
            if (isEnough)
            {
                return new FirstBytes(bytes);
            }

            examined = there.Length;
        }
    }

    private static bool IsEnough(in ReadOnlySequence<byte> there)
    {
        if (there.Length < TlsOffer.RecordHeader)
        {
            return there.Length > 0
                && there.FirstSpan[0] != TlsOffer.HandshakeRecord
                && there.Length >= Methods.Max(method => method.Length);
        }

        Span<byte> header = stackalloc byte[TlsOffer.RecordHeader];
        there.Slice(0, TlsOffer.RecordHeader).CopyTo(header);
        var length = TlsOffer.RecordHeader + ((header[3] << 8) | header[4]);
        return header[0] != TlsOffer.HandshakeRecord || there.Length >= Math.Min(length, TlsOffer.MaxRecord);
    }
}
