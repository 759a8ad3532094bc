using Ics2.Ens.Catalogue;

namespace Ics2.Ens.Rules;

/// <summary>
/// Goods in containers need equipment, at the consignment or at its items; without containers there is none. The indicator is that of the
/// consignment the equipment belongs to (in F10 the table names the master, which has none; the house's own is meant).
/// </summary>
internal abstract class EquipmentOfContainers : Rule
{
    public override ElementDefinition DecidedAt(ElementDefinition row) => Consignment(row);

    public override IEnumerable<ElementDefinition> AlsoReads(ElementDefinition row) =>
        Consignment(row).Find("goodsItem/transportEquipment") is { } ofItems ? [ofItems] : [];

    public override void Check(in RuleCase at)
    {
        var indicator = at.Class.Text("containerIndicator");
        if (indicator is "1")
        {
            // The rule stands at consignment and item; it is told once, at the consignment.
            if (at.Binding.OwnerPath.Length == 0 && at.First is null && at.Class.Find("goodsItem/transportEquipment") is null)
            {
                at.ReportMissing(at.Class, at.Row, "The goods are in containers, but no equipment is named.");
            }
        }
        else if (indicator is not null)
        {
            foreach (var equipment in at.Rows)
            {
                at.Report(
                    equipment,
                    Breach.Unused,
                    "The goods are not in containers, so there is no equipment.",
                    "absent, or containerIndicator 1"
                );
            }
        }
    }
}
