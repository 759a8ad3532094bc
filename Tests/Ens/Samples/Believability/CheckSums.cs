using System.Xml.Linq;

namespace Ics2.Tests.Ens.Samples.Believability;

/// <summary>Sums: consignments of their items, masters of their houses, seals, invoices, and what a container or parcel can hold.</summary>
internal static class CheckSums
{
    private const decimal FullContainer = 28_500; // kilograms
    private const decimal HeaviestParcel = 70;
    private const decimal HeaviestMail = 31.5m;

    public static void Of(Paper paper, Remarks remarks)
    {
        foreach (var consignment in paper.Consignments)
        {
            Total(consignment, remarks);
            Load(paper, consignment, remarks);
        }

        if (paper.Master is { } master && Paper.All(master, "goodsItem").Any() && paper.Houses.Any())
        {
            MasterOfHouses(master, paper.Houses.ToList(), remarks);
        }

        foreach (var equipment in paper.Root.Descendants("transportEquipment").Where(one => one.Element("numberOfSeals") is not null))
        {
            var seals = Paper.Sum(equipment, "numberOfSeals");
            remarks.Unless(
                seals == equipment.Elements("seal").Count(),
                Doubt.Seals,
                $"{seals} seals said, {equipment.Elements("seal").Count()} named"
            );
        }

        foreach (var total in paper.Root.Descendants("totalAmountInvoiced"))
        {
            var items = Paper.Sum(total.Parent!, "goodsItem/itemAmountInvoiced/value");
            remarks.Unless(items == Paper.Sum(total, "value"), Doubt.Invoice, $"invoiced {total.Value}, items {items}");
        }
    }

    private static void Total(XElement consignment, Remarks remarks)
    {
        var total = Paper.Sum(consignment, "totalGrossMass");
        var gross = Paper.Sum(consignment, "goodsItem/weight/grossMass");
        var net = Paper.Sum(consignment, "goodsItem/weight/netMass");
        remarks.Unless(gross == 0 || total == gross, Doubt.Total, $"total {total}, items {gross}");
        remarks.Unless(net <= total && total <= (gross == 0 && net > 0 ? net + 2 : total), Doubt.NetMass, $"total {total}, net {net}");
    }

    private static void MasterOfHouses(XElement master, List<XElement> houses, Remarks remarks)
    {
        var (total, sum) = (Paper.Sum(master, "totalGrossMass"), houses.Sum(house => Paper.Sum(house, "totalGrossMass")));
        remarks.Unless(total == sum, Doubt.MasterTotal, $"master {total}, houses {sum}");
        var (all, packages) = (Packages(master), houses.Sum(Packages));
        remarks.Unless(all == packages, Doubt.MasterPackages, $"master {all} packages, houses {packages}");
        var (named, own) = (Containers(master), houses.SelectMany(Containers).ToHashSet(StringComparer.Ordinal));
        remarks.Unless(named.SetEquals(own), Doubt.MasterContainers, $"master {string.Join(' ', named)}, houses {string.Join(' ', own)}");
    }

    private static void Load(Paper paper, XElement consignment, Remarks remarks)
    {
        var total = Paper.Sum(consignment, "totalGrossMass");
        var containers = Containers(consignment).Count;
        remarks.Unless(containers == 0 || total <= containers * FullContainer, Doubt.Load, $"{total} kg in {containers} containers");
        var packages = Packages(consignment);
        if (Facts.Express.Contains(paper.Filing) && packages > 0)
        {
            remarks.Unless(total / packages <= HeaviestParcel, Doubt.Load, $"{total} kg in {packages} parcels");
        }

        remarks.Unless(paper.Filing is not "F43" || total <= HeaviestMail, Doubt.Load, $"a postal item of {total} kg");
    }

    internal static decimal Packages(XElement consignment) => Paper.Sum(consignment, "goodsItem/packaging/numberOfPackages");

    internal static HashSet<string> Containers(XElement consignment) =>
        Paper
            .All(consignment, "transportEquipment/containerIdentificationNumber")
            .Concat(Paper.All(consignment, "goodsItem/transportEquipment/containerIdentificationNumber"))
            .Select(number => number.Value)
            .ToHashSet(StringComparer.Ordinal);
}
