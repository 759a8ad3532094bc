namespace Ics2.Ens.Rules;

/// <summary>Packages of the master consignment.</summary>
[Rule("C3035")]
internal sealed class C3035 : MarksAndCountOfPackages;
