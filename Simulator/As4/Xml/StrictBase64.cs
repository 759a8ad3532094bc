namespace Ics2.As4.Xml;

/// <summary>
/// Base64 as the seal takes it everywhere alike: XML white space is allowed, missing padding and trailing characters are not (DIF-17).
/// </summary>
internal static class StrictBase64
{
    public static string Compact(string text) =>
        text.AsSpan().ContainsAny(" \t\r\n") ? string.Concat(text.Where(c => c is not (' ' or '\t' or '\r' or '\n'))) : text;

    public static byte[]? Decode(string text)
    {
        var compact = Compact(text);
        var bytes = new byte[compact.Length / 4 * 3 + 3];
        return Convert.TryFromBase64String(compact, bytes, out var length) ? bytes[..length] : null;
    }
}
