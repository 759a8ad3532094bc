using Ics2.As4.Checking;
using Ics2.As4.Inspection;
using Ics2.As4.Messages;
using Ics2.As4.Sealing;

namespace Ics2.Cli.Output;

/// <summary>The <c>inspect</c> document of cli-json.</summary>
internal sealed record InspectDocument(
    string Verdict,
    InspectDocument.AnswerPart Answer,
    InspectDocument.MessagePart? Message,
    InspectDocument.SealPart? Seal,
    IReadOnlyList<InspectedPart> Parts,
    IReadOnlyList<InspectDocument.CheckPart> Checks
)
{
    public static InspectDocument Of(InspectionReport report) =>
        new(
            report.Accepted ? "accepted" : "refused",
            new AnswerPart(report.Answer, report.Error?.Code.Code, report.Error?.Detail),
            report.Envelope is { } envelope ? Describe(envelope.Kind, envelope.MessageId, envelope.UserMessage, envelope.Signal) : null,
            report.Seal is { Present: true } seal ? Describe(seal) : null,
            report.Parts,
            [
                .. report.Checks.Select(check => new CheckPart(
                    check.Id,
                    check.Verdict,
                    check.Expected,
                    check.Actual,
                    check.Text,
                    check.Source,
                    check.Remedy
                )),
            ]
        );

    private static MessagePart Describe(string kind, MessageId id, UserMessage? message, SignalMessage? signal) =>
        new(
            kind,
            id.Value,
            message?.Action,
            message?.From.Id,
            message?.To.Id,
            message?.Mpc ?? (signal as PullRequest)?.Mpc?.Value,
            message?.RefToMessageId ?? signal?.RefToMessageId
        );

    private static SealPart Describe(Seal seal) =>
        new(
            seal.TokenType,
            seal.SignatureAlgorithm,
            seal.SignatureValid,
            seal.Leaf?.Subject,
            seal.Leaf?.Issuer,
            [
                .. seal.References.Select(reference => new ReferencePart(
                    reference.Uri,
                    reference.DigestAlgorithm,
                    reference.Stated,
                    reference.Computed,
                    reference.Ok,
                    reference.Target,
                    reference.Note
                )),
            ],
            [.. seal.TokenCertificates.Select(certificate => certificate.Subject)],
            seal.Fault ?? seal.TokenFault
        );

    internal sealed record AnswerPart(AnswerKind Kind, string? Code, string? Text);

    internal sealed record MessagePart(
        string Kind,
        string MessageId,
        string? Action,
        string? From,
        string? To,
        string? Mpc,
        string? RefToMessageId
    );

    internal sealed record SealPart(
        string? TokenType,
        string? SignatureAlgorithm,
        bool SignatureValid,
        string? Subject,
        string? Issuer,
        IReadOnlyList<ReferencePart> References,
        IReadOnlyList<string> Chain,
        string? Fault
    );

    internal sealed record ReferencePart(
        string Uri,
        string DigestAlgorithm,
        string Stated,
        string? Computed,
        bool Ok,
        string? Target,
        string? Note
    );

    internal sealed record CheckPart(
        string Id,
        CheckVerdict Verdict,
        string? Expected,
        string? Actual,
        string Text,
        string Source,
        string? Remedy
    );
}
