using System.Globalization;
using Ics2.Ens.Values;

namespace Ics2.StepDefinitions;

/// <summary>What can be wrong with a filing that is well otherwise, in the words of scenarios.</summary>
internal static class Mistakes
{
    /// <summary>All of them, as a part of a pattern.</summary>
    public const string All =
        NoPostcode
        + "|"
        + ArrivesBeforeDeparture
        + "|"
        + NoDeparture
        + "|"
        + RouteBeginsElsewhere
        + "|"
        + RouteEndsElsewhere
        + "|"
        + OfficeElsewhere
        + "|"
        + UnknownDeclarant
        + "|"
        + RepresentsItself
        + "|"
        + SameHouseTwice
        + "|"
        + ForeignScript
        + "|"
        + StopWord
        + "|"
        + PhoneWithoutCountry
        + "|"
        + SplitOfNothing
        + "|"
        + HouseLevelSupplement
        + "|"
        + OutsideTheUnion
        + "|"
        + NoBuyer;

    private const string NoPostcode = "without a postcode for the declarant";
    private const string ArrivesBeforeDeparture = "whose ETA is before its departure";
    private const string NoDeparture = "without any time of departure";
    private const string RouteBeginsElsewhere = "whose route begins elsewhere than the goods are loaded";
    private const string RouteEndsElsewhere = "whose route ends elsewhere than the goods are unloaded";
    private const string OfficeElsewhere = "whose office of first entry is in another country than the route says";
    private const string UnknownDeclarant = "of a declarant whose EORI does not exist";
    private const string RepresentsItself = "whose declarant represents itself";
    private const string SameHouseTwice = "with two houses under one number";
    private const string ForeignScript = "with a consignor in Chinese letters and its city in Arabic ones";
    private const string StopWord = "that describes the goods as N/A";
    private const string PhoneWithoutCountry = "with a telephone number of the declarant without its country";
    private const string SplitOfNothing = "of a split consignment without the MRN of the part before";
    private const string HouseLevelSupplement = "that lets somebody else file at house level";
    private const string OutsideTheUnion = "addressed to Switzerland";
    private const string NoBuyer = "without buyer and seller though the goods stay in the Union";

    private const string Means = "activeBorderTransportMeans";
    private const string Route = Means + "/countriesOfRoutingOfMeansOfTransport";
    private const string Office = "customsOfficeOfFirstEntry/referenceNumber";
    private const string House = "consignmentMasterLevel/consignmentHouseLevel";

    /// <summary>The stories in which a mistake shows alone.</summary>
    /// <param name="draft">A story.</param>
    public static bool Shows(string mistake, Draft draft) =>
        mistake switch
        {
            // Countries without postcodes may leave it out (C3034).
            NoPostcode => draft.Text("declarant/address/postCode") is not null
                && draft.Text("declarant/address/country") is "NL" or "BE" or "DE" or "FR" or "IT" or "ES",
            RouteEndsElsewhere => Countries(draft) is [_, var entry, var end] && entry != end && IsOf(draft, entry),
            OfficeElsewhere => Countries(draft) is [_, var entry] && IsOf(draft, entry),
            RepresentsItself => draft.Text("representative/identificationNumber") is not null,
            NoBuyer => draft.Text(House + "/goodsShipment/buyer/name") is not null,
            HouseLevelSupplement => draft.Text(House + "/supplementaryDeclarant/identificationNumber") is not null,
            _ => true,
        };

    /// <summary>Makes a mistake.</summary>
    /// <param name="draft">Where.</param>
    public static Draft Make(string mistake, Draft draft) =>
        mistake switch
        {
            NoPostcode => draft.Remove("declarant/address/postCode"),
            ArrivesBeforeDeparture => draft.Set(
                Means + "/estimatedDateAndTimeOfArrival",
                DayBefore((draft.Text(Means + "/actualDateAndTimeOfDeparture") ?? draft.Text(Means + "/estimatedDateAndTimeOfDeparture"))!)
            ),
            NoDeparture => draft.Remove(Means + "/actualDateAndTimeOfDeparture").Remove(Means + "/estimatedDateAndTimeOfDeparture"),
            RouteBeginsElsewhere => draft.Set(Route + "[1]/country", Countries(draft)[0] == "US" ? "BR" : "US"),
            RouteEndsElsewhere => draft.Set(Route + "[3]/country", "MT"),
            OfficeElsewhere => draft.Set(Office, IsOf(draft, "NL") ? "DE004851" : "NL000396"),
            UnknownDeclarant => draft.Set("declarant/identificationNumber", "GB123456789000"),
            RepresentsItself => draft.Set("representative/identificationNumber", draft.Text("declarant/identificationNumber")!),
            SameHouseTwice => draft.Repeat(House),
            ForeignScript => draft.Set(House + "/consignor/name", "上海玩具有限公司").Set(House + "/consignor/address/city", "دبي"),
            StopWord => draft.Set(House + "/goodsItem[1]/commodity/descriptionOfGoods", "N/A"),
            PhoneWithoutCountry => draft
                .Set("declarant/communication[1]/type", "TE")
                .Set("declarant/communication[1]/identifier", "010 2521010"),
            SplitOfNothing => draft.Set("splitConsignment/splitConsignmentIndicator", "1"),
            HouseLevelSupplement => draft.Set(House + "/supplementaryDeclarant/supplementaryFilingType", "1"),
            OutsideTheUnion => draft.Set("addressedMemberState/country", "CH"),
            NoBuyer => draft.Remove(House + "/goodsShipment"),
            _ => throw new ArgumentException($"'{mistake}' is no mistake that scenarios know.", nameof(mistake)),
        };

    private static IReadOnlyList<string> Countries(Draft draft) => draft.Texts(Route + "/country");

    private static bool IsOf(Draft draft, string country) => draft.Text(Office)!.StartsWith(country, StringComparison.Ordinal);

    private static string DayBefore(string instant) =>
        EnsDate.Format(DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture).AddDays(-1));
}
