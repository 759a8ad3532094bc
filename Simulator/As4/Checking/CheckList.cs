using System.Diagnostics.CodeAnalysis;
using Ics2.As4.Messages;

namespace Ics2.As4.Checking;

/// <summary>Collects checks, each with the error that a failure would be answered with.</summary>
internal sealed class CheckList
{
    private const int MaxShown = 200;

    private readonly List<Check> _checks = [];

    public IReadOnlyList<Check> Items => _checks;

    /// <summary>Records a check that refuses when it does not hold.</summary>
    public bool Require(
        string id,
        string source,
        string text,
        bool holds,
        EbmsErrorCode code,
        string? expected,
        string? actual,
        string? remedy = null
    )
    {
        var check = new Check(id, holds ? CheckVerdict.Passed : CheckVerdict.Failed, text, source)
        {
            Expected = Shorten(expected),
            Actual = Shorten(actual),
        };
        _checks.Add(
            holds
                ? check
                : check with
                {
                    Remedy = remedy,
                    Error = new EbmsError(code, Negate(text))
                    {
                        CheckId = id,
                        Expected = check.Expected,
                        Found = check.Actual,
                        Remedy = remedy,
                        Source = source,
                    },
                }
        );
        return holds;
    }

    /// <summary>Records a check that only warns.</summary>
    public void Advise(string id, string source, string text, bool holds, string? expected, string? actual, string? remedy = null) =>
        _checks.Add(
            new Check(id, holds ? CheckVerdict.Passed : CheckVerdict.Warning, text, source)
            {
                Expected = Shorten(expected),
                Actual = Shorten(actual),
                Remedy = holds ? null : remedy,
            }
        );

    private static string Negate(string text) => $"This does not hold: {text}";

    // What a sender wrote is echoed, so it is cut to a readable length and freed of control characters (AS4-26).
    private static string? Shorten(string? text)
    {
        var shown = text?.Length > MaxShown ? string.Concat(text.AsSpan(0, MaxShown), "…") : text;
        return HasControls(shown) ? string.Concat(shown.Select(c => char.IsControl(c) ? ' ' : c)) : shown;
    }

    // The two ranges of char.IsControl.
    private static bool HasControls([NotNullWhen(true)] string? text) =>
        text.AsSpan().ContainsAnyInRange('\0', '\x1f') || text.AsSpan().ContainsAnyInRange('\x7f', '\x9f');
}
