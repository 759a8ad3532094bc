using Ics2.Ens.Messages;

namespace Ics2.Ens.Rules;

/// <summary>
/// A notify party is needed when the consignee of the master is said to be unknown (10600). No row of version 2.02 carries it.
/// </summary>
[Rule("C3023")]
internal sealed class C3023 : Condition
{
    protected override Use Decide(EnsElement owner, in RuleCase at, out string because)
    {
        because = "information code 10600 says that the consignee is unknown";
        return InformationCode.IsGiven(owner, InformationCode.ConsigneeUnknown) ? Use.Mandatory : Use.Optional;
    }
}
