using Ics2.Ens.Catalogue;

namespace Ics2.Ens.Rules;

/// <summary>A ship (type 10) is named by its IMO number: IMO, six digits, check digit.</summary>
[Rule("R3009")]
internal sealed class R3009 : Rule
{
    public override void Check(in RuleCase at)
    {
        if (
            at.First is { Value: { Length: > 0 } number } element
            && at.Class.Text("typeOfIdentification") is "10"
            && !ShipNumber.IsImo(number)
        )
        {
            at.Report(
                element,
                Breach.Value,
                "The identification of type 10 is no IMO ship number.",
                "IMO, six digits and their check digit, as IMO9074729"
            );
        }
        else if (
            at.First is { Value: { Length: > 0 } named } ship
            && at.Class.Text("typeOfIdentification") is "10"
            && named.StartsWith("IMO0", StringComparison.Ordinal)
        )
        {
            at.Doubt(ship, Breach.Value, "No ship has an IMO number that begins with 0.", "IMO1000000 or above");
        }
    }
}
