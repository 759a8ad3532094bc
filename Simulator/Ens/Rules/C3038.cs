using Ics2.Ens.Catalogue;
using Ics2.Ens.Messages;

namespace Ics2.Ens.Rules;

/// <summary>Low value (10900): the element is needed.</summary>
[Rule("C3038")]
internal sealed class C3038 : Condition
{
    public override ElementDefinition DecidedAt(ElementDefinition row) => Consignment(row);

    protected override Use Decide(EnsElement owner, in RuleCase at, out string because)
    {
        because = "information code 10900 is given";
        return InformationCode.IsGiven(at.Class, InformationCode.LowValue) ? Use.Mandatory : Use.Optional;
    }
}
