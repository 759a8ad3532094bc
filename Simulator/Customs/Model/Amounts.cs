using System.Collections.Immutable;
using System.Globalization;
using Ics2.Ens.Messages;

namespace Ics2.Customs.Model;

/// <summary>Figures of a consignment that others can be compared with.</summary>
/// <param name="GrossMass">Kilograms; null when not said.</param>
/// <param name="Packages">Number of packages; null when none is said.</param>
/// <param name="Marks">Shipping marks, at most <see cref="MaxMarks"/>.</param>
public sealed record Amounts(decimal? GrossMass, long? Packages, ImmutableArray<string> Marks)
{
    /// <summary>Marks serve for a search (lifecycle 5.3 step 2), and so many are enough for that.</summary>
    public const int MaxMarks = 20;

    /// <summary>Says nothing.</summary>
    public static Amounts None { get; } = new(null, null, []);

    internal static Amounts Read(EnsElement? consignment)
    {
        if (consignment is null)
        {
            return None;
        }

        var counts = consignment
            .All("goodsItem/packaging/numberOfPackages")
            .Select(count => long.TryParse(count.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0)
            .ToList();
        return new Amounts(
            decimal.TryParse(consignment.Text("totalGrossMass"), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var mass)
                ? mass
                : null,
            counts.Count == 0 ? null : counts.Sum(),
            [
                .. consignment
                    .All("goodsItem/packaging/shippingMarks")
                    .Select(marks => marks.Value)
                    .OfType<string>()
                    .Distinct(StringComparer.Ordinal)
                    .Take(MaxMarks),
            ]
        );
    }
}
