using System.Globalization;
using Ics2.Ens.Catalogue;

namespace Ics2.Ens.Rules;

/// <summary>Items are numbered 1, 2, 3 and so on: a number met before is not unique (95), another one leaves a gap (12).</summary>
internal static class ItemNumbers
{
    public static void Check(in RuleCase at)
    {
        HashSet<int>? seen = null;
        var expected = 0;
        foreach (var element in at.Rows)
        {
            expected++;
            if (!int.TryParse(element.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                continue;
            }

            seen ??= [];
            var wanted = expected.ToString(CultureInfo.InvariantCulture);
            if (!seen.Add(number))
            {
                at.Report(element, Breach.Repeated, $"The item number {element.Value} was used before.", wanted);
            }
            else if (number != expected)
            {
                at.Report(element, Breach.Value, $"The items are not numbered without a gap; this one is the item {wanted}.", wanted);
            }
        }
    }
}
