using System.Xml.Linq;

namespace Ics2.Tests.Ens.Samples.Believability;

/// <summary>Goods: described as their subheading, fit for the mode, and dealt in by the companies that send and get them.</summary>
internal static class CheckGoods
{
    // Chapters that nobody sends by express or post: live, fresh and bulk goods, fuels, chemicals that burn, metals, vehicles.
    private static readonly string[] NotByParcel =
    [
        .. Enumerable.Range(1, 15).Select(chapter => chapter.ToString("00", System.Globalization.CultureInfo.InvariantCulture)),
        "22",
        "25",
        "26",
        "27",
        "28",
        "29",
        "31",
        "32",
        "72",
        "86",
        "89",
    ];

    // What is poured and what is cheap and heavy does not fly.
    private static readonly string[] NotByAir = ["10", "12", "25", "26", "27", "29", "31", "32", "72", "86", "89"];

    public static void Of(Paper paper, Remarks remarks)
    {
        foreach (var item in paper.Root.Descendants("goodsItem").Where(one => one.Element("commodity") is not null))
        {
            var code = Paper.Text(item, "commodity/commodityCode/harmonizedSystemSubHeadingCode");
            var description = Paper.Text(item, "commodity/descriptionOfGoods")!;
            if (code is null)
            {
                continue; // between people
            }

            Described(code, description, remarks);
            remarks.Unless(
                !(Facts.Express.Contains(paper.Filing) || paper.Filing is "F43") || !NotByParcel.Contains(code[..2]),
                Doubt.GoodsByMode,
                $"{description} in an {paper.Filing}"
            );
            remarks.Unless(paper.Mode != "4" || !NotByAir.Contains(code[..2]), Doubt.GoodsByMode, $"{description} by air");
            Dangerous(item, code, description, remarks);
            Traded(item, code, remarks);
        }
    }

    private static void Described(string code, string description, Remarks remarks) =>
        remarks.Unless(
            Facts.Subheadings.TryGetValue(code, out var words)
                && words.Split(' ').Any(word => description.Contains(word, StringComparison.OrdinalIgnoreCase)),
            Doubt.Description,
            $"{code}: {description}"
        );

    private static void Dangerous(XElement item, string code, string description, Remarks remarks)
    {
        var declared = item.Descendants("UNNumber").Select(one => one.Value).ToList();
        var expected = Facts.DangerousGoods.GetValueOrDefault(code);
        var canSay = item.Element("commodity")!.Element("cusCode") is not null || item.Descendants("dangerousGoods").Any();
        remarks.Unless(
            expected is null ? declared.Count == 0 : !canSay || declared.Contains(expected, StringComparer.Ordinal),
            Doubt.Dangerous,
            $"{description} as UN {string.Join(' ', declared)}"
        );
    }

    // Above the houses forwarders, carriers and postal operators stand for traders.
    private static void Traded(XElement item, string code, Remarks remarks)
    {
        var consignment = item.Parent!;
        foreach (var party in (string[])["consignor", "consignee", "goodsShipment/seller", "goodsShipment/buyer"])
        {
            if (consignment.Name.LocalName is not "consignmentHouseLevel" || Paper.At(consignment, party) is not { } who)
            {
                continue;
            }

            var name = Paper.Text(who, "name")!;
            var isPerson = Paper.Text(who, "typeOfPerson") == "1";
            remarks.Unless(isPerson == !Facts.Trades.Any(trade => IsOf(trade.Word, name)), Doubt.Person, $"{party} {name}");
            remarks.Unless(
                isPerson
                    || Facts.Trades.Any(trade => IsOf(trade.Word, name) && trade.Chapters.Contains(code[..2], StringComparison.Ordinal)),
                Doubt.Company,
                $"{party} {name} trades in {code}"
            );
        }
    }

    private static bool IsOf(string word, string name) => name.Contains(word, StringComparison.Ordinal);
}
