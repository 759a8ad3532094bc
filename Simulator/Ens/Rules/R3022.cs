using Ics2.Ens.Catalogue;

namespace Ics2.Ens.Rules;

/// <summary>The route of a consignment contains the countries of its places of acceptance and of delivery.</summary>
[Rule("R3022")]
internal sealed class R3022 : Rule
{
    public override ElementDefinition DecidedAt(ElementDefinition row) => row.Parent!;

    public override void Check(in RuleCase at)
    {
        var route = Route.Of(at.Class, at.Binding.Path);
        if (route.Count == 0)
        {
            return;
        }

        foreach (var place in (string[])["placeOfAcceptance", "placeOfDelivery"])
        {
            var country = at.Around.CountryOf(at.Class.Child(place));
            if (country is not null && !route.Exists(entry => country.Is(entry.Text("country"))))
            {
                at.Report(
                    route[0],
                    Breach.Value,
                    $"The route does not contain {country}, where <{place}> is.",
                    country.ToString(),
                    string.Join(" ", route.Select(entry => entry.Text("country")))
                );
            }
        }
    }
}
