namespace Ics2.Ens.Rules;

/// <summary>Speaks of a class that no message of version 2.02 has; ignored (DEC-30).</summary>
[Rule("R3046")]
internal sealed class R3046 : Rule
{
    public override void Check(in RuleCase at)
    {
        // DEC-30.
    }
}
