namespace Ics2.Ens.Rules;

/// <summary>Equipment of a postal master consignment.</summary>
[Rule("C3050")]
internal sealed class C3050 : EquipmentOfContainers;
