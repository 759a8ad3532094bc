using System.Globalization;
using System.Text;
using Ics2.Rehearsal.Requirements;
using Ics2.Rehearsal.Running.Results;

namespace Ics2.Rehearsal.Reporting;

/// <summary>The <c>coverage</c> document: what is to be shown, how well each is founded, and by which scenarios it is tested.</summary>
/// <param name="Sources">By source document; a requirement with several sources counts with each.</param>
/// <param name="Requirements">Every requirement.</param>
public sealed record CoverageDocument(IReadOnlyList<SourceCoverage> Sources, IReadOnlyList<CoveredRequirement> Requirements)
{
    /// <summary>Joins the requirements with their scenarios, and with what a run showed.</summary>
    /// <param name="requirements">The requirements and their scenarios.</param>
    /// <param name="run">A run; null for none.</param>
    public static CoverageDocument Of(IReadOnlyList<RequirementCoverage> requirements, RehearsalDocument? run)
    {
        var shown = run?.Requirements.ToDictionary(one => one.Id, StringComparer.Ordinal) ?? [];
        var all = requirements
            .Select(one => new CoveredRequirement(
                one.Requirement.Id,
                one.Requirement.Title,
                SourceDocument.NamesIn(one.Requirement.Source),
                one.Requirement.Source,
                one.Requirement.Level,
                one.TestedBy,
                one.NotRun
            )
            {
                Verdict = shown.GetValueOrDefault(one.Requirement.Id)?.Verdict,
                ShownBy = shown.GetValueOrDefault(one.Requirement.Id)?.ShownBy,
            })
            .ToArray();
        return new CoverageDocument(
            [
                .. all.SelectMany(one => one.Documents.Select(document => (document, one)))
                    .GroupBy(pair => pair.document, pair => pair.one, StringComparer.Ordinal)
                    .Select(group => SourceCoverage.Of(group.Key, [.. group]))
                    .OrderByDescending(source => source.Requirements),
            ],
            all
        );
    }

    /// <summary>The list to keep under version control: one line per requirement, with level and scenarios.</summary>
    public string ToList()
    {
        var list = new StringBuilder("id\tlevel\ttestedBy\n");
        foreach (var one in Requirements)
        {
            list.Append(CultureInfo.InvariantCulture, $"{one.Id}\t{Wording.Word(one.Level)}\t{string.Join(' ', one.TestedBy)}\n");
        }

        return list.ToString();
    }

    /// <summary>How this differs from a list that was kept, one sentence each.</summary>
    /// <param name="list">The text of the list.</param>
    public IReadOnlyList<string> DifferencesFrom(string list)
    {
        var before = list.ReplaceLineEndings("\n").Split('\n').Skip(1).Select(line => line.Split('\t')).Where(cells => cells.Length == 3);
        var known = before.ToDictionary(cells => cells[0], StringComparer.Ordinal);
        return
        [
            .. Requirements.SelectMany(one =>
                known.Remove(one.Id, out var cells) ? Differences(one, cells[1], cells[2]) : [$"{one.Id} is new"]
            ),
            .. known.Keys.Select(id => $"{id} is gone"),
        ];
    }

    private static IEnumerable<string> Differences(CoveredRequirement one, string level, string testedBy)
    {
        if (Wording.Word(one.Level) != level)
        {
            yield return $"{one.Id}: its level was {level} and is {Wording.Word(one.Level)}";
        }

        var before = testedBy.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (before.Except(one.TestedBy, StringComparer.Ordinal).ToArray() is { Length: > 0 } lost)
        {
            yield return $"{one.Id}: no longer tested by {string.Join(", ", lost)}";
        }

        if (one.TestedBy.Except(before, StringComparer.Ordinal).ToArray() is { Length: > 0 } won)
        {
            yield return $"{one.Id}: now tested by {string.Join(", ", won)} too";
        }
    }
}

/// <summary>How far a source document is covered.</summary>
/// <param name="Document">Its name.</param>
/// <param name="Requirements">How many requirements rest on it.</param>
/// <param name="Tested">How many of them have a scenario.</param>
/// <param name="Source">Whose behaviour is written there.</param>
/// <param name="Partly">Of which a detail is inferred.</param>
/// <param name="Inferred">Which no public text says.</param>
/// <param name="JudgedOnClient">Which the given run judged by checks of the client; absent without a run.</param>
public sealed record SourceCoverage(
    string Document,
    int Requirements,
    int Tested,
    int Source,
    int Partly,
    int Inferred,
    int? JudgedOnClient
)
{
    internal static SourceCoverage Of(string document, IReadOnlyList<CoveredRequirement> requirements)
    {
        int Level(RequirementLevel level) => requirements.Count(one => one.Level == level);
        return new SourceCoverage(
            document,
            requirements.Count,
            requirements.Count(one => one.TestedBy.Count > 0),
            Level(RequirementLevel.Source),
            Level(RequirementLevel.Partly),
            Level(RequirementLevel.Inferred),
            requirements.Any(one => one.Verdict is not null) ? requirements.Count(one => one.ShownBy == CheckSubject.Client) : null
        );
    }
}

/// <summary>One requirement and who tests it.</summary>
/// <param name="Id">For example <c>CON-01</c>.</param>
/// <param name="Documents">The documents it rests on.</param>
/// <param name="Source">Where it is written, with the section.</param>
/// <param name="Level">How well it is founded.</param>
/// <param name="TestedBy">Its scenarios.</param>
/// <param name="WhyNot">Why it has none.</param>
public sealed record CoveredRequirement(
    string Id,
    string Title,
    IReadOnlyList<string> Documents,
    string Source,
    RequirementLevel Level,
    IReadOnlyList<string> TestedBy,
    string? WhyNot
)
{
    /// <summary>What the given run says of it.</summary>
    public Verdict? Verdict { get; init; }

    /// <summary>By whose doing that run shows it.</summary>
    public CheckSubject? ShownBy { get; init; }
}
