using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Xml;

namespace Ics2.Contract;

/// <summary>
/// Durations as people write them, the same on the command line, in load plans, playbooks, chaos and the management API: a number and a
/// unit, <c>250us</c>, <c>500ms</c>, <c>30s</c>, <c>1.5h</c>, <c>200d</c>, where <c>m</c> is minutes; or ISO 8601, <c>PT30S</c>.
/// </summary>
public static class Durations
{
    /// <summary>The longest duration there is: whoever has less patience says so.</summary>
    public static readonly TimeSpan Max = TimeSpan.FromDays(100_000);

    // The longer unit before the shorter one that it ends with.
    private static readonly (string Unit, TimeSpan Length)[] Units =
    [
        ("us", TimeSpan.FromMicroseconds(1)),
        ("ms", TimeSpan.FromMilliseconds(1)),
        ("s", TimeSpan.FromSeconds(1)),
        ("m", TimeSpan.FromMinutes(1)),
        ("h", TimeSpan.FromHours(1)),
        ("d", TimeSpan.FromDays(1)),
    ];

    /// <summary>Reads a duration.</summary>
    /// <param name="text">The text; null is none.</param>
    /// <param name="duration">The duration, never negative.</param>
    /// <param name="why">What is wrong with the text, with an example of a good one.</param>
    public static bool TryParse([NotNullWhen(true)] string? text, out TimeSpan duration, [NotNullWhen(false)] out string? why)
    {
        why = TryParse(text, out duration) ? null : $"'{text}' is not a duration; write a number and ms, s, m, h or d, for example 30s.";
        return why is null;
    }

    /// <summary>Reads a duration, for whoever has words of its own for what is none.</summary>
    /// <param name="text">The text; null is none.</param>
    /// <param name="duration">The duration, never negative.</param>
    public static bool TryParse([NotNullWhen(true)] string? text, out TimeSpan duration)
    {
        duration = default;
        return text is not null && (text.StartsWith('P') ? TryIso(text, out duration) : TryWithUnit(text, out duration));
    }

    /// <summary>The duration as a program writes it, which reads as the very same.</summary>
    /// <returns>ISO 8601.</returns>
    public static string Write(TimeSpan duration) => XmlConvert.ToString(duration);

    private static bool TryWithUnit(string text, out TimeSpan duration)
    {
        foreach (var (unit, length) in Units)
        {
            if (
                text.EndsWith(unit, StringComparison.Ordinal)
                && double.TryParse(
                    text.AsSpan(0, text.Length - unit.Length),
                    NumberStyles.AllowDecimalPoint,
                    CultureInfo.InvariantCulture,
                    out var number
                )
                && number * length.TotalDays <= Max.TotalDays
            )
            {
                duration = number * length;
                return true;
            }
        }

        duration = default;
        return false;
    }

    private static bool TryIso(string text, out TimeSpan duration)
    {
        try
        {
            var read = XmlConvert.ToTimeSpan(text);
            duration = read <= Max ? read : default;
            return read <= Max;
        }
        catch (Exception wrong) when (wrong is FormatException or OverflowException)
        {
            duration = default;
            return false;
        }
    }
}
