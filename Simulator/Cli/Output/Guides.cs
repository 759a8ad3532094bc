using System.Globalization;
using System.Text.Json;
using Ics2.Contract.Rehearsals;
using Ics2.Reporting;

namespace Ics2.Cli.Output;

/// <summary>Leads a person through a rehearsal on the console.</summary>
/// <param name="output">The console.</param>
/// <param name="input">What the person says.</param>
internal sealed class ConsoleGuide(TextWriter output, GuideInput input) : IRehearsalGuide
{
    private readonly Lock _gate = new();

    public void Tell(GuideLine line)
    {
        lock (_gate)
        {
            output.WriteLine(Show(line));
        }
    }

    public Task<GuideAnswer> AnswerAsync(CancellationToken cancellationToken) => input.NextAsync(cancellationToken);

    private static string Show(GuideLine line)
    {
        var text = Printable.Line(line.Text);
        return line.Kind switch
        {
            GuideKind.Scenario => $"\n{line.Scenario}  {text}",
            GuideKind.Step => $"    {text}",
            GuideKind.SetUp => $"  SET UP  {text}",
            GuideKind.Instruction => $"  TO DO   {text}\n          {Left(line)}; or say: done, repeat, skip REASON, note TEXT",
            GuideKind.Waiting => $"          {text} {Left(line)}",
            GuideKind.Seen => $"  SEEN    {text}",
            GuideKind.Wrong => $"  NOT IT  {text}{Times(line)}",
            GuideKind.Check => $"      [{Tick(line.Verdict)}] {text}{Values(line)}",
            _ => $"  {line.Verdict?.ToUpperInvariant()}  {text}".TrimEnd(),
        };
    }

    private static string Left(GuideLine line) => string.Create(CultureInfo.InvariantCulture, $"{line.SecondsLeft ?? 0:0} s left");

    private static string Times(GuideLine line) =>
        line.WrongTimes is { } times ? string.Create(CultureInfo.InvariantCulture, $" ({times} of {line.MaxWrongTimes})") : "";

    private static string Tick(string? verdict) =>
        verdict switch
        {
            "pass" => "x",
            "warning" => "!",
            _ => " ",
        };

    private static string Values(GuideLine line) =>
        line.Verdict == "pass" ? "" : $": expected {Printable.Line(line.Expected)}, found {Printable.Line(line.Actual)}";
}

/// <summary>The same as JSON lines for a program: each a <see cref="GuideLine"/>; behind the last stands the document of the rehearsal.</summary>
/// <param name="output">Where to.</param>
/// <param name="input">What is answered.</param>
internal sealed class JsonGuide(TextWriter output, GuideInput input) : IRehearsalGuide
{
    private readonly Lock _gate = new();

    public void Tell(GuideLine line)
    {
        lock (_gate)
        {
            output.WriteLine(JsonSerializer.Serialize(line, Documents.OneLine));
            output.Flush();
        }
    }

    public Task<GuideAnswer> AnswerAsync(CancellationToken cancellationToken) => input.NextAsync(cancellationToken);
}
