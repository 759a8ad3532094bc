using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Ics2.As4.Profiles;

namespace Ics2.As4.Compression;

/// <summary>What a gzip stream expands to, seen in passing: a document may have a hundred megabytes, and who explains it needs none of
/// them.</summary>
/// <param name="Length">Bytes once expanded.</param>
/// <param name="Beginning">How it begins.</param>
/// <param name="Digest">Its digest, where one was asked for.</param>
internal sealed record GzipScan(int Length, byte[] Beginning, byte[]? Digest)
{
    private const int PieceLength = 64 * 1024;
    private const int Remembered = 4096;

    /// <summary>Expands within limits and judges as <see cref="Gzip.TryExpand"/> does, without keeping anything.</summary>
    /// <param name="hash">The digest to compute; null for none.</param>
    /// <param name="why">Otherwise, what is wrong.</param>
    /// <param name="sink">Sees the content come by, which has this MIME type.</param>
    public static bool TryRead(
        ReadOnlyMemory<byte> compressed,
        ReadLimits limits,
        HashAlgorithmName? hash,
        [NotNullWhen(true)] out GzipScan? scan,
        [NotNullWhen(false)] out string? why,
        IPayloadSink? sink = null,
        string mimeType = ""
    )
    {
        scan = null;
        using var member = GzipMember.Open(compressed, out why);
        if (member is null)
        {
            why ??= Gzip.NoSignature;
            return false;
        }

        sink?.Begin(mimeType, member.StatedLength);
        var allowed = Gzip.Allowed(compressed.Length, limits);
        var piece = ArrayPool<byte>.Shared.Rent(PieceLength);
        using var digest = hash is { } algorithm ? IncrementalHash.CreateHash(algorithm) : null;
        try
        {
            var (length, beginning) = (0L, new MemoryStream(Remembered));
            while (member.Read(piece) is var read and > 0)
            {
                length += read;
                if (length > allowed)
                {
                    why = Gzip.TooMuch(allowed, compressed.Length);
                    return false;
                }

                digest?.AppendData(piece.AsSpan(0, read));
                sink?.Take(piece.AsSpan(0, read));
                beginning.Write(piece, 0, (int)Math.Min(read, Remembered - beginning.Length));
            }

            why = member.Fault();
            scan = why is null ? new GzipScan((int)length, beginning.ToArray(), digest?.GetHashAndReset()) : null;
            return scan is not null;
        }
        catch (InvalidDataException damaged)
        {
            why = Gzip.Damaged(damaged);
            return false;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(piece);
        }
    }
}
