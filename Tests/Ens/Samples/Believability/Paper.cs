using System.Globalization;
using System.Text;
using System.Xml.Linq;

namespace Ics2.Tests.Ens.Samples.Believability;

/// <summary>A message as a customs officer has it on the desk: elements by name, no tables, no generator.</summary>
internal sealed class Paper
{
    private Paper(XElement root) => Root = root;

    public XElement Root { get; }

    /// <summary>The message id, <c>IE3F12</c>.</summary>
    public string Id => Root.Name.LocalName;

    /// <summary>The filing that the message is or amends, <c>F12</c>; else the message id.</summary>
    public string Filing => Id[3] is 'F' or 'A' ? "F" + Id[4..] : Id;

    public DateTimeOffset? Issued => Instant("documentIssueDate");

    public string? Mode => Text("activeBorderTransportMeans/ModeOfTransport");

    public XElement? Master => At(Root, "consignmentMasterLevel");

    public IEnumerable<XElement> Houses => All(Root, "consignmentMasterLevel/consignmentHouseLevel");

    /// <summary>All consignments that are weighed.</summary>
    public IEnumerable<XElement> Consignments => Root.Descendants("totalGrossMass").Select(total => total.Parent!);

    public static Paper Read(byte[] xml)
    {
        var document = XDocument.Parse(Encoding.UTF8.GetString(xml).TrimStart('\uFEFF'));
        foreach (var element in document.Descendants())
        {
            element.Name = element.Name.LocalName;
            element.RemoveAttributes();
        }

        return new Paper(document.Root!);
    }

    public static Paper Of(XElement root) => new(root);

    public string? Text(string path) => Text(Root, path);

    public DateTimeOffset? Instant(string path) =>
        DateTimeOffset.TryParse(Text(path), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant) ? instant : null;

    public static string? Text(XElement from, string path) => At(from, path)?.Value;

    public static XElement? At(XElement from, string path) => All(from, path).FirstOrDefault();

    public static IEnumerable<XElement> All(XElement from, string path) =>
        path.Split('/').Aggregate(Enumerable.Repeat(from, 1), (elements, name) => elements.SelectMany(element => element.Elements(name)));

    public static decimal Sum(XElement from, string path) =>
        All(from, path).Sum(element => decimal.Parse(element.Value, CultureInfo.InvariantCulture));

    /// <summary>The country of a place or party, by UN/LOCODE or address.</summary>
    public static string? CountryOf(XElement? of) =>
        of is null ? null
        : Text(of, "UNLOCODE") is { } code ? code[..2]
        : Text(of, "address/country");
}
