using Ics2.Ens.Catalogue;
using Ics2.Ens.Findings;
using Ics2.Ens.Messages;

namespace Ics2.Ens.Validation;

/// <summary>
/// UN/LOCODE says what a place has: 1 a port, 4 an airport. Goods that a ship loads or unloads elsewhere are a hint, since the list may be
/// behind.
/// </summary>
internal static class PlaceFunctionCheck
{
    private static readonly string[] Places = ["consignmentMasterLevel/placeOfLoading", "consignmentMasterLevel/placeOfUnloading"];

    /// <summary>A class ends; judged is the root.</summary>
    public static void Check(SpecPack pack, EnsElement element, FindingSink findings)
    {
        if (element.Parent is not null || pack.CodeList("CL244") is not { HasFlags: true } codes)
        {
            return;
        }

        var (function, what) = element.Text("activeBorderTransportMeans/ModeOfTransport") switch
        {
            "1" => ('1', "port"),
            "4" => ('4', "airport"),
            _ => ('\0', ""),
        };
        if (function == '\0')
        {
            return;
        }

        foreach (var path in Places)
        {
            if (
                element.Find(path)?.Child("UNLOCODE") is { Value: { Length: > 0 } place } leaf
                && codes.Flags(place) is { Length: > 0 } functions and not "0"
                && !functions.Contains(function, StringComparison.Ordinal)
            )
            {
                findings.Hint(
                    leaf,
                    Breach.Value,
                    codes.Id,
                    $"{place} has no {what}: UN/LOCODE gives it the functions {functions}.",
                    $"a place with the function {function}"
                );
            }
        }
    }
}
