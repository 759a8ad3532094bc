using Ics2.Ens.Catalogue;
using Ics2.Ens.Findings;
using Ics2.Ens.Messages;

namespace Ics2.Ens.Validation;

/// <summary>
/// The list of customs offices holds those of common transit with their roles (field.md F-6): an office of first entry must lie where an
/// ENS can be filed, and have the role of entry.
/// </summary>
internal static class OfficeCheck
{
    private const string Offices = "CL141";
    private const string Entry = "ENT";

    public static void Check(SpecPack pack, EnsElement leaf, FindingSink findings)
    {
        if (leaf.Definition!.Codes is not { Id: Offices } offices || leaf.Value is not { Length: > 2 } office || !offices.Names(office))
        {
            return;
        }

        var country = office[..2];
        if (!pack.IsEntryCountry(country))
        {
            findings.OnlyHere(
                leaf,
                Offices,
                $"The office {office} is in {country}, where no ENS is filed.",
                "an office of a Member State or of Northern Ireland (XI)"
            );
        }
        else if (
            leaf.Parent!.Name.EndsWith("ustomsOfficeOfFirstEntry", StringComparison.Ordinal)
            && offices.HasFlags
            && pack.CodeList("CL717")!.Names(country) // the roles of other offices say nothing about entry
            && !offices.HasRole(office, Entry)
        )
        {
            var found = $"{office} with {offices.Flags(office)}";
            findings.OnlyHere(
                leaf,
                Offices,
                $"The office {office} has not the role of an office of entry ({Entry}).",
                $"an office with the role {Entry}",
                found
            );
        }
    }
}
