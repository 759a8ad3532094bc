using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace Ics2.As4.Mime;

/// <summary>
/// A Content-Type value whose parameters leave no room for two readings (attack-cases MIM-01, MIM-02). A value without the quotes that it
/// needs, and a semicolon too many, can be read in one way only and are written by products in the field: they are taken with a remark.
/// </summary>
/// <param name="MediaType">Lower case, for example <c>multipart/related</c>.</param>
/// <param name="Boundary">The multipart boundary.</param>
/// <param name="Start">The Content-ID of the root part, without angle brackets.</param>
/// <param name="Type">The media type of the root part, lower case.</param>
/// <param name="Charset">The character set, lower case.</param>
internal sealed record ContentType(string MediaType, string? Boundary, string? Start, string? Type, string? Charset)
{
    private const int MostShown = 60;

    // RFC 2045 5.1: what may stand without quotes, and what is taken so nonetheless.
    private static readonly SearchValues<char> Token = SearchValues.Create(
        "!#$%&'*+-.0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ^_`abcdefghijklmnopqrstuvwxyz{|}~"
    );
    private static readonly SearchValues<char> Unquoted = SearchValues.Create(
        "!#$%&'*+-.0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ^_`abcdefghijklmnopqrstuvwxyz{|}~/:<>=@?[]()"
    );

    /// <summary>What was tolerated.</summary>
    public IReadOnlyList<MimeRemark> Remarks { get; private init; } = [];

    public static bool TryParse(string? value, [NotNullWhen(true)] out ContentType? type, [NotNullWhen(false)] out string? why)
    {
        type = null;
        var unfolded = value?.ReplaceLineEndings(" ").Trim();
        if (string.IsNullOrEmpty(unfolded))
        {
            why = "there is no Content-Type";
            return false;
        }

        var parts = Split(unfolded);
        var media = parts[0].Trim();
        if (!IsMediaType(media))
        {
            why = $"'{Shorten(unfolded)}' does not begin with a media type";
            return false;
        }

        var parameters = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var remarks = new List<MimeRemark>();
        why = ReadParameters(parts, parameters, remarks) ?? BoundaryFault(media, parameters.GetValueOrDefault("boundary"));
        type = why is null
            ? new ContentType(
                media.ToLowerInvariant(),
                parameters.GetValueOrDefault("boundary"),
                parameters.GetValueOrDefault("start")?.Trim('<', '>'),
                parameters.GetValueOrDefault("type")?.ToLowerInvariant(),
                parameters.GetValueOrDefault("charset")?.ToLowerInvariant()
            )
            {
                Remarks = remarks,
            }
            : null;
        return type is not null;
    }

    private static string? ReadParameters(List<string> parts, Dictionary<string, string> parameters, List<MimeRemark> remarks)
    {
        for (var i = 1; i < parts.Count; i++)
        {
            var text = parts[i].Trim();
            if (text.Length == 0)
            {
                remarks.Add(SemicolonTooMany(i == parts.Count - 1));
                continue;
            }

            var equals = text.IndexOf('=', StringComparison.Ordinal);
            var name = (equals < 0 ? text : text[..equals]).TrimEnd().ToLowerInvariant();
            if (name.Length == 0 || name.AsSpan().ContainsAnyExcept(Token))
            {
                return $"'{Shorten(text)}' is not a parameter";
            }

            if (name.Contains('*', StringComparison.Ordinal))
            {
                return $"the parameter '{name}' is written in RFC 2231 form, which receivers read differently";
            }

            if (ReadValue(name, equals < 0 ? "" : text[(equals + 1)..].Trim(), remarks, out var parameter) is { } fault)
            {
                return fault;
            }

            if (!parameters.TryAdd(name, parameter))
            {
                return $"the parameter '{name}' occurs twice";
            }
        }

        return null;
    }

    private static string? ReadValue(string name, string written, List<MimeRemark> remarks, out string value)
    {
        value = written;
        if (written.StartsWith('"'))
        {
            value = Unescape(written, out var isWhole);
            return isWhole ? null : $"the quotes of the parameter '{name}' do not end where its value does";
        }

        if (written.AsSpan().ContainsAnyExcept(Unquoted))
        {
            return $"the value of the parameter '{name}', '{Shorten(written)}', holds a character that cannot stand there";
        }

        if (written.AsSpan().ContainsAnyExcept(Token))
        {
            remarks.Add(
                new MimeRemark(
                    "mime.quotes",
                    "every parameter of the Content-Type that needs quotes has them",
                    $"The parameter '{name}' of the Content-Type stands without the quotes that its value needs; tolerated here, refused by others.",
                    $"{name}=\"{Shorten(written)}\"",
                    $"{name}={Shorten(written)}",
                    $"put the value of '{name}' into double quotes"
                )
            );
        }

        return null;
    }

    private static MimeRemark SemicolonTooMany(bool isLast) =>
        new(
            "mime.semicolon",
            "a semicolon of the Content-Type is followed by a parameter",
            isLast
                ? "The Content-Type ends with a semicolon; tolerated here, refused by others."
                : "The Content-Type holds two semicolons in a row; tolerated here, refused by others.",
            "a parameter behind each semicolon",
            isLast ? "a final ';'" : "';;'",
            "take the semicolon out"
        );

    private static string? BoundaryFault(string media, string? boundary) =>
        !media.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase)
            ? null
            : boundary switch
            {
                null or "" => "the boundary is missing or empty",
                { Length: > 70 } => $"the boundary has {boundary.Length} characters, at most 70 are allowed (RFC 2046 5.1.1)",
                _ when boundary.AsSpan().ContainsAnyExceptInRange(' ', '~')
                        || boundary.Contains('"', StringComparison.Ordinal)
                        || boundary.EndsWith(' ') => "the boundary holds a character that RFC 2046 5.1.1 does not allow",
                _ => null,
            };

    // At semicolons outside quotes.
    private static List<string> Split(string text)
    {
        var parts = new List<string>();
        var (start, quoted) = (0, false);
        for (var i = 0; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '"':
                    quoted = !quoted;
                    break;
                case '\\' when quoted:
                    i++;
                    break;
                case ';' when !quoted:
                    parts.Add(text[start..i]);
                    start = i + 1;
                    break;
                default:
                    break;
            }
        }

        parts.Add(text[start..]);
        return parts;
    }

    private static string Unescape(string quoted, out bool isWhole)
    {
        var value = new System.Text.StringBuilder(quoted.Length);
        for (var i = 1; i < quoted.Length; i++)
        {
            if (quoted[i] == '"')
            {
                isWhole = i == quoted.Length - 1;
                return value.ToString();
            }

            if (quoted[i] == '\\' && i + 1 < quoted.Length)
            {
                i++;
            }

            value.Append(quoted[i]);
        }

        isWhole = false;
        return value.ToString();
    }

    private static bool IsMediaType(string text) =>
        text.Split('/') is [{ Length: > 0 } type, { Length: > 0 } subtype]
        && !type.AsSpan().ContainsAnyExcept(Token)
        && !subtype.AsSpan().ContainsAnyExcept(Token);

    private static string Shorten(string text) => text.Length > MostShown ? string.Concat(text.AsSpan(0, MostShown), "…") : text;
}
