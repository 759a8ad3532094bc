using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Ics2.Ens.Catalogue;

/// <summary>
/// Turns lists as CS/RD2 is published (JSON, as mirrored by hmrc/customs-reference-data) into the pack's own. A list is an array of
/// entries <c>{"key": "AD", "value": "Andorra"}</c>, of entries with a code of their own (<c>unLocodeExtendedCode</c>) and
/// <c>activeFrom</c>, or of customs offices with <c>id</c> and <c>roles</c>; it may stand alone, below <c>lists/NAME/listEntries</c> or below
/// <c>customsOffices</c>. Entries that are not valid any more, and further languages of one code, are left out.
/// </summary>
public static class ReferenceImport
{
    private const int MaxDepth = 16;

    private static readonly Dictionary<string, string> Lists = new(StringComparer.OrdinalIgnoreCase)
    {
        ["UnLocodeExtended"] = "CL244",
        ["CustomsOffices"] = "CL141",
        ["CustomsOffice"] = "CL141",
        ["HScode"] = "CL706",
        ["CUSCode"] = "CL719",
        ["UnDangerousGoodsCode"] = "CL101",
        ["KindOfPackages"] = "CL017",
        ["KindsOfPackage"] = "CL017",
        ["CurrencyCodes"] = "CL352",
        ["CountryCodesFullList"] = "CL718",
        ["TransportDocumentType"] = "CL754",
        ["SupportingDocumentType"] = "CL013",
    };

    /// <summary>The names of the lists that are understood, as CS/RD2 has them.</summary>
    public static IEnumerable<string> KnownLists => Lists.Keys.Order(StringComparer.Ordinal);

    /// <summary>Reads a file; a list without a name of its own has that of the file.</summary>
    /// <returns>The lists in it that the product has a use for; others are passed over.</returns>
    /// <exception cref="SpecPackException">The file cannot be understood.</exception>
    public static IReadOnlyList<ImportedList> Read(string path)
    {
        var file = Path.GetFileName(path);
        var length = new FileInfo(path).Length;
        if (length > BoundedLines.MaxCharacters)
        {
            throw new SpecPackException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{file}: the file has {length} bytes; {BoundedLines.MaxCharacters} at most are read."
                )
            );
        }

        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path), new JsonDocumentOptions { MaxDepth = MaxDepth });
            var found = new List<ImportedList>();
            Find(document.RootElement, file.Split('.')[0], file, found);
            return found;
        }
        catch (JsonException wrong)
        {
            throw new SpecPackException(
                string.Create(CultureInfo.InvariantCulture, $"{file}, line {wrong.LineNumber + 1}: not JSON in UTF-8: {wrong.Message}")
            );
        }
    }

    private static void Find(JsonElement element, string name, string file, List<ImportedList> found)
    {
        if (element.ValueKind == JsonValueKind.Array)
        {
            if (Lists.TryGetValue(name, out var id))
            {
                found.Add(Entries(element, id, name, file));
            }

            return;
        }

        if (element.ValueKind != JsonValueKind.Object)
        {
            return;
        }

        var own = Text(element, "listName") ?? name;
        foreach (var property in element.EnumerateObject())
        {
            Find(property.Value, property.NameEquals("listEntries") ? own : property.Name, file, found);
        }
    }

    private static ImportedList Entries(JsonElement array, string id, string name, string file)
    {
        var entries = new SortedDictionary<string, ImportedEntry>(StringComparer.Ordinal);
        var position = 0;
        foreach (var item in array.EnumerateArray())
        {
            position++;
            if (item.ValueKind != JsonValueKind.Object || Code(item) is not { Length: > 0 } code)
            {
                throw new SpecPackException($"{file}: entry {position} of {name} has no code.");
            }

            if (Text(item, "state") is not (null or "valid"))
            {
                continue;
            }

            // Offices come once per language; the first is kept, English before others.
            var entry = new ImportedEntry(code, Flags(item), Text(item, "activeFrom"), Name(item));
            if (!entries.ContainsKey(code) || Text(item, "languageCode") is "EN")
            {
                entries[code] = entry;
            }
        }

        return entries.Count > 0
            ? new ImportedList(id, name, [.. entries.Values])
            : throw new SpecPackException($"{file}: {name} has no entries.");
    }

    private static string? Code(JsonElement item)
    {
        if ((Text(item, "key") ?? Text(item, "id") ?? Text(item, "code")) is { } plain)
        {
            return plain;
        }

        foreach (var property in item.EnumerateObject())
        {
            if (
                property.Value.ValueKind == JsonValueKind.String
                && (property.Name.EndsWith("Code", StringComparison.OrdinalIgnoreCase) || property.NameEquals("kindOfPackages"))
                && !property.NameEquals("languageCode")
                && !property.NameEquals("countryCode")
            )
            {
                return property.Value.GetString();
            }
        }

        return null;
    }

    private static string Flags(JsonElement item)
    {
        if (item.TryGetProperty("roles", out var roles) && roles.ValueKind == JsonValueKind.Array)
        {
            var all = roles.EnumerateArray().Select(role => role.ValueKind == JsonValueKind.String ? role.GetString() : Text(role, "role"));
            return string.Join(',', all.OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
        }

        return Text(item, "function")?.Replace("-", "", StringComparison.Ordinal) ?? "";
    }

    private static string Name(JsonElement item) =>
        (Text(item, "value") ?? Text(item, "name") ?? Text(item, "description") ?? "").ReplaceLineEndings(" ").Replace('\t', ' ').Trim();

    private static string? Text(JsonElement item, string name) =>
        item.ValueKind == JsonValueKind.Object && item.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
}

/// <summary>A list that was read from elsewhere.</summary>
/// <param name="Id">The list of the product, <c>CL244</c>.</param>
/// <param name="Source">What it is called where it comes from.</param>
public sealed record ImportedList(string Id, string Source, IReadOnlyList<ImportedEntry> Entries)
{
    /// <summary>The list as a file that <c>--reference</c> takes.</summary>
    /// <param name="origin">What the first line says of where it comes from.</param>
    public string Write(string origin)
    {
        var text = new StringBuilder().Append("# ").Append(origin).Append('\n');
        var (flags, from) = (Entries.Any(entry => entry.Flags.Length > 0), Entries.Any(entry => entry.From is not null));
        text.Append("code").Append(flags ? "\tflags" : "").Append(from ? "\tfrom" : "").Append("\tname\n");
        foreach (var entry in Entries)
        {
            text.Append(entry.Code)
                .Append(flags ? "\t" + entry.Flags : "")
                .Append(from ? "\t" + entry.From : "")
                .Append('\t')
                .Append(entry.Name)
                .Append('\n');
        }

        return text.ToString();
    }
}

/// <summary>One code of an imported list.</summary>
/// <param name="Flags">Roles with commas, functions; empty when there are none.</param>
/// <param name="From">The first day it is in force, yyyy-MM-dd; null when that is not said.</param>
public sealed record ImportedEntry(string Code, string Flags, string? From, string Name);
