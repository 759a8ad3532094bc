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
        var country = at.Around.CountryOf(owner.Child("placeOfDelivery"));
        because = $"the place of delivery is in {country}";
        return country?.IsUnion(at.Around) is true ? Use.Mandatory : Use.Optional;
    }
}
