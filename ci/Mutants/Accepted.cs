using System.Globalization;

namespace Ics2.Mutants;

/// <summary>Faults that change nothing, or nothing that is promised, each with its reason: <c>ci/mutants-accepted.tsv</c>.</summary>
internal sealed class Accepted
{
    private readonly Dictionary<string, string> _reasons = new(StringComparer.Ordinal);

    /// <summary>Reads them: file, member, original, mutation, number, reason.</summary>
    public Accepted(string path)
    {
        foreach (var line in File.ReadLines(path).Where(line => line.Length > 0 && line[0] != '#'))
        {
            var columns = line.Split('\t');
            if (columns.Length != 6 || columns[5].Trim().Length < 10)
            {
                throw new InvalidDataException($"{path}: six columns, the last with a reason: {line}");
            }

            _reasons.Add(string.Join('\t', columns[..5]), columns[5]);
        }
    }

    /// <summary>The reason why a fault may live; null when it may not.</summary>
    public string? ReasonFor(Fault fault) => _reasons.GetValueOrDefault(fault.Key);

    /// <summary>What no longer belongs into the list: faults that are gone, or that tests notice by now.</summary>
    /// <param name="known">Every fault that can be made.</param>
    /// <param name="verdicts">What became of those that were tried.</param>
    public IEnumerable<string> Stale(IEnumerable<Fault> known, IEnumerable<Verdict> verdicts)
    {
        var keys = known.Select(fault => fault.Key).ToHashSet(StringComparer.Ordinal);
        var noticed = verdicts.Where(verdict => verdict.Fate is Fate.Killed).ToDictionary(one => one.Fault.Key, StringComparer.Ordinal);
        foreach (var key in _reasons.Keys)
        {
            if (!keys.Contains(key))
            {
                yield return $"gone: {key.Replace("\t", " | ", StringComparison.Ordinal)}";
            }
            else if (noticed.TryGetValue(key, out var verdict))
            {
                yield return string.Create(CultureInfo.InvariantCulture, $"noticed by now: {verdict.Line}");
            }
        }
    }
}
