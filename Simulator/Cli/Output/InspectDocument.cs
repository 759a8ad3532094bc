using Ics2.As4.Checking;
using Ics2.As4.Envelopes;
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
    IReadOnlyList<InspectDocument.CheckPart> Checks,
    IReadOnlyList<InspectDocument.ErrorPart>? Errors,
    InspectDocument.EncryptionPart? Encryption
)
{
    public static InspectDocument Of(InspectionReport report) =>
        new(
            report.Accepted ? "accepted" : "refused",
            new AnswerPart(
                report.Answer,
                report.Answer == AnswerKind.Error ? report.Error?.Code.Code : null,
                report.Error?.Detail,
                report.Direction == Direction.ToTrader ? "trader" : "customs",
                report.Answer == AnswerKind.Error ? report.Error?.RefToMessageInError : null
            ),
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
            ],
            report.Errors.Count == 0 ? null : [.. report.Errors.Select(Describe)],
            report.Seal?.Encryption is { } encryption ? new EncryptionPart(encryption.Items, encryption.Keys) : null
        );

    private static ErrorPart Describe(EbmsError error) =>
        new(
            error.Code.Code,
            error.Severity,
            error.Code.Category,
            error.Code.ShortDescription,
            error.Description,
            error.Detail,
            error.RefToMessageInError
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
            seal.Fault ?? seal.TokenFault,
            seal.NotChecked,
            seal.WantedCertificate
        );

    /// <summary>What is answered, and by whom.</summary>
    internal sealed record AnswerPart(AnswerKind Kind, string? Code, string? Text, string By, string? RefToMessageInError);

    /// <summary>One error that an inspected error signal states.</summary>
    internal sealed record ErrorPart(
        string Code,
        ErrorSeverity Severity,
        string Category,
        string ShortDescription,
        string Description,
        string Detail,
        string? RefToMessageInError
    );

    /// <summary>What is encrypted, and for whom the content keys are wrapped.</summary>
    internal sealed record EncryptionPart(IReadOnlyList<EncryptedItem> Items, IReadOnlyList<WrappedKey> Keys);

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
        bool? SignatureValid,
        string? Subject,
        string? Issuer,
        IReadOnlyList<ReferencePart> References,
        IReadOnlyList<string> Chain,
        string? Fault,
        string? NotChecked,
        string? Wanted
    );

    internal sealed record ReferencePart(
        string Uri,
        string DigestAlgorithm,
        string Stated,
        string? Computed,
        bool? Ok,
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

/// <summary>The <c>inspect</c> document of several captures, in their order.</summary>
internal sealed record InspectListDocument(IReadOnlyList<InspectListDocument.CapturePart> Captures)
{
    public static CapturePart Of(Explained one) =>
        new(one.Name, one.Report is { } report ? InspectDocument.Of(report) : null, one.Why is { } why ? new ErrorText(why, null) : null);

    /// <summary>One capture: its document, or why there is none.</summary>
    internal sealed record CapturePart(string File, InspectDocument? Inspection, ErrorText? Error);
}
