using Ics2.Ens.Catalogue;
using Ics2.Ens.Findings;

namespace Ics2.Ens.Rules;

/// <summary>An inland vessel (type 80) is named by its ENI: eight digits.</summary>
[Rule("R3010")]
internal sealed class R3010 : Rule
{
    public override void Check(in RuleCase at)
    {
        if (
            at.First is { Value: { Length: > 0 } number } element
            && at.Class.Text("typeOfIdentification") is "80"
            && !ShipNumber.IsEni(number)
        )
        {
            at.Report(element, Breach.Value, "The identification of type 80 is no European vessel number.", "eight digits");
        }
    }
}
