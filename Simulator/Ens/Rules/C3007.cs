namespace Ics2.Ens.Rules;

/// <summary>Name and address of the place of loading of the means of transport.</summary>
[Rule("C3007")]
internal sealed class C3007 : PlaceWithoutCode;
