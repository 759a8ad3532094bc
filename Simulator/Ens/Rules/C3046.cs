namespace Ics2.Ens.Rules;

/// <summary>Speaks of document types that CL754 writes otherwise, at no row of version 2.02; ignored (DEC-39).</summary>
[Rule("C3046")]
internal sealed class C3046 : Rule
{
    public override void Check(in RuleCase at)
    {
        // DEC-39.
    }
}
