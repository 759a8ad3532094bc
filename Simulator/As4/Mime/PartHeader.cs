using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Ics2.As4.Mime;

/// <summary>The header of one MIME part: the fields that count here, once every field is seen to stand only once.</summary>
/// <param name="ContentId">Without angle brackets; null when absent.</param>
/// <param name="ContentType">The whole value; null when absent.</param>
/// <param name="TransferEncoding">The Content-Transfer-Encoding; null when absent.</param>
internal sealed record PartHeader(string? ContentId, string? ContentType, string? TransferEncoding)
{
    /// <summary>Most fields that are taken.</summary>
    public const int MaxFields = 32;

    /// <summary>Reads a header.</summary>
    /// <param name="bytes">The header without the empty line behind it.</param>
    /// <param name="oddLine">Otherwise, the line that is no field, one too many, or a repetition.</param>
    public static bool TryRead(
        ReadOnlySpan<byte> bytes,
        [NotNullWhen(true)] out PartHeader? header,
        [NotNullWhen(false)] out string? oddLine
    )
    {
        var text = Unfold(Encoding.Latin1.GetString(bytes));
        string? id = null,
            type = null,
            encoding = null;
        var count = 0;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            if (line.IsEmpty)
            {
                continue;
            }

            var colon = line.IndexOf(':');
            if (colon < 1 || count == MaxFields || Occurs(text, count, NameOf(line)))
            {
                (header, oddLine) = (null, line.ToString());
                return false;
            }

            count++;
            var name = NameOf(line);
            var value = line[(colon + 1)..].Trim();
            switch (name.Length)
            {
                case 10 when name.Equals("Content-ID", StringComparison.OrdinalIgnoreCase):
                    id = value.Trim("<>").ToString();
                    break;
                case 12 when name.Equals("Content-Type", StringComparison.OrdinalIgnoreCase):
                    type = value.ToString();
                    break;
                case 25 when name.Equals("Content-Transfer-Encoding", StringComparison.OrdinalIgnoreCase):
                    encoding = value.ToString();
                    break;
                default:
                    break;
            }
        }

        (header, oddLine) = (new PartHeader(id, type, encoding), null);
        return true;
    }

    // RFC 5322 2.2.3: a line that begins with white space goes on with the one before.
    private static string Unfold(string text)
    {
        var isFirst = true;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            if (!isFirst && line is [' ' or '\t', ..])
            {
                return text.ReplaceLineEndings("\n")
                    .Replace("\n ", " ", StringComparison.Ordinal)
                    .Replace("\n\t", " ", StringComparison.Ordinal);
            }

            isFirst = false;
        }

        return text;
    }

    // Whether a name is among those of the first fields.
    private static bool Occurs(string text, int fields, ReadOnlySpan<char> name)
    {
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            if (line.IsEmpty)
            {
                continue;
            }

            if (fields-- == 0)
            {
                return false;
            }

            if (NameOf(line).Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private static ReadOnlySpan<char> NameOf(ReadOnlySpan<char> line) => line[..Math.Max(line.IndexOf(':'), 0)].Trim();
}
