using System.Diagnostics.CodeAnalysis;
using System.Net.Http.Headers;

namespace Ics2.As4.Mime;

/// <summary>A Content-Type value whose parameters leave no room for two readings (attack-cases MIM-01, MIM-02).</summary>
/// <param name="MediaType">Lower case, for example <c>multipart/related</c>.</param>
/// <param name="Boundary">The multipart boundary.</param>
/// <param name="Start">The Content-ID of the root part, without angle brackets.</param>
/// <param name="Charset">The character set, lower case.</param>
internal sealed record ContentType(string MediaType, string? Boundary, string? Start, string? Charset)
{
    public static bool TryParse(string? value, [NotNullWhen(true)] out ContentType? type, [NotNullWhen(false)] out string? why)
    {
        type = null;
        var unfolded = value?.ReplaceLineEndings(" ").Trim();
        if (string.IsNullOrEmpty(unfolded) || !MediaTypeHeaderValue.TryParse(unfolded, out var parsed) || parsed.MediaType is null)
        {
            why = string.IsNullOrEmpty(unfolded) ? "there is no Content-Type" : $"'{Shorten(unfolded)}' is not a Content-Type";
            return false;
        }

        why = ParameterFault(parsed);
        var boundary = Parameter(parsed, "boundary");
        if (why is null && parsed.MediaType.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase))
        {
            why = boundary switch
            {
                null or "" => "the boundary is missing or empty",
                { Length: > 70 } => $"the boundary has {boundary.Length} characters, at most 70 are allowed (RFC 2046 5.1.1)",
                _ when boundary.AsSpan().ContainsAnyExceptInRange(' ', '~')
                        || boundary.Contains('"', StringComparison.Ordinal)
                        || boundary.EndsWith(' ') => "the boundary holds a character that RFC 2046 5.1.1 does not allow",
                _ => null,
            };
        }

        type = why is null
            ? new ContentType(
                parsed.MediaType.ToLowerInvariant(),
                boundary,
                Parameter(parsed, "start")?.Trim('<', '>'),
                Parameter(parsed, "charset")?.ToLowerInvariant()
            )
            : null;
        return type is not null;
    }

    private static string? ParameterFault(MediaTypeHeaderValue type)
    {
        var seen = new HashSet<string>(type.Parameters.Count, StringComparer.OrdinalIgnoreCase);
        string? extended = null;
        foreach (var parameter in type.Parameters)
        {
            if (!seen.Add(parameter.Name))
            {
                return $"the parameter '{parameter.Name.ToLowerInvariant()}' occurs twice";
            }

            extended ??= parameter.Name.Contains('*', StringComparison.Ordinal) ? parameter.Name.ToLowerInvariant() : null;
        }

        return extended is null ? null : $"the parameter '{extended}' is written in RFC 2231 form, which receivers read differently";
    }

    private static string? Parameter(MediaTypeHeaderValue type, string name) =>
        type
            .Parameters.FirstOrDefault(parameter => string.Equals(parameter.Name, name, StringComparison.OrdinalIgnoreCase))
            ?.Value?.Trim('"');

    private static string Shorten(string text) => text.Length > 120 ? text[..120] : text;
}
