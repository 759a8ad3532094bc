using Ics2.Ens.Catalogue;

namespace Ics2.Ens.Rules;

/// <summary>A control names at least one subject.</summary>
[Rule("R3030")]
internal sealed class R3030 : Rule
{
    public override IEnumerable<ElementDefinition> AlsoReads(ElementDefinition row) => row.Children;

    public override void Check(in RuleCase at) =>
        AtLeastOne.Check(at, "receptacle", "goodsItem", "consignmentHouseLevel", "packaging", "transportEquipment");
}
