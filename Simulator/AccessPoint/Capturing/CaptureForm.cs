using System.Globalization;
using System.Text;
using Ics2.As4;

namespace Ics2.AccessPoint.Capturing;

/// <summary>
/// How a captured message looks, as <c>ics2 inspect</c> reads it: HTTP header lines, an empty line, the body (cli-json.md, last paragraph).
/// </summary>
internal static class CaptureForm
{
    public const string Request = "request.as4";
    public const string Response = "response.as4";

    /// <summary>The line that tells the HTTP status of an answer.</summary>
    public static string Status(int status) => string.Create(CultureInfo.InvariantCulture, $"Status: {status}\r\n");

    /// <summary>What stands before the body. A header from outside may not add lines of its own.</summary>
    /// <param name="lines">Lines that come first, each with its end.</param>
    public static byte[] Head(string lines, WireMessage message)
    {
        var type = message.ContentType.Length == 0 ? "" : $"Content-Type: {LogText.OneLine(message.ContentType)}\r\n";
        var encoding = message.ContentEncoding is { } coded ? $"Content-Encoding: {LogText.OneLine(coded)}\r\n" : "";
        return Encoding.UTF8.GetBytes(lines + type + encoding + "\r\n");
    }

    /// <summary>The whole capture of a message.</summary>
    public static byte[] Of(string lines, WireMessage message) => [.. Head(lines, message), .. message.Body.Span];
}
