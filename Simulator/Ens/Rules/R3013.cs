using Ics2.Ens.Catalogue;

namespace Ics2.Ens.Rules;

/// <summary>The route of the means of transport begins in the country of loading.</summary>
[Rule("R3013")]
internal sealed class R3013 : Rule
{
    public override ElementDefinition DecidedAt(ElementDefinition row) => Root(row);

    public override void Check(in RuleCase at)
    {
        var route = Route.Of(at.Class, at.Binding.Path);
        var country = at.Around.CountryOf(at.Class.Find("consignmentMasterLevel/placeOfLoading"));
        if (route.Count > 0 && country is not null && route[0].Text("country") is { } found && !country.Is(found))
        {
            at.Report(
                route[0],
                Breach.Value,
                $"The route begins in {found}, but the place of loading is in {country}.",
                country.ToString(),
                found
            );
        }
    }
}
