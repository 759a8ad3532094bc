namespace Ics2.Customs;

/// <summary>What the type of a filing decides (lifecycle 2).</summary>
internal static class FilingTypes
{
    public const string Arrival = "N06";
    public const string Consultation = "Q05";

    private static readonly string[] Complete = ["F10", "F11", "F20", "F27", "F28", "F29", "F30", "F31", "F34", "F50", "F51"];
    private static readonly string[] Master = ["F12", "F13", "F21", "F40", "F41", "F42", "F45"];
    private static readonly string[] Associated = ["F23", "F24", "F32"];
    private static readonly string[] PreLoading = ["F20", "F23", "F24", "F26", "F28", "F32", "F43"];
    private static readonly string[] Postal = ["F40", "F41", "F42", "F45"];

    /// <summary>Class C: the ENS is complete at once.</summary>
    public static bool IsComplete(string type) => Complete.Contains(type);

    /// <summary>Class M: complete once all related house filings are in.</summary>
    public static bool IsMaster(string type) => Master.Contains(type);

    /// <summary>An ENS is built on it.</summary>
    public static bool CarriesEns(string type) => IsComplete(type) || IsMaster(type);

    public static bool IsPostalMaster(string type) => Postal.Contains(type);

    /// <summary>Associated, not linked, with the pre-arrival filing of the same house document (DEC-6).</summary>
    public static bool IsAssociated(string type) => Associated.Contains(type);

    /// <summary>PLACI applies by type and is never requested.</summary>
    public static bool IsPreLoading(string type) => PreLoading.Contains(type);

    public static bool IsAir(string type) => type[1] is '2' || type is "F30" or "F31" or "F32" or "F33" or "F42" or "F43" or "F44";

    /// <summary>Sends its own IE3N03 after the full analysis (lifecycle 9.6); F16, F17 and the pre-loading data do not.</summary>
    public static bool HearsOfFullAnalysis(string type) => type is not ("F16" or "F17" or "F23" or "F24" or "F25" or "F32" or "F43" or "F44");

    /// <summary>Time for the full risk analysis (lifecycle 5.2.3); null for types without the timer.</summary>
    public static TimeSpan? RiskTime(string type, bool containers) => type switch
    {
        "F10" or "F11" or "F12" or "F13" or "F45" => TimeSpan.FromHours(containers ? 24 : 4),
        "F20" or "F21" or "F27" or "F28" or "F29" or "F30" or "F31" or "F42" => TimeSpan.FromHours(4),
        "F41" or "F51" => TimeSpan.FromHours(2),
        "F34" or "F40" or "F50" => TimeSpan.FromHours(1),
        _ => null,
    };

    /// <summary>Half of the risk analysis time, one hour otherwise (DEC-20).</summary>
    public static TimeSpan LinkingTime(string type, bool containers) => RiskTime(type, containers) is { } limit ? limit / 2 : TimeSpan.FromHours(1);
}
