using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Ics2.Reporting;

/// <summary>Text for a page: escaped, and rid of what cannot be shown.</summary>
public static class HtmlText
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    /// <summary>The text, for content and for quoted attributes.</summary>
    /// <param name="text">Any text; null is none.</param>
    public static string Of(string? text) => Encoder.Encode(Printable.Of(text));
}
