using Ics2.As4.Checking;
using Ics2.As4.Inspection;
using Ics2.As4.Messages;
using Ics2.As4.Sealing;
using Spectre.Console;

namespace Ics2.Cli.Output;

/// <summary>An inspection for people: the answer first and why, then what it rests on.</summary>
internal static class InspectText
{
    /// <summary>Writes one of several captures, or the only one.</summary>
    public static void Write(IAnsiConsole console, Explained one, bool isOnly)
    {
        if (!isOnly)
        {
            console.MarkupLine($"[bold]{Escape(one.Name)}[/]");
        }

        if (one.Report is { } report)
        {
            Write(console, report);
        }
        else
        {
            console.MarkupLine($"[red]not a captured message[/]: {Escape(one.Why!)}");
        }

        if (!isOnly)
        {
            console.WriteLine();
        }
    }

    /// <summary>The first line of an explanation: what is answered, and the one thing to mend.</summary>
    public static string Headline(InspectionReport report)
    {
        var who = report.Direction == Direction.ToTrader ? "the trader" : "the access point";
        if (report.Error is { } error)
        {
            return report.Answer == AnswerKind.None
                ? $"{who} would take it in silence and not believe it: {error.Description}"
                : $"{who} would answer {error.Code.Code} {error.Code.ShortDescription}: {error.Description}";
        }

        var answer = (report.Answer, report.Envelope?.Signal) switch
        {
            (AnswerKind.Receipt, _) when report.Direction == Direction.ToTrader => "the trader answers a receipt",
            (AnswerKind.Receipt, _) => "the access point would answer a receipt",
            (_, PullRequest) => "the access point would answer the next message that waits, or EBMS:0006 when none does",
            _ => "it would be taken in silence",
        };
        var warning = report.Checks.FirstOrDefault(check => check.Verdict == CheckVerdict.Warning);
        return warning is null ? answer : $"{answer}, but: {warning.Text}";
    }

    public static void Write(IAnsiConsole console, InspectionReport report)
    {
        console.MarkupLine($"{(report.Accepted ? "[green]accepted[/]" : "[red]refused[/]")}: {Escape(Headline(report))}");
        if (report.Error is { } error)
        {
            Line(console, "expected", error.Expected);
            Line(console, "found", error.Found);
            Line(console, "remedy", error.Remedy);
            Line(console, "rule", $"{error.CheckId}, {error.Source}");
        }
        else if (report.Checks.FirstOrDefault(check => check.Verdict == CheckVerdict.Warning) is { } warning)
        {
            Line(console, "remedy", warning.Remedy);
        }

        WriteMessage(console, report);
        WriteErrors(console, report);
        if (report.Seal is { } seal)
        {
            WriteSeal(console, seal);
        }

        foreach (var part in report.Parts)
        {
            var expanded = part.ExpandedBytes is { } bytes ? $", {bytes} bytes expanded" : "";
            Line(console, "part", $"<{part.ContentId}> {part.MimeType}, {part.Bytes} bytes{expanded}");
        }

        WriteChecks(console, report);
    }

    private static void WriteMessage(IAnsiConsole console, InspectionReport report)
    {
        if (report.Envelope is not { } envelope)
        {
            return;
        }

        console.WriteLine();
        Line(console, "message", $"{envelope.Kind} {envelope.MessageId}");
        Line(console, "refers to", envelope.UserMessage?.RefToMessageId ?? envelope.Signal?.RefToMessageId);
        Line(console, "action", envelope.UserMessage?.Action);
        Line(console, "from", envelope.UserMessage?.From.Id);
        Line(console, "to", envelope.UserMessage?.To.Id);
        Line(console, "channel", (envelope.Signal as PullRequest)?.Mpc?.Value);
    }

    private static void WriteErrors(IAnsiConsole console, InspectionReport report)
    {
        foreach (var error in report.Errors)
        {
            Line(
                console,
                "error",
                $"{error.Code.Code} {error.Code.ShortDescription}, {error.Severity.ToString().ToLowerInvariant()}, category {error.Code.Category}"
            );
            Line(console, "says", error.Description);
            Line(console, "detail", error.Detail == error.Description ? null : error.Detail);
            Line(console, "about", error.RefToMessageInError);
        }
    }

    private static void WriteSeal(IAnsiConsole console, Seal seal)
    {
        foreach (var item in seal.Encryption?.Items ?? [])
        {
            Line(console, "encrypted", $"{item.What} with {item.Algorithm ?? "no stated algorithm"}");
        }

        foreach (var key in seal.Encryption?.Keys ?? [])
        {
            Line(console, "key for", $"{key.Recipient}, wrapped with {key.Algorithm ?? "no stated algorithm"}");
        }

        if (!seal.Present)
        {
            Line(console, "seal", seal.Absence is null ? "none" : $"none ({seal.Absence})");
            return;
        }

        Line(console, "token", seal.TokenType);
        Line(
            console,
            "sealed by",
            seal.Leaf?.Subject ?? (seal.WantedCertificate is { } wanted ? $"a certificate not carried: {wanted}" : null)
        );
        Line(console, "issuer", seal.Leaf?.Issuer);
        Line(
            console,
            "signature",
            seal.SignatureValueValid switch
            {
                true => $"the value holds ({seal.SignatureAlgorithm})",
                false => $"the value does not hold ({seal.SignatureAlgorithm}): {seal.SignatureValueNote}",
                null => $"the value was not checked: {seal.SignatureValueNote ?? seal.Fault}",
            }
        );
        foreach (var reference in seal.References)
        {
            var verdict = reference.Ok switch
            {
                true => "digest fits",
                false => "digest does not fit",
                null => "digest not checked",
            };
            Line(console, "reference", $"{reference.Uri} ({reference.Target ?? "nothing"}): {verdict}");
            if (reference.Ok == false)
            {
                Line(console, "  stated", reference.Stated);
                Line(console, "  computed", reference.Computed ?? "nothing");
            }

            Line(console, "  note", reference.Note);
        }
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
            }

            if (check.Verdict != CheckVerdict.Passed)
            {
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
