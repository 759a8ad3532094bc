namespace Ics2.Ens.Rules;

/// <summary>The element cannot be amended. Two versions are needed to tell: see AmendmentComparison.</summary>
[Rule("R3024")]
internal sealed class R3024 : Rule
{
    public override void Check(in RuleCase at)
    {
        // One message alone can never break this rule.
    }
}
