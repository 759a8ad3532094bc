using System.Text;
using Ics2.Rehearsal.Running.Results;
using Ics2.Reporting;

namespace Ics2.Rehearsal.Reporting;

/// <summary>All reports of a run in one folder, beside the folder with the evidence.</summary>
public static class ReportFolder
{
    /// <summary>The report for people.</summary>
    public const string Html = "report.html";

    /// <summary>The JSON document.</summary>
    public const string Json = "rehearsal.json";

    /// <summary>JUnit XML.</summary>
    public const string JUnit = "junit.xml";

    /// <summary>The Markdown summary.</summary>
    public const string Markdown = "summary.md";

    /// <summary>The Cucumber messages.</summary>
    public const string Messages = "messages.ndjson";

    /// <summary>Where a run that is reported to a folder should keep its evidence.</summary>
    /// <param name="folder">The folder of the reports.</param>
    public static string EvidenceIn(string folder) => Path.Combine(folder, "evidence");

    /// <summary>Which of Reqnroll's formatters can be switched on besides <c>message</c>.</summary>
    public static string[] Formatters { get; } = ["html"];

    /// <summary>What Reqnroll's formatters write into it while the run goes.</summary>
    /// <param name="folder">The folder of the reports.</param>
    /// <param name="more">Formatters besides <c>message</c>.</param>
    public static IReadOnlyDictionary<string, string> FormattersIn(string folder, params IEnumerable<string> more) =>
        more.Distinct(StringComparer.Ordinal)
            .Select(name => KeyValuePair.Create(name, Path.Combine(folder, $"reqnroll.{name}")))
            .Append(KeyValuePair.Create("message", Path.Combine(folder, Messages)))
            .ToDictionary(StringComparer.Ordinal);

    /// <summary>
    /// What a rehearsal wrote into a folder, by names with forward slashes, in their order: reports, evidence, and nothing else that lies
    /// there.
    /// </summary>
    /// <param name="folder">The folder of the reports.</param>
    public static IReadOnlyList<string> FilesIn(string folder) =>
        [
            .. new[] { Html, Json, JUnit, Markdown, Messages }
                .Concat(Formatters.Select(name => $"reqnroll.{name}"))
                .Where(name => File.Exists(Path.Combine(folder, name)))
                .Concat(
                    new[] { EvidenceIn(folder), Path.Combine(folder, EvidenceReader.Unpacked) }
                        .Where(Directory.Exists)
                        .SelectMany(below => Directory.EnumerateFiles(below, "*", SearchOption.AllDirectories))
                        .Select(path => Path.GetRelativePath(folder, path).Replace('\\', '/'))
                )
                .Order(StringComparer.Ordinal),
        ];

    /// <summary>Writes every report; files of an earlier run are replaced.</summary>
    /// <param name="run">The result.</param>
    /// <param name="folder">The folder; it is made when it is missing.</param>
    /// <param name="before">An earlier run to compare it with; null for none.</param>
    /// <exception cref="IOException">A file cannot be written.</exception>
    public static async Task WriteAsync(RunResult run, string folder, RehearsalDocument? before = null)
    {
        Directory.CreateDirectory(folder);
        var document = RehearsalDocument.From(run, folder).Since(before);
        await File.WriteAllTextAsync(Path.Combine(folder, Json), document.ToJson() + "\n");
        await File.WriteAllTextAsync(Path.Combine(folder, Markdown), MarkdownReport.From(run, document.Baseline));
        await File.WriteAllTextAsync(Path.Combine(folder, JUnit), $"<?xml version=\"1.0\" encoding=\"utf-8\"?>\n{JUnitReport.From(run)}\n");
        await WritePageAsync(document, folder);
    }

    /// <summary>Writes the report for people alone, from the JSON document and the evidence beside it.</summary>
    /// <param name="document">What became of the run.</param>
    /// <param name="folder">The folder that its evidence lies in.</param>
    /// <exception cref="IOException">A file cannot be read or written.</exception>
    public static async Task WritePageAsync(RehearsalDocument document, string folder)
    {
        if (Directory.Exists(Path.Combine(folder, EvidenceReader.Unpacked)))
        {
            Directory.Delete(Path.Combine(folder, EvidenceReader.Unpacked), recursive: true); // of an earlier run
        }

        await using var html = new StreamWriter(
            Path.Combine(folder, Html),
            append: false,
            new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)
        );
        await PageRenderer.WriteAsync<RehearsalPage>(
            html,
            new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                [nameof(RehearsalPage.Document)] = document,
                [nameof(RehearsalPage.Evidence)] = new EvidenceReader(folder),
            }
        );
    }
}
