using Ics2.Tests.Support;

namespace Ics2.Tests.Ens.Rules;

/// <summary>Arrivals, invalidations, consultations, and the messages customs writes itself.</summary>
internal static class RequestRules
{
    private const string Means = "activeBorderTransportMeans";
    private const string Eta = "<estimatedDateAndTimeOfArrival><DateTime>2026-11-24T00:00:00Z</DateTime></estimatedDateAndTimeOfArrival>";
    private const string Mrn = "<MRN>26NL00000000001AT0</MRN>";
    private const string RelatedMrn = "<relatedMRN><identification>26NL00000000001AT0</identification></relatedMRN>";
    private const string Document = "<documentNumber>D</documentNumber><type>N704</type>";
    private const string State = "<addressedMemberState><country>NL</country></addressedMemberState>";
    private const string Office = "<customsOfficeOfFirstEntry><referenceNumber>NL000396</referenceNumber></customsOfficeOfFirstEntry>";

    public static IReadOnlyList<RuleExample> Examples { get; } =
    [
        new(
            "R3025",
            "IE3Q01",
            edit => edit.Put("", $"<doNotLoadDetails><transportDocument>{Document}</transportDocument></doNotLoadDetails>")
        ),
        new("R3025", "IE3Q01", edit => edit.Put("", "<doNotLoadDetails/>"), "13", "/IE3Q01/doNotLoadDetails"),
        new("R3027", "IE3N06", edit => edit.Remove("relatedMRN").Put(Means, Eta)),
        new("R3027", "IE3N06", edit => edit.Remove(Means + "/estimatedDateAndTimeOfArrival").Put("", RelatedMrn)),
        new(
            "R3027",
            "IE3N06",
            edit => edit.Remove("relatedMRN").Remove(Means + "/estimatedDateAndTimeOfArrival"),
            "13",
            "/IE3N06/activeBorderTransportMeans/estimatedDateAndTimeOfArrival"
        ),
        new("R3028", "IE3Q05", edit => Ask(edit).Put("", Mrn)),
        new("R3028", "IE3Q05", edit => Ask(edit).Put("", $"<transportDocumentHouse>{Document}</transportDocumentHouse>")),
        new("R3028", "IE3Q05", edit => Ask(edit), "13", "/IE3Q05"),
        new(
            "R3028",
            "IE3Q05",
            edit => Ask(edit).Put("", Mrn).Put("", $"<transportDocument>{Document}</transportDocument>"),
            "15",
            "/IE3Q05"
        ),
        new(
            "R3029",
            "IE3N08",
            edit => edit.Put("control", "<examinationPlace><referenceNumber>NLRTM</referenceNumber></examinationPlace>")
        ),
        new("R3029", "IE3N08", edit => edit.Put("control", "<examinationPlace/>"), "13", "/IE3N08/control[1]/examinationPlace"),
        new(
            "R3030",
            "IE3N09",
            edit =>
                edit.Put("control", Subject("<packaging><shippingMarks>A</shippingMarks><typeOfPackages>CT</typeOfPackages></packaging>"))
        ),
        new("R3030", "IE3N09", edit => edit.Put("control", Subject("<goodsItem><goodsItemNumber>1</goodsItemNumber></goodsItem>"))),
        new("R3030", "IE3N09", edit => edit.Put("control", Subject("")), "13", "/IE3N09/control[1]/controlSubject/consignmentMasterLevel"),
        new("R3034", "IE3Q04", edit => edit.Remove("addressedMemberState").Put("", Office)),
        new("R3034", "IE3Q04", edit => edit.Put("", State).Remove("customsOfficeOfFirstEntry")),
        new(
            "R3034",
            "IE3Q04",
            edit => edit.Remove("addressedMemberState").Remove("customsOfficeOfFirstEntry"),
            "13",
            "/IE3Q04/customsOfficeOfFirstEntry"
        ),
        new("R3034", "IE3Q04", edit => edit.Put("", State).Put("", Office), "15", "/IE3Q04/addressedMemberState"),
        new("R3048", "IE3N06", edit => edit.Remove("relatedTransportDocument").Put("", RelatedMrn)),
        new(
            "R3048",
            "IE3N06",
            edit => edit.Put("", $"<relatedTransportDocument>{Document}</relatedTransportDocument>").Put("", RelatedMrn),
            "15",
            "/IE3N06/relatedMRN[1]"
        ),
        new(
            "C3012",
            "IE3N06",
            edit =>
                Arrive(edit, "1")
                    .Put(Means, "<identificationNumber>IMO9074729</identificationNumber>")
                    .Put(Means, "<typeOfIdentification>10</typeOfIdentification>")
        ),
        new("C3012", "IE3N06", edit => Arrive(edit, "4")),
        new("C3012", "IE3N06", edit => Arrive(edit, "8"), "13", "/IE3N06/activeBorderTransportMeans/identificationNumber"),
        new("C3012", "IE3N06", edit => Arrive(edit, "1"), "13", "/IE3N06/activeBorderTransportMeans/typeOfIdentification"),
        new(
            "C3012",
            "IE3N06",
            edit => Arrive(edit, "4").Put(Means, "<typeOfIdentification>41</typeOfIdentification>"),
            "15",
            "/IE3N06/activeBorderTransportMeans/typeOfIdentification"
        ),
        new("C3019", "IE3N06", edit => Arrive(edit, "4").Put(Means, "<conveyanceReferenceNumber>LH1</conveyanceReferenceNumber>")),
        new("C3019", "IE3N06", edit => Arrive(edit, "4"), "13", "/IE3N06/activeBorderTransportMeans/conveyanceReferenceNumber"),
        new(
            "C3019",
            "IE3N06",
            edit => Arrive(edit, "1").Put(Means, "<conveyanceReferenceNumber>1W</conveyanceReferenceNumber>"),
            "15",
            "/IE3N06/activeBorderTransportMeans/conveyanceReferenceNumber"
        ),
        new("C3049", "IE3N06", _ => { }),
        new("C3049", "IE3N06", edit => edit.Remove("personNotifyingTheArrival"), "13", "/IE3N06/personNotifyingTheArrival"),
    ];

    private static MessageEditor Ask(MessageEditor edit) => edit.Remove("MRN").Remove("transportDocument").Remove("transportDocumentHouse");

    private static MessageEditor Arrive(MessageEditor edit, string mode) =>
        edit.Set(Means + "/ModeOfTransport", mode)
            .Remove(Means + "/identificationNumber")
            .Remove(Means + "/typeOfIdentification")
            .Remove(Means + "/conveyanceReferenceNumber");

    private static string Subject(string inside) =>
        $"<controlSubject><consignmentMasterLevel>{inside}</consignmentMasterLevel></controlSubject>";
}
