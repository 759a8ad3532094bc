using System.CommandLine;
using Ics2.Rehearsal.Reporting;
using Ics2.Rehearsal.Requirements;
using Ics2.Rehearsal.Running.Gherkin;
using Ics2.Rehearsal.Running.Results;

namespace Ics2.Cli.Options;

/// <summary>The options of <c>rehearse</c> that look at earlier runs, and at where requirements are written.</summary>
internal sealed class OverTimeOptions
{
    private readonly Option<FileInfo?> _baseline = new("--baseline")
    {
        Description = "rehearsal.json of an earlier run: the report says what is newly failed, mended and slower",
    };
    private readonly Option<FileInfo?> _failed = new("--failed")
    {
        Description = "rehearsal.json of an earlier run: only what failed or stayed open there",
    };
    private readonly Option<string?> _source = new("--source")
    {
        Description = "Only scenarios whose requirement is written there: \"ICD 4.6\" is that section and those below",
    };
    private readonly Option<bool> _strict = new("--strict") { Description = "A warning fails the run too" };

    public void AddTo(Command command)
    {
        command.Add(_baseline);
        command.Add(_failed);
        command.Add(_source);
        command.Add(_strict);
    }

    public bool IsStrict(ParseResult arguments) => arguments.GetValue(_strict);

    /// <summary>The run to compare with; read before the run, so that a wrong file does not cost one.</summary>
    /// <exception cref="InvalidDataException">It is no such document.</exception>
    public RehearsalDocument? Baseline(ParseResult arguments) =>
        arguments.GetValue(_baseline) is { } file ? RehearsalDocument.Read(file.FullName) : null;

    /// <summary>What of the catalogue is wanted; null for all.</summary>
    /// <exception cref="InvalidDataException">A file or a source leaves nothing.</exception>
    public (string Text, Predicate<Scenario> Holds)? Only(ParseResult arguments, RequirementTable requirements)
    {
        var (failed, source) = (arguments.GetValue(_failed), arguments.GetValue(_source));
        var ids = failed is null ? null : FailedIn(failed);
        if (source is not null && !requirements.Requirements.Any(requirement => requirement.IsWrittenIn(source)))
        {
            throw new InvalidDataException(
                $"--source {source}: no requirement is written there; 'ics2 coverage' lists the documents, for example \"ICD 4.6\""
            );
        }

        return ids is null && source is null
            ? null
            : (
                string.Join(
                    " and ",
                    new[] { failed is null ? null : $"failed in {failed}", source is null ? null : $"source '{source}'" }.OfType<string>()
                ),
                scenario =>
                    (ids?.Contains(scenario.Id) ?? true)
                    && (source is null || requirements.Find(scenario.CatalogueId)?.IsWrittenIn(source) == true)
            );
    }

    private static HashSet<string> FailedIn(FileInfo file)
    {
        var ids = RehearsalDocument
            .Read(file.FullName)
            .Scenarios.Where(scenario => scenario.Verdict is Verdict.Fail or Verdict.Inconclusive)
            .Select(scenario => scenario.Id)
            .ToHashSet(StringComparer.Ordinal);
        return ids.Count > 0 ? ids : throw new InvalidDataException($"--failed {file}: nothing failed or stayed open there.");
    }
}
