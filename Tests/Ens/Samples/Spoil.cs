using System.Globalization;
using System.Xml.Linq;
using Ics2.Tests.Ens.Samples.Believability;

namespace Ics2.Tests.Ens.Samples;

/// <summary>Ways to make a paper unbelievable, and what kind of paper it is.</summary>
internal static class Spoil
{
    private const string Means = "activeBorderTransportMeans/";

    public static bool IsContainerised(Paper paper) => paper.Root.Descendants("containerIndicator").Any(one => one.Value == "1");

    public static bool IsDeepSeaContainer(Paper paper) =>
        paper.Mode == "1"
        && IsContainerised(paper)
        && paper.Root.Descendants("estimatedDateAndTimeOfDeparture").Any()
        && !Facts.ShortSea.Contains(Paper.CountryOf(paper.Root.Descendants("placeOfLoading").First()));

    public static bool IsLongFlight(Paper paper) =>
        paper.Instant(Means + "estimatedDateAndTimeOfArrival") - Departure(paper) > TimeSpan.FromHours(6);

    public static bool IsFlown(Paper paper) => paper.Text(Means + "conveyanceReferenceNumber") is not null;

    public static bool IsNotLufthansa(Paper paper) => paper.Text(Means + "conveyanceReferenceNumber") is { } flight && flight[..2] != "LH";

    public static bool IsLufthansaFromAbroad(Paper paper) =>
        paper.Text(Means + "conveyanceReferenceNumber") is { } flight
        && flight[..2] == "LH"
        && Paper.CountryOf(paper.Root.Descendants("placeOfLoading").First()) != "KR";

    public static IEnumerable<XElement> Wagons(Paper paper) =>
        paper.Root.Descendants("passiveBorderTransportMeans").Select(means => means.Element("identificationNumber")!);

    public static IEnumerable<XElement> Mails(Paper paper) =>
        paper.Root.Descendants("identifier").Where(one => one.Value.Contains('@', StringComparison.Ordinal));

    public static DateTimeOffset? Departure(Paper paper) =>
        paper.Instant(Means + "actualDateAndTimeOfDeparture") ?? paper.Instant(Means + "estimatedDateAndTimeOfDeparture");

    public static void Move(Paper paper, string path, DateTimeOffset? from, double hours) =>
        Paper.At(paper.Root, path)!.ReplaceNodes(new XElement("DateTime", Text(from!.Value.AddHours(hours))));

    // The ship, train or lorry is nearer than customs allows: it has departed as long ago as it must have.
    public static void MoveJourney(Paper paper, double hours)
    {
        var time = paper.Instant(Means + "estimatedDateAndTimeOfArrival")!.Value - Departure(paper)!.Value;
        var means = Paper.At(paper.Root, Means.TrimEnd('/'))!;
        var departure = means.Element("actualDateAndTimeOfDeparture") ?? means.Element("estimatedDateAndTimeOfDeparture")!;
        departure.Name = "actualDateAndTimeOfDeparture";
        Move(paper, Means + "estimatedDateAndTimeOfArrival", paper.Issued, hours);
        Move(paper, Means + "actualDateAndTimeOfDeparture", paper.Issued, hours - Math.Max(time.TotalHours, 2.5));
    }

    public static string Text(DateTimeOffset instant) => instant.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    public static void Set(Paper paper, string path, string value) => Set(paper, Paper.At(paper.Root, path)!, value);

    public static void Set(Paper paper, XElement element, string value)
    {
        _ = paper;
        element.Value = value;
    }

    public static void SetAlike(Paper paper, int value, params string[] paths)
    {
        foreach (var path in paths)
        {
            Set(paper, path, value.ToString(CultureInfo.InvariantCulture));
        }
    }

    public static void Add(Paper paper, int more, params string[] paths)
    {
        foreach (var element in paths.Select(path => Paper.At(paper.Root, path)!))
        {
            element.Value = (decimal.Parse(element.Value, CultureInfo.InvariantCulture) + more).ToString(CultureInfo.InvariantCulture);
        }
    }

    public static void Remove(Paper paper, params string[] paths)
    {
        foreach (var path in paths)
        {
            Paper.At(paper.Root, path)?.Remove();
        }
    }

    public static void Become(Paper paper, string subheading, string description)
    {
        var commodity = paper.Root.Descendants("commodity").First();
        commodity.Element("descriptionOfGoods")!.Value = description;
        commodity.Descendants("harmonizedSystemSubHeadingCode").First().Value = subheading;
    }
}
