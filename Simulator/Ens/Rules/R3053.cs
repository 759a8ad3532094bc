using Ics2.Ens.Catalogue;
using Ics2.Ens.Values;

namespace Ics2.Ens.Rules;

/// <summary>The estimated arrival is not before the actual or estimated departure.</summary>
[Rule("R3053")]
internal sealed class R3053 : Rule
{
    public override void Check(in RuleCase at)
    {
        // The rule stands at all three dates; it is told once, at the arrival.
        if (
            at.Row.Tag is not "estimatedDateAndTimeOfArrival"
            || at.First is not { } element
            || !EnsDate.TryParse(element.Value, out var arrival)
        )
        {
            return;
        }

        var means = at.Class;
        foreach (var name in (string[])["actualDateAndTimeOfDeparture", "estimatedDateAndTimeOfDeparture"])
        {
            if (EnsDate.TryParse(means.Text(name), out var departure) && arrival < departure)
            {
                at.Report(
                    element,
                    Breach.Value,
                    $"The arrival is before the departure ({means.Text(name)}).",
                    $"not before {means.Text(name)}"
                );
                return;
            }
        }
    }
}
