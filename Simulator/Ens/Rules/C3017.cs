namespace Ics2.Ens.Rules;

/// <summary>The seals of house equipment.</summary>
[Rule("C3017")]
internal sealed class C3017 : SealsOfEquipment;
