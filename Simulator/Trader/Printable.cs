namespace Ics2.Trader;

/// <summary>Text of a partner made safe for logs and consoles: control characters would forge lines (attack case AS4-26).</summary>
internal static class Printable
{
    public static string Of(string text, int most) =>
        string.Concat((text.Length > most ? text[..most] + "..." : text).Select(c => char.IsControl(c) ? '?' : c));
}
