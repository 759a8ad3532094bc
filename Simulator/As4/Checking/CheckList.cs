using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Ics2.As4.Messages;

namespace Ics2.As4.Checking;

/// <summary>Collects checks, each with the error that a failure would be answered with.</summary>
internal sealed class CheckList
{
    private const int MaxShown = 300;
    private const string Empty = "empty"; // "found: " with nothing behind it reads like a fault of ours

    private readonly List<Check> _checks = [];

    public IReadOnlyList<Check> Items => _checks;

    /// <summary>Records a check that refuses when it does not hold.</summary>
    /// <param name="fault">The sentence for when it does not hold.</param>
    /// <param name="remedy">How to mend it then.</param>
    public bool Require(
        string id,
        string source,
        string text,
        bool holds,
        EbmsErrorCode code,
        string? expected,
        string? actual,
        [InterpolatedStringHandlerArgument(nameof(holds))] FaultText fault,
        string remedy
    )
    {
        var check = new Check(id, holds ? CheckVerdict.Passed : CheckVerdict.Failed, holds ? text : Shorten(fault.Take()), source)
        {
            Expected = Shorten(expected),
            Actual = Shorten(actual is "" ? Empty : actual),
        };
        _checks.Add(
            holds
                ? check
                : check with
                {
                    Remedy = remedy,
                    Error = new EbmsError(code, check.Text)
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
    /// <param name="fault">The sentence for when it does not hold.</param>
    /// <param name="remedy">How to mend it then.</param>
    public void Advise(
        string id,
        string source,
        string text,
        bool holds,
        string? expected,
        string? actual,
        [InterpolatedStringHandlerArgument(nameof(holds))] FaultText fault,
        string remedy
    ) =>
        _checks.Add(
            new Check(id, holds ? CheckVerdict.Passed : CheckVerdict.Warning, holds ? text : Shorten(fault.Take()), source)
            {
                Expected = Shorten(expected),
                Actual = Shorten(actual is "" ? Empty : actual),
                Remedy = holds ? null : remedy,
            }
        );

    /// <summary>Records a check that could not be made.</summary>
    /// <param name="why">What it lacks.</param>
    /// <param name="remedy">How to have it made; null when nothing would help.</param>
    public void NotChecked(string id, string source, string text, string why, string? remedy = null) =>
        _checks.Add(new Check(id, CheckVerdict.Inconclusive, Shorten($"not checked whether {text}: {why}"), source) { Remedy = remedy });

    // What a sender wrote is echoed, so it is cut to a readable length and freed of control characters (AS4-26).
    [return: NotNullIfNotNull(nameof(text))]
    private static string? Shorten(string? text)
    {
        var shown = text?.Length > MaxShown ? string.Concat(text.AsSpan(0, MaxShown), "…") : text;
        return HasControls(shown) ? string.Concat(shown.Select(c => char.IsControl(c) ? ' ' : c)) : shown;
    }

    // The two ranges of char.IsControl.
    private static bool HasControls([NotNullWhen(true)] string? text) =>
        text.AsSpan().ContainsAnyInRange('\0', '\x1f') || text.AsSpan().ContainsAnyInRange('\x7f', '\x9f');
}
