namespace Ics2.Ens.Rules;

/// <summary>The commodity code of an item of the house consignment.</summary>
[Rule("C3025")]
internal sealed class C3025 : CommodityCodeBetweenPersons;
