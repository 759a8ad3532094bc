namespace Ics2.Ens.Catalogue;

/// <summary>
/// Reads <c>codelists/CL718.txt</c>: the lines <c>name</c>, <c>version</c>, and optionally <c>subset yes</c> and <c>otherwise SHAPE</c>,
/// then one code per line with what it means. A code that ends in <c>*</c> stands for all numbers that begin so.
/// </summary>
internal sealed class CodeListReader(IPackFiles files)
{
    private readonly Dictionary<string, CodeList> _read = new(StringComparer.Ordinal);

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

        string name = id,
            version = "";
        var subset = false;
        CodeShape? shape = null;
        var codes = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in PackLine.ReadAll(files, $"codelists/{id}.txt"))
        {
            var space = line.Text.IndexOf(' ', StringComparison.Ordinal);
            var (word, rest) = space < 0 ? (line.Text, "") : (line.Text[..space], line.Text[(space + 1)..]);
            switch (word)
            {
                case "name":
                    name = rest;
                    break;
                case "version":
                    version = rest;
                    break;
                case "subset":
                    subset = rest is "yes";
                    break;
                case "otherwise":
                    shape = ReadShape(line, rest);
                    break;
                default:
                    codes[word] = rest;
                    break;
            }
        }

        return _read[id] = new CodeList(id, name, version, subset, shape, codes);
    }

    private CodeShape ReadShape(PackLine line, string text)
    {
        var end = text.IndexOf('>', StringComparison.Ordinal);
        if (text.StartsWith('<') && end > 0)
        {
            return new CodeShape(text, Read(text[1..end]));
        }

        return text.Length > 0 ? new CodeShape(text, null) : throw line.Error("'otherwise' needs a shape");
    }
}
