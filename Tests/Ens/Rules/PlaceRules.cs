namespace Ics2.Tests.Ens.Rules;

/// <summary>C3003 to C3008: a place has a UN/LOCODE, or else name and address.</summary>
internal static class PlaceRules
{
    private const string Named = "<location>Quay 5</location>";
    private const string Addressed = "<address><country>CN</country></address>";

    public static IEnumerable<RuleExample> Of(string rule, string message, string consignment, string place)
    {
        var path = $"/{message}/{consignment}/{place}".Replace("consignmentHouseLevel/", HouseStep(message), StringComparison.Ordinal);
        yield return new(rule, message, edit => edit.Put(consignment, $"<{place}><UNLOCODE>CNSHA</UNLOCODE></{place}>"));
        yield return new(rule, message, edit => edit.Put(consignment, $"<{place}>{Named}{Addressed}</{place}>"));
        yield return new(rule, message, edit => edit.Put(consignment, $"<{place}>{Addressed}</{place}>"), "13", path + "/location");
        yield return new(rule, message, edit => edit.Put(consignment, $"<{place}>{Named}</{place}>"), "13", path + "/address");
        yield return new(
            rule,
            message,
            edit => edit.Put(consignment, $"<{place}>{Named}<UNLOCODE>CNSHA</UNLOCODE></{place}>"),
            "15",
            path + "/location"
        );
        yield return new(
            rule,
            message,
            edit => edit.Put(consignment, $"<{place}><UNLOCODE>CNSHA</UNLOCODE>{Addressed}</{place}>"),
            "15",
            path + "/address"
        );
    }

    private static string HouseStep(string message) => message is "IE3F11" ? "consignmentHouseLevel[1]/" : "consignmentHouseLevel/";
}
