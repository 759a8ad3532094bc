namespace Ics2.Customs.Model;

/// <summary>What the type of a filing decides (lifecycle 2).</summary>
internal static class FilingTypes
{
    public const string Arrival = "N06";
    public const string Consultation = "Q05";

    // F52, F56: version 3, of the road and rail group (v3-facts 2, 3).
    private static readonly string[] Complete = ["F10", "F11", "F20", "F27", "F28", "F29", "F30", "F31", "F34", "F50", "F51", "F52", "F56"];
    private static readonly string[] Master = ["F12", "F13", "F21", "F40", "F41", "F42", "F45"];
    private static readonly string[] Associated = ["F23", "F24", "F32"];
    private static readonly string[] PreLoading = ["F20", "F23", "F24", "F26", "F28", "F32", "F43"];
    private static readonly string[] Postal = ["F40", "F41", "F42", "F45"];

    /// <summary>Class C: the ENS is complete at once.</summary>
    public static bool IsComplete(string type) => Complete.Contains(type);

    /// <summary>Class M: complete once all related house filings are in.</summary>
    public static bool IsMaster(string type) => Master.Contains(type);

    /// <summary>The master has to be analysed before its houses come, when it is about deep-sea containers (DEC-21).</summary>
    public static bool IsAnalysedAlone(string type) => type is "F12" or "F13";

    /// <summary>An ENS is built on it.</summary>
    public static bool CarriesEns(string type) => IsComplete(type) || IsMaster(type);

    public static bool IsPostalMaster(string type) => Postal.Contains(type);

    /// <summary>Associated, not linked, with the pre-arrival filing of the same house document (DEC-6).</summary>
    public static bool IsAssociated(string type) => Associated.Contains(type);

    /// <summary>PLACI applies by type and is never requested.</summary>
    public static bool IsPreLoading(string type) => PreLoading.Contains(type);

    /// <summary>IE3N03 lists the houses without a problem where some house has one (lifecycle 9.6).</summary>
    public static bool ListsHouses(string type) => type is "F20" or "F22" or "F26" or "F27" or "F29" or "F30" or "F33" or "F34";

    /// <summary>Sends its own IE3N03 after the full analysis (lifecycle 9.6); F16, F17 and the pre-loading data do not.</summary>
    public static bool HearsOfFullAnalysis(string type) =>
        type is not ("F16" or "F17" or "F23" or "F24" or "F25" or "F32" or "F43" or "F44");
}
