using Ics2.As4.Checking;
using Ics2.As4.Inspection;
using Spectre.Console;

namespace Ics2.Cli.Output;

/// <summary>An inspection for people: the answer first, then what it rests on.</summary>
internal static class InspectText
{
    public static void Write(IAnsiConsole console, InspectionReport report)
    {
        console.MarkupLine(
            report.Accepted
                ? $"[green]accepted[/]: the profile lets this message pass; the access point would answer "
                    + $"{(report.Answer == AnswerKind.Receipt ? "a receipt, if the registry knows the seal" : "nothing of its own")}"
                : $"[red]refused[/]: the access point would answer {Escape(report.Error!.Code.Code)} {Escape(report.Error.Code.ShortDescription)}"
        );
        if (report.Error is { } error)
        {
            Line(console, "why", error.Description);
            Line(console, "expected", error.Expected);
            Line(console, "found", error.Found);
            Line(console, "remedy", error.Remedy);
            Line(console, "rule", $"{error.CheckId}, {error.Source}");
        }

        if (report.Envelope is { } envelope)
        {
            console.WriteLine();
            Line(console, "message", $"{envelope.Kind} {envelope.MessageId}");
            Line(console, "action", envelope.UserMessage?.Action);
            Line(console, "from", envelope.UserMessage?.From.Id);
            Line(console, "to", envelope.UserMessage?.To.Id);
        }

        if (report.Seal is { Present: true } seal)
        {
            Line(console, "token", seal.TokenType);
            Line(console, "sealed by", seal.Leaf?.Subject);
            Line(console, "issuer", seal.Leaf?.Issuer);
            Line(console, "signature", $"{(seal.SignatureValid ? "valid" : "not valid")} ({seal.SignatureAlgorithm})");
            foreach (var reference in seal.References)
            {
                Line(
                    console,
                    "reference",
                    $"{reference.Uri} ({reference.Target ?? "nothing"}): {(reference.Ok ? "digest fits" : "digest does not fit")}"
                );
                if (!reference.Ok)
                {
                    Line(console, "  stated", reference.Stated);
                    Line(console, "  computed", reference.Computed ?? "nothing");
                }

                Line(console, "  note", reference.Note);
            }
        }

        WriteChecks(console, report);
    }

    private static void WriteChecks(IAnsiConsole console, InspectionReport report)
    {
        console.WriteLine();
        foreach (var check in report.Checks)
        {
            var (colour, word) = check.Verdict switch
            {
                CheckVerdict.Passed => ("green", "pass"),
                CheckVerdict.Warning => ("yellow", "warn"),
                CheckVerdict.Failed => ("red", "FAIL"),
                _ => ("grey", "????"),
            };
            console.MarkupLine($"[{colour}]{word}[/]  {Escape(check.Id), -26} {Escape(check.Text)} [grey]({Escape(check.Source)})[/]");
            if (check.Verdict is CheckVerdict.Warning or CheckVerdict.Failed)
            {
                Line(console, "expected", check.Expected, indent: 6);
                Line(console, "found", check.Actual, indent: 6);
                Line(console, "remedy", check.Remedy, indent: 6);
            }
        }
    }

    private static void Line(IAnsiConsole console, string label, string? text, int indent = 2)
    {
        if (!string.IsNullOrEmpty(text))
        {
            console.MarkupLine($"{new string(' ', indent)}[bold]{Escape(label), -10}[/] {Escape(text)}");
        }
    }

    private static string Escape(string text) => Markup.Escape(string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c)));
}
