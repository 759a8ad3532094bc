using System.CommandLine;
using Ics2.As4.Messages;
using Ics2.Cli.Options;
using Ics2.Cli.Output;
using Ics2.Trader;
using Ics2.Trader.Messages;
using Ics2.Trader.Settings;

namespace Ics2.Cli.Verbs;

/// <summary>Seals and lodges a document and waits for what customs answers.</summary>
internal sealed class SendVerb : TraderVerb
{
    private static readonly string[] Refusals = ["IE3N99", "IE3N01"];

    private readonly Argument<FileInfo> _file = new("file") { Description = "The document, for example an IE3F10" };
    private readonly Option<TimeSpan> _wait = DurationOption.Create(
        "--wait",
        "How long to wait for the answer, counted from the receipt; 0s for not at all",
        TimeSpan.FromSeconds(30)
    );
    private readonly Option<FileInfo[]> _attach = new("--attach")
    {
        Description = "A PDF or JPEG to send along; its file name without extension is its Content-ID",
    };
    private readonly Option<string?> _action = new("--action")
    {
        Description = "The ebMS action, when it is not the document's root element",
    };

    public SendVerb()
        : base(
            "send",
            "Seals and lodges a document, checks the receipt, waits for the answers and prints them.",
            "ics2 send filing.xml --trader trader --wait 30s"
        )
    {
        Add(_file);
        Add(_wait);
        Add(_attach);
        Add(_action);
    }

    protected override async Task<int> RunAsync(TraderFolder trader, ParseResult arguments, CancellationToken cancellationToken)
    {
        var submission = await ReadAsync(arguments, cancellationToken);
        await using var session = await TraderSession.StartAsync(trader, cancellationToken: cancellationToken);
        var result = await session.SendAsync(submission, arguments.GetValue(_wait), cancellationToken);
        if (WantsJson(arguments))
        {
            WriteDocument(SendDocument.Of(result));
        }
        else
        {
            Print(result);
        }

        return ExitCode(result);
    }

    internal static int ExitCode(SessionResult result) =>
        result switch
        {
            { Lodging.Error.Code.Code: "EBMS:0005" } => ExitCodes.CouldNotRun,
            { Lodging.Accepted: false } or { ReceiptError: not null } or { LastFailure: not null } => ExitCodes.Findings,
            _ => result.Replies.Any(reply => Refusals.Contains(reply.Action, StringComparer.Ordinal)) ? ExitCodes.Findings : ExitCodes.Fine,
        };

    private async Task<Submission> ReadAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var file = arguments.GetRequiredValue(_file);
        var xml = await File.ReadAllBytesAsync(file.FullName, cancellationToken);
        var action = arguments.GetValue(_action);
        if (!Submission.TryRead(xml, out var submission, out var why))
        {
            submission = action is not null
                ? new Submission { Action = action, Xml = xml }
                : throw new CouldNotRunException($"{file} is not XML: {why} Give --action to send it nonetheless.");
        }

        var attachments = new List<Payload>();
        foreach (var attachment in arguments.GetValue(_attach) ?? [])
        {
            var type = attachment.Extension.ToUpperInvariant() switch
            {
                ".PDF" => "application/pdf",
                ".JPG" or ".JPEG" => "image/jpeg",
                _ => throw new CouldNotRunException(
                    $"{attachment} is neither a PDF nor a JPEG, and nothing else may be attached (ICD 4.2.5)."
                ),
            };
            attachments.Add(
                new Payload(
                    Path.GetFileNameWithoutExtension(attachment.Name),
                    type,
                    await File.ReadAllBytesAsync(attachment.FullName, cancellationToken)
                )
            );
        }

        return submission with
        {
            Action = action ?? submission.Action,
            Attachments = attachments,
        };
    }

    internal static void Print(SessionResult result)
    {
        var lodging = result.Lodging;
        Console.Out.WriteLine(
            $"{lodging.Action} sent as {lodging.MessageId} in {lodging.Attempts} {(lodging.Attempts == 1 ? "attempt" : "attempts")}"
        );
        if (lodging.Receipt is { } receipt)
        {
            Console.Out.WriteLine($"receipt {receipt.MessageId}: {(receipt.Valid ? "valid" : "NOT valid")}");
        }

        if (lodging.Error is { } error)
        {
            Console.Out.WriteLine($"refused: {error}");
        }

        foreach (var further in lodging.Errors.Where(further => further != lodging.Error))
        {
            Console.Out.WriteLine($"also {(further.Severity == ErrorSeverity.Warning ? "a warning" : "refused")}: {further}");
        }

        foreach (var reply in result.Replies)
        {
            MessageText.Write(Console.Out, reply);
        }

        if (result.ReceiptError is { } receiptError)
        {
            Console.Out.WriteLine($"our receipt for it was not taken: {receiptError}");
        }

        if (lodging.Accepted && result.Replies.Count == 0)
        {
            Say(
                result.LastFailure?.Error is { } failure
                    ? $"no answer came in time; the last pull failed: {failure}"
                    : "no answer came in time"
            );
        }
    }
}
