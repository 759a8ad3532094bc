namespace Ics2.As4;

/// <summary>
/// Text of a partner, made fit for a log line, a console or a note: control characters would forge lines (attack case AS4-26).
/// </summary>
public static class LogText
{
    /// <summary>One line without control characters, of bounded length.</summary>
    /// <param name="text">Anything.</param>
    /// <param name="most">The most characters that are shown of it.</param>
    public static string OneLine(string text, int most = 2000)
    {
        var shown = text.Length > most ? string.Concat(text.AsSpan(0, most), "...") : text;
        return string.Create(
            shown.Length,
            shown,
            static (span, source) =>
            {
                for (var i = 0; i < span.Length; i++)
                {
                    span[i] = char.IsControl(source[i]) ? ' ' : source[i];
                }
            }
        );
    }
}
