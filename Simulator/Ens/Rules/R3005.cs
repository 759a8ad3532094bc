using Ics2.Ens.Catalogue;
using Ics2.Ens.Findings;
using Ics2.Ens.Values;

namespace Ics2.Ens.Rules;

/// <summary>An EORI is known to the register of economic operators.</summary>
[Rule("R3005")]
internal sealed class R3005 : Rule
{
    public override void Check(in RuleCase at)
    {
        if (at.First is not { Value: { Length: > 0 } text } element)
        {
            return;
        }

        if (!Eori.TryParse(text, out var eori, out var why))
        {
            at.Report(element, Breach.Value, why, "a registered EORI");
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
}
