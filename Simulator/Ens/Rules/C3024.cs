using Ics2.Ens.Messages;

namespace Ics2.Ens.Rules;

/// <summary>A notify party is needed when the consignee of the house is said to be unknown (10600).</summary>
[Rule("C3024")]
internal sealed class C3024 : Condition
{
    protected override Use Decide(EnsElement owner, in RuleCase at, out string because)
    {
        because = "information code 10600 says that the consignee is unknown";
        return InformationCode.IsGiven(owner, InformationCode.ConsigneeUnknown) ? Use.Mandatory : Use.Optional;
    }
}
