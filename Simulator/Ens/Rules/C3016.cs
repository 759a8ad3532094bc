namespace Ics2.Ens.Rules;

/// <summary>The seals of master item equipment.</summary>
[Rule("C3016")]
internal sealed class C3016 : SealsOfEquipment;
