namespace Ics2.Ens.Rules;

/// <summary>The seals of master equipment.</summary>
[Rule("C3015")]
internal sealed class C3015 : SealsOfEquipment;
