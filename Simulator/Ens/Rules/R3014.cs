using Ics2.Ens.Catalogue;

namespace Ics2.Ens.Rules;

/// <summary>The route of the means of transport ends in the country of unloading.</summary>
[Rule("R3014")]
internal sealed class R3014 : Rule
{
    public override ElementDefinition DecidedAt(ElementDefinition row) => Root(row);

    public override void Check(in RuleCase at)
    {
        var route = Route.Of(at.Class, at.Binding.Path);
        var country = at.Around.CountryOf(at.Class.Find("consignmentMasterLevel/placeOfUnloading"));
        if (route.Count > 0 && country is not null && route[^1].Text("country") is { } found && !country.Is(found))
        {
            at.Report(
                route[^1],
                Breach.Value,
                $"The route ends in {found}, but the place of unloading is in {country}.",
                country.ToString(),
                found
            );
        }
    }
}
