using System.Globalization;
using System.Runtime.CompilerServices;

namespace Ics2.As4.Checking;

/// <summary>
/// The sentence for a check that does not hold, put together only then: nearly every check of nearly every message holds, and the access
/// point makes dozens for each.
/// </summary>
[InterpolatedStringHandler]
internal ref struct FaultText
{
    private readonly string? _whole;
    private readonly bool _isWanted;
    private DefaultInterpolatedStringHandler _text;

    /// <summary>Called by the compiler.</summary>
    /// <param name="holds">Whether the check holds.</param>
    /// <param name="isWanted">False when the pieces need not be looked at.</param>
    public FaultText(int literalLength, int formattedCount, bool holds, out bool isWanted)
    {
        _isWanted = isWanted = !holds;
        _text = isWanted ? new DefaultInterpolatedStringHandler(literalLength, formattedCount, CultureInfo.InvariantCulture) : default;
    }

    private FaultText(string whole) => _whole = whole;

    public static implicit operator FaultText(string whole) => new(whole);

    public void AppendLiteral(string value) => _text.AppendLiteral(value);

    public void AppendFormatted<T>(T value) => _text.AppendFormatted(value);

    /// <summary>The sentence; empty when it was not wanted. To be taken once.</summary>
    public string Take() => _whole ?? (_isWanted ? _text.ToStringAndClear() : "");
}
