namespace Ics2.Ens.Rules;

/// <summary>Name and address of the place of delivery of the master consignment.</summary>
[Rule("C3005")]
internal sealed class C3005 : PlaceWithoutCode;
