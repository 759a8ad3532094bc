using System.Globalization;
using Ics2.Load.Engine;
using Ics2.Reporting;
using Spectre.Console;

namespace Ics2.Load.Reporting;

/// <summary>The figures while a run goes: a live table on a terminal, a line now and then where the output is redirected.</summary>
/// <param name="console">The console; it knows about terminals, redirection and NO_COLOR.</param>
/// <param name="clock">Says when to look.</param>
public sealed class ConsoleFigures(IAnsiConsole console, TimeProvider clock)
{
    private const int HeadWidth = 12;

    private static readonly TimeSpan Live = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Plain = TimeSpan.FromSeconds(5);

    /// <summary>Shows the figures until the run ends.</summary>
    /// <param name="run">The run under way.</param>
    /// <param name="progress">Its figures.</param>
    public async Task FollowAsync(Task run, Func<LoadProgress> progress)
    {
        if (console.Profile.Capabilities is { Interactive: true, Ansi: true })
        {
            await console
                .Live(Spectre.Console.Text.Empty)
                .AutoClear(enabled: true)
                .StartAsync(live => FollowAsync(run, Live, () => live.UpdateTarget(LiveTable.Of(progress(), console.Profile.Width))));
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

        // As wide as a narrow window, while all goes well.
        var failed = now.Failed > 0 ? $", {now.Failed} failed" : "";
        Line(
            $"{now.Elapsed.TotalSeconds, 5:0} s {LiveTable.Phase(now), -8} {last.Completed / now.SliceWidth.TotalSeconds, 6:0.0}/s p50 {
                last.P50, 6:0.0} p99 {last.P99, 7:0.0} ms {now.InFlight, 4} under way {now.Completed, 7} done{failed}"
        );
    }

    /// <summary>Tells the result.</summary>
    public void Tell(LoadResult result)
    {
        var (run, limit) = (result.Run, result.Limit);
        Line(
            $"{result.Scenario}, RSA-{result.Options.KeySize}: {run.Completed} exchanges in {run.Measured.TotalSeconds:0.#} s, {
                run.ThroughputPerSecond:0.0}/s, {run.Failed} failed"
        );
        if (run.Latency is { } latency)
        {
            Line(
                "latency",
                $"p50 {latency.P50:0.0}  p90 {latency.P90:0.0}  p99 {latency.P99:0.0}  p99.9 {latency.P999:0.0}  max {latency.Max:0.0} ms"
            );
        }

        foreach (var step in run.Steps.Where(_ => run.Steps.Count > 1))
        {
            Line("  " + Shown(step.Name), $"p50 {step.Latency.P50:0.0}  p99 {step.Latency.P99:0.0} ms");
        }

        Line(
            $"RSA-{limit.Trader.KeySize}",
            $"{limit.Trader.PrivateOneCore:0} private/s on one core, {limit.Trader.PrivateAllCores:0} on all {
                result.Machine.Cores}; {limit.Trader.PublicAllCores:0} public/s"
        );
        if (run.Completed > 0)
        {
            Line(
                "processor",
                $"{result.ProcessorMs:0.00} ms per exchange, {result.ProcessorShare * 100:0.0} % of it in private operations"
            );
            Line(
                "limit",
                $"{result.TraderOperations + result.CustomsOperations:0.00} private operations per exchange allow {
                    result.Ceiling:0.0}/s; reached {result.Share * 100:0.0} %"
            );
        }

        if (result.Memory is { } memory)
        {
            Line("memory", $"{memory.Start:0} MB at the start, {memory.End:0} at the end, {memory.Peak:0} at the most");
        }

        if (result.Answers is { } answers)
        {
            Line(
                "answers",
                $"{answers.Acknowledged} acknowledged, {answers.Answered} answered, {answers.Unanswered} unanswered, {
                    answers.Duplicates} twice, {answers.Late} late"
            );
        }

        foreach (var error in run.Errors)
        {
            Line("error", $"{error.Count} × {Shown(error.Kind)}: {Shown(error.Example)}", Color.Red);
        }

        foreach (var note in Notes.Of(result))
        {
            Line("note", $"{note}", Color.Yellow);
        }

        foreach (var threshold in result.Thresholds)
        {
            Line(
                threshold.Kept ? "kept" : "broken",
                $"{threshold.Threshold.Text}: {threshold.Text}",
                threshold.Kept ? Color.Green : Color.Red
            );
        }
    }

    private static string Shown(string text) => Printable.Line(text, 400);

    // Past the renderer, which would break a line at the width of a window that a file does not have.
    private void Line(FormattableString text) => console.Profile.Out.Writer.Write(text.ToString(CultureInfo.InvariantCulture) + "\n");

    private void Line(string head, FormattableString text, Color? color = null)
    {
        var line = text.ToString(CultureInfo.InvariantCulture);
        if (console.Profile.Out.IsTerminal)
        {
            var style = new Style(color);
            var columns = new Grid()
                .AddColumn(
                    new GridColumn
                    {
                        Width = HeadWidth,
                        NoWrap = true,
                        Padding = new Padding(2, 0, 1, 0),
                    }
                )
                .AddColumn(new GridColumn { Padding = new Padding(0, 0, 0, 0) });
            console.Write(columns.AddRow(new Text(head, style), new Text(line, style)));
        }
        else
        {
            Line($"  {head, -HeadWidth} {line}");
        }
    }
}
