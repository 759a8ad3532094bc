namespace Ics2.Ens.Catalogue;

/// <summary>
/// Reads <c>checks.txt</c>: id, codes, trust and text, separated by tabs. A folder's file is laid over that of the product line by line, so one
/// line is enough to change one code.
/// </summary>
internal sealed class CheckReader(IPackFiles files)
{
    public const string FileName = "checks.txt";

    public Dictionary<string, CheckDescription> ReadAll()
    {
        var known = ReadFile(new EmbeddedPackFiles());
        var checks = known.ToDictionary(check => check.Key, check => check.Value.Check, StringComparer.Ordinal);
        foreach (var (id, (check, line)) in files is EmbeddedPackFiles ? [] : ReadFile(files))
        {
            if (known.TryGetValue(id, out var before))
            {
                foreach (var verdict in before.Check.Verdicts.Where(verdict => check.Verdicts.All(one => one.Breach != verdict.Breach)))
                {
                    throw line.Error($"{id} needs a code for '{Word(verdict.Breach)}'");
                }
            }

            checks[id] = check;
        }

        return checks;
    }

    private static Dictionary<string, (CheckDescription Check, PackLine Line)> ReadFile(IPackFiles files)
    {
        var checks = new Dictionary<string, (CheckDescription, PackLine)>(StringComparer.Ordinal);
        foreach (var line in PackLine.ReadAll(files, FileName))
        {
            var check = Read(line);
            if (!checks.TryAdd(check.Id, (check, line)))
            {
                throw line.Error($"{check.Id} is described twice");
            }
        }

        return checks;
    }

    private static CheckDescription Read(PackLine line)
    {
        var cells = line.Text.Split('\t');
        if (cells.Length != 4 || cells[3].Length == 0)
        {
            throw line.Error("expected id, codes (or -), trust and what is asked, separated by tabs");
        }

        if (!Enum.TryParse<TrustLevel>(cells[2], ignoreCase: true, out var trust) || char.IsDigit(cells[2][0]))
        {
            throw line.Error("expected the trust official, field or inferred");
        }

        List<BreachCode> verdicts = cells[1] is "-" ? [] : [.. cells[1].Split(' ').Select(cell => ReadVerdict(cell, line))];
        return verdicts.DistinctBy(verdict => verdict.Breach).Count() == verdicts.Count
            ? new CheckDescription(cells[0], verdicts, trust, cells[3])
            : throw line.Error("one kind of breach has two codes; other possible codes follow after a slash");
    }

    private static BreachCode ReadVerdict(string cell, PackLine line)
    {
        var pair = cell.Split('=');
        if (
            pair.Length != 2
            || !Enum.TryParse<Breach>(pair[0], ignoreCase: true, out var breach)
            || Word(breach) != pair[0]
            || pair[1].Split('/') is not [var code, .. var also]
            || also.Append(code).Any(one => one.Length is 0 or > 4 || one.AsSpan().ContainsAnyExceptInRange('0', '9'))
        )
        {
            throw line.Error(
                $"'{cell}' is no code of a breach such as missing=12/13; the ways are {string.Join(", ", Enum.GetValues<Breach>().Select(Word))}"
            );
        }

        return new BreachCode(breach, code, also);
    }

    internal static string Word(Breach breach)
    {
        var name = breach.ToString();
        return char.ToLowerInvariant(name[0]) + name[1..];
    }
}
