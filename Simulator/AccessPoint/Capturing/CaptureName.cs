using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace Ics2.AccessPoint.Capturing;

/// <summary>
/// A folder name for a message id. Ids come from outside: they must not leave the folder, nor name a device of Windows (attack case
/// MIM-18).
/// </summary>
internal static class CaptureName
{
    private const int Longest = 120;

    private static readonly SearchValues<char> Plain = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789@-_."
    );

    /// <summary>The id itself when it is harmless, otherwise what is harmless of it with a digest that keeps different ids apart.</summary>
    public static string Of(string? messageId)
    {
        if (string.IsNullOrEmpty(messageId))
        {
            return "unreadable-" + Guid.NewGuid().ToString("N");
        }

        if (
            messageId.Length <= Longest
            && !messageId.AsSpan().ContainsAnyExcept(Plain)
            && messageId.Contains('@', StringComparison.Ordinal)
            && messageId[0] != '.'
            && messageId[^1] != '.'
            && !IsDevice(messageId)
        )
        {
            return messageId;
        }

        var cut = messageId.Length > Longest ? messageId[..Longest] : messageId;
        var plain = string.Concat(cut.Select(c => Plain.Contains(c) && c != '.' ? c : '_'));
        return $"id-{plain}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(messageId)).AsSpan(0, 4))}";
    }

    private static bool IsDevice(string name) =>
        name.Split('.')[0] is var stem
        && (
            stem.ToUpperInvariant() is "CON" or "PRN" or "AUX" or "NUL"
            || (
                stem.Length == 4
                && (
                    stem.StartsWith("COM", StringComparison.OrdinalIgnoreCase) || stem.StartsWith("LPT", StringComparison.OrdinalIgnoreCase)
                )
            )
        );
}
