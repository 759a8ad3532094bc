namespace Ics2.Ens.Rules;

/// <summary>Packages of the house consignment.</summary>
[Rule("C3036")]
internal sealed class C3036 : MarksAndCountOfPackages;
