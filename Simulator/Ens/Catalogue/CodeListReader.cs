namespace Ics2.Ens.Catalogue;

/// <summary>
/// Reads <c>codelists/CL718.txt</c>: the lines <c>name</c>, <c>version</c>, and optionally <c>subset yes</c>, <c>otherwise SHAPE</c> and
/// <c>shape SHAPE</c>, then one code per line with what it means. A code that ends in <c>*</c> stands for all numbers that begin so. The
/// codes may stand in <c>reference/CL718.tsv</c> instead.
/// </summary>
internal sealed class CodeListReader(IPackFiles files)
{
    private readonly Dictionary<string, CodeList> _read = new(StringComparer.Ordinal);
    private readonly HashSet<string> _beingRead = new(StringComparer.Ordinal);
    private readonly HashSet<string> _references = files.List("reference").ToHashSet(StringComparer.Ordinal);

    public Dictionary<string, CodeList> ReadAll()
    {
        foreach (var file in files.List("codelists").Order(StringComparer.Ordinal))
        {
            Read(Path.GetFileNameWithoutExtension(file));
        }

        return _read;
    }

    private CodeList Read(string id)
    {
        if (_read.TryGetValue(id, out var known))
        {
            return known;
        }

        if (!_beingRead.Add(id))
        {
            throw new SpecPackException($"codelists/{id}.txt: the shape of its values begins with a code of its own.");
        }

        var header = new CodeListHeader(id, id, "", IsSubset: false, null, null);
        var codes = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in PackLine.ReadAll(files, $"codelists/{id}.txt"))
        {
            var space = line.Text.IndexOf(' ', StringComparison.Ordinal);
            var (word, rest) = space < 0 ? (line.Text, "") : (line.Text[..space], line.Text[(space + 1)..]);
            header = word switch
            {
                "name" => header with { Name = rest },
                "version" => header with { Version = rest },
                "subset" => header with { IsSubset = rest is "yes" },
                "otherwise" => header with { Otherwise = ReadShape(line, rest) },
                "shape" => header with { Shape = ReadShape(line, rest) },
                _ when codes.TryAdd(word, rest) => header,
                _ => throw line.Error($"the code {word} stands in the list already"),
            };
        }

        var file = $"{PackReader.ReferenceFolder}{id}.tsv";
        if (files is ReferenceFolderFiles folder && folder.Own.Contains(file, StringComparer.Ordinal))
        {
            codes.Clear(); // the folder brings a newer list
        }

        return _read[id] = new CodeList(header, codes, codes.Count == 0 && _references.Contains(file) ? Reference(file) : null);
    }

    private CodeListReference Reference(string file) =>
        new(new Lazy<ReferenceList>(() => ReferenceListReader.Read(files, file)), () => ReferenceListReader.ReadNames(files, file));

    private CodeShape ReadShape(PackLine line, string text)
    {
        var end = text.IndexOf('>', StringComparison.Ordinal);
        if (text.Length == 0 || (text.StartsWith('<') && end < 0) || !CodeShape.IsShape(text[(text.StartsWith('<') ? end + 1 : 0)..]))
        {
            throw line.Error("expected a shape: A, 9, X, [0-3], * at the end, or characters as they are");
        }

        return text.StartsWith('<') ? new CodeShape(text, Read(text[1..end])) : new CodeShape(text, null);
    }
}
