namespace Ics2.Ens.Rules;

/// <summary>Name and address of the place of delivery of the house consignment.</summary>
[Rule("C3006")]
internal sealed class C3006 : PlaceWithoutCode;
