using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Ics2.As4.Mime;

/// <summary>Undoes the Content-Transfer-Encoding of a part (RFC 2045 6). Digests are over what comes out (SwA profile 5.2).</summary>
internal static class TransferEncoding
{
    public static bool TryDecode(
        string? name,
        ReadOnlyMemory<byte> raw,
        out ReadOnlyMemory<byte> content,
        [NotNullWhen(false)] out string? why
    )
    {
        content = raw;
        why = null;
        switch (name?.ToLowerInvariant())
        {
            case null or "" or "binary" or "8bit" or "7bit":
                return true;

            case "base64":
                var decoded = new byte[Base64.GetMaxDecodedFromUtf8Length(raw.Length)];
                if (Base64.DecodeFromUtf8(raw.Span, decoded, out _, out var written) == System.Buffers.OperationStatus.Done)
                {
                    content = decoded.AsMemory(0, written);
                    return true;
                }

                why = "base64 is stated, the content is not base64";
                return false;

            case "quoted-printable":
                content = DecodeQuotedPrintable(raw.Span, out why);
                return why is null;

            default:
                why = $"'{(name.Length > 40 ? name[..40] : name)}'";
                return false;
        }
    }

    private static byte[] DecodeQuotedPrintable(ReadOnlySpan<byte> raw, out string? why)
    {
        var output = new List<byte>(raw.Length);
        why = null;
        for (var i = 0; i < raw.Length; i++)
        {
            if (raw[i] != (byte)'=')
            {
                output.Add(raw[i]);
            }
            else if (raw[(i + 1)..].StartsWith("\r\n"u8))
            {
                i += 2;
            }
            else if (
                i + 2 < raw.Length
                && byte.TryParse(raw.Slice(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value)
            )
            {
                output.Add(value);
                i += 2;
            }
            else
            {
                why = "quoted-printable is stated, and '=' is not followed by two hexadecimal digits or a line end";
                return [];
            }
        }

        return [.. output];
    }
}
