namespace Ics2.Ens.Rules;

/// <summary>Name and address of the place of unloading of the means of transport.</summary>
[Rule("C3008")]
internal sealed class C3008 : PlaceWithoutCode;
