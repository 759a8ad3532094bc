using System.Text;
using Ics2.Load.Engine;
using Ics2.Reporting;

namespace Ics2.Load.Reporting;

/// <summary>All reports of a run in one folder.</summary>
public static class LoadReportFolder
{
    /// <summary>The report for people.</summary>
    public const string Html = "report.html";

    /// <summary>The JSON document.</summary>
    public const string Json = "load.json";

    /// <summary>The course, for a spreadsheet.</summary>
    public const string Csv = "timeline.csv";

    /// <summary>The summary.</summary>
    public const string Markdown = "summary.md";

    /// <summary>Writes every report; files of an earlier run are replaced.</summary>
    /// <param name="folder">The folder; made when it is missing.</param>
    /// <exception cref="IOException">A file cannot be written.</exception>
    public static async Task WriteAsync(LoadResult result, string folder)
    {
        Directory.CreateDirectory(folder);
        await File.WriteAllTextAsync(Path.Combine(folder, Json), LoadDocument.From(result).ToJson() + "\n");
        await File.WriteAllTextAsync(Path.Combine(folder, Csv), CsvReport.From(result));
        await File.WriteAllTextAsync(Path.Combine(folder, Markdown), MarkdownReport.From(result));
        await using var html = new StreamWriter(
            Path.Combine(folder, Html),
            append: false,
            new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)
        );
        await PageRenderer.WriteAsync<LoadPage>(
            html,
            new Dictionary<string, object?>(StringComparer.Ordinal) { [nameof(LoadPage.Result)] = result }
        );
    }
}
