namespace Ics2.AccessPoint;

/// <summary>Text from outside, made fit for a log line or a note (attack case AS4-26).</summary>
internal static class LogText
{
    private const int Longest = 2000;

    /// <summary>One line without control characters, of bounded length.</summary>
    public static string OneLine(string text)
    {
        var shown = text.Length > Longest ? string.Concat(text.AsSpan(0, Longest), "...") : text;
        return string.Create(shown.Length, shown, static (span, source) =>
        {
            for (var i = 0; i < span.Length; i++)
            {
                span[i] = char.IsControl(source[i]) ? ' ' : source[i];
            }
        });
    }
}
