using Ics2.Ens.Catalogue;
using Ics2.Ens.Findings;
using Ics2.Ens.Messages;
using Ics2.Ens.Values;

namespace Ics2.Ens.Rules;

/// <summary>An EORI is known to the register of economic operators; where the pack says that a TIN will do, its form is all that is asked.</summary>
[Rule("R3005")]
internal sealed class R3005 : Rule
{
    public override void Check(in RuleCase at)
    {
        if (at.First is not { Value: { Length: > 0 } text } element)
        {
            return;
        }

        var mayBeTin = element.Parent is { } party && at.Around.Pack.TinParties.Contains(party.Name);
        if (!Eori.TryParse(text, out var eori, out var why))
        {
            at.Report(element, Breach.Value, why, mayBeTin ? "a registered EORI, or a TIN with its country" : "a registered EORI");
        }
        else if (mayBeTin && !at.Around.Register.Exists(eori))
        {
            CheckTin(at, element, eori);
        }
        else if (!at.Around.Register.Exists(eori))
        {
            at.Report(element, Breach.Value, $"The EORI {eori} is not registered.", "a registered EORI");
        }
        else
        {
            if (at.Around.Pack.EoriForms.Misfit(eori.Value) is { } trust)
            {
                at.Doubt(element, Breach.Value, $"EORIs of {eori.Country} have another form (trust {trust}).", "the form of its country");
            }

            if (at.Around.Register is OpenTraderRegister)
            {
                at.Findings.Notes.Add("EORI", "EORI: no register was asked; checked by form and country only", eori.Value);
            }
        }
    }

    // A TIN is written as an EORI is, the country before the number; no register of them is public (v3-facts 10).
    private static void CheckTin(in RuleCase at, EnsElement element, Eori tin)
    {
        if (at.Around.Pack.CodeList("CL718")?.Names(tin.Country) is not true)
        {
            at.Report(element, Breach.Value, $"'{tin.Country}' is no country.", "a registered EORI, or a TIN with its country");
        }
        else
        {
            at.Findings.Notes.Add("TIN", "TIN: no register was asked; checked by country and characters only", tin.Value);
        }
    }
}
