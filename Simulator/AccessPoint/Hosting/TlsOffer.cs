using System.Buffers.Binary;
using System.Globalization;
using System.Net.Security;
using System.Text;

namespace Ics2.AccessPoint.Hosting;

/// <summary>What a client offers in its ClientHello (RFC 5246, 7.4.1.2; RFC 8446, 4.1.2).</summary>
/// <param name="Versions">Protocol versions, best first; the one of the header where the extension of TLS 1.3 is missing.</param>
/// <param name="Ciphers">Cipher suites, best first.</param>
internal sealed record TlsOffer(IReadOnlyList<ushort> Versions, IReadOnlyList<ushort> Ciphers)
{
    /// <summary>First byte of a record with a handshake message.</summary>
    public const byte HandshakeRecord = 22;

    /// <summary>Header of a record, and the most that follows it (RFC 8446, 5.1).</summary>
    public const int RecordHeader = 5;
    public const int MaxRecord = RecordHeader + (16 * 1024);

    private const byte ClientHello = 1;
    private const int Random = 32;
    private const ushort SupportedVersions = 43;
    private const ushort Tls12 = 0x0303;
    private const ushort Tls13 = 0x0304;
    private const int MaxNamed = 6;

    /// <summary>Whether one of the versions is spoken here (ICD 4.6.1).</summary>
    public bool HasVersion => Versions.Any(version => version is Tls12 or Tls13);

    /// <summary>Whether a suite of TLS 1.3, or one that an RSA certificate can answer, is among them.</summary>
    public bool HasCipher =>
        Ciphers.Any(cipher =>
            (cipher >> 8 == 0x13 && Versions.Contains(Tls13)) || Name(cipher).Contains("RSA_WITH", StringComparison.Ordinal)
        );

    /// <summary>Reads a record.</summary>
    /// <returns>Null when it is no ClientHello, or not a whole one.</returns>
    public static TlsOffer? Read(ReadOnlySpan<byte> record)
    {
        var rest = record;
        if (
            !Skip(ref rest, RecordHeader)
            || record[0] != HandshakeRecord
            || !Take(ref rest, 4, out var head)
            || head[0] != ClientHello
            || !Take(ref rest, 2, out var legacy)
            || !Skip(ref rest, Random)
            || !TakeCounted(ref rest, 1, out _)
            || !TakeCounted(ref rest, 2, out var ciphers)
            || !TakeCounted(ref rest, 1, out _)
        )
        {
            return null;
        }

        return new TlsOffer(
            TakeCounted(ref rest, 2, out var extensions) && Extension(extensions, SupportedVersions) is [_, .. var versions]
                ? Numbers(versions)
                : [BinaryPrimitives.ReadUInt16BigEndian(legacy)],
            Numbers(ciphers)
        );
    }

    /// <inheritdoc/>
    public override string ToString()
    {
        var text = new StringBuilder(string.Join(", ", Versions.Select(Version)));
        text.Append(CultureInfo.InvariantCulture, $"; {Ciphers.Count} cipher suites: ");
        text.AppendJoin(", ", Ciphers.Take(MaxNamed).Select(Name));
        return text.Append(Ciphers.Count > MaxNamed ? ", ..." : "").ToString();
    }

    private static string Name(ushort cipher) => ((TlsCipherSuite)cipher).ToString();

    private static string Version(ushort version) =>
        version switch
        {
            0x0300 => "SSL 3.0",
            0x0301 => "TLS 1.0",
            0x0302 => "TLS 1.1",
            Tls12 => "TLS 1.2",
            Tls13 => "TLS 1.3",
            _ => string.Create(CultureInfo.InvariantCulture, $"version 0x{version:X4}"),
        };

    private static ReadOnlySpan<byte> Extension(ReadOnlySpan<byte> extensions, ushort wanted)
    {
        while (Take(ref extensions, 2, out var type) && TakeCounted(ref extensions, 2, out var content))
        {
            if (BinaryPrimitives.ReadUInt16BigEndian(type) == wanted)
            {
                return content;
            }
        }

        return [];
    }

    // Without the values that clients put in so that nobody relies on the known ones (RFC 8701).
    private static List<ushort> Numbers(ReadOnlySpan<byte> bytes)
    {
        var numbers = new List<ushort>();
        for (; bytes.Length >= 2; bytes = bytes[2..])
        {
            var number = BinaryPrimitives.ReadUInt16BigEndian(bytes);
            if ((number & 0x0F0F) != 0x0A0A)
            {
                numbers.Add(number);
            }
        }

        return numbers;
    }

    private static bool Skip(scoped ref ReadOnlySpan<byte> rest, int count) => Take(ref rest, count, out _);

    private static bool Take(scoped ref ReadOnlySpan<byte> rest, int count, out ReadOnlySpan<byte> taken)
    {
        taken = rest.Length < count ? [] : rest[..count];
        var isThere = rest.Length >= count;
        rest = isThere ? rest[count..] : [];
        return isThere;
    }

    private static bool TakeCounted(scoped ref ReadOnlySpan<byte> rest, int width, out ReadOnlySpan<byte> taken)
    {
        taken = [];
        return Take(ref rest, width, out var count)
            && Take(ref rest, width == 1 ? count[0] : BinaryPrimitives.ReadUInt16BigEndian(count), out taken);
    }
}
