using System.Collections.Frozen;
using System.Globalization;

namespace Ics2.Ens.Catalogue;

/// <summary>Reads the files of a spec pack; SpecPack/README.md describes them.</summary>
internal sealed class PackReader(IPackFiles files)
{
    internal const string HeaderFile = "pack.txt";
    internal const string ReferenceFolder = "reference/";
    internal const string StopWords = ReferenceFolder + "stopwords.tsv";

    private const string NorthernIreland = ReferenceFolder + "northern-ireland.tsv";

    public SpecPack Read()
    {
        var header = Pairs(HeaderFile);
        var codeLists = new CodeListReader(files).ReadAll();
        var messages = new Dictionary<string, Lazy<MessageDefinition>>(StringComparer.Ordinal);
        foreach (var line in PackLine.ReadAll(files, "catalogue.txt"))
        {
            var cells = line.Text.Split('\t');
            if (cells.Length != 5 || cells[2] is not ("in" or "out"))
            {
                throw line.Error("expected id, short name, in or out, mode and name, separated by tabs");
            }

            if (messages.ContainsKey(cells[0]))
            {
                throw line.Error($"{cells[0]} stands in the catalogue already");
            }

            messages[cells[0]] = new Lazy<MessageDefinition>(() =>
                new MessageDefinition(
                    cells[0],
                    cells[1],
                    cells[4],
                    cells[2] is "in" ? MessageDirection.ToCustoms : MessageDirection.ToTrader,
                    cells[3],
                    new MessageTableReader(files, codeLists).Read(cells[0])
                )
            );
        }

        CheckReference(codeLists);
        var entryCountries = header.GetValueOrDefault("entryCountries", "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return new SpecPack(
            new SpecPackHeader(Required(header, "version"), Required(header, "namespace"), entryCountries)
            {
                Agreement = header.GetValueOrDefault("agreement"),
                Past = ReadPast(header.GetValueOrDefault("past"), messages),
            },
            messages,
            codeLists,
            new CheckReader(files).ReadAll(),
            QualityLists.Read(files),
            EoriForms.Read(files),
            new Lazy<ReferenceList>(() => ReferenceListReader.Read(files, NorthernIreland))
        );
    }

    // past 2026-02-03 IE3F10 IE3A10
    private static PastMessages? ReadPast(string? text, Dictionary<string, Lazy<MessageDefinition>> messages)
    {
        if (text is null)
        {
            return null;
        }

        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return
            words.Length > 1
            && DateOnly.TryParseExact(words[0], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var since)
            && words[1..].All(messages.ContainsKey)
            ? new PastMessages(since, words[1..].ToFrozenSet(StringComparer.Ordinal))
            : throw new SpecPackException($"{HeaderFile}: expected 'past', a day and messages of the pack; found 'past {text}'.");
    }

    // A newer list under a name that no list has would be left out without a word.
    private void CheckReference(Dictionary<string, CodeList> codeLists)
    {
        if (
            files is ReferenceFolderFiles folder
            && folder.Own.FirstOrDefault(file =>
                file is not NorthernIreland and not StopWords && !codeLists.ContainsKey(Path.GetFileNameWithoutExtension(file))
            )
                is { } stray
        )
        {
            throw new SpecPackException(
                $"{Path.GetFileName(stray)}: the pack has no list of that name; expected CL244.tsv, CL141.tsv and so on, or stopwords.tsv."
            );
        }
    }

    private static string Required(Dictionary<string, string> header, string name) =>
        header.TryGetValue(name, out var value) ? value : throw new SpecPackException($"{HeaderFile}: the line '{name} ...' is missing.");

    private Dictionary<string, string> Pairs(string file)
    {
        var pairs = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in PackLine.ReadAll(files, file))
        {
            if (line.Text.Split(' ', 2) is [var name, var value] && !pairs.TryAdd(name, value))
            {
                throw line.Error($"'{name}' is said already");
            }
        }

        return pairs;
    }
}

/// <summary>A line of a pack file, with where it stands. Empty lines and lines that start with # are left out.</summary>
internal sealed record PackLine(string File, int Number, string Text)
{
    public SpecPackException Error(string what) => new($"{File}, line {Number}: {what}; found '{Text}'.");

    public static List<PackLine> ReadAll(IPackFiles files, string name)
    {
        using var reader = files.Open(name) ?? throw new SpecPackException($"The spec pack has no file {name}.");
        var text = new BoundedLines(reader, name);
        var lines = new List<PackLine>();
        while (text.TryNext(out var line))
        {
            if (line.Length > 0 && line[0] != '#')
            {
                lines.Add(new PackLine(name, text.Number, line.ToString()));
            }
        }

        return lines;
    }
}
