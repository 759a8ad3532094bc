namespace Ics2.Ens.Rules;

/// <summary>A CUS code is seven digits, a hyphen and a digit.</summary>
[Rule("R3020")]
internal sealed class R3020 : Rule
{
    public override void Check(in RuleCase at)
    {
        if (at.First is { Value: { Length: 9 } code } element && !CusCode.HasForm(code))
        {
            at.Findings.Form(element, Id, "The CUS code has not the form 9999999-9.", "9999999-9");
        }
    }
}
