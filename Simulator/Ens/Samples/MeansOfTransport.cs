namespace Ics2.Ens.Samples;

/// <summary>What crosses the border, as messages identify it, and the number of its master document.</summary>
/// <param name="Number">IMO or ENI number, registration of an aircraft or lorry, train number.</param>
/// <param name="Identification">The kind of that number (CL750).</param>
/// <param name="Type">The type of means of transport (CL751).</param>
/// <param name="Conveyance">Voyage, flight, train or trip.</param>
/// <param name="MasterSerial">What tells its master document from others; a waybill's is the whole number.</param>
internal sealed record MeansOfTransport(
    string Number,
    string Identification,
    string Type,
    string Nationality,
    string Conveyance,
    string MasterSerial
)
{
    private static readonly (string Flag, string Number)[] Barges = [("DE", "045#####"), ("DE", "047#####"), ("NL", "023#####")];

    public static MeansOfTransport Of(Journey journey, Lane lane, Random random) =>
        journey.Mode switch
        {
            BorderMode.Sea => new(
                Identifiers.Ship(random),
                "10",
                ShipType(journey),
                random.Pick(lane.Flags),
                random.Fill("###@"),
                random.Digits(9)
            ),
            BorderMode.InlandWaterway => Barge(journey, random),
            BorderMode.Air => new(
                random.Fill(lane.Airline!.Registrations),
                "41",
                "4000",
                lane.Airline.Home,
                lane.Airline.Designator + random.Next(10, 9999).ToString("000", System.Globalization.CultureInfo.InvariantCulture),
                Identifiers.AirWaybill(lane.Airline, random)
            ),
            BorderMode.Rail => Train(lane, random.Fill("4####"), random),
            _ => new(
                random.Fill(lane.Marks),
                "30",
                "3103", // a tautliner of 25 tonnes
                lane.From.Country,
                random.Fill("T#####"),
                random.Fill("CMR#######")
            ),
        };

    private static MeansOfTransport Train(Lane lane, string number, Random random) =>
        new(number, "21", "230", lane.From.Country, number, random.Fill("CIM########"));

    private static MeansOfTransport Barge(Journey journey, Random random)
    {
        var (flag, number) = random.Pick(Barges);
        return new(random.Fill(number), "80", journey.IsContainerised ? "803" : "815", flag, random.Fill("###D"), random.Digits(9));
    }

    private static string ShipType(Journey journey) =>
        journey switch
        {
            { IsBulk: false } => "1511", // container ship
            _ when journey.Goods.All(goods => goods.Trade is "grain") => "1501",
            _ => "1521", // dry bulk carrier
        };
}
