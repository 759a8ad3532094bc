using System.Globalization;
using Ics2.Load.Engine;
using Ics2.Reporting;
using Spectre.Console;

namespace Ics2.Load.Reporting;

/// <summary>The figures of a moment as a table for a terminal. Its width does not depend on the figures, so that it stands still.</summary>
internal static class LiveTable
{
    private const int MaxErrors = 5;
    private const int MaxWidth = 78;
    private const int LongestKind = 40;

    public static Table Of(LoadProgress now, int width)
    {
        var table = new Table
        {
            Border = TableBorder.Rounded,
            ShowHeaders = false,
            Expand = true,
            Width = Math.Min(width, MaxWidth),
        };
        table.AddColumn(new TableColumn("") { Width = 10, NoWrap = true }).AddColumn("");
        void Row(string name, string value, Color? color = null) => table.AddRow(new Text(name), new Text(value, new Style(color)));

        var last = now.Last;
        Row(
            "Time",
            Text(
                $"{Math.Clamp(now.Elapsed.TotalSeconds, 0, now.Plan.Length.TotalSeconds):0} of {now.Plan.Length.TotalSeconds:0} s, {Phase(now)}"
            )
        );
        Row(
            now.Plan.Shape == LoadShape.Open ? "Due" : "Clients",
            Text($"{now.Target:0.#}{(now.Plan.Shape == LoadShape.Open ? "/s" : "")}")
        );
        Row("Throughput", Text($"{(last?.Completed ?? 0) / now.SliceWidth.TotalSeconds:0.0}/s"), Color.Green);
        Row("Latency", $"p50 {Ms(last?.P50)}   p99 {Ms(last?.P99)}   max {Ms(last?.Max)}");
        Row("Under way", Text($"{now.InFlight}"));
        Row("Done", Text($"{now.Completed}"));
        Row("Failed", Text($"{now.Failed}"), now.Failed > 0 ? Color.Red : Color.Grey);
        foreach (var error in now.Errors.Take(MaxErrors))
        {
            Row("", Text($"{error.Count} × {Printable.Line(error.Kind, LongestKind)}"), Color.Red);
        }

        Row(
            "Processor",
            last?.Vitals is { } busy
                ? Text($"load {busy.ClientCores:0.00} cores{(busy.ServerCores is { } cores ? Text($", access point {cores:0.00}") : "")}")
                : "–"
        );
        Row(
            "Memory",
            last?.Vitals is { } held
                ? Text($"load {held.ClientMb:0} MB{(held.ServerMb is { } mb ? Text($", access point {mb:0} MB") : "")}")
                : "–"
        );
        return table;
    }

    /// <summary>Where a run is.</summary>
    public static string Phase(LoadProgress now) =>
        now.Elapsed <= TimeSpan.Zero || now.Ended ? "RSA limit"
        : now.Elapsed < now.Plan.WarmUp ? "warm-up"
        : now.Elapsed < now.Plan.Length ? "measured"
        : "waiting";

    private static string Ms(double? milliseconds) => milliseconds is { } known ? Text($"{known:0.0} ms") : "–";

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
