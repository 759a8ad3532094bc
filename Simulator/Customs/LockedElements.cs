using Ics2.Ens;

namespace Ics2.Customs;

/// <summary>Elements that an amendment must repeat as they were, R3024 (lifecycle 6.3); the six tables without marks follow a neighbour (DEC-26).</summary>
internal static class LockedElements
{
    private const string M = "/consignmentMasterLevel";

    public static List<ValidationFinding> Changed(Filing filing, FilingContent now, string root)
    {
        var before = filing.Content;
        var type = filing.Type switch { "F31" => "F27", "F33" => "F22", "F34" => "F30", "F40" => "F50", "F41" => "F51", "F45" => "F12", var own => own };
        var findings = new List<ValidationFinding>();
        Same("/declarant/identificationNumber", before.Declarant, now.Declarant);
        Same("/representative", before.RepresentativeText, now.RepresentativeText);
        Same("/customsOfficeOfFirstEntry/referenceNumber", before.Office, now.Office);
        Same("/activeBorderTransportMeans/ModeOfTransport", before.Mode, now.Mode);
        if (type is "F10" or "F11" or "F12" or "F13" or "F20" or "F21" or "F27" or "F28" or "F29" or "F50")
        {
            Same("/activeBorderTransportMeans/identificationNumber", before.Means, now.Means);
        }

        if (type is "F20" or "F21" or "F27" or "F28" or "F29" or "F30" or "F42")
        {
            Same("/activeBorderTransportMeans/conveyanceReferenceNumber", before.Conveyance, now.Conveyance);
        }

        if (before.OwnsMasterDocument)
        {
            Same(M + "/transportDocumentMasterLevel/documentNumber", before.MasterDocument?.Number, now.MasterDocument?.Number);
        }

        if (FilingTypes.CarriesEns(type))
        {
            Same(M + "/carrier/identificationNumber", before.Carrier, now.Carrier);
        }

        Houses(type, before, now, (path, was, @is) => Same(path, was, @is));
        return findings;

        void Same(string path, string? was, string? @is)
        {
            if (was != @is)
            {
                findings.Add(CheckLifeCycle.Finding("104", "R3024", root + path, "This element cannot be amended.", Line(@is), Line(was)));
            }
        }
    }

    // By position: documents keep theirs, because numbers cannot be amended and only the last houses can go (DEC-24).
    private static void Houses(string type, FilingContent before, FilingContent now, Action<string, string?, string?> same)
    {
        var house = type is "F11" or "F14" or "F15" or "F16" or "F20" or "F22" or "F23" or "F24" or "F26" or "F27" or "F30" or "F32" or "F43" or "F50";
        for (var i = 0; i < Math.Min(before.Houses.Length, now.Houses.Length); i++)
        {
            var path = $"{M}/consignmentHouseLevel[{i + 1}]";
            var (was, @is) = (before.Houses[i], now.Houses[i]);
            if (house)
            {
                same(path + "/transportDocumentHouseLevel/documentNumber", was.Document?.Number, @is.Document?.Number);
            }

            if (type is "F14" or "F15" or "F16" or "F17" or "F22" or "F24" or "F26")
            {
                same(path + "/transportDocumentMasterLevel/documentNumber", was.MasterDocument?.Number, @is.MasterDocument?.Number);
                same(path + "/carrier/identificationNumber", was.Carrier, @is.Carrier);
            }
        }
    }

    private static string? Line(string? text) => text?.ReplaceLineEndings(" ").Trim();
}
