using System.Globalization;
using System.Text;
using Ics2.Load.Engine;
using Ics2.Reporting;

namespace Ics2.Load.Reporting;

/// <summary>
/// The report for people: one file without scripts and without any outside resource, readable in light, in dark and on paper.
/// </summary>
internal sealed class HtmlReport
{
    private const int LongestText = 2000;

    private readonly StringBuilder _html = new();
    private readonly LoadResult _result;

    private HtmlReport(LoadResult result) => _result = result;

    /// <summary>Makes the page.</summary>
    public static string From(LoadResult result) => new HtmlReport(result).Page();

    private string Page()
    {
        var run = _result.Run;
        Raw(
            $"<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
        );
        Raw($"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">");
        Raw(
            $"<title>ICS2 load: {Text(_result.Scenario)} {run.Started:yyyy-MM-dd HH:mm}</title><style>\n{Css()}</style></head><body><main>\n"
        );
        Raw($"<header><div><h1>Load: {Text(_result.Scenario)}</h1><p>{Text(run.Plan.ToString())}</p></div>");
        Raw($"<p class=\"outcome {(_result.Passed ? "kept" : "broken")}\">{(_result.Passed ? "Passed" : "Not passed")}</p></header>\n");
        if (Notes.Of(_result).ToList() is { Count: > 0 } notes)
        {
            Raw($"<ul class=\"note\">");
            notes.ForEach(note => Raw($"<li>{Text(note)}</li>"));
            Raw($"</ul>\n");
        }

        Tiles();
        foreach (var plot in new LoadPlots(_result).All())
        {
            Raw($"{plot}");
        }

        Tables();
        Raw($"<footer>Latency counts from the intended start of an exchange, so waiting for a slow server counts. Exchanges begun ");
        Raw($"in the warm-up ({run.Plan.WarmUp.TotalSeconds:0.#} s, shaded) do not count. ");
        Raw($"The ceiling is what RSA alone allows: private operations per second on all cores, measured right before and after the ");
        Raw($"load, over the private operations counted per exchange.</footer>\n");
        Raw($"</main></body></html>\n");
        return _html.ToString();
    }

    private void Tiles()
    {
        var (run, latency) = (_result.Run, _result.Run.Latency);
        Raw($"<section class=\"tiles\">");
        Tile("Throughput", $"{run.ThroughputPerSecond:0.0}", "per s", $"{run.Completed} completed in {run.Measured.TotalSeconds:0.#} s");
        Tile(
            "Latency p50",
            latency is null ? (FormattableString)$"–" : $"{latency.P50:0.0}",
            "ms",
            latency is null ? (FormattableString)$"nothing completed" : $"p90 {latency.P90:0.0}"
        );
        Tile(
            "Latency p99",
            latency is null ? (FormattableString)$"–" : $"{latency.P99:0.0}",
            "ms",
            latency is null ? (FormattableString)$"" : $"p99.9 {latency.P999:0.0}, max {latency.Max:0.0}"
        );
        Tile("Errors", $"{run.Failed}", "", $"{run.ErrorShare * 100:0.##} % of all", run.Failed > 0 ? "bad" : "");
        Tile("Share of the RSA limit", $"{_result.Share * 100:0.0}", "%", $"ceiling {_result.Ceiling:0}/s", meter: _result.Share);
        if (_result.Memory is { } memory)
        {
            Tile("Memory, peak", $"{memory.Peak:0}", "MB", $"{memory.Start:0} at the start, {memory.End:0} at the end");
        }

        Raw($"</section>\n");
    }

    private void Tile(string name, FormattableString value, string unit, FormattableString below, string mood = "", double? meter = null)
    {
        Raw($"<div class=\"tile {mood}\"><h2>{Text(name)}</h2><p class=\"value\">{Text(Invariant(value))} <small>{Text(unit)}</small></p>");
        if (meter is { } share)
        {
            Raw($"<div class=\"meter\"><span style=\"width:{Math.Clamp(share, 0, 1) * 100:0.#}%\"></span></div>");
        }

        Raw($"<p>{Text(Invariant(below))}</p></div>");
    }

    private void Tables()
    {
        var (run, limit, machine) = (_result.Run, _result.Limit, _result.Machine);
        Table(
            "Thresholds",
            ["Threshold", "Found", "Verdict"],
            _result.Thresholds.Select(threshold => new[] { threshold.Threshold.Text, threshold.Text, threshold.Kept ? "kept" : "broken" }),
            lastIsVerdict: true
        );
        Table(
            "Errors",
            ["Count", "Kind", "The first of them"],
            run.Errors.Select(error => new[] { Show(error.Count), error.Kind, Printable.Line(error.Example, 400) })
        );
        LatencyTable(
            "Kinds of exchange",
            run.Labels.Select(label => ($"{label.Name}{(label.Failed > 0 ? $" ({label.Failed} failed)" : "")}", label.Latency)),
            skip: run.Labels.Count < 2
        );
        LatencyTable(
            "Steps, from the intended start, ms",
            run.Steps.Select(step => (step.Name, (LatencySummary?)step.Latency)),
            skip: false
        );
        Raw($"<div class=\"columns\">");
        string[][] rates(string who, RsaRates rate) =>
            [
                [$"RSA-{rate.KeySize}{who}, private, one core", $"{Show(rate.PrivateOneCore)}/s"],
                [$"RSA-{rate.KeySize}{who}, private, all cores", $"{Show(rate.PrivateAllCores)}/s"],
                [$"RSA-{rate.KeySize}{who}, public, one core", $"{Show(rate.PublicOneCore)}/s"],
                [$"RSA-{rate.KeySize}{who}, public, all cores", $"{Show(rate.PublicAllCores)}/s"],
            ];
        var same = limit.Trader.KeySize == limit.Customs.KeySize;
        Table(
            "RSA limit, measured in this run",
            ["Figure", "Value"],
            [
                .. rates(same ? "" : " (traders)", limit.Trader),
                .. same ? [] : rates(" (customs)", limit.Customs),
                [
                    "Private operations per exchange",
                    Invariant(
                        $"{_result.TraderOperations + _result.CustomsOperations:0.00} ({_result.TraderOperations:0.00} traders, {
                            _result.CustomsOperations:0.00} customs)"
                    ),
                ],
                ["Ceiling", $"{Show(_result.Ceiling)}/s"],
                ["Share reached", Invariant($"{_result.Share * 100:0.0} %")],
                [
                    "Processor time per exchange",
                    Invariant($"{_result.ProcessorMs:0.00} ms, {_result.ProcessorShare * 100:0.0} % of it in private operations"),
                ],
                ["Drift over the run", Invariant($"{limit.Drift * 100:0.0} %")],
            ]
        );
        Table(
            "Run",
            ["Fact", "Value"],
            [
                ["Under load", _result.Options.System.Name],
                ["Nodes", _result.Options.System.Nodes is { } nodes ? Show(nodes) : "unknown"],
                ["Store", _result.Options.System.Store],
                .. _result.Options.Facts.Select(fact => new[] { fact.Name, fact.Value }),
                ["Started (UTC)", Invariant($"{run.Started.UtcDateTime:yyyy-MM-dd HH:mm:ss}")],
                .. _result.Answers is { } answers
                    ? new[]
                    {
                        new[] { "Acknowledged filings", Show(answers.Acknowledged) },
                        ["Answered", Show(answers.Answered)],
                        ["Unanswered, twice, late", $"{answers.Unanswered}, {answers.Duplicates}, {answers.Late}"],
                    }
                    : [],
                .. run.Lateness is { } late
                    ? new[]
                    {
                        new[]
                        {
                            "Exchanges began late by",
                            Invariant($"p50 {late.P50:0.0} ms, p99 {late.P99:0.0} ms, at most {late.Max:0.0} ms"),
                        },
                    }
                    : [],
                ["Processor", $"{machine.Processor ?? "unknown"}, {machine.Cores} cores"],
                ["Memory", Invariant($"{machine.MemoryMb / 1024.0:0.0} GB")],
                ["System", machine.System],
                ["Runtime", $"{machine.Runtime}, {machine.Collector} collector{(machine.Optimised ? "" : ", debug build")}"],
            ]
        );
        Raw($"</div>");
    }

    private void LatencyTable(string title, IEnumerable<(string Name, LatencySummary? Latency)> rows, bool skip)
    {
        if (!skip)
        {
            Table(
                title,
                ["", "Count", "p50", "p90", "p99", "p99.9", "Max"],
                rows.Select(row =>
                    row.Latency is { } latency
                        ? new[]
                        {
                            row.Name,
                            Show(latency.Count),
                            Ms(latency.P50),
                            Ms(latency.P90),
                            Ms(latency.P99),
                            Ms(latency.P999),
                            Ms(latency.Max),
                        }
                        : [row.Name, "0", "–", "–", "–", "–", "–"]
                )
            );
        }
    }

    private void Table(string title, string[] head, IEnumerable<string[]> rows, bool lastIsVerdict = false)
    {
        var all = rows.ToList();
        if (all.Count == 0)
        {
            return;
        }

        Raw($"<section class=\"table\"><h2>{Text(title)}</h2><table><thead><tr>");
        foreach (var name in head)
        {
            Raw($"<th scope=\"col\">{Text(name)}</th>");
        }

        Raw($"</tr></thead><tbody>");
        foreach (var row in all)
        {
            Raw($"<tr>");
            for (var i = 0; i < row.Length; i++)
            {
                var verdict = lastIsVerdict && i == row.Length - 1 ? $" class=\"{row[i]}\"" : "";
                Raw($"<td{verdict}>{Text(row[i])}</td>");
            }

            Raw($"</tr>");
        }

        Raw($"</tbody></table></section>\n");
    }

    private void Raw(FormattableString html) => _html.Append(Invariant(html));

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static string Show(double value) => value.ToString("#,0", CultureInfo.InvariantCulture).Replace(',', '\u202f');

    private static string Ms(double value) => value.ToString(value < 100 ? "0.00" : "0", CultureInfo.InvariantCulture);

    private static string Text(string text) => HtmlText.Of(Printable.Line(text, LongestText));

    private static string Css()
    {
        using var reader = new StreamReader(typeof(HtmlReport).Assembly.GetManifestResourceStream("report.css")!);
        return StyleSheet.Page + StyleSheet.Plots + reader.ReadToEnd();
    }
}
