namespace Ics2.Ens.Rules;

/// <summary>The seals of house item equipment.</summary>
[Rule("C3018")]
internal sealed class C3018 : SealsOfEquipment;
