using Ics2.Ens.Messages;

namespace Ics2.Ens.Samples;

/// <summary>Numbers and types (CL754) of the transport documents of a shipment.</summary>
internal sealed class SampleDocuments(SampleStory story)
{
    private Journey Journey => story.Journey;

    public string Number(EnsElement document) => IsMaster(document) || IsDirect ? Master : House(HouseOf(document));

    public string Type(EnsElement document) =>
        (Journey.Trade, Journey.Mode, IsMaster(document)) switch
        {
            (Trade.Post, _, false) => story.Shipment.PostalDocumentType,
            (_, BorderMode.Air, _) when IsDirect => "N740",
            (_, BorderMode.Air, true) => "N741",
            (_, BorderMode.Air, false) => "N703",
            (_, BorderMode.Rail, _) => "N720",
            (_, BorderMode.Road, _) => "N730",
            (_, _, true) => IsStraight ? "N705" : "N704",
            _ => "N714",
        };

    /// <summary>A straight bill of lading, or a shipment of mail, is under no house bills.</summary>
    private bool IsStraight => story.Message.SpecificCircumstance is "F10" or "F13" or "F17" or "F45";

    /// <summary>A direct air waybill is the only document.</summary>
    private bool IsDirect => story.Message.SpecificCircumstance is "F28" or "F29";

    private string Master => Journey.IsWater ? story.Parties.MasterPrefix + Journey.Means.MasterSerial : Journey.Means.MasterSerial;

    private string House(int house)
    {
        var number = story.Shipment.HouseNumber(house);
        return (Journey.Trade, Journey.Mode) switch
        {
            (Trade.Cargo, BorderMode.Road) => "CMR" + number,
            (Trade.Cargo, BorderMode.Rail) => "CIM" + number,
            (Trade.Cargo, _) => story.Parties.HousePrefix + number,
            _ => number,
        };
    }

    // Outside of a filing the documents of houses are a list.
    private int HouseOf(EnsElement document) =>
        story.HouseOf(document) is > 0 and var house ? house
        : document.Definition!.Repeats ? document.Occurrence
        : document.Parent!.Occurrence;

    private static bool IsMaster(EnsElement document) =>
        document.Name is "transportDocumentMasterLevel" or "transportDocumentMaster" or "relatedTransportDocument"
        || (document.Name is "transportDocument" && document.Parent!.Name is not ("doNotLoadDetails" or "assessmentComplete"));
}
