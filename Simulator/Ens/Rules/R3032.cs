using Ics2.Ens.Catalogue;

namespace Ics2.Ens.Rules;

/// <summary>A carrier is named by its EORI, or by name and address. No row of version 2.02 carries it.</summary>
[Rule("R3032")]
internal sealed class R3032 : Rule
{
    public override void Check(in RuleCase at)
    {
        var hasAddress = at.Class.Child("name") is not null && at.Class.Child("address") is not null;
        if (!hasAddress && at.Class.Child("identificationNumber") is null)
        {
            at.Report(
                at.Class,
                Breach.Missing,
                "The carrier is named neither by EORI nor by name and address.",
                "identificationNumber, or name and address"
            );
        }
    }
}
