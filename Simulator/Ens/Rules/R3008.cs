using Ics2.Ens.Catalogue;

namespace Ics2.Ens.Rules;

/// <summary>By rail: wagons at the house or at its items (DEC-31: at least one).</summary>
[Rule("R3008")]
internal sealed class R3008 : Rule
{
    public override ElementDefinition DecidedAt(ElementDefinition row) => Consignment(row);

    public override IEnumerable<ElementDefinition> AlsoReads(ElementDefinition row) =>
        Consignment(row).Find("goodsItem/passiveBorderTransportMeans") is { } ofItems ? [ofItems] : [];

    public override void Check(in RuleCase at)
    {
        // The rule stands at both rows; it is told once, at the row of the house.
        if (at.Binding.OwnerPath.Length == 0 && at.First is null && at.Class.Find("goodsItem/passiveBorderTransportMeans") is null)
        {
            at.ReportMissing(at.Class, at.Row, "No wagon is named, neither at the house nor at an item.");
        }
    }
}
