using Ics2.Ens.Catalogue;
using Ics2.Ens.Messages;

namespace Ics2.Ens.Rules;

/// <summary>The commodity code may be left out only when consignor and consignee are both natural persons.</summary>
internal abstract class CommodityCodeBetweenPersons : Condition
{
    // The consignor stands behind the items, so this is judged at the end of the consignment.
    public override ElementDefinition DecidedAt(ElementDefinition row) => Consignment(row);

    protected override Use Decide(EnsElement owner, in RuleCase at, out string because)
    {
        because = "only between two natural persons it may be left out";
        var isPrivate = at.Class.Text("consignor/typeOfPerson") is "1" && at.Class.Text("consignee/typeOfPerson") is "1";
        return isPrivate ? Use.Optional : Use.Mandatory;
    }
}
