using System.CommandLine;
using System.Text;
using System.Text.Json;
using Ics2.Rehearsal.Reporting;
using Ics2.Reporting;

namespace Ics2.Cli.Verbs;

/// <summary>Puts rehearsals side by side.</summary>
internal sealed class CompareVerb : Verb
{
    private readonly Argument<FileInfo[]> _files = new("files")
    {
        Description = "rehearsal.json of two runs or more: of versions of a product, or of clients",
        Arity = new ArgumentArity(2, 50),
    };
    private readonly Option<DirectoryInfo?> _report = new("--report")
    {
        Description = "Folder for compare.html, compare.md and compare.json",
    };

    public CompareVerb()
        : base(
            "compare",
            "Compares rehearsals, scenario by scenario; exit code 1 when the last has failures that the first had not.",
            "ics2 compare v1/rehearsal.json v2/rehearsal.json --report compared"
        )
    {
        Add(_files);
        Add(_report);
    }

    protected override async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        try
        {
            var document = ComparisonDocument.Of([
                .. arguments.GetRequiredValue(_files).Select(file => (file.ToString(), RehearsalDocument.Read(file.FullName))),
            ]);
            var json = JsonSerializer.Serialize(document, RehearsalDocument.Json);
            Console.Out.Write(WantsJson(arguments) ? json + "\n" : document.ToMarkdown());
            if (arguments.GetValue(_report) is { } folder)
            {
                folder.Create();
                await File.WriteAllTextAsync(Path.Combine(folder.FullName, "compare.json"), json + "\n", cancellationToken);
                await File.WriteAllTextAsync(Path.Combine(folder.FullName, "compare.md"), document.ToMarkdown(), cancellationToken);
                var page = Path.Combine(folder.FullName, "compare.html");
                await using var html = new StreamWriter(page, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
                await PageRenderer.WriteAsync<ComparisonPage>(
                    html,
                    new Dictionary<string, object?>(StringComparer.Ordinal) { [nameof(ComparisonPage.Document)] = document }
                );
                Say($"report: {page}");
            }

            return document.Worse.Count == 0 ? ExitCodes.Fine : ExitCodes.Findings;
        }
        catch (InvalidDataException wrong)
        {
            Say($"ics2 compare: {wrong.Message}");
            return ExitCodes.Usage;
        }
    }
}
