namespace Ics2.Ens.Rules;

/// <summary>Equipment of the house consignment or its items.</summary>
[Rule("C3014")]
internal sealed class C3014 : EquipmentOfContainers;
