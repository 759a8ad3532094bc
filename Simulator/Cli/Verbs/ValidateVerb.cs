using System.CommandLine;
using Ics2.As4;
using Ics2.Cli.Options;
using Ics2.Cli.Output;
using Ics2.Ens.Catalogue;
using Ics2.Ens.Findings;
using Ics2.Ens.Quality;
using Ics2.Ens.Schemas;
using Ics2.Ens.Validation;
using Spectre.Console;

namespace Ics2.Cli.Verbs;

/// <summary>Validates messages offline.</summary>
internal sealed class ValidateVerb : Verb
{
    private readonly Argument<string[]> _files = new("file")
    {
        Description = "Messages to validate: files, folders of *.xml, or - for standard input",
        Arity = ArgumentArity.OneOrMore,
    };
    private readonly Option<DirectoryInfo?> _pack = SpecPackOption.Create();
    private readonly Option<DirectoryInfo?> _reference = SpecPackOption.CreateReference();
    private readonly Option<string[]> _entryCountries = SpecPackOption.CreateEntryCountries();
    private readonly Option<bool> _strict = new("--strict")
    {
        Description = "Doubtful forms of identifiers (national EORI forms, check digits) are findings instead of hints",
    };
    private readonly Option<DirectoryInfo?> _xsd = new("--xsd")
    {
        Description = "Folder of XML Schemas that judge the structure instead of the tables",
    };

    public ValidateVerb()
        : base(
            "validate",
            "Validates messages offline: every finding with code, rule, path and line.",
            "ics2 validate filing.xml another.xml --json"
        )
    {
        Add(_files);
        Add(_pack);
        Add(_reference);
        Add(_entryCountries);
        Add(_strict);
        Add(_xsd);
    }

    protected override async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var pack = SpecPackOption.Read(arguments.GetValue(_pack), arguments.GetValue(_reference), arguments.GetValue(_entryCountries));
        var validator = new EnsValidator(pack, new ValidationOptions { Strict = arguments.GetValue(_strict) });
        var quality = new DataQuality(pack);
        var schemas = arguments.GetValue(_xsd) is { } folder ? ReadSchemas(folder) : null;
        var files = new List<ValidateDocument.FilePart>();
        foreach (var (name, open) in InputFiles.Of(arguments.GetRequiredValue(_files), "*.xml"))
        {
            if (!(await open(cancellationToken)).TryGet(out var bytes, out var unreadable))
            {
                files.Add(new ValidateDocument.FilePart(name, Message: null, pack.Version, []) { Error = new ErrorText(unreadable, null) });
                continue;
            }

            var read = validator.ReadAndValidate(bytes);
            var result = quality.Beside(
                schemas is null
                    ? read
                    : read with
                    {
                        Findings = [.. schemas.Validate(bytes), .. read.Findings.Where(finding => !finding.IsStructural)],
                    }
            );
            files.Add(
                new ValidateDocument.FilePart(name, result.Message?.Id, pack.Version, result.Findings)
                {
                    Hints = result.Hints,
                    Notes = result.Notes,
                }
            );
        }

        if (files is [{ Error: { } only }])
        {
            throw new CouldNotRunException(only.Text);
        }

        if (WantsJson(arguments))
        {
            WriteDocument(new ValidateDocument(files));
        }
        else
        {
            files.ForEach(file => Write(Terminal.Open(), file));
        }

        return files.Exists(file => file.Error is not null) ? ExitCodes.CouldNotRun
            : files.TrueForAll(file => file.Findings.Count == 0) ? ExitCodes.Fine
            : ExitCodes.Findings;
    }

    private static SchemaValidator ReadSchemas(DirectoryInfo folder)
    {
        try
        {
            return SchemaValidator.Load(folder.FullName);
        }
        catch (SpecPackException unusable)
        {
            throw new CouldNotRunException(unusable.Message);
        }
    }

    private static void Write(IAnsiConsole console, ValidateDocument.FilePart file)
    {
        if (file.Error is { } error)
        {
            console.MarkupLine($"{Markup.Escape(file.File)}  [red]not read[/]: {Shown(error.Text)}");
            return;
        }

        var verdict =
            file.Findings.Count == 0 ? "[green]valid[/]" : $"[red]{file.Findings.Count} finding{(file.Findings.Count == 1 ? "" : "s")}[/]";
        verdict += file.Hints.Count == 0 ? "" : $", [yellow]{file.Hints.Count} hint{(file.Hints.Count == 1 ? "" : "s")}[/]";
        console.MarkupLine($"{Markup.Escape(file.File)}  {file.Message ?? "no message"}  {verdict}");
        foreach (var finding in file.Findings.Concat(file.Hints))
        {
            var place = finding.Line is { } line ? $"line {line}:{finding.Column}" : "";
            var code = finding.Severity == FindingSeverity.Hint ? "[yellow]hint[/]" : $"[red]{finding.Code}[/]";
            console.MarkupLine($"  {code} {Markup.Escape(finding.Rule), -9}  {place}  {Shown(finding.Path ?? "")}");
            console.MarkupLine($"      {Shown(finding.Text)}");
            if (finding is { Severity: FindingSeverity.Error, Trust: not TrustLevel.Official })
            {
                var also = finding.Also is { Count: > 0 } ? $"; customs may also say {string.Join(" or ", finding.Also)}" : "";
                console.MarkupLine(
                    $"      [grey]code {finding.Code}: {(finding.Trust == TrustLevel.Field ? "seen in the field" : "inferred")}{also}[/]"
                );
            }

            if (finding.Found is not null || finding.Expected is not null)
            {
                console.MarkupLine(
                    $"      [grey]found {Shown(finding.Found ?? "nothing")}; expected {Shown(finding.Expected ?? "something else")}[/]"
                );
            }
        }

        foreach (var note in file.Notes)
        {
            console.MarkupLine($"  [grey]not checked[/]  {Shown(note.Text)}: {Shown(string.Join(", ", note.Values))}");
        }
    }

    // Findings quote the file, which may hold control sequences for the terminal.
    private static string Shown(string text) => Markup.Escape(LogText.OneLine(text));
}
