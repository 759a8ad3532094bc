using Ics2.Ens.Catalogue;

namespace Ics2.Ens.Rules;

/// <summary>By air: a flight by its conveyance reference, or an aircraft by identification and type (DEC-31: at least one).</summary>
[Rule("R3007")]
internal sealed class R3007 : Rule
{
    public override void Check(in RuleCase at)
    {
        var hasAircraft = at.Class.Child("identificationNumber") is not null && at.Class.Child("typeOfIdentification") is not null;
        if (!hasAircraft && at.Class.Child("conveyanceReferenceNumber") is null)
        {
            at.Report(
                at.Class,
                Breach.Missing,
                "Neither the flight nor the aircraft is named.",
                "conveyanceReferenceNumber, or identificationNumber and typeOfIdentification"
            );
        }
    }
}
