using System.Text;
using Ics2.Rehearsal.Running.Results;

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

    /// <summary>Writes every report; files of an earlier run are replaced.</summary>
    /// <param name="run">The result.</param>
    /// <param name="folder">The folder; it is made when it is missing.</param>
    /// <exception cref="IOException">A file cannot be written.</exception>
    public static async Task WriteAsync(RunResult run, string folder)
    {
        Directory.CreateDirectory(folder);
        await File.WriteAllTextAsync(Path.Combine(folder, Json), RehearsalDocument.From(run, folder).ToJson() + "\n");
        await File.WriteAllTextAsync(Path.Combine(folder, Markdown), MarkdownReport.From(run));
        await File.WriteAllTextAsync(Path.Combine(folder, JUnit), $"<?xml version=\"1.0\" encoding=\"utf-8\"?>\n{JUnitReport.From(run)}\n");
        await using (
            var html = new StreamWriter(Path.Combine(folder, Html), append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false))
        )
        {
            HtmlReport.Write(run, html, folder);
        }
    }
}
