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
    public const int MostFields = 32;

    /// <summary>Reads a header.</summary>
    /// <param name="bytes">The header without the empty line behind it.</param>
    /// <param name="header">The header.</param>
    /// <param name="oddLine">Otherwise, the line that is no field, one too many, or a repetition.</param>
    public static bool TryRead(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out PartHeader? header, [NotNullWhen(false)] out string? oddLine)
    {
        var lines = Encoding.Latin1.GetString(bytes).ReplaceLineEndings("\n").Replace("\n ", " ", StringComparison.Ordinal).Replace("\n\t", " ", StringComparison.Ordinal).AsSpan();
        string? id = null, type = null, encoding = null;
        Span<Range> names = stackalloc Range[MostFields];
        var count = 0;
        foreach (var range in lines.Split('\n'))
        {
            var line = lines[range];
            if (line.IsEmpty)
            {
                continue;
            }

            var colon = line.IndexOf(':');
            var name = line[..Math.Max(colon, 0)].Trim();
            if (colon < 1 || count == MostFields || Occurs(lines, names[..count], name))
            {
                (header, oddLine) = (null, line.ToString());
                return false;
            }

            names[count++] = range.Start..(range.Start.Value + colon);
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

    private static bool Occurs(ReadOnlySpan<char> lines, ReadOnlySpan<Range> names, ReadOnlySpan<char> name)
    {
        foreach (var other in names)
        {
            if (lines[other].Trim().Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
