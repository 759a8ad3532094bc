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

    /// <summary>The country of a place, by its UN/LOCODE or its address; null when it names neither.</summary>
    public static string? CountryOf(EnsElement? place) =>
        place?.Text("UNLOCODE") is { Length: >= 2 } code ? code[..2] : place?.Text("address/country");
}
