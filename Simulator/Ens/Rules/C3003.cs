namespace Ics2.Ens.Rules;

/// <summary>Name and address of the place of acceptance of the master consignment.</summary>
[Rule("C3003")]
internal sealed class C3003 : PlaceWithoutCode;
