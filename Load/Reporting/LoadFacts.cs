using System.Globalization;
using Ics2.Load.Engine;
using Ics2.Reporting;

namespace Ics2.Load.Reporting;

/// <summary>A table of the report.</summary>
internal sealed record LoadTable(string Caption, string[] Head, IReadOnlyList<IReadOnlyList<string>> Rows);

/// <summary>The tables of the report.</summary>
internal static class LoadFacts
{
    private const int LongestExample = 400;

    /// <summary>The style sheet of the page.</summary>
    public static string Css { get; } = ReadCss();

    /// <summary>How the verdict of a threshold looks; null for any other cell.</summary>
    public static Mood? MoodOf(int column, string cell) =>
        (column, cell) switch
        {
            (2, "kept") => Mood.Good,
            (2, "broken") => Mood.Bad,
            _ => null,
        };

    public static IEnumerable<LoadTable> Wide(LoadResult result)
    {
        var run = result.Run;
        yield return new LoadTable(
            "Thresholds",
            ["Threshold", "Found", "Verdict"],
            [.. result.Thresholds.Select(one => new[] { one.Threshold.Text, one.Text, one.Kept ? "kept" : "broken" })]
        );
        yield return new LoadTable(
            "Errors",
            ["Kind", "Count", "The first of them"],
            [.. run.Errors.Select(error => new[] { error.Kind, Figures.Count(error.Count), Printable.Line(error.Example, LongestExample) })]
        );
        if (run.Labels.Count > 1)
        {
            yield return Latencies(
                "Kinds of exchange, ms",
                run.Labels.Select(label => ($"{label.Name}{(label.Failed > 0 ? $" ({label.Failed} failed)" : "")}", label.Latency))
            );
        }

        yield return Latencies("Steps, from the intended start, ms", run.Steps.Select(step => (step.Name, (LatencySummary?)step.Latency)));
    }

    public static IEnumerable<LoadTable> Narrow(LoadResult result)
    {
        yield return new LoadTable("RSA limit, measured in this run", ["Figure", "Value"], [.. Limit(result)]);
        yield return new LoadTable("Run", ["Fact", "Value"], [.. Facts(result)]);
    }

    private static IEnumerable<string[]> Limit(LoadResult result)
    {
        var limit = result.Limit;
        var same = limit.Trader.KeySize == limit.Customs.KeySize;
        return
        [
            .. Rates(same ? "" : " (traders)", limit.Trader),
            .. same ? [] : Rates(" (customs)", limit.Customs),
            [
                "Private operations per exchange",
                $"{Figures.Of(result.TraderOperations + result.CustomsOperations)} ({Figures.Of(result.TraderOperations)} traders, "
                    + $"{Figures.Of(result.CustomsOperations)} customs)",
            ],
            ["Ceiling", $"{Figures.Of(result.Ceiling)}/s"],
            ["Share reached", Figures.Percent(result.Share)],
            [
                "Processor time per exchange",
                $"{Figures.Of(result.ProcessorMs)} ms, {Figures.Percent(result.ProcessorShare)} of it in private operations",
            ],
            ["Drift over the run", Figures.Percent(limit.Drift)],
        ];
    }

    private static string[][] Rates(string who, RsaRates rate) =>
        [
            [$"RSA-{rate.KeySize}{who}, private, one core", $"{Figures.Of(rate.PrivateOneCore)}/s"],
            [$"RSA-{rate.KeySize}{who}, private, all cores", $"{Figures.Of(rate.PrivateAllCores)}/s"],
            [$"RSA-{rate.KeySize}{who}, public, one core", $"{Figures.Of(rate.PublicOneCore)}/s"],
            [$"RSA-{rate.KeySize}{who}, public, all cores", $"{Figures.Of(rate.PublicAllCores)}/s"],
        ];

    private static IEnumerable<string[]> Facts(LoadResult result)
    {
        var (run, machine, options) = (result.Run, result.Machine, result.Options);
        return
        [
            ["Under load", options.System.Name],
            ["Nodes", options.System.Nodes is { } nodes ? Figures.Count(nodes) : "unknown"],
            ["Store", options.System.Store],
            .. options.Facts.Select(fact => new[] { fact.Name, fact.Value }),
            ["Started (UTC)", run.Started.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)],
            .. result.Answers is { } answers
                ? new[]
                {
                    new[] { "Acknowledged filings", Figures.Count(answers.Acknowledged) },
                    ["Answered", Figures.Count(answers.Answered)],
                    [
                        "Unanswered, twice, late",
                        $"{Figures.Count(answers.Unanswered)}, {Figures.Count(answers.Duplicates)}, {Figures.Count(answers.Late)}",
                    ],
                }
                : [],
            .. run.Lateness is { } late
                ? new[]
                {
                    new[]
                    {
                        "Exchanges began late by",
                        $"p50 {Figures.Of(late.P50)} ms, p99 {Figures.Of(late.P99)} ms, at most {Figures.Of(late.Max)} ms",
                    },
                }
                : [],
            ["Processor", $"{machine.Processor ?? "unknown"}, {machine.Cores} cores"],
            ["Memory", $"{Figures.Of(machine.MemoryMb / 1024.0)} GB"],
            ["System", machine.System],
            ["Runtime", $"{machine.Runtime}, {machine.Collector} collector{(machine.Optimised ? "" : ", debug build")}"],
        ];
    }

    private static LoadTable Latencies(string caption, IEnumerable<(string Name, LatencySummary? Latency)> rows) =>
        new(
            caption,
            ["", "Count", "p50", "p90", "p99", "p99.9", "Max"],
            [
                .. rows.Select(row =>
                    row.Latency is { } latency
                        ? new[]
                        {
                            row.Name,
                            Figures.Count(latency.Count),
                            Figures.Of(latency.P50),
                            Figures.Of(latency.P90),
                            Figures.Of(latency.P99),
                            Figures.Of(latency.P999),
                            Figures.Of(latency.Max),
                        }
                        : [row.Name, "0", "–", "–", "–", "–", "–"]
                ),
            ]
        );

    private static string ReadCss()
    {
        using var reader = new StreamReader(typeof(LoadFacts).Assembly.GetManifestResourceStream("load.css")!);
        return reader.ReadToEnd();
    }
}
