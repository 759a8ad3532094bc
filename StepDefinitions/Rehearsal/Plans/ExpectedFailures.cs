using System.Globalization;
using Ics2.Rehearsal.Running.Gherkin;

namespace Ics2.Rehearsal.Plans;

/// <summary>A scenario that is known to fail.</summary>
/// <param name="Id">Its id; that of an outline means all its rows.</param>
/// <param name="Reason">Why it fails, and who will mend it.</param>
public sealed record ExpectedFailure(string Id, string Reason);

/// <summary>
/// Which scenarios are known to fail, so that a run can be kept green while they are being mended. One line each: the id, then the reason.
/// Empty lines and lines that begin with <c>#</c> count for nothing.
/// </summary>
public static class ExpectedFailures
{
    private const int LongestText = 1_000_000;

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="knows">Whether there is a scenario of that id.</param>
    /// <exception cref="InvalidDataException">It is wrong; every fault is listed with its line.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static IReadOnlyList<ExpectedFailure> FromFile(string path, Predicate<string> knows) =>
        new FileInfo(path) is { Length: > LongestText } file
            ? throw new InvalidDataException(
                $"{path}: {file.Length} bytes are too many for a list of failures; at most {LongestText} are read"
            )
            : Read(File.ReadAllText(path), path, knows);

    /// <summary>Reads the text of a file.</summary>
    /// <param name="file">Its name, for the faults.</param>
    /// <param name="knows">Whether there is a scenario of that id.</param>
    /// <exception cref="InvalidDataException">It is wrong; every fault is listed with its line.</exception>
    public static IReadOnlyList<ExpectedFailure> Read(string text, string file, Predicate<string> knows)
    {
        var expected = new List<ExpectedFailure>();
        var faults = new List<string>();
        foreach (var (index, line) in text.ReplaceLineEndings("\n").Split('\n').Index())
        {
            if (string.IsNullOrWhiteSpace(line) || line.TrimStart().StartsWith('#'))
            {
                continue;
            }

            var words = line.Split((char[]?)null, 2, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            var fault = words switch
            {
                [var id, ..] when !knows(id) => $"there is no scenario '{id}'; 'ics2 rehearse --list' shows all",
                [var id] => $"expected the reason why {id} fails after its id",
                [var id, _] when expected.Exists(known => string.Equals(known.Id, id, StringComparison.OrdinalIgnoreCase)) =>
                    $"{id} stands there twice",
                _ => null,
            };
            if (fault is null)
            {
                expected.Add(new ExpectedFailure(words[0], words[1]));
            }
            else
            {
                faults.Add(string.Create(CultureInfo.InvariantCulture, $"{file}, line {index + 1}: {fault}"));
            }
        }

        return faults.Count == 0 ? expected : throw new InvalidDataException(string.Join('\n', faults));
    }

    /// <summary>The entry that speaks of a scenario; one for its very row goes before one for the whole outline.</summary>
    internal static ExpectedFailure? For(this IEnumerable<ExpectedFailure> expected, Scenario scenario) =>
        expected.Where(failure => scenario.Carries(failure.Id)).MaxBy(failure => failure.Id.Length);
}
