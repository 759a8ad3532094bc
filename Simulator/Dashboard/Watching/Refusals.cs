using System.Xml;
using System.Xml.Linq;
using Ics2.Contract.Management;

namespace Ics2.Dashboard.Watching;

/// <summary>What customs says in a message that refuses a filing.</summary>
internal static class Refusals
{
    /// <summary>Whether a message refuses.</summary>
    public static bool Is(string? action) => action is "IE3N99" or "IE3N01";

    /// <summary>The first error in words, and how many more there are; null when there is none to be read.</summary>
    public static string? Read(ContentView content)
    {
        try
        {
            var errors = XDocument.Parse(content.Xml).Descendants().Where(one => one.Name.LocalName == "error").ToList();
            if (errors is not [var first, ..])
            {
                return null;
            }

            var path = Text(first, "messageElementPath");
            var more = errors.Count == 1 ? "" : $" And {errors.Count - 1} more.";
            return $"{Text(first, "validationCode")}: {Text(first, "description")}{(path is null ? "" : $" At {path}.")}{more}";
        }
        catch (XmlException)
        {
            return null; // only the beginning of a very long one is shown
        }
    }

    private static string? Text(XElement error, string name) =>
        error.Descendants().FirstOrDefault(one => one.Name.LocalName == name)?.Value;
}
