using Ics2.Ens.Messages;

namespace Ics2.Ens.Rules;

/// <summary>An arrival notified through the trader interface names the person who notifies.</summary>
[Rule("C3049")]
internal sealed class C3049 : Condition
{
    protected override Use Decide(EnsElement owner, in RuleCase at, out string because)
    {
        because = "the arrival is notified through the trader interface";
        return Use.Mandatory;
    }
}
