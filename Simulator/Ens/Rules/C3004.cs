namespace Ics2.Ens.Rules;

/// <summary>Name and address of the place of acceptance of the house consignment.</summary>
[Rule("C3004")]
internal sealed class C3004 : PlaceWithoutCode;
