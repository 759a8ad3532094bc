using Ics2.As4.Names;

namespace Ics2.As4.Profiles;

/// <summary>Which of two contradicting documents words the answers (as4-profile section 2, conflicts 1 and 4).</summary>
public enum ErrorWording
{
    /// <summary>As the interface control document prints them: A001, and EBMS:0101 for every broken seal.</summary>
    Icd,

    /// <summary>
    /// As Domibus, the product behind the access point, answers: A0001, and EBMS:0102 for a wrong digest or signature value.
    /// </summary>
    Domibus,
}

/// <summary>
/// The AS4 parameters of an interface as data: what the access point checks and what both sides write.
/// A JSON file can override any field.
/// </summary>
public sealed record Profile
{
    /// <summary>The trader interface of ICS2 Releases 2 and 3.</summary>
    public static Profile Ics2HtiV2 { get; } = new();

    /// <summary>Name of the profile.</summary>
    [Source("DESIGN section 3, Profile")]
    public string Name { get; init; } = "ics2-hti-v2";

    /// <summary>Party id of the access point.</summary>
    [Source("ICD 4.2.2.1")]
    public string CustomsPartyId { get; init; } = "sti-taxud";

    /// <summary>Type of the access point's party id.</summary>
    [Source("ICD 4.2.2.1")]
    public string CustomsPartyIdType { get; init; } = "urn:oasis:names:tc:ebcore:partyid-type:unregistered:eu-customs:auth";

    /// <summary>Role of the access point.</summary>
    [Source("ICD 4.2.2.2")]
    public string CustomsRole { get; init; } = "Customs";

    /// <summary>Type of a trader's party id.</summary>
    [Source("ICD 4.2.2.1")]
    public string TraderPartyIdType { get; init; } = "urn:oasis:names:tc:ebcore:partyid-type:unregistered:eu-customs:EORI";

    /// <summary>Role of a trader.</summary>
    [Source("ICD 4.2.2.2")]
    public string TraderRole { get; init; } = "Trader";

    /// <summary>The agreement, which tells the interface version.</summary>
    [Source("ICD 4.2.3.1, 5.7")]
    public string Agreement { get; init; } = "EU-ICS2-TI-V2.0";

    /// <summary>The same parameters under another agreement, with this one accepted besides; itself for null.</summary>
    /// <param name="agreement">An interface version.</param>
    public Profile Under(string? agreement) =>
        agreement is null || agreement == Agreement
            ? this
            : this with
            {
                Agreement = agreement,
                OtherAgreements = [.. OtherAgreements, Agreement],
            };

    /// <summary>Agreements of further interface versions that are in force besides.</summary>
    [Source("ICD 4.2.3.1, 5.7; field.md F-16")]
    public IReadOnlyList<string> OtherAgreements { get; init; } = [];

    /// <summary>Type of the agreement.</summary>
    [Source("ICD 4.2.3.1")]
    public string AgreementType { get; init; } = "ics2-interface-version";

    /// <summary>Service of messages from trader to customs.</summary>
    [Source("ICD 4.2.3.2")]
    public string ServiceToCustoms { get; init; } = "eu_ics2_t2c";

    /// <summary>Service of messages from customs to trader.</summary>
    [Source("ICD 4.2.3.2")]
    public string ServiceToTrader { get; init; } = "eu_ics2_c2t";

    /// <summary>Type of both services.</summary>
    [Source("ICD 4.2.3.2")]
    public string ServiceType { get; init; } = "eu-customs-service-type";

    /// <summary>Service of the connectivity test.</summary>
    [Source("ICD 4.5.1")]
    public string TestService { get; init; } = Ns.Ebms + "service";

    /// <summary>Action of the connectivity test.</summary>
    [Source("ICD 4.5.1")]
    public string TestAction { get; init; } = Ns.Ebms + "test";

    /// <summary>Actions that traders may send.</summary>
    [Source("ICD Annex 1")]
    public IReadOnlyList<string> ActionsToCustoms { get; init; } = ActionList.ToCustoms;

    /// <summary>Actions that customs sends.</summary>
    [Source("ICD Annex 1")]
    public IReadOnlyList<string> ActionsToTrader { get; init; } = ActionList.ToTrader;

    /// <summary>Channel of messages pushed to a trader, and base of every pull channel.</summary>
    [Source("ICD 4.1.3.3; Domibus sample P-Mode")]
    public string MpcToTrader { get; init; } = "urn:fdc:ec.europa.eu:2019:eu_ics2_c2t";

    /// <summary>Signature algorithm.</summary>
    [Source("ICD Annex 2")]
    public string SignatureAlgorithm { get; init; } = Algorithms.RsaSha256;

    /// <summary>Digest algorithm of every reference.</summary>
    [Source("ICD Annex 2")]
    public string DigestAlgorithm { get; init; } = Algorithms.Sha256;

    /// <summary>Canonical form of the header, the Body and SignedInfo.</summary>
    [Source("ICD Annex 6")]
    public string Canonicalisation { get; init; } = Algorithms.ExclusiveC14N;

    /// <summary>Type of the security token; its content is the whole chain.</summary>
    [Source("ICD 4.6.2, table 11")]
    public string TokenType { get; init; } = Algorithms.PkiPathToken;

    /// <summary>The empty Body has to be signed, in receipts too.</summary>
    [Source("ICD 4.6.2, note 25")]
    public bool BodySigned { get; init; } = true;

    /// <summary>Whether the access point seals its error signals. Domibus samples show none sealed.</summary>
    [Source("as4-profile b, inferred")]
    public bool ErrorsSigned { get; init; }

    /// <summary>MIME type of business documents.</summary>
    [Source("ICD 4.2.5")]
    public string BusinessMimeType { get; init; } = "application/xml";

    /// <summary>Character set of business documents, compared without regard to case.</summary>
    [Source("ICD 4.2.5; as4-profile section 2, conflict 7")]
    public string CharacterSet { get; init; } = "utf-8";

    /// <summary>MIME types of attachments.</summary>
    [Source("ICD 4.2.5")]
    public IReadOnlyList<string> AttachmentMimeTypes { get; init; } = ["application/pdf", "image/jpeg"];

    /// <summary>Compression of every part.</summary>
    [Source("ICD 4.2.5; eDelivery AS4 1.4.3.1")]
    public string CompressionType { get; init; } = "application/gzip";

    /// <summary>Actions that may carry attachments.</summary>
    [Source("ICD 3.1.11")]
    public IReadOnlyList<string> ActionsWithAttachments { get; init; } = ActionList.WithAttachments;

    /// <summary>Largest message on the wire, bytes.</summary>
    [Source("ICD 4.2.6")]
    public int MaxMessageBytes { get; init; } = 20 * 1024 * 1024;

    /// <summary>Largest business document once expanded, bytes.</summary>
    [Source("ICD 4.2.6")]
    public int MaxBusinessDocumentBytes { get; init; } = 100 * 1024 * 1024;

    /// <summary>
    /// Most bytes that all parts of one message may have together once expanded: the largest document, and as much besides as a whole
    /// message has, because PDF and JPEG hardly compress.
    /// </summary>
    [Source("ICD 4.2.6, the two sizes added")]
    public int MaxExpandedBytes { get; init; } = 120 * 1024 * 1024;

    /// <summary>Most parts in one message, the business document included.</summary>
    [Source("Domibus default")]
    public int MaxParts { get; init; } = 28;

    /// <summary>Which document words the errors.</summary>
    [Source("as4-profile section 2, conflicts 1 and 4")]
    public ErrorWording Wording { get; init; } = ErrorWording.Icd;

    /// <summary>How often a sender tries one message, the first time included.</summary>
    [Source("Domibus TAPAS sample P-Mode")]
    public int Attempts { get; init; } = 4;

    /// <summary>Time between two tries of customs pushing to a trader.</summary>
    [Source("Domibus TAPAS sample P-Mode, STI side")]
    public TimeSpan PushRetryInterval { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Time between two tries of a trader.</summary>
    [Source("phase4 default")]
    public TimeSpan TraderRetryInterval { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a sender waits for the HTTP response.</summary>
    [Source("Domibus default")]
    public TimeSpan ResponseTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Bounds on what is read.</summary>
    [Source("attack-cases sections 4, 5 and 7")]
    public ReadLimits Limits { get; init; } = new();
}
