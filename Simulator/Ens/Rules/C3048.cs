namespace Ics2.Ens.Rules;

/// <summary>The commodity code of an item of the master consignment.</summary>
[Rule("C3048")]
internal sealed class C3048 : CommodityCodeBetweenPersons;
