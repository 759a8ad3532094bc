using System.Globalization;

namespace Ics2.Mutants;

/// <summary>What became of the faults: told of as they are judged, summed up, and kept for a run that goes on from there.</summary>
internal sealed class Ledger
{
    private readonly List<Verdict> _verdicts = [];
    private readonly bool _quiet;
    private readonly StreamWriter? _kept;

    /// <summary>Begins it.</summary>
    /// <param name="before">What is taken over from a run before.</param>
    public Ledger(Options options, IEnumerable<Verdict> before)
    {
        _quiet = options.Quiet;
        _kept = options.Results is { } path ? new StreamWriter(path) { AutoFlush = true } : null;
        foreach (var verdict in before.ToList())
        {
            Keep(verdict);
        }
    }

    /// <summary>Reads the results of an earlier run, as far as their faults are still there.</summary>
    public static Dictionary<string, Verdict> Read(string path, IReadOnlyList<Fault> known)
    {
        var byKey = known.ToDictionary(fault => fault.Key, StringComparer.Ordinal);
        var read = new Dictionary<string, Verdict>(StringComparer.Ordinal);
        foreach (var columns in File.ReadAllLines(path).Select(line => line.Split('\t', 3)))
        {
            if (byKey.TryGetValue(columns[2], out var fault))
            {
                read[fault.Key] = new Verdict(fault, Enum.Parse<Fate>(columns[0]), columns[1]);
            }
        }

        return read;
    }

    /// <summary>Tells of one more.</summary>
    public void Add(Verdict verdict)
    {
        lock (_verdicts)
        {
            Keep(verdict);
            if (!_quiet || !verdict.IsNoticed)
            {
                Console.WriteLine(verdict.Line);
            }
        }
    }

    /// <summary>The sums; 1 when too few were noticed, or when the accepted list is stale.</summary>
    public int Conclude(Accepted accepted, IReadOnlyList<Fault> known, Options options)
    {
        _kept?.Dispose();
        Console.WriteLine();
        foreach (
            var file in _verdicts
                .GroupBy(verdict => verdict.Fault.File, StringComparer.Ordinal)
                .OrderBy(group => group.Key, StringComparer.Ordinal)
        )
        {
            Console.WriteLine($"{file.Key}: {Sum([.. file])}");
        }

        Console.WriteLine($"All: {Sum(_verdicts)}");
        var stale = accepted.Stale(known, _verdicts).Where(_ => options.Only is null).ToList();
        stale.ForEach(line => Console.WriteLine($"mutants-accepted.tsv: {line}"));
        return stale.Count == 0 && Share(_verdicts) >= options.Threshold ? 0 : 1;
    }

    private static string Sum(IReadOnlyList<Verdict> verdicts)
    {
        string Count(Fate fate, string word) =>
            verdicts.Count(verdict => verdict.Fate == fate) is var count and > 0
                ? string.Create(CultureInfo.InvariantCulture, $", {count} {word}")
                : "";
        return string.Create(CultureInfo.InvariantCulture, $"{verdicts.Count} faults, {Share(verdicts):F1} % noticed")
            + Count(Fate.TimedOut, "by time-out")
            + Count(Fate.Survived, "survived")
            + Count(Fate.NotCovered, "not covered")
            + Count(Fate.Accepted, "accepted");
    }

    private static double Share(IReadOnlyList<Verdict> verdicts)
    {
        var counted = verdicts.Count(verdict => verdict.Fate is not Fate.Accepted);
        return counted == 0 ? 100 : 100.0 * verdicts.Count(verdict => verdict.IsNoticed) / counted;
    }

    private void Keep(Verdict verdict)
    {
        _verdicts.Add(verdict);
        _kept?.WriteLine($"{verdict.Fate}\t{verdict.By}\t{verdict.Fault.Key}");
    }
}
