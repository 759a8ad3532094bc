using System.Xml.Linq;

namespace Ics2.Tests.Ens.Samples.Believability;

/// <summary>Filings of one shipment: what the upper one sums up or announces, the lower ones say (lifecycle 2.1, 2.2).</summary>
internal static class CheckPairs
{
    private static readonly string[] SaidOfHouse =
    [
        "consignor/name",
        "consignee/name",
        "consignee/identificationNumber",
        "totalGrossMass",
        "referenceNumberUCR/referenceNumberUCR",
        "goodsItem/commodity/commodityCode/harmonizedSystemSubHeadingCode",
        "goodsItem/packaging/numberOfPackages",
    ];

    public static void Of(Paper upper, IReadOnlyList<Paper> lower, Remarks remarks)
    {
        var houses = lower.SelectMany(paper => paper.Houses).ToList();
        var master = Number(upper.Root, "transportDocumentMasterLevel");
        foreach (var number in houses.Select(house => Number(house, "transportDocumentMasterLevel")))
        {
            remarks.Unless(
                master is null || number is null || master == number,
                Doubt.PairMaster,
                $"master {master}, house under {number}"
            );
        }

        Filers(upper, lower, remarks);
        Sums(upper, houses, remarks);
        SameHouses(upper, houses, remarks);
        Receptacles(upper, lower, remarks);
        var office = upper.Text("customsOfficeOfFirstEntry/referenceNumber")?[..2] ?? upper.Text("addressedMemberState/country");
        foreach (var state in lower.Select(paper => paper.Text("addressedMemberState/country")).Where(state => state is not null))
        {
            remarks.Unless(state == office, Doubt.PairState, $"upper in {office}, lower addressed to {state}");
        }
    }

    private static void Filers(Paper upper, IReadOnlyList<Paper> lower, Remarks remarks)
    {
        var declarant = upper.Text("declarant/identificationNumber");
        var isMaster = upper.Text("customsOfficeOfFirstEntry/referenceNumber") is not null;
        var carriers = lower.SelectMany(paper => paper.Root.Descendants("carrier")).Select(one => Paper.Text(one, "identificationNumber"));
        var own = upper.Root.Descendants("carrier").Select(one => Paper.Text(one, "identificationNumber")).FirstOrDefault();
        foreach (var carrier in carriers)
        {
            remarks.Unless(
                (own is null || carrier == own) && (!isMaster || carrier == declarant),
                Doubt.PairCarrier,
                $"carrier {own}, declarant {declarant}; carrier below {carrier}"
            );
        }

        var awaited = upper.Root.Descendants("supplementaryDeclarant").Select(one => Paper.Text(one, "identificationNumber")).ToList();
        foreach (var filer in lower.Select(paper => paper.Text("declarant/identificationNumber")))
        {
            remarks.Unless(
                awaited.Count == 0 || awaited.Contains(filer),
                Doubt.PairFiler,
                $"awaits {string.Join(' ', awaited)}, filed by {filer}"
            );
        }
    }

    // A master that has no houses of its own is the sum of those below.
    private static void Sums(Paper upper, List<XElement> houses, Remarks remarks)
    {
        if (upper.Houses.Any() || upper.Master?.Element("totalGrossMass") is null)
        {
            return;
        }

        var (total, sum) = (Paper.Sum(upper.Master, "totalGrossMass"), houses.Sum(house => Paper.Sum(house, "totalGrossMass")));
        var (all, packages) = (CheckSums.Packages(upper.Master), houses.Sum(CheckSums.Packages));
        remarks.Unless(total == sum && all == packages, Doubt.PairSum, $"master {total} kg in {all}, houses {sum} kg in {packages}");
        var own = houses.SelectMany(CheckSums.Containers).ToHashSet(StringComparer.Ordinal);
        remarks.Unless(CheckSums.Containers(upper.Master).SetEquals(own), Doubt.PairContainers, $"houses in {string.Join(' ', own)}");
    }

    private static void SameHouses(Paper upper, List<XElement> houses, Remarks remarks)
    {
        foreach (var house in houses)
        {
            var number = Number(house, "transportDocumentHouseLevel");
            var twin = number is null
                ? upper.Houses.FirstOrDefault()
                : upper.Houses.FirstOrDefault(one => Number(one, "transportDocumentHouseLevel") == number);
            if (twin is null)
            {
                remarks.Unless(!upper.Houses.Any(), Doubt.PairHouse, $"house {number} is not in the upper filing");
                continue;
            }

            foreach (var path in SaidOfHouse)
            {
                var (said, again) = (Values(twin, path), Values(house, path));
                remarks.Unless(
                    said.Length == 0 || again.Length == 0 || said == again,
                    Doubt.PairHouse,
                    $"{path} of {number}: {said}, then {again}"
                );
            }

            var (consignee, buyer) = (Paper.Text(twin, "consignee/name"), Paper.Text(house, "goodsShipment/buyer/name"));
            remarks.Unless(
                consignee is null || buyer is null || consignee == buyer,
                Doubt.PairHouse,
                $"for {consignee}, bought by {buyer}"
            );
        }
    }

    private static void Receptacles(Paper upper, IReadOnlyList<Paper> lower, Remarks remarks)
    {
        var announced = upper.Root.Descendants("receptacleIdentificationNumber").Select(one => one.Value).ToHashSet(StringComparer.Ordinal);
        var filled = lower
            .SelectMany(paper => paper.Root.Descendants("receptacleIdentificationNumber"))
            .Select(one => one.Value)
            .ToHashSet(StringComparer.Ordinal);
        remarks.Unless(
            announced.Count == 0 || filled.Count == 0 || announced.SetEquals(filled),
            Doubt.PairReceptacles,
            $"announced {string.Join(' ', announced)}, filled {string.Join(' ', filled)}"
        );
    }

    private static string Values(XElement from, string path) => string.Join(' ', Paper.All(from, path).Select(one => one.Value));

    private static string? Number(XElement within, string document) =>
        within.Descendants(document).Select(one => Paper.Text(one, "documentNumber")).FirstOrDefault();
}
