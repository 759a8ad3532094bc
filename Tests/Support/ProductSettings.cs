using System.IO.Compression;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Ics2.As4.Names;
using Ics2.As4.Profiles;

namespace Ics2.Tests.Support;

/// <summary>One MIME part as a product writes it.</summary>
internal sealed record ProductPart
{
    public string ContentId { get; init; } = "doc@trader.example";

    public string? Href { get; init; } = "cid:doc@trader.example";

    public string ContentType { get; init; } = "application/gzip";

    public string TransferEncoding { get; init; } = "binary";

    public IReadOnlyList<(string Name, string Value)> Properties { get; init; } =
    [("MimeType", "application/xml"), ("CharacterSet", "utf-8"), ("CompressionType", "application/gzip")];

    public byte[] Content { get; init; } = Zip("<IE3F10 xmlns=\"urn:wco:datamodel:eu:ics2:2\"/>"u8);

    /// <summary>What the reference digests; null for the content.</summary>
    public byte[]? Signed { get; init; }

    public static byte[] Zip(ReadOnlySpan<byte> content)
    {
        using var output = new MemoryStream();
        using (var gzip = new GZipStream(output, CompressionLevel.Optimal, leaveOpen: true))
        {
            gzip.Write(content);
        }

        return output.ToArray();
    }
}

/// <summary>What an AS4 product can be set to, as it is right for ICS2; a mistake changes one thing.</summary>
internal sealed record ProductSettings
{
    private static readonly Profile Ics2 = Profile.Ics2HtiV2;

    public required X509Certificate2 Seal { get; init; }

    public required IReadOnlyList<X509Certificate2> Chain { get; init; }

    // Header
    public string Soap { get; init; } = Ns.Soap;

    public string Ebms { get; init; } = Ns.Ebms;

    public string MessagingAttributes { get; init; } = "S:mustUnderstand=\"true\"";

    public string MessageId { get; init; } = $"{Guid.NewGuid()}@trader.example";

    public string Timestamp { get; init; } = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'");

    public string FromId { get; init; } = "BE0123456789";

    public string? FromType { get; init; } = Ics2.TraderPartyIdType;

    public string FromRole { get; init; } = Ics2.TraderRole;

    public string ToId { get; init; } = Ics2.CustomsPartyId;

    public string? ToType { get; init; } = Ics2.CustomsPartyIdType;

    public string ToRole { get; init; } = Ics2.CustomsRole;

    public string? Agreement { get; init; } = Ics2.Agreement;

    public string? AgreementType { get; init; } = Ics2.AgreementType;

    public string? PMode { get; init; }

    public string Service { get; init; } = Ics2.ServiceToCustoms;

    public string? ServiceType { get; init; } = Ics2.ServiceType;

    public string Action { get; init; } = "IE3F10";

    public string? ConversationId { get; init; } = "1";

    public string Properties { get; init; } = "";

    public IReadOnlyList<ProductPart> Parts { get; init; } = [new ProductPart()];

    public string Body { get; init; } = "";

    /// <summary>The eb:SignalMessage besides its MessageInfo; null for a user message.</summary>
    public string? Signal { get; init; }

    public string? RefTo { get; init; }

    /// <summary>Changes eb:Messaging before it is signed.</summary>
    public Func<string, string> Messaging { get; init; } = text => text;

    public string MoreHeaders { get; init; } = "";

    /// <summary>Changes the envelope after it was signed, as a proxy or a pretty printer does.</summary>
    public Func<string, string> Envelope { get; init; } = text => text;

    // Security
    public bool Signs { get; init; } = true;

    public bool SignsMessaging { get; init; } = true;

    public bool SignsBody { get; init; } = true;

    public bool SignsParts { get; init; } = true;

    public string SignatureMethod { get; init; } = Algorithms.RsaSha256;

    public string DigestMethod { get; init; } = Algorithms.Sha256;

    public string Canonicalisation { get; init; } = Algorithms.ExclusiveC14N;

    public string PartTransform { get; init; } = Algorithms.AttachmentContent;

    public string SecurityAttributes { get; init; } = "S:mustUnderstand=\"true\"";

    /// <summary>What stands in wsse:Security before the token.</summary>
    public string SecurityBefore { get; init; } = "";

    public string TokenType { get; init; } = Algorithms.PkiPathToken;

    public string ReferenceType { get; init; } = Algorithms.PkiPathToken;

    /// <summary>The bytes of the token; null for the path of seal and chain.</summary>
    public byte[]? Token { get; init; }

    /// <summary>The text of the token; null for the base64 of its bytes.</summary>
    public string? TokenText { get; init; }

    /// <summary>The EncodingType of the token; null to leave it out.</summary>
    public string? TokenEncoding { get; init; } = Algorithms.Base64Encoding;

    /// <summary>The SecurityTokenReference; null for a direct reference to the token.</summary>
    public string? KeyReference { get; init; }

    /// <summary>Another key than that of the seal.</summary>
    public AsymmetricAlgorithm? Key { get; init; }

    public Func<byte[], byte[]> SignatureValue { get; init; } = value => value;

    // Packaging
    public string RootType { get; init; } = "application/soap+xml; charset=UTF-8";

    public string Boundary { get; init; } = "B_0042";

    public string? ContentType { get; init; }

    public string? ContentEncoding { get; init; }

    public Encoding Charset { get; init; } = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

    public Func<byte[], byte[]> Wire { get; init; } = body => body;
}
