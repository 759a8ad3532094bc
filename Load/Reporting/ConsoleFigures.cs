using System.Globalization;
using Ics2.Load.Engine;
using Spectre.Console;

namespace Ics2.Load.Reporting;

/// <summary>The figures while a run goes: a live table on a terminal, a line now and then where the output is redirected.</summary>
/// <param name="console">The console; it knows about terminals, redirection and NO_COLOR.</param>
/// <param name="clock">Says when to look.</param>
public sealed class ConsoleFigures(IAnsiConsole console, TimeProvider clock)
{
    private const int MostErrors = 5;

    private static readonly TimeSpan Live = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Plain = TimeSpan.FromSeconds(5);

    /// <summary>Shows the figures until the run ends.</summary>
    /// <param name="run">The run under way.</param>
    /// <param name="progress">Its figures.</param>
    public async Task FollowAsync(Task run, Func<LoadProgress> progress)
    {
        if (console.Profile.Capabilities is { Interactive: true, Ansi: true })
        {
            await console.Live(Spectre.Console.Text.Empty).AutoClear(enabled: true).StartAsync(live => FollowAsync(run, Live, () => live.UpdateTarget(Table(progress()))));
        }
        else
        {
            await FollowAsync(run, Plain, () => Tell(progress()));
        }
    }

    private async Task FollowAsync(Task run, TimeSpan interval, Action show)
    {
        while (await Task.WhenAny(run, Task.Delay(interval, clock)) != run)
        {
            show();
        }
    }

    private void Tell(LoadProgress now)
    {
        if (now.Ended || now.Last is not { } last)
        {
            return;
        }

        Line($"{now.Elapsed.TotalSeconds,6:0} s {Phase(now),-9} {last.Completed / now.SliceWidth.TotalSeconds,8:0.0}/s  p50 {last.P50,7:0.0} ms  p99 {last.P99,8:0.0} ms  {now.InFlight,5} under way  {now.Completed,9} done  {now.Failed,6} failed");
    }

    private static Table Table(LoadProgress now)
    {
        var table = new Table { Border = TableBorder.Rounded }.AddColumns("", "");
        table.ShowHeaders = false;
        void Row(string name, FormattableString value, Color? color = null) => table.AddRow(new Spectre.Console.Text(name), new Spectre.Console.Text(value.ToString(CultureInfo.InvariantCulture), new Style(color)));

        Row("Time", $"{Math.Max(0, now.Elapsed.TotalSeconds):0} of {now.Plan.Length.TotalSeconds:0} s, {Phase(now)}");
        Row(now.Plan.Shape == LoadShape.Open ? "Due" : "Clients", $"{now.Target:0.#}{(now.Plan.Shape == LoadShape.Open ? "/s" : "")}");
        var last = now.Last;
        Row("Throughput", $"{(last?.Completed ?? 0) / now.SliceWidth.TotalSeconds:0.0}/s", Color.Green);
        Row("Latency", $"p50 {last?.P50:0.0} ms   p99 {last?.P99:0.0} ms   max {last?.Max:0.0} ms");
        Row("Under way", $"{now.InFlight}");
        Row("Done", $"{now.Completed}");
        Row("Failed", $"{now.Failed}", now.Failed > 0 ? Color.Red : Color.Grey);
        foreach (var error in now.Errors.Take(MostErrors))
        {
            Row("", $"{error.Count} × {error.Kind}", Color.Red);
        }

        if (last?.Vitals is { } vitals)
        {
            Row("Processor", $"load {vitals.ClientCores:0.00} cores{(vitals.ServerCores is { } server ? string.Create(CultureInfo.InvariantCulture, $", access point {server:0.00}") : "")}");
            Row("Memory", $"load {vitals.ClientMb:0} MB{(vitals.ServerMb is { } mb ? string.Create(CultureInfo.InvariantCulture, $", access point {mb:0} MB") : "")}");
        }

        return table;
    }

    private static string Phase(LoadProgress now) =>
        now.Elapsed <= TimeSpan.Zero || now.Ended ? "RSA limit" : now.Elapsed < now.Plan.WarmUp ? "warm-up" : now.Elapsed < now.Plan.Length ? "measured" : "waiting";

    /// <summary>Tells the result.</summary>
    /// <param name="result">The result.</param>
    public void Tell(LoadResult result)
    {
        var (run, limit) = (result.Run, result.Limit);
        Line($"{result.Scenario}, RSA-{result.Options.KeySize}: {run.Completed} exchanges in {run.Measured.TotalSeconds:0.#} s, {run.ThroughputPerSecond:0.0}/s, {run.Failed} failed");
        if (run.Latency is { } latency)
        {
            Line($"  latency      p50 {latency.P50:0.0}  p90 {latency.P90:0.0}  p99 {latency.P99:0.0}  p99.9 {latency.P999:0.0}  max {latency.Max:0.0} ms");
        }

        foreach (var step in run.Steps.Where(_ => run.Steps.Count > 1))
        {
            Line($"    {Printable(step.Name),-10} p50 {step.Latency.P50:0.0}  p99 {step.Latency.P99:0.0} ms");
        }

        Line($"  RSA-{limit.Trader.KeySize}     {limit.Trader.PrivateOneCore:0} private/s on one core, {limit.Trader.PrivateAllCores:0} on all {result.Machine.Cores}; {limit.Trader.PublicAllCores:0} public/s");
        Line($"  processor    {result.ProcessorMs:0.00} ms per exchange, {result.ProcessorShare * 100:0.0} % of it in private operations");
        Line($"  limit        {result.TraderOperations + result.CustomsOperations:0.00} private operations per exchange allow {result.Ceiling:0.0}/s; reached {result.Share * 100:0.0} %");
        if (result.Memory is { } memory)
        {
            Line($"  memory       {memory.Start:0} MB at the start, {memory.End:0} at the end, {memory.Peak:0} at the most");
        }

        if (result.Answers is { } answers)
        {
            Line($"  answers      {answers.Acknowledged} acknowledged, {answers.Answered} answered, {answers.Unanswered} unanswered, {answers.Duplicates} twice, {answers.Late} late");
        }

        foreach (var error in run.Errors)
        {
            Line($"  {error.Count} × {Printable(error.Kind)}: {Printable(error.Example)}", Color.Red);
        }

        foreach (var note in Notes.Of(result))
        {
            Line($"  note: {note}", Color.Yellow);
        }

        foreach (var threshold in result.Thresholds)
        {
            Line($"  {(threshold.Kept ? "kept  " : "broken")}       {threshold.Threshold.Text}: {threshold.Text}", threshold.Kept ? Color.Green : Color.Red);
        }
    }

    private static string Printable(string text) => Notes.OneLine(text, 400);

    // Past the renderer, which would break a line at the width of a window that a file does not have; only the colour goes through it.
    private void Line(FormattableString text, Color? color = null)
    {
        var line = text.ToString(CultureInfo.InvariantCulture);
        if (color is { } wanted && console.Profile.Capabilities.Ansi)
        {
            console.Write(new Spectre.Console.Text(line + "\n", new Style(wanted)));
        }
        else
        {
            console.Profile.Out.Writer.Write(line + "\n");
        }
    }
}
