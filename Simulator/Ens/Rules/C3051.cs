namespace Ics2.Ens.Rules;

/// <summary>Equipment of an express house consignment.</summary>
[Rule("C3051")]
internal sealed class C3051 : EquipmentOfContainers;
