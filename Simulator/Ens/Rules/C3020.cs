using Ics2.Ens.Messages;

namespace Ics2.Ens.Rules;

/// <summary>
/// Delivery in the Union: sale and parties, or the party that will still file them, are needed. Northern Ireland counts (DEC-49).
/// </summary>
[Rule("C3020")]
internal sealed class C3020 : Condition
{
    protected override Use Decide(EnsElement owner, in RuleCase at, out string because)
    {
        var country = Route.CountryOf(owner.Child("placeOfDelivery"));
        because = $"the place of delivery is in {country}";
        return at.Around.IsUnion(country) ? Use.Mandatory : Use.Optional;
    }
}
