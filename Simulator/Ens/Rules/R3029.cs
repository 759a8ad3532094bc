namespace Ics2.Ens.Rules;

/// <summary>The place of a control is named by text or by code (DEC-31: at least one).</summary>
[Rule("R3029")]
internal sealed class R3029 : Rule
{
    public override void Check(in RuleCase at) => AtLeastOne.Check(at, "placeOfExamination", "referenceNumber");
}
