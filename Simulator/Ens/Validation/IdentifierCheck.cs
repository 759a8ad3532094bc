using Ics2.Ens.Catalogue;
using Ics2.Ens.Findings;
using Ics2.Ens.Messages;
using Ics2.Ens.Values;

namespace Ics2.Ens.Validation;

/// <summary>
/// Numbers whose form other organisations fix (formats.md): customs is not known to refuse them, so they are hints, or findings in strict
/// mode.
/// </summary>
internal static class IdentifierCheck
{
    private const string DocumentTypes = "CL754";

    /// <summary>A leaf ends.</summary>
    public static void Check(EnsElement leaf, FindingSink findings)
    {
        if (
            leaf.Name is "receptacleIdentificationNumber"
            && leaf.Value is { Length: > 0 } receptacle
            && !CheckDigits.IsReceptacle(receptacle)
        )
        {
            findings.Doubt(
                leaf,
                Breach.Value,
                "S9",
                $"'{receptacle}' is no receptacle id of the Universal Postal Union (standard S9).",
                "29 characters: two postal centres, category, subclass, then 14 digits, as USORDACNSHABAUN60123001000123"
            );
        }
    }

    /// <summary>A class ends: the number of a transport document, which its type tells how to read.</summary>
    public static void CheckClass(EnsElement element, FindingSink findings)
    {
        if (
            element.Definition!.Child("documentNumber") is null
            || element.Child("type") is not { Value: { } type, Definition.Codes.Id: DocumentTypes }
            || element.Child("documentNumber") is not { Value: { Length: > 0 } number } leaf
        )
        {
            return;
        }

        if (type is "N740" or "N741" && !CheckDigits.IsAirWaybill(number))
        {
            findings.Doubt(
                leaf,
                Breach.Value,
                "AWB",
                $"'{number}' is no air waybill number: three digits of the airline, seven, and their remainder by 7.",
                "eleven digits, as 02012345675"
            );
        }
        else if (type is "C664" or "C665" or "N750" && !CheckDigits.IsPostalItem(number))
        {
            findings.Doubt(
                leaf,
                Breach.Value,
                "S10",
                $"'{number}' is no item number of the Universal Postal Union (standard S10).",
                "two letters, eight digits, a check digit and the country, as RR473124829GB"
            );
        }
    }
}
