namespace Ics2.Ens.Rules;

/// <summary>An estimated or an actual time of departure is named (DEC-31: at least one).</summary>
[Rule("R3035")]
internal sealed class R3035 : Rule
{
    public override void Check(in RuleCase at) => AtLeastOne.Check(at, "actualDateAndTimeOfDeparture", "estimatedDateAndTimeOfDeparture");
}
