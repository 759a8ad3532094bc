namespace Ics2.Ens.Rules;

/// <summary>Equipment of the master consignment or its items.</summary>
[Rule("C3013")]
internal sealed class C3013 : EquipmentOfContainers;
