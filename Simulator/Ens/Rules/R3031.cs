namespace Ics2.Ens.Rules;

/// <summary>
/// What holds for the whole consignment is better said once at that level. Advice only: it never leads to an error (lifecycle 4.2 B).
/// </summary>
[Rule("R3031")]
internal sealed class R3031 : Rule
{
    public override void Check(in RuleCase at)
    {
        // Nothing to report.
    }
}
