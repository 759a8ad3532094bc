using Ics2.Ens.Messages;

namespace Ics2.Ens.Rules;

/// <summary>The consignee of the house may be left out only when it is said to be unknown (10600).</summary>
[Rule("C3022")]
internal sealed class C3022 : Condition
{
    protected override Use Decide(EnsElement owner, in RuleCase at, out string because)
    {
        because = "only information code 10600 lets it be left out";
        return InformationCode.IsGiven(owner, InformationCode.ConsigneeUnknown) ? Use.Optional : Use.Mandatory;
    }
}
