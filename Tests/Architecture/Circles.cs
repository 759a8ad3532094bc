namespace Ics2.Tests.Architecture;

/// <summary>Finds namespaces that know each other, directly or round about.</summary>
internal static class Circles
{
    /// <summary>Each circle as the names of its members.</summary>
    public static IReadOnlyList<string> In(IReadOnlyList<Arrow> arrows)
    {
        var reached = arrows
            .Select(arrow => arrow.From)
            .Distinct(StringComparer.Ordinal)
            .ToDictionary(name => name, name => From(name, arrows), StringComparer.Ordinal);
        return
        [
            .. reached
                .Where(entry => entry.Value.Contains(entry.Key))
                .Select(entry =>
                    string.Join(
                        ", ",
                        entry
                            .Value.Where(other => reached.GetValueOrDefault(other)?.Contains(entry.Key) is true)
                            .Order(StringComparer.Ordinal)
                    )
                )
                .Distinct(StringComparer.Ordinal),
        ];
    }

    private static HashSet<string> From(string start, IReadOnlyList<Arrow> arrows)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var open = new Queue<string>([start]);
        while (open.TryDequeue(out var at))
        {
            foreach (var next in arrows.Where(arrow => arrow.From == at).Select(arrow => arrow.To).Where(seen.Add))
            {
                open.Enqueue(next);
            }
        }

        return seen;
    }
}
