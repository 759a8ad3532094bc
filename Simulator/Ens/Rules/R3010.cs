using Ics2.Ens.Catalogue;

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
        else if (
            at.First is { Value: { Length: > 0 } named } vessel
            && at.Class.Text("typeOfIdentification") is "80"
            && named[0] == '9'
            && !ShipNumber.IsImo($"IMO{named.AsSpan(1)}")
        )
        {
            // A sea-river ship has 9 and its IMO number (formats.md 2).
            at.Doubt(vessel, Breach.Value, "Behind the 9 of a sea-river ship stands no IMO number.", "9 and the IMO number");
        }
    }
}
