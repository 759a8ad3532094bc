using System.Globalization;

namespace Ics2.Ens.Catalogue;

/// <summary>
/// Reads <c>messages/IE3F10.txt</c>: one row per line, two spaces of indentation per level, then tag, cardinality, status, format (leaves
/// only), code list, rules and conditions.
/// </summary>
internal sealed class MessageTableReader(IPackFiles files, IReadOnlyDictionary<string, CodeList> codeLists)
{
    public ElementDefinition Read(string id)
    {
        var root = new ElementDefinition(null, id, 1, 1, ElementStatus.Mandatory, null, null, []);
        var open = new List<ElementDefinition> { root };
        var index = 0;
        foreach (var line in PackLine.ReadAll(files, $"messages/{id}.txt"))
        {
            var indent = line.Text.Length - line.Text.TrimStart(' ').Length;
            var level = indent / 2;
            if (indent % 2 != 0 || level >= open.Count)
            {
                throw line.Error("indentation is two spaces per level, at most one level deeper than the line above");
            }

            open.RemoveRange(level + 1, open.Count - level - 1);
            var parent = open[level];
            if (!parent.IsClass)
            {
                throw line.Error($"{parent.Tag} has a format, so nothing can stand inside it");
            }

            var element = ReadRow(line, parent, ++index);
            parent.ChildList.Add(element);
            open.Add(element);
        }

        var empty = root.DescendantsAndSelf().FirstOrDefault(element => element.IsClass && element.ChildList.Count == 0);
        return empty is null
            ? root
            : throw new SpecPackException($"messages/{id}.txt: {empty.Path} has neither a format nor rows inside it.");
    }

    private ElementDefinition ReadRow(PackLine line, ElementDefinition parent, int index)
    {
        var tokens = line.Text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (tokens.Length < 3 || !TryCardinality(tokens[1], out var min, out var max))
        {
            throw line.Error("expected a tag, a cardinality as 0..9 and a status M, O or C");
        }

        ElementStatus status = tokens[2] switch
        {
            "M" => ElementStatus.Mandatory,
            "O" => ElementStatus.Optional,
            "C" => ElementStatus.Conditional,
            _ => throw line.Error("the status is M, O or C"),
        };
        ValueFormat? format = null;
        CodeList? codes = null;
        var rules = new List<string>();
        foreach (var token in tokens.Skip(3))
        {
            if (token.StartsWith("CL", StringComparison.Ordinal))
            {
                codes = codeLists.GetValueOrDefault(token) ?? throw line.Error($"the pack has no code list {token}");
            }
            else if (token[0] is 'R' or 'C')
            {
                rules.Add(token);
            }
            else if (!ValueFormat.TryParse(token, out format))
            {
                throw line.Error($"'{token}' is no format");
            }
        }

        // A list on a class (CL706 on commodityCode) is about what its leaves say together; the first one carries what the list can tell.
        codes ??= format is not null && parent.ChildList.Count == 0 ? parent.Codes : null;
        return new ElementDefinition(parent, tokens[0], min, max, status, format, codes, [.. rules]) { Index = index };
    }

    private static bool TryCardinality(string text, out int min, out int max)
    {
        max = 0;
        var dots = text.IndexOf("..", StringComparison.Ordinal);
        return int.TryParse(dots > 0 ? text[..dots] : "", NumberStyles.None, CultureInfo.InvariantCulture, out min)
            && int.TryParse(text.AsSpan(dots + 2), NumberStyles.None, CultureInfo.InvariantCulture, out max)
            && min <= max
            && max > 0;
    }
}
