namespace Ics2.Ens.Samples;

/// <summary>Reads the tables of the world: sections in brackets, cells between bars, remarks behind a hash.</summary>
internal static class WorldTables
{
    public static Dictionary<string, List<string[]>> Read(string file)
    {
        using var reader = new StreamReader(typeof(WorldTables).Assembly.GetManifestResourceStream("Samples/" + file)!);
        var sections = new Dictionary<string, List<string[]>>(StringComparer.Ordinal);
        List<string[]> section = [];
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith('['))
            {
                sections[line.Trim('[', ']')] = section = [];
            }
            else if (line.Length > 0 && line[0] != '#')
            {
                section.Add(line.Split('|'));
            }
        }

        return sections;
    }
}
