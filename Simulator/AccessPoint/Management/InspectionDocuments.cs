using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Ics2.As4.Checking;
using Ics2.As4.Envelopes;
using Ics2.As4.Inspection;
using Ics2.As4.Messages;
using Ics2.As4.Sealing;
using Ics2.Contract.Management;

namespace Ics2.AccessPoint.Management;

/// <summary>Tells an inspection as documents do, for the management API and for <c>ics2 inspect</c>.</summary>
public static class InspectionDocuments
{
    /// <summary>The document of an inspection.</summary>
    /// <param name="report">What was found.</param>
    public static InspectionDocument Of(InspectionReport report) =>
        new(
            report.Accepted ? "accepted" : "refused",
            new InspectedAnswer(
                report.Answer.Word(),
                report.Answer == AnswerKind.Error ? report.Error?.Code.Code : null,
                report.Error?.Detail,
                report.Direction == Direction.ToTrader ? "trader" : "customs",
                report.Answer == AnswerKind.Error ? report.Error?.RefToMessageInError : null
            ),
            report.Envelope is { } envelope ? Describe(envelope) : null,
            report.Seal is { Present: true } seal ? Describe(seal) : null,
            [.. report.Parts.Select(part => new InspectedContent(part.ContentId, part.MimeType, part.Bytes, part.ExpandedBytes))],
            [
                .. report.Checks.Select(check => new CheckView(
                    check.Id,
                    check.Verdict.Word(),
                    check.Expected,
                    check.Actual,
                    check.Text,
                    check.Source,
                    check.Remedy
                )),
            ],
            report.Errors.Count == 0 ? null : [.. report.Errors.Select(Describe)],
            report.Seal?.Encryption is { } encryption
                ? new InspectedEncryption(
                    [.. encryption.Items.Select(item => new EncryptedPart(item.What, item.Algorithm))],
                    [.. encryption.Keys.Select(key => new WrappedContentKey(key.Algorithm, key.Recipient))]
                )
                : null
        );

    private static InspectedError Describe(EbmsError error) =>
        new(
            error.Code.Code,
            error.Severity.Word(),
            error.Code.Category,
            error.Code.ShortDescription,
            error.Description,
            error.Detail,
            error.RefToMessageInError
        );

    private static InspectedHeader Describe(Envelope envelope)
    {
        var (message, signal) = (envelope.UserMessage, envelope.Signal);
        return new InspectedHeader(
            envelope.Kind,
            envelope.MessageId.Value,
            message?.Action,
            message?.From.Id,
            message?.To.Id,
            message?.Mpc ?? (signal as PullRequest)?.Mpc?.Value,
            message?.RefToMessageId ?? signal?.RefToMessageId
        );
    }

    private static InspectedSeal Describe(Seal seal) =>
        new(
            seal.TokenType,
            seal.SignatureAlgorithm,
            seal.SignatureValid,
            seal.Leaf?.Subject,
            seal.Leaf?.Issuer,
            [
                .. seal.References.Select(reference => new InspectedReference(
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
        )
        {
            Certificates = [.. seal.TokenCertificates.OrderByDescending(certificate => certificate.Equals(seal.Leaf)).Select(Describe)],
        };

    // A damaged certificate may be read in part only.
    private static InspectedCertificate Describe(X509Certificate2 certificate) =>
        new(
            certificate.Subject,
            certificate.Issuer,
            Instant(() => certificate.NotBefore),
            Instant(() => certificate.NotAfter),
            Key(certificate),
            certificate.GetCertHashString(HashAlgorithmName.SHA256)
        );

    private static DateTimeOffset? Instant(Func<DateTime> read)
    {
        try
        {
            return new DateTimeOffset(read().ToUniversalTime());
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static string? Key(X509Certificate2 certificate)
    {
        try
        {
            using var rsa = certificate.GetRSAPublicKey();
            return rsa is null ? certificate.PublicKey.Oid.FriendlyName : $"RSA {rsa.KeySize}";
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
