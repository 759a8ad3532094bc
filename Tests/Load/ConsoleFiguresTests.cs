using Ics2.Load.Engine;
using Ics2.Load.Reporting;
using Spectre.Console;

namespace Ics2.Tests.Load;

public sealed class ConsoleFiguresTests
{
    [Fact]
    public void A_redirected_result_has_one_plain_line_for_each_figure_whatever_a_server_said()
    {
        using var output = new StringWriter();
        new ConsoleFigures(Console(output, width: 40), TimeProvider.System).Tell(
            VirtualResult.Of(everyFails: 10, [Limit("errors<1%")], new AnswerCounts(90, 89, 1, 0, 2))
        );

        var lines = output.ToString().Split('\n');
        lines.ShouldContain("  answers      90 acknowledged, 89 answered, 1 unanswered, 0 twice, 2 late", StringComparer.Ordinal);
        lines.ShouldContain("  broken       errors<1%: found 10 %", StringComparer.Ordinal);
        lines.ShouldContain(line => line.StartsWith("  error        10 × EBMS:0004 A001: <script>", StringComparison.Ordinal));
        lines.ShouldAllBe(line => !line.Any(char.IsControl));
    }

    [Theory]
    [InlineData(80)]
    [InlineData(120)]
    public void The_live_table_fits_and_its_width_does_not_depend_on_the_figures(int width)
    {
        var began = Lines(width, Progress(seconds: 0, last: null));
        var busy = Lines(
            width,
            Progress(
                seconds: 99,
                new TimeSlice(
                    98,
                    Counts: true,
                    123_456,
                    7,
                    12_345.6,
                    12_345.6,
                    123_456.7,
                    9999,
                    new Vitals(12_345, 12_345, 1.5, 1.5, null, 0, 0)
                ),
                new ErrorCount(VirtualResult.HostileText + new string('x', 200), 7, "")
            )
        );

        began.Concat(busy).Select(line => line.Length).Distinct().ShouldHaveSingleItem().ShouldBeLessThanOrEqualTo(width);
        busy.ShouldContain(line => line.Contains("7 × <script>", StringComparison.Ordinal));
        busy.ShouldAllBe(line => !line.Any(char.IsControl));
        began.ShouldContain(line => line.Contains("p50 –", StringComparison.Ordinal));
    }

    private static Threshold Limit(string text)
    {
        Threshold.TryParse(text, out var threshold, out var why).ShouldBeTrue(why);
        return threshold!;
    }

    private static LoadProgress Progress(double seconds, TimeSlice? last, params ErrorCount[] errors) =>
        new(
            VirtualRun.Hold(LoadShape.Open, 100, seconds: 99, warmUp: 1),
            TimeSpan.FromSeconds(seconds),
            100,
            1_234_567,
            errors.Length,
            9999,
            last,
            TimeSpan.FromSeconds(1),
            errors,
            Ended: false
        );

    private static List<string> Lines(int width, LoadProgress progress)
    {
        using var output = new StringWriter();
        Console(output, width).Write(LiveTable.Of(progress, width));
        return [.. output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.TrimEnd())];
    }

    private static IAnsiConsole Console(TextWriter output, int width)
    {
        var console = AnsiConsole.Create(
            new AnsiConsoleSettings
            {
                Ansi = AnsiSupport.No,
                ColorSystem = ColorSystemSupport.NoColors,
                Interactive = InteractionSupport.No,
                Out = new AnsiConsoleOutput(output),
            }
        );
        console.Profile.Width = width;
        return console;
    }
}
