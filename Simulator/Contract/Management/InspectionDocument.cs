namespace Ics2.Contract.Management;

/// <summary>
/// One AS4 message explained (cli-json.md, <c>inspect</c>): what would be answered, and the checks that lead there. The command line, the
/// management API and the pages show the same.
/// </summary>
/// <param name="Verdict"><c>accepted</c> or <c>refused</c>.</param>
/// <param name="Answer">What is answered.</param>
/// <param name="Message">The header; null when it could not be read.</param>
/// <param name="Seal">The seal; null when there is none.</param>
/// <param name="Parts">The parts, as far as the packaging could be read.</param>
/// <param name="Checks">Every check in the order of the access point.</param>
/// <param name="Errors">What an error signal states; null when it is none.</param>
/// <param name="Encryption">What is encrypted; null when nothing is.</param>
public sealed record InspectionDocument(
    string Verdict,
    InspectedAnswer Answer,
    InspectedHeader? Message,
    InspectedSeal? Seal,
    IReadOnlyList<InspectedContent> Parts,
    IReadOnlyList<CheckView> Checks,
    IReadOnlyList<InspectedError>? Errors,
    InspectedEncryption? Encryption
);

/// <summary>What is answered, and by whom.</summary>
/// <param name="Kind"><c>receipt</c>, <c>error</c> or <c>none</c>.</param>
/// <param name="Code">ebMS code of the error.</param>
/// <param name="Text">Its ErrorDetail.</param>
/// <param name="By"><c>customs</c> or <c>trader</c>.</param>
/// <param name="RefToMessageInError">What it refers to.</param>
public sealed record InspectedAnswer(string Kind, string? Code, string? Text, string By, string? RefToMessageInError);

/// <summary>The header of a message.</summary>
/// <param name="Kind">What it is.</param>
public sealed record InspectedHeader(
    string Kind,
    string MessageId,
    string? Action,
    string? From,
    string? To,
    string? Mpc,
    string? RefToMessageId
);

/// <summary>A seal and its arithmetic.</summary>
/// <param name="TokenType">How the certificate is carried.</param>
/// <param name="SignatureValid">The cryptographic truth; null where it could not be computed, <paramref name="NotChecked"/> says why.</param>
/// <param name="Chain">Subjects of the certificates in the token.</param>
/// <param name="Fault">What is wrong with the seal as such.</param>
/// <param name="Wanted">The certificate that it names without carrying it.</param>
public sealed record InspectedSeal(
    string? TokenType,
    string? SignatureAlgorithm,
    bool? SignatureValid,
    string? Subject,
    string? Issuer,
    IReadOnlyList<InspectedReference> References,
    IReadOnlyList<string> Chain,
    string? Fault,
    string? NotChecked,
    string? Wanted
)
{
    /// <summary>The certificates in the token, leaf first where the leaf is known.</summary>
    public IReadOnlyList<InspectedCertificate> Certificates { get; init; } = [];
}

/// <summary>What a seal says about one part of the message.</summary>
/// <param name="Stated">Digest in base64 as the message states it.</param>
/// <param name="Computed">Digest of what came; null where it could not be computed.</param>
/// <param name="Ok">Whether both are equal; null where that could not be told.</param>
/// <param name="Target">What it covers.</param>
/// <param name="Note">What is remarkable about it.</param>
public sealed record InspectedReference(
    string Uri,
    string DigestAlgorithm,
    string Stated,
    string? Computed,
    bool? Ok,
    string? Target,
    string? Note
);

/// <summary>A certificate; what is damaged in it is null.</summary>
/// <param name="Key">Algorithm and size, for example <c>RSA 3072</c>.</param>
/// <param name="Thumbprint">SHA-256 in hexadecimal.</param>
public sealed record InspectedCertificate(
    string Subject,
    string Issuer,
    DateTimeOffset? NotBefore,
    DateTimeOffset? NotAfter,
    string? Key,
    string Thumbprint
);

/// <summary>One part of a message.</summary>
/// <param name="MimeType">The type the header states for it, else that of the MIME part.</param>
/// <param name="Bytes">Its size on the wire.</param>
/// <param name="ExpandedBytes">Its size once expanded; null when it is not compressed or cannot be expanded.</param>
public sealed record InspectedContent(string? ContentId, string MimeType, int Bytes, int? ExpandedBytes);

/// <summary>One error that an error signal states.</summary>
/// <param name="Severity"><c>failure</c> or <c>warning</c>.</param>
public sealed record InspectedError(
    string Code,
    string Severity,
    string Category,
    string ShortDescription,
    string Description,
    string Detail,
    string? RefToMessageInError
);

/// <summary>What is encrypted, and for whom the content keys are wrapped.</summary>
public sealed record InspectedEncryption(IReadOnlyList<EncryptedPart> Items, IReadOnlyList<WrappedContentKey> Keys);

/// <summary>Something that is encrypted.</summary>
/// <param name="What">A part or an element.</param>
/// <param name="Algorithm">URI as stated; null when none is.</param>
public sealed record EncryptedPart(string What, string? Algorithm);

/// <summary>For whom a content key is wrapped.</summary>
/// <param name="Algorithm">Key transport algorithm URI as stated; null when none is.</param>
/// <param name="Recipient">Which certificate's key it is wrapped for, as the message names it.</param>
public sealed record WrappedContentKey(string? Algorithm, string Recipient);
