using Ics2.Ens.Catalogue;
using Ics2.Ens.Values;

namespace Ics2.Ens.Rules;

/// <summary>An MRN has the structure of lifecycle 8, check digit included, and names a filing, not an arrival.</summary>
[Rule("R3004")]
internal sealed class R3004 : Rule
{
    public override void Check(in RuleCase at)
    {
        if (at.First is not { Value: { Length: > 0 } text } element)
        {
            return;
        }

        if (!Mrn.TryParse(text, out var mrn, out var why))
        {
            at.Report(element, Breach.Value, why, "the MRN that customs gave");
        }
        else if (mrn.IsArrival)
        {
            at.Report(
                element,
                Breach.Value,
                "The MRN is that of an arrival notification (procedure Z).",
                "the MRN of a filing (procedure T)"
            );
        }
    }
}
