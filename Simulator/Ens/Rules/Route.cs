using System.Globalization;
using Ics2.Ens.Messages;

namespace Ics2.Ens.Rules;

/// <summary>The route of a means of transport or of a consignment: countries in the order of their sequence numbers.</summary>
internal static class Route
{
    /// <summary>The entries of the route in order.</summary>
    public static List<EnsElement> Of(EnsElement parent, string name) =>
        [
            .. parent
                .All(name)
                .OrderBy(entry =>
                    int.TryParse(entry.Text("sequenceNumber"), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                        ? number
                        : int.MaxValue
                ),
        ];
}

/// <summary>The country of a place. Places of Northern Ireland have UN/LOCODEs of GB, and count as XI too (field.md F-3).</summary>
internal sealed record PlaceCountry(string Code, bool IsNorthernIreland)
{
    private const string NorthernIreland = "XI";

    /// <summary>Is the place in the country?</summary>
    public bool Is(string? country) => Code.Equals(country, StringComparison.Ordinal) || (IsNorthernIreland && country is NorthernIreland);

    /// <summary>Is the place where a filing enters?</summary>
    public bool IsUnion(RuleSurroundings around) => IsNorthernIreland || around.IsUnion(Code);

    /// <inheritdoc/>
    public override string ToString() => IsNorthernIreland ? $"{Code} or {NorthernIreland}" : Code;
}
