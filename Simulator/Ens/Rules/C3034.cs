using Ics2.Ens.Messages;

namespace Ics2.Ens.Rules;

/// <summary>A postcode, unless the country has none: CL733 marks it C.</summary>
[Rule("C3034")]
internal sealed class C3034 : Condition
{
    protected override Use Decide(EnsElement owner, in RuleCase at, out string because)
    {
        var country = owner.Text("country");
        because = $"{country} has postcodes";
        return country is null || at.Around.Pack.CodeList("CL733")!.Codes.GetValueOrDefault(country) is "C" ? Use.Optional : Use.Mandatory;
    }
}
