namespace Ics2.Customs.Model;

/// <summary>
/// How long the full risk analysis may take (lifecycle 5.2.3). The case distinctions are those of Articles 105 to 109 of Delegated
/// Regulation (EU) 2015/2446, read from what a filing says: where the goods are loaded, in what, and how long the journey takes.
/// </summary>
internal static class TimeLimits
{
    private static readonly TimeSpan LongFlight = TimeSpan.FromHours(4);
    private static readonly TimeSpan LongTrain = TimeSpan.FromHours(2);
    private static readonly TimeSpan LongVoyage = TimeSpan.FromHours(24);

    // Article 105(c): Greenland, Faroe Islands, Iceland, Morocco, and ports of the Baltic, North, Black and Mediterranean Seas. A country
    // with ports on other seas too counts as a whole where most of its ports are on these.
    private static readonly string[] ShortSea =
    [
        "GL",
        "FO",
        "IS",
        "MA",
        "NO",
        "GB",
        "GG",
        "JE",
        "IM",
        "TR",
        "UA",
        "GE",
        "MD",
        "AL",
        "ME",
        "BA",
        "MC",
        "GI",
        "DZ",
        "TN",
        "LY",
        "EG",
        "IL",
        "PS",
        "LB",
        "SY",
    ];

    /// <summary>The limit, from the reception of the filing; null for types without the timer.</summary>
    public static TimeSpan? OfAnalysis(string type, FilingContent content) =>
        type switch
        {
            "F10" or "F11" or "F12" or "F13" or "F45" => TimeSpan.FromHours(
                IsInland(content) || IsShortSea(content) ? 2
                : content.AllContainers().Any() ? 24
                : 4
            ),
            "F20" or "F21" or "F27" or "F28" or "F29" or "F30" or "F31" or "F42" => OfFlight(content),
            "F41" or "F51" => TimeSpan.FromHours(Takes(content) is { } train && train < LongTrain ? 1 : 2),
            "F34" or "F40" or "F50" => TimeSpan.FromHours(1),
            "F52" or "F56" => OfAnalysis(content.Mode is "2" ? "F51" : "F50", content), // version 3: of road and rail (F-16)
            _ => null,
        };

    /// <summary>
    /// How long before loading a filing is to be lodged; null where its arrival counts. Pre-loading data are for the time before loading,
    /// however short (Article 106(1)).
    /// </summary>
    public static TimeSpan? BeforeLoading(string type, FilingContent content) =>
        type is "F10" or "F11" or "F12" or "F13" or "F45" && IsDeepSeaContainer(content) ? TimeSpan.FromHours(24)
        : FilingTypes.IsPreLoading(type) ? TimeSpan.Zero
        : IsShortFlight(type, content) ? TimeSpan.Zero
        : null;

    private static bool IsShortFlight(string type, FilingContent content) =>
        type is "F21" or "F27" or "F29" or "F30" or "F31" or "F42" && Takes(content) is { } flight && flight < LongFlight;

    /// <summary>Half of the limit of the analysis, one hour otherwise (DEC-20).</summary>
    public static TimeSpan OfLinking(string type, FilingContent content) =>
        OfAnalysis(type, content) is { } limit ? limit / 2 : TimeSpan.FromHours(1);

    /// <summary>
    /// Article 105(c) and (d): the latter is about voyages of less than a day to the outermost regions of Spain, France and Portugal.
    /// </summary>
    public static bool IsShortSea(FilingContent content) =>
        ShortSea.Contains(content.LoadingCountry)
        || (content.Country is "ES" or "FR" or "PT" && Takes(content) is { } voyage && voyage < LongVoyage);

    /// <summary>Article 105(a): containers in the deep sea, where do-not-load is possible.</summary>
    public static bool IsDeepSeaContainer(FilingContent content) =>
        content.AllContainers().Any() && !IsInland(content) && !IsShortSea(content);

    /// <summary>By inland waterway: two hours before arrival, in containers or not.</summary>
    public static bool IsInland(FilingContent content) => content.Mode == "8";

    // Article 106(2): a flight of less than four hours leaves the time until its arrival, any other four hours.
    private static TimeSpan OfFlight(FilingContent content) => Takes(content) is { } flight && flight < LongFlight ? flight : LongFlight;

    private static TimeSpan? Takes(FilingContent content) =>
        content.EstimatedArrival - content.Departure is { } time && time > TimeSpan.Zero ? time : null;
}
