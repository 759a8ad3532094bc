using Ics2.Ens.Catalogue;

namespace Ics2.Ens.Rules;

/// <summary>A do-not-load order names receptacles, a house document or containers.</summary>
[Rule("R3025")]
internal sealed class R3025 : Rule
{
    public override IEnumerable<ElementDefinition> AlsoReads(ElementDefinition row) => row.Children;

    public override void Check(in RuleCase at) => AtLeastOne.Check(at, "receptacle", "transportDocument", "transportEquipment");
}
