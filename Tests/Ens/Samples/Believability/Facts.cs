using System.Text.RegularExpressions;

namespace Ics2.Tests.Ens.Samples.Believability;

/// <summary>
/// What an officer knows by heart, taken from the public lists (UN/LOCODE with functions, customs offices with their names and roles, the
/// Harmonised System) and from formats of identifiers; nothing of it comes from the generator.
/// </summary>
internal static partial class Facts
{
    /// <summary>What follows the country in an EORI: the forms of Member States (reference/formats.md section 1).</summary>
    public static readonly Dictionary<string, Regex> Eori = Forms(
        new(StringComparer.Ordinal)
        {
            ["AT"] = "EOS[0-9]{10}|U[0-9]{8}",
            ["BE"] = "[01][0-9]{9}",
            ["BG"] = "[0-9]{9,13}",
            ["CY"] = "[0-9]{8}[A-Z]",
            ["CZ"] = "[0-9]{8,10}",
            ["DE"] = "[0-9]{7}|[0-9]{15}",
            ["DK"] = "[0-9]{8}",
            ["EE"] = "[0-9]{8}|[0-9]{11}",
            ["ES"] = "[A-Z0-9][0-9]{7}[A-Z0-9]",
            ["FI"] = "[0-9]{7}-[0-9]",
            ["FR"] = "[0-9]{14}",
            ["GR"] = "[0-9]{9}",
            ["HR"] = "[0-9]{11}",
            ["HU"] = "[0-9]{10}",
            ["IE"] = "[0-9]{7}[A-Z]{1,2}",
            ["IT"] = "[0-9]{11}|[A-Z0-9]{15}",
            ["LT"] = "[0-9]{7,12}",
            ["LU"] = "[0-9]{8}",
            ["LV"] = "[0-9]{11}",
            ["MT"] = "[0-9]{8}",
            ["NL"] = "[0-9]{9}",
            ["PL"] = "[0-9]{10}00000|[0-9]{14}Z",
            ["PT"] = "[0-9]{9}",
            ["RO"] = "[0-9]{2,13}",
            ["SE"] = "[0-9]{10}",
            ["SI"] = "[0-9]{8}",
            ["SK"] = "[0-9]{8,10}",
            ["XI"] = "[0-9]{12}|[0-9]{15}",
        }
    );

    public static readonly Dictionary<string, Regex> PostCodes = Forms(
        new(StringComparer.Ordinal)
        {
            ["BE"] = "[0-9]{4}",
            ["BG"] = "[0-9]{4}",
            ["DE"] = "[0-9]{5}",
            ["ES"] = "[0-9]{5}",
            ["FR"] = "[0-9]{5}",
            ["GR"] = "[0-9]{3} [0-9]{2}",
            ["HR"] = "[0-9]{5}",
            ["HU"] = "[0-9]{4}",
            ["IE"] = "[A-Z][0-9]{2} [A-Z0-9]{4}",
            ["IT"] = "[0-9]{5}",
            ["LU"] = "[0-9]{4}",
            ["NL"] = "[1-9][0-9]{3} [A-Z]{2}",
            ["PL"] = "[0-9]{2}-[0-9]{3}",
            ["PT"] = "[0-9]{4}-[0-9]{3}",
            ["RO"] = "[0-9]{6}",
            ["SE"] = "[0-9]{3} [0-9]{2}",
            ["SI"] = "[0-9]{4}",
            ["CN"] = "[0-9]{6}",
            ["GB"] = "[A-Z]{1,2}[0-9][0-9A-Z]? [0-9][A-Z]{2}",
            ["IN"] = "[0-9]{6}",
            ["JP"] = "[0-9]{3}-[0-9]{4}",
            ["KR"] = "[0-9]{5}",
            ["SG"] = "[0-9]{6}",
            ["TR"] = "[0-9]{5}",
            ["US"] = "[0-9]{5}",
        }
    );

    public static readonly Dictionary<string, string> Telephones = new(StringComparer.Ordinal)
    {
        ["BE"] = "+32",
        ["BG"] = "+359",
        ["BR"] = "+55",
        ["CN"] = "+86",
        ["DE"] = "+49",
        ["ES"] = "+34",
        ["FR"] = "+33",
        ["GB"] = "+44",
        ["GR"] = "+30",
        ["HK"] = "+852",
        ["HR"] = "+385",
        ["HU"] = "+36",
        ["IE"] = "+353",
        ["IN"] = "+91",
        ["IT"] = "+39",
        ["JP"] = "+81",
        ["KR"] = "+82",
        ["LU"] = "+352",
        ["NL"] = "+31",
        ["PL"] = "+48",
        ["PT"] = "+351",
        ["RO"] = "+40",
        ["RS"] = "+381",
        ["SE"] = "+46",
        ["SI"] = "+386",
        ["TR"] = "+90",
        ["UA"] = "+380",
        ["US"] = "+1",
    };

    /// <summary>By designator: waybill prefix, home, and how the registrations of its aircraft begin.</summary>
    public static readonly Dictionary<string, AirlineFacts> Airlines = new(StringComparer.Ordinal)
    {
        ["AF"] = new("057", "FR", "F-"),
        ["AI"] = new("098", "IN", "VT-"),
        ["AY"] = new("105", "FI", "OH-"),
        ["CV"] = new("172", "LU", "LX-"),
        ["CX"] = new("160", "HK", "B-"),
        ["CZ"] = new("784", "CN", "B-"),
        ["EK"] = new("176", "AE", "A6-"),
        ["ET"] = new("071", "ET", "ET-"),
        ["FX"] = new("023", "US", "N", FliesFromAnywhere: true),
        ["KE"] = new("180", "KR", "HL"),
        ["KL"] = new("074", "NL", "PH-"),
        ["LH"] = new("020", "DE", "D-"),
        ["QR"] = new("157", "QA", "A7-"),
        ["SQ"] = new("618", "SG", "9V-"),
        ["TK"] = new("235", "TR", "TC-"),
        ["5X"] = new("406", "US", "N", FliesFromAnywhere: true),
    };

    /// <summary>Article 105 (c): ports of the Mediterranean, the Black Sea, the North Sea, the Baltic, Iceland and all of Morocco.</summary>
    public static readonly HashSet<string?> ShortSea =
    [
        "AL",
        "DZ",
        "EG",
        "FO",
        "GB",
        "GE",
        "GL",
        "IL",
        "IS",
        "LB",
        "LY",
        "MA",
        "ME",
        "TN",
        "TR",
        "UA",
    ];

    public static readonly HashSet<string> LodgedBeforeLoading = ["F20", "F23", "F24", "F25", "F26", "F28", "F32", "F43", "F44"];

    public static readonly HashSet<string> Express = ["F30", "F31", "F32", "F33", "F34"];

    /// <summary>Offices with the role of entry, by their names, and the modes that come past them.</summary>
    public static readonly Dictionary<string, string> Offices = Table(
        """
        NL000396 18; BE101000 18; DE004851 18; DE002452 1; FR002300 1; ES004611 1; ES001131 1; ES000811 1; IT086100 1; IT068100 1;
        GR004001 1; SI006044 1; HR060178 1; PL322080 1; SE603303 1; PT000670 1; IEDUB100 1; ROCT1900 18; ROGL3800 18; HU213000 8;
        DE003302 4; DE007154 4; DE005604 4; FR00677A 4; NL000432 4; LU715000 4; BE532000 4; BE212000 4; IT279100 4; ES002801 4; PL443020 4;
        BG001015 3; BG001014 2; HR070319 3; HR070726 2; PL401060 3; PL401040 2; PL401030 3; PL301020 2; PL301060 3; GR002802 3; ROIS0100 3;
        FR620001 23; XI000142 1; XI005220 1; XI005160 1
        """
    );

    /// <summary>Places and the modes that reach them: port 1 and 8, rail 2, airport 4, and a road to each.</summary>
    public static readonly Dictionary<string, string> Places = Table(
        """
        AEDXB 1348; ATVIE 234; BDCGP 1348; BEANR 12348; BELGG 1348; BEZEE 138; BGPDV 34; BGSOF 234;
        BGVAR 1348; BRGRU 34; BRSSZ 1238; CAHAL 1348; CIABJ 1348; CNCAN 34; CNCQI 12348; CNNBG 138;
        CNPVG 34; CNQDG 138; CNSGH 12348; CNSHA 34; CNYTN 138; CNZGZ 234; COCTG 1348; DEBRV 12348;
        DECGN 12348; DEDUI 12348; DEFRA 12348; DEHAM 12348; DELEJ 234; DEMUC 234; DEWVN 12348; DKCPH 12348;
        EGALY 1348; ESALG 138; ESBCN 12348; ESBIO 12348; ESMAD 234; ESVLC 12348; ETADD 34; FIHEL 138;
        FRCDG 234; FRCQF 12348; FRLEH 12348; FRLIL 34; FRMRS 12348; GBBEL 12348; GBFOL 1238; GBFXT 138;
        GBLAR 138; GRPIR 138; GRSKG 1348; HKHKG 1348; HRRJK 12348; HRZAG 234; HUBUD 12348; HUMOH 138;
        IEDUB 12348; ILASH 138; INBOM 12348; INDEL 34; INNSA 138; ITGIT 138; ITGOA 12348; ITMXP 34;
        ITSPE 138; ITTRS 12348; JPNRT 34; JPYOK 12348; KEMBA 1348; KENBO 234; KRICN 34; KRPUS 12348;
        KZALA 234; LULUX 1348; MAPTM 1238; MDKIV 34; MKSKP 34; NLAMS 12348; NLRTM 12348; NLVLI 1238;
        PLGDN 1348; PLGDY 1238; PLGWC 23; PLKRK 34; PLPOZ 34; PLSRZ 23; PLWAW 234; PTSIE 12348;
        QADOH 1348; ROBUH 234; ROCND 12348; ROGAL 138; RSAPT 1238; RSBEG 234; SEGOT 12348; SGSIN 1348;
        SICJE 23; SIKOP 138; SILJU 34; TRAMR 138; TRGEB 1238; TRHAL 23; TRIST 12348; TRIZM 12348;
        UAIEV 234; UAIZM 138; UALWO 34; UAODS 12348; UARNI 1238; USATL 34; USCHI 1348; USHOU 1348;
        USJFK 34; USLAX 1348; USLUI 1348; USMEM 1348; USNYC 12348; USORD 34; USSAV 1348; VNSGN 12348;
        ZADUR 12348; ZAJNB 234;
        """
    );

    private static Dictionary<string, Regex> Forms(Dictionary<string, string> forms) =>
        forms.ToDictionary(
            pair => pair.Key,
            pair => new Regex($"^(?:{pair.Value})$", RegexOptions.NonBacktracking),
            StringComparer.Ordinal
        );

    private static Dictionary<string, string> Table(string text) =>
        text.Split([';', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(entry => entry.Split(' ', 2))
            .ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);
}

/// <summary>An airline as its waybills, flights and aircraft show it.</summary>
/// <param name="FliesFromAnywhere">An operator with a network of its own, whose flights need not touch its home.</param>
internal sealed record AirlineFacts(string Prefix, string Home, string Marks, bool FliesFromAnywhere = false);
