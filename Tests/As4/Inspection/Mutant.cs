using System.Text;

namespace Ics2.Tests.As4.Inspection;

/// <summary>Damages a capture in one of the ways in which captures come damaged.</summary>
internal static class Mutant
{
    private static readonly byte[][] Tokens =
    [
        .. new[]
        {
            "\r\n",
            "\n",
            "\0",
            "<",
            ">",
            "&",
            "\"",
            "]]>",
            "<!--",
            "-->",
            "<!DOCTYPE x>",
            "<?x?>",
            "--B_0042",
            "--B_0042--",
            ";",
            "=",
            "<x>",
            "</x>",
            " xmlns=\"\"",
            " xmlns:eb=\"urn:x\"",
            "eb:",
            "ds:",
            "wsse:",
            "S:",
            "<xenc:EncryptedData xmlns:xenc=\"http://www.w3.org/2001/04/xmlenc#\"/>",
            "Content-Type: ",
            "Content-ID: <root@trader.example>",
            "sha256",
            "sha1",
            "rsa-sha1",
            "#mess",
            "#body",
            "cid:",
            "EBMS:0004",
            "AAAA",
            "\u00e9",
            "\u4e00",
        }.Select(Encoding.UTF8.GetBytes),
        [0xFF, 0xFE],
        [0xEF, 0xBB, 0xBF],
        [0x1F, 0x8B],
        [0xC0, 0x80],
    ];

    public static byte[] Of(byte[] capture, byte[] other, Random random)
    {
        List<byte> bytes = [.. capture];
        for (var times = random.Next(1, 4); times > 0 && bytes.Count > 1; times--)
        {
            var at = random.Next(bytes.Count);
            var length = Math.Min(random.Next(1, 200), bytes.Count - at);
            switch (random.Next(9))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 2:
                    bytes.RemoveRange(at, length);
                    break;
                case 3:
                    bytes.InsertRange(at, bytes.GetRange(at, length));
                    break;
                case 4:
                    bytes.InsertRange(at, Tokens[random.Next(Tokens.Length)]);
                    break;
                case 5:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
                case 6:
                    var from = random.Next(other.Length);
                    bytes.InsertRange(at, other[from..Math.Min(other.Length, from + length)]);
                    break;
                case 7:
                    ReplaceAttribute(bytes, at, random);
                    break;
                default:
                    Swap(bytes, at, random.Next(bytes.Count));
                    break;
            }
        }

        return [.. bytes];
    }

    private static void ReplaceAttribute(List<byte> bytes, int at, Random random)
    {
        var quote = bytes.IndexOf((byte)'"', at);
        var end = quote < 0 ? -1 : bytes.IndexOf((byte)'"', quote + 1);
        if (end > 0)
        {
            bytes.RemoveRange(quote + 1, end - quote - 1);
            bytes.InsertRange(quote + 1, Tokens[random.Next(Tokens.Length)]);
        }
    }

    private static void Swap(List<byte> bytes, int one, int other) => (bytes[one], bytes[other]) = (bytes[other], bytes[one]);
}
