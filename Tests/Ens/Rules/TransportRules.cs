using Ics2.Tests.Support;

namespace Ics2.Tests.Ens.Rules;

/// <summary>Means of transport, routes, dates.</summary>
internal static class TransportRules
{
    private const string Means = "activeBorderTransportMeans";
    private const string Entry = "countriesOfRoutingOfMeansOfTransport";

    public static IReadOnlyList<RuleExample> Examples { get; } =
    [
        new(
            "R3007",
            "IE3F27",
            edit =>
                edit.Remove(Means + "/identificationNumber")
                    .Remove(Means + "/typeOfIdentification")
                    .Put(Means, "<conveyanceReferenceNumber>LH1</conveyanceReferenceNumber>")
        ),
        new(
            "R3007",
            "IE3F27",
            edit =>
                edit.Remove(Means + "/conveyanceReferenceNumber")
                    .Put(Means, "<identificationNumber>D-1</identificationNumber>")
                    .Put(Means, "<typeOfIdentification>41</typeOfIdentification>")
        ),
        new(
            "R3007",
            "IE3F27",
            edit => edit.Remove(Means + "/conveyanceReferenceNumber").Remove(Means + "/typeOfIdentification"),
            "13",
            "/IE3F27/activeBorderTransportMeans"
        ),
        new("R3009", "IE3F10", edit => Ship(edit, "10", "1", "IMO9074729")),
        new(
            "R3009",
            "IE3F10",
            edit => Ship(edit, "10", "1", "IMO9074720"),
            "70",
            "/IE3F10/activeBorderTransportMeans/identificationNumber"
        ),
        new("R3009", "IE3F10", edit => Ship(edit, "10", "1", "9074729"), "70", "/IE3F10/activeBorderTransportMeans/identificationNumber"),
        new("R3010", "IE3F10", edit => Ship(edit, "80", "8", "02345678")),
        new("R3010", "IE3F10", edit => Ship(edit, "80", "8", "0234567"), "70", "/IE3F10/activeBorderTransportMeans/identificationNumber"),
        new("R3011", "IE3F10", edit => Ship(edit, "10", "1", "IMO9074729")),
        new("R3011", "IE3F10", edit => Ship(edit, "80", "1", "02345678"), "14", "/IE3F10/activeBorderTransportMeans/typeOfIdentification"),
        new("R3012", "IE3F10", edit => Ship(edit, "80", "8", "02345678")),
        new(
            "R3012",
            "IE3F10",
            edit => Ship(edit, "10", "8", "IMO9074729"),
            "14",
            "/IE3F10/activeBorderTransportMeans/typeOfIdentification"
        ),
        new("R3013", "IE3F10", edit => Journey(edit, "CNSHA", "NLRTM", "NL000396", "CN", "EG", "NL")),
        new("R3013", "IE3F10", edit => Journey(edit, "KRPUS", "NLRTM", "NL000396", "CN", "EG", "NL"), "12", $"/IE3F10/{Means}/{Entry}[1]"),
        new("R3014", "IE3F10", edit => Journey(edit, "CNSHA", "NLRTM", "NL000396", "CN", "NL")),
        new("R3014", "IE3F10", edit => Journey(edit, "CNSHA", "DEHAM", "NL000396", "CN", "NL"), "12", $"/IE3F10/{Means}/{Entry}[2]"),
        new("R3018", "IE3F10", edit => Journey(edit, "CNSHA", "DEHAM", "NL000396", "CN", "NL", "DE")),
        new("R3018", "IE3F10", edit => Journey(edit, "CNSHA", "GBBEL", "XI000014", "CN", "XI", "GB")),
        new("R3018", "IE3F10", edit => Journey(edit, "CNSHA", "DEHAM", "DE004851", "CN", "NL", "DE"), "12", $"/IE3F10/{Means}/{Entry}[2]"),
        new("R3018", "IE3F10", edit => Journey(edit, "CNSHA", "CHBSL", "DE004851", "CN", "CH"), "12", $"/IE3F10/{Means}/{Entry}[2]"),
        new(
            "R3035",
            "IE3F10",
            edit => edit.Remove(Means + "/actualDateAndTimeOfDeparture").Put(Means, Date("estimatedDateAndTimeOfDeparture", "2026-11-01"))
        ),
        new(
            "R3035",
            "IE3F10",
            edit => edit.Remove(Means + "/actualDateAndTimeOfDeparture").Remove(Means + "/estimatedDateAndTimeOfDeparture"),
            "12",
            "/IE3F10/activeBorderTransportMeans"
        ),
        new(
            "R3053",
            "IE3F10",
            edit =>
                edit.Remove(Means + "/estimatedDateAndTimeOfDeparture")
                    .Put(Means, Date("actualDateAndTimeOfDeparture", "2026-11-01"))
                    .Put(Means, Date("estimatedDateAndTimeOfArrival", "2026-11-01"))
        ),
        new(
            "R3053",
            "IE3F10",
            edit =>
                edit.Remove(Means + "/estimatedDateAndTimeOfDeparture")
                    .Put(Means, Date("actualDateAndTimeOfDeparture", "2026-11-02"))
                    .Put(Means, Date("estimatedDateAndTimeOfArrival", "2026-11-01")),
            "103",
            "/IE3F10/activeBorderTransportMeans/estimatedDateAndTimeOfArrival"
        ),
        new("C3001", "IE3F10", edit => Split(edit, "1").Put("splitConsignment", "<previousMRN>26NL00000000001AT0</previousMRN>")),
        new("C3001", "IE3F10", edit => Split(edit, "1"), "13", "/IE3F10/splitConsignment/previousMRN"),
        new(
            "C3001",
            "IE3F10",
            edit => Split(edit, "0").Put("splitConsignment", "<previousMRN>26NL00000000001AT0</previousMRN>"),
            "15",
            "/IE3F10/splitConsignment/previousMRN"
        ),
        .. Places("C3007", "placeOfLoading"),
        .. Places("C3008", "placeOfUnloading"),
    ];

    private static IEnumerable<RuleExample> Places(string rule, string place) =>
        PlaceRules.Of(rule, "IE3F10", "consignmentMasterLevel", place);

    private static MessageEditor Split(MessageEditor edit, string indicator) =>
        edit.Set("splitConsignment/splitConsignmentIndicator", indicator);

    private static void Ship(MessageEditor edit, string type, string mode, string number) =>
        edit.Set(Means + "/typeOfIdentification", type).Set(Means + "/ModeOfTransport", mode).Set(Means + "/identificationNumber", number);

    private static void Journey(MessageEditor edit, string from, string to, string office, params string[] route)
    {
        edit.Put("consignmentMasterLevel", $"<placeOfLoading><UNLOCODE>{from}</UNLOCODE></placeOfLoading>")
            .Put("consignmentMasterLevel", $"<placeOfUnloading><UNLOCODE>{to}</UNLOCODE></placeOfUnloading>")
            .Set("customsOfficeOfFirstEntry/referenceNumber", office)
            .Remove($"{Means}/{Entry}");
        for (var i = 0; i < route.Length; i++)
        {
            edit.Add(Means, $"<{Entry}><sequenceNumber>{i + 1}</sequenceNumber><country>{route[i]}</country></{Entry}>");
        }
    }

    private static string Date(string name, string day) => $"<{name}><DateTime>{day}T00:00:00Z</DateTime></{name}>";
}
