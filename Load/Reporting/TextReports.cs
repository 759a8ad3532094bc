using System.Globalization;
using System.Text;
using Ics2.Load.Engine;
using Ics2.Reporting;

namespace Ics2.Load.Reporting;

/// <summary>The course of a run as a table for a spreadsheet: one line per slice of time.</summary>
internal static class CsvReport
{
    public static string From(LoadResult result)
    {
        var csv = new StringBuilder(
            "second,counts,completed,failed,p50Ms,p99Ms,maxMs,inFlight,clientMb,serverMb,clientCores,serverCores,machineCores,poolDelayMs,compilingCores\n"
        );
        foreach (var slice in result.Run.Timeline)
        {
            var vitals = slice.Vitals;
            csv.Append(
                CultureInfo.InvariantCulture,
                $"{slice.At:0.##},{(slice.Counts ? 1 : 0)},{slice.Completed},{slice.Failed},{
                    slice.P50:0.###},{slice.P99:0.###},{slice.Max:0.###},{slice.InFlight},"
            );
            csv.Append(
                CultureInfo.InvariantCulture,
                $"{vitals?.ClientMb:0.#},{vitals?.ServerMb:0.#},{vitals?.ClientCores:0.##},{vitals?.ServerCores:0.##},{
                    vitals?.MachineCores:0.##},{vitals?.PoolDelayMs:0.##},{vitals?.CompilingCores:0.##}\n"
            );
        }

        return csv.ToString();
    }
}

/// <summary>The figures for the summary page of a CI job, and for a README.</summary>
internal static class MarkdownReport
{
    public static string From(LoadResult result)
    {
        var (run, limit) = (result.Run, result.Limit);
        var text = new StringBuilder();
        void Line(FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');

        Line(
            $"# Load: {result.Scenario}, RSA-{result.Options.KeySize}{(result.Thresholds.Count == 0 ? "" : result.Passed ? ", passed" : ", not passed")}"
        );
        Line($"");
        Line(
            $"{run.Plan}; warm-up of {run.Plan.WarmUp.TotalSeconds:0.#} s not counted. Under load: {
                Cell(result.Options.System.Name)}; nodes: {(result.Options.System.Nodes is { } nodes ? nodes : "unknown")}; store: {
                Cell(result.Options.System.Store)}."
        );
        Line($"");
        Line($"| Figure | Value |");
        Line($"| --- | --- |");
        Line($"| Throughput | {run.ThroughputPerSecond:0.0} exchanges/s |");
        Line($"| Completed, failed | {run.Completed}, {run.Failed} ({run.ErrorShare:P2}) |");
        if (run.Latency is { } latency)
        {
            Line(
                $"| Latency p50, p90, p99, p99.9, max | {latency.P50:0.0}, {latency.P90:0.0}, {latency.P99:0.0}, {latency.P999:0.0}, {latency.Max:0.0} ms |"
            );
        }

        Line(
            $"| RSA-{limit.Trader.KeySize} private, one core and all | {limit.Trader.PrivateOneCore:0}/s, {limit.Trader.PrivateAllCores:0}/s |"
        );
        Line(
            $"| RSA-{limit.Trader.KeySize} public, one core and all | {limit.Trader.PublicOneCore:0}/s, {limit.Trader.PublicAllCores:0}/s |"
        );
        Line($"| Private operations per exchange | {result.TraderOperations + result.CustomsOperations:0.00} |");
        Line($"| Ceiling, share reached | {result.Ceiling:0.0}/s, {result.Share:P1} |");
        Line($"| Processor time per exchange, part in private operations | {result.ProcessorMs:0.00} ms, {result.ProcessorShare:P1} |");
        if (result.Memory is { } memory)
        {
            Line($"| Memory start, end, peak | {memory.Start:0}, {memory.End:0}, {memory.Peak:0} MB |");
        }

        if (result.Answers is { } answers)
        {
            Line(
                $"| Acknowledged, answered, unanswered, twice, late | {answers.Acknowledged}, {answers.Answered}, {
                    answers.Unanswered}, {answers.Duplicates}, {answers.Late} |"
            );
        }

        Line(
            $"| Machine | {Cell(result.Machine.Processor ?? "unknown processor")}, {result.Machine.Cores} cores, {
                Cell(result.Machine.System)}, {result.Machine.Runtime} |"
        );
        Line($"");
        foreach (var threshold in result.Thresholds)
        {
            Line($"- {(threshold.Kept ? "kept" : "**broken**")}: `{threshold.Threshold.Text}`, {Cell(threshold.Text)}");
        }

        foreach (var error in run.Errors)
        {
            Line($"- {error.Count} × {Cell(error.Kind)}: {Cell(error.Example)}");
        }

        foreach (var remark in Notes.Of(result))
        {
            Line($"- {Cell(remark)}");
        }

        return text.ToString();
    }

    // Examples quote what a server sent.
    private static string Cell(string text) =>
        Printable.Line(text, 300).Replace("|", "\\|", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal);
}

/// <summary>What a reader should know about the figures.</summary>
internal static class Notes
{
    private const double NoisyDrift = 0.1;

    public static IEnumerable<string> Of(LoadResult result)
    {
        if (!result.Machine.Optimised)
        {
            yield return "This is a debug build: its figures say nothing about the product. Run it with -c Release.";
        }

        if (result.Run.Stopped)
        {
            yield return "The run was stopped before its end.";
        }

        foreach (var reason in result.Saturation.Reasons)
        {
            yield return $"The load generator itself was the limit, so the figures say little about the access point: {reason}.";
        }

        foreach (var remark in result.Saturation.Remarks)
        {
            yield return remark;
        }

        if (result.Limit.Drift > NoisyDrift)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"The RSA rate after the load differs by {result.Limit.Drift:P0} from that before: the machine is noisy, and the share of the limit with it."
            );
        }

        if (result.Run.Plan.Shape == LoadShape.Closed)
        {
            yield return "Closed loop: a slow server is asked less often, so these latencies are friendlier than what traders "
                + "would see. Use --rate for latency.";
        }
    }
}
