using Ics2.Ens.Catalogue;
using Ics2.Ens.Messages;

namespace Ics2.Ens.Rules;

/// <summary>Low value (10900) without fiscal references: the element is needed.</summary>
[Rule("C3037")]
internal sealed class C3037 : Condition
{
    public override ElementDefinition DecidedAt(ElementDefinition row) => Consignment(row);

    protected override Use Decide(EnsElement owner, in RuleCase at, out string because)
    {
        because = "information code 10900 is given without additional fiscal references";
        var isNeeded = InformationCode.IsGiven(at.Class, InformationCode.LowValue) && at.Class.Child("additionalFiscalReferences") is null;
        return isNeeded ? Use.Mandatory : Use.Optional;
    }
}
