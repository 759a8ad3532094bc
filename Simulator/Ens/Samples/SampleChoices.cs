using Ics2.Ens.Catalogue;
using Ics2.Ens.Messages;

namespace Ics2.Ens.Samples;

/// <summary>Texts, and codes that the shipment does not decide.</summary>
internal sealed class SampleChoices(SampleStory story)
{
    public string Of(EnsElement leaf) =>
        leaf.Name switch
        {
            "text" => "Packing list and invoice are at hand",
            "description" => "A value is not on its code list",
            "technicalErrorMessage" => "CL718: 'ZZ' is not on the list",
            "messageElementPath" => "/IE3F10/consignmentMasterLevel/placeOfLoading/address/country",
            "code" => "10600",
            "containerSupplierType" => "2",
            "methodOfPayment" => story.Journey.Trade == Trade.Cargo
                ? story.Random.Pick(["D", "H", "Z"])
                : story.Random.Pick(["B", "H", "Y"]),
            "role" when leaf.Definition!.Codes is { Id: "CL704" } => story.Random.Pick(["CS", "FW", "MF", "WH"]),
            "method" => leaf.Parent!.Occurrence % 2 == 1 ? "XRY" : "EDD",
            _ when leaf.Definition!.Codes is { Id: "CL707" } => leaf.Parent!.Occurrence % 2 == 1 ? "TE" : "EM",
            "type" when leaf.Definition!.Codes is { Id: "CL013" } => leaf.Parent!.Occurrence % 2 == 1 ? "N380" : "N271",
            _ => Coded(leaf.Definition!),
        };

    /// <summary>A list without a part in the story: any of its codes will do.</summary>
    private string Coded(ElementDefinition row)
    {
        if (row.Codes is not { } codes)
        {
            // a leaf of a newer pack
            return new string(row.Format!.Kind is ValueKind.Letters or ValueKind.Text ? 'A' : '1', Math.Max(1, row.Format.MinLength));
        }

        return codes.Id switch
        {
            "CL352" => "EUR",
            "CL709" => "B",
            "CL726" => "1",
            "CL735" => story.Message.Id is "IE3N05" or "IE3Q03" ? "RFS" : story.Random.Pick(["RFI", "AMD"]),
            "CL745" => row.Rules.Contains("R3051", StringComparer.Ordinal) || story.Carriage.Author != Role.Carrier ? "2" : "1",
            "CL749" => "11",
            _ => story.Random.Pick([.. codes.Codes.Keys.Order(StringComparer.Ordinal)]),
        };
    }
}
