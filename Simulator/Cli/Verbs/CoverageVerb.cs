using System.CommandLine;
using System.Text.Json;
using Ics2.Rehearsal.Reporting;
using Ics2.Rehearsal.Requirements;
using Ics2.Rehearsal.Running.Gherkin;

namespace Ics2.Cli.Verbs;

/// <summary>Which requirements there are, where they are written, and what tests them.</summary>
internal sealed class CoverageVerb : Verb
{
    private readonly Option<string?> _source = new("--source")
    {
        Description = "Only requirements written there, for example \"ICD 4.6\"; lists each",
    };
    private readonly Option<FileInfo?> _rehearsal = new("--rehearsal")
    {
        Description = "rehearsal.json of a run: says what it judged on the client",
    };
    private readonly Option<FileInfo?> _check = new("--check")
    {
        Description = "A list that --write made: exit code 1 when a requirement, its level or its scenarios have changed since",
    };
    private readonly Option<FileInfo?> _write = new("--write") { Description = "Writes the list, to be kept under version control" };

    public CoverageVerb()
        : base(
            "coverage",
            "Shows the requirements by source document, how well each is founded, and which scenarios test it.",
            "ics2 coverage --source \"ICD 4.6\""
        )
    {
        Add(_source);
        Add(_rehearsal);
        Add(_check);
        Add(_write);
    }

    protected override async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        try
        {
            var covered = RequirementTable.Embedded().Cover(FeatureCatalogue.Embedded().Scenarios);
            var source = arguments.GetValue(_source);
            var run = arguments.GetValue(_rehearsal) is { } file ? RehearsalDocument.Read(file.FullName) : null;
            var document = CoverageDocument.Of([.. covered.Where(one => source is null || one.Requirement.IsWrittenIn(source))], run);
            if (WantsJson(arguments))
            {
                Console.Out.WriteLine(JsonSerializer.Serialize(document, RehearsalDocument.Json));
            }
            else
            {
                Print(document, withRequirements: source is not null);
            }

            var all = CoverageDocument.Of(covered, run: null);
            if (arguments.GetValue(_write) is { } list)
            {
                await File.WriteAllTextAsync(list.FullName, all.ToList(), cancellationToken);
            }

            return arguments.GetValue(_check) is { } kept
                ? Compare(all.DifferencesFrom(await File.ReadAllTextAsync(kept.FullName, cancellationToken)), kept)
                : ExitCodes.Fine;
        }
        catch (InvalidDataException wrong)
        {
            Say($"ics2 coverage: {wrong.Message}");
            return ExitCodes.Usage;
        }
    }

    private static int Compare(IReadOnlyList<string> differences, FileInfo kept)
    {
        foreach (var difference in differences)
        {
            Say(difference);
        }

        Say(differences.Count == 0 ? $"as in {kept}" : $"{differences.Count} differences from {kept}; --write makes it anew");
        return differences.Count == 0 ? ExitCodes.Fine : ExitCodes.Findings;
    }

    private static void Print(CoverageDocument document, bool withRequirements)
    {
        var ran = document.Sources.Any(source => source.JudgedOnClient is not null);
        Console.Out.WriteLine(
            $"{"source document", -34} {"requirements", 12} {"tested", 7} {"source", 7} {"partly", 7} {"inferred", 9}{(ran ? "  judged on the client" : "")}"
        );
        foreach (var source in document.Sources)
        {
            Console.Out.WriteLine(
                $"{source.Document, -34} {source.Requirements, 12} {source.Tested, 7} {source.Source, 7} {source.Partly, 7} {source.Inferred, 9}{
                    (ran ? $"  {source.JudgedOnClient ?? 0, 20}" : "")}"
            );
        }

        var tested = document.Requirements.Count(one => one.TestedBy.Count > 0);
        Console.Out.WriteLine();
        Console.Out.WriteLine($"{document.Requirements.Count} requirements, {tested} tested; one with several sources counts with each");
        foreach (var one in withRequirements ? document.Requirements : [])
        {
            Console.Out.WriteLine(
                $"{one.Id, -8} {one.Level.ToString().ToLowerInvariant(), -9} {one.Source, -30} {one.Title}: {
                    (one.TestedBy.Count > 0 ? string.Join(' ', one.TestedBy) : one.WhyNot)}"
            );
        }
    }
}
