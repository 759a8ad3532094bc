using Ics2.Tests.Support;

namespace Ics2.Tests.Ens.Rules;

/// <summary>Consignments, items, packages, containers, parties.</summary>
internal static class ConsignmentRules
{
    private const string Master = "consignmentMasterLevel";
    private const string House = "consignmentMasterLevel/consignmentHouseLevel";
    private const string F10 = "/IE3F10/consignmentMasterLevel/consignmentHouseLevel";
    private const string F11 = "/IE3F11/consignmentMasterLevel/consignmentHouseLevel[1]";
    private const string Box =
        "<containerSizeAndType>43</containerSizeAndType><containerPackedStatus>B</containerPackedStatus>"
        + "<containerSupplierType>1</containerSupplierType><containerIdentificationNumber>{0}</containerIdentificationNumber>";
    private const string Seal = "<seal><identifier>S1</identifier></seal>";
    private const string Count = "<numberOfSeals>1</numberOfSeals>";

    public static IReadOnlyList<RuleExample> Examples { get; } =
    [
        .. PlaceRules.Of("C3003", "IE3F11", Master, "placeOfAcceptance"),
        .. PlaceRules.Of("C3004", "IE3F10", House, "placeOfAcceptance"),
        .. PlaceRules.Of("C3005", "IE3F11", Master, "placeOfDelivery"),
        .. PlaceRules.Of("C3006", "IE3F10", House, "placeOfDelivery"),
        new("R3008", "IE3F51", edit => edit.Remove(House + "/passiveBorderTransportMeans").Put(House + "/goodsItem", Wagon)),
        new(
            "R3008",
            "IE3F51",
            edit => edit.Remove(House + "/passiveBorderTransportMeans"),
            "13",
            "/IE3F51/consignmentMasterLevel/consignmentHouseLevel[1]/passiveBorderTransportMeans[1]"
        ),
        new("R3016", "IE3F12", edit => edit.Set(Master + "/goodsItem[2]/goodsItemNumber", "2")),
        new(
            "R3016",
            "IE3F12",
            edit => edit.Set(Master + "/goodsItem[2]/goodsItemNumber", "1"),
            "95",
            "/IE3F12/consignmentMasterLevel/goodsItem[2]/goodsItemNumber"
        ),
        new(
            "R3016",
            "IE3F12",
            edit => edit.Set(Master + "/goodsItem[2]/goodsItemNumber", "3"),
            "12",
            "/IE3F12/consignmentMasterLevel/goodsItem[2]/goodsItemNumber"
        ),
        new("R3017", "IE3F10", edit => edit.Set(House + "/goodsItem[2]/goodsItemNumber", "2")),
        new("R3017", "IE3F10", edit => edit.Set(House + "/goodsItem[2]/goodsItemNumber", "1"), "95", F10 + "/goodsItem[2]/goodsItemNumber"),
        new("R3017", "IE3F10", edit => edit.Set(House + "/goodsItem[1]/goodsItemNumber", "2"), "12", F10 + "/goodsItem[1]/goodsItemNumber"),
        new(
            "R3017",
            "IE3F10",
            edit => edit.Set(House + "/goodsItem[1]/goodsItemNumber", "2").Set(House + "/goodsItem[2]/goodsItemNumber", "1"),
            "12",
            F10 + "/goodsItem[2]/goodsItemNumber"
        ),
        new("R3020", "IE3F10", edit => edit.Put(House + "/goodsItem/commodity", "<cusCode>0015126-2</cusCode>")),
        new(
            "R3020",
            "IE3F10",
            edit => edit.Put(House + "/goodsItem/commodity", "<cusCode>00151262X</cusCode>"),
            "12",
            F10 + "/goodsItem[1]/commodity/cusCode"
        ),
        new("R3021", "IE3F10", edit => Boxed(edit, House, "MSCU1234566", "")),
        new(
            "R3021",
            "IE3F10",
            edit => Boxed(edit, House, "MSC1234566", ""),
            "12",
            F10 + "/transportEquipment[1]/containerIdentificationNumber"
        ),
        new(
            "R3021",
            "IE3F10",
            edit => Boxed(edit, House, "mscu1234566", ""),
            "12",
            F10 + "/transportEquipment[1]/containerIdentificationNumber"
        ),
        new("R3022", "IE3F11", edit => Route(edit, "CN", "NL")),
        new("R3022", "IE3F11", edit => Route(edit, "CN", "DE"), "12", F11 + "/countriesOfRoutingOfConsignment[1]"),
        new("R3024", "IE3A10", _ => { }),
        new("R3031", "IE3F10", edit => Boxed(edit, House + "/goodsItem", "MSCU1234566", "")),
        new("R3051", "IE3F15", edit => edit.Add(House, Supplementary("2"))),
        new(
            "R3051",
            "IE3F15",
            edit => edit.Remove(House + "/supplementaryDeclarant").Add(House, Supplementary("1")),
            "12",
            "/IE3F15/consignmentMasterLevel/consignmentHouseLevel/supplementaryDeclarant[1]/supplementaryFilingType"
        ),
        new("R3052", "IE3F43", edit => edit.Add(Master, SecondHouse("OTHER"))),
        new(
            "R3052",
            "IE3F43",
            edit => edit.Set(House + "/transportDocumentHouseLevel/documentNumber", "SAME").Add(Master, SecondHouse("SAME")),
            "12",
            "/IE3F43/consignmentMasterLevel/consignmentHouseLevel[2]/transportDocumentHouseLevel/documentNumber"
        ),
        .. Containers("C3013", "IE3F11", Master, "/IE3F11/consignmentMasterLevel", ofItem: true),
        .. Containers("C3014", "IE3F11", House, F11, ofItem: true),
        .. Containers("C3050", "IE3F45", Master, "/IE3F45/consignmentMasterLevel", ofItem: false),
        .. Containers("C3051", "IE3F34", House, "/IE3F34/consignmentMasterLevel/consignmentHouseLevel[1]", ofItem: false),
        .. Seals("C3015", "IE3F11", Master, "/IE3F11/consignmentMasterLevel"),
        .. Seals("C3016", "IE3F11", Master + "/goodsItem", "/IE3F11/consignmentMasterLevel/goodsItem[1]"),
        .. Seals("C3017", "IE3F10", House, F10),
        .. Seals("C3018", "IE3F10", House + "/goodsItem", F10 + "/goodsItem[1]"),
        new("C3020", "IE3F10", edit => edit.Put(House, Delivery("CHBSL")).Remove(House + "/goodsShipment")),
        new("C3020", "IE3F10", edit => edit.Put(House, Delivery("XIBEL")).Remove(House + "/goodsShipment"), "12", F10 + "/goodsShipment"),
        new("C3022", "IE3F11", edit => edit.Remove(House + "/consignee").Put(House, Information("10600"))),
        new(
            "C3022",
            "IE3F11",
            edit => edit.Remove(House + "/consignee").Remove(House + "/additionalInformation"),
            "12",
            F11 + "/consignee"
        ),
        new("C3024", "IE3F11", edit => edit.Remove(House + "/notifyParty").Remove(House + "/additionalInformation")),
        new("C3024", "IE3F11", edit => edit.Remove(House + "/notifyParty").Put(House, Information("10600")), "12", F11 + "/notifyParty"),
        new(
            "C3025",
            "IE3F10",
            edit =>
                edit.Set(House + "/consignor/typeOfPerson", "1")
                    .Set(House + "/consignee/typeOfPerson", "1")
                    .Remove(House + "/goodsItem/commodity/commodityCode")
        ),
        new(
            "C3025",
            "IE3F10",
            edit => edit.Set(House + "/consignor/typeOfPerson", "2").Remove(House + "/goodsItem/commodity/commodityCode"),
            "13",
            F10 + "/goodsItem[1]/commodity/commodityCode"
        ),
        new(
            "C3048",
            "IE3F11",
            edit =>
                edit.Set(Master + "/consignor/typeOfPerson", "1")
                    .Set(Master + "/consignee/typeOfPerson", "1")
                    .Remove(Master + "/goodsItem/commodity/commodityCode")
        ),
        new(
            "C3048",
            "IE3F11",
            edit => edit.Set(Master + "/consignee/typeOfPerson", "3").Remove(Master + "/goodsItem/commodity/commodityCode"),
            "13",
            "/IE3F11/consignmentMasterLevel/goodsItem[1]/commodity/commodityCode"
        ),
        .. Packages("C3035", "IE3F11", Master, "/IE3F11/consignmentMasterLevel"),
        .. Packages("C3036", "IE3F10", House, F10),
        new(
            "C3037",
            "IE3F32",
            edit =>
                edit.Put(House, Information("10900"))
                    .Put(House, Fiscal)
                    .Remove(House + "/additionsAndDeductions")
                    .Remove(House + "/goodsItem/typeOfGoods")
        ),
        new(
            "C3037",
            "IE3F32",
            edit =>
                edit.Put(House, Information("10900"))
                    .Remove(House + "/additionalFiscalReferences")
                    .Remove(House + "/additionsAndDeductions"),
            "13",
            "/IE3F32/consignmentMasterLevel/consignmentHouseLevel[1]/additionsAndDeductions"
        ),
        new(
            "C3037",
            "IE3F32",
            edit =>
                edit.Put(House, Information("10900"))
                    .Remove(House + "/additionalFiscalReferences")
                    .Remove(House + "/goodsItem/typeOfGoods"),
            "13",
            "/IE3F32/consignmentMasterLevel/consignmentHouseLevel[1]/goodsItem[1]/typeOfGoods"
        ),
        new(
            "C3038",
            "IE3F43",
            edit => edit.Remove(House + "/additionalInformation").Remove(House + "/postalCharges").Remove(House + "/goodsItem/postalValue")
        ),
        new(
            "C3038",
            "IE3F43",
            edit => edit.Put(House, Information("10900")).Remove(House + "/postalCharges"),
            "13",
            "/IE3F43/consignmentMasterLevel/consignmentHouseLevel[1]/postalCharges"
        ),
        new(
            "C3038",
            "IE3F43",
            edit => edit.Put(House, Information("10900")).Remove(House + "/goodsItem/postalValue"),
            "13",
            "/IE3F43/consignmentMasterLevel/consignmentHouseLevel[1]/goodsItem[1]/postalValue"
        ),
    ];

    private static string Wagon =>
        "<passiveBorderTransportMeans><identificationNumber>1</identificationNumber><typeOfIdentification>20</typeOfIdentification>"
        + "<typeOfMeansOfTransport>230</typeOfMeansOfTransport><nationality>PL</nationality></passiveBorderTransportMeans>";

    private static string Fiscal =>
        "<additionalFiscalReferences><role>FR5</role><VATIdentificationNumber>DE1</VATIdentificationNumber></additionalFiscalReferences>";

    private static string Supplementary(string type) =>
        $"<supplementaryDeclarant><identificationNumber>DE1</identificationNumber>"
        + $"<supplementaryFilingType>{type}</supplementaryFilingType></supplementaryDeclarant>";

    private static string SecondHouse(string document) =>
        $"<consignmentHouseLevel><transportDocumentHouseLevel><documentNumber>{document}</documentNumber><type>N703</type>"
        + $"</transportDocumentHouseLevel></consignmentHouseLevel>";

    private static string Information(string code) => $"<additionalInformation><code>{code}</code></additionalInformation>";

    private static string Delivery(string code) => $"<placeOfDelivery><UNLOCODE>{code}</UNLOCODE></placeOfDelivery>";

    private static string Equipment(string number, string inside) =>
        $"<transportEquipment>{Box.Replace("{0}", number, StringComparison.Ordinal)}{inside}</transportEquipment>";

    private static MessageEditor Boxed(MessageEditor edit, string at, string number, string inside) =>
        edit.Put(at, Equipment(number, inside));

    private static void Route(MessageEditor edit, params string[] countries)
    {
        edit.Put(House, Delivery("NLRTM"))
            .Put(House, "<placeOfAcceptance><UNLOCODE>CNSHA</UNLOCODE></placeOfAcceptance>")
            .Remove(House + "/countriesOfRoutingOfConsignment");
        for (var i = 0; i < countries.Length; i++)
        {
            edit.Add(
                House,
                $"<countriesOfRoutingOfConsignment><sequenceNumber>{i + 1}</sequenceNumber><country>{countries[i]}</country></countriesOfRoutingOfConsignment>"
            );
        }
    }

    private static IEnumerable<RuleExample> Containers(string rule, string message, string at, string path, bool ofItem)
    {
        MessageEditor Without(MessageEditor edit) =>
            (ofItem ? edit.Remove(at + "/goodsItem[1]/transportEquipment").Remove(at + "/goodsItem[2]/transportEquipment") : edit).Remove(
                at + "/transportEquipment"
            );

        yield return new(rule, message, edit => Boxed(Without(edit).Set(at + "/containerIndicator", "1"), at, "MSCU1234566", ""));
        yield return new(rule, message, edit => Without(edit).Set(at + "/containerIndicator", "0"));
        yield return new(rule, message, edit => Without(edit).Set(at + "/containerIndicator", "1"), "13", path + "/transportEquipment[1]");
        yield return new(
            rule,
            message,
            edit => Boxed(Without(edit).Set(at + "/containerIndicator", "0"), at, "MSCU1234566", ""),
            "15",
            path + "/transportEquipment[1]"
        );
        if (ofItem)
        {
            yield return new(
                rule,
                message,
                edit => Boxed(Without(edit).Set(at + "/containerIndicator", "1"), at + "/goodsItem[2]", "MSCU1234566", "")
            );
            yield return new(
                rule,
                message,
                edit => Boxed(Without(edit).Set(at + "/containerIndicator", "0"), at + "/goodsItem[2]", "MSCU1234566", ""),
                "15",
                path + "/goodsItem[2]/transportEquipment[1]"
            );
        }
    }

    private static IEnumerable<RuleExample> Seals(string rule, string message, string at, string path)
    {
        yield return new(rule, message, edit => Boxed(edit, at, "MSCU1234566", Count + Seal));
        yield return new(rule, message, edit => Boxed(edit, at, "MSCU1234566", ""));
        yield return new(rule, message, edit => Boxed(edit, at, "MSCU1234566", Count), Code("13"), path + "/transportEquipment[1]/seal[1]");
        yield return new(rule, message, edit => Boxed(edit, at, "MSCU1234566", Seal), Code("15"), path + "/transportEquipment[1]/seal[1]");

        string Code(string of) => rule is "C3018" ? "12" : of; // F-2 of field.md
    }

    private static IEnumerable<RuleExample> Packages(string rule, string message, string at, string path)
    {
        static string Packed(string marks, string count, string type) =>
            $"<packaging>{marks}{count}<typeOfPackages>{type}</typeOfPackages></packaging>";
        const string marks = "<shippingMarks>A</shippingMarks>";
        const string count = "<numberOfPackages>3</numberOfPackages>";
        yield return new(rule, message, edit => edit.Put(at + "/goodsItem", Packed(marks, count, "CT")));
        yield return new(rule, message, edit => edit.Put(at + "/goodsItem", Packed("", "", "VR")));
        yield return new(
            rule,
            message,
            edit => edit.Put(at + "/goodsItem", Packed(marks, "", "CT")),
            "12",
            path + "/goodsItem[1]/packaging[1]/numberOfPackages"
        );
        yield return new(
            rule,
            message,
            edit => edit.Put(at + "/goodsItem", Packed("", count, "CT")),
            "12",
            path + "/goodsItem[1]/packaging[1]/shippingMarks"
        );
        yield return new(
            rule,
            message,
            edit => edit.Put(at + "/goodsItem", Packed(marks, "", "NE")),
            "12",
            path + "/goodsItem[1]/packaging[1]/shippingMarks"
        );
        yield return new(
            rule,
            message,
            edit => edit.Put(at + "/goodsItem", Packed("", count, "VQ")),
            "12",
            path + "/goodsItem[1]/packaging[1]/numberOfPackages"
        );
    }
}
