namespace Ics2.As4.Names;

/// <summary>Algorithm and token URIs of the seal (as4-profile b).</summary>
public static class Algorithms
{
    /// <summary>RSA PKCS#1 v1.5 with SHA-256: the profile's signature algorithm.</summary>
    public const string RsaSha256 = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256";

    /// <summary>RSA with SHA-384, read only.</summary>
    public const string RsaSha384 = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha384";

    /// <summary>RSA with SHA-512, read only.</summary>
    public const string RsaSha512 = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha512";

    /// <summary>RSA with SHA-1, read only to say whether it holds.</summary>
    public const string RsaSha1 = "http://www.w3.org/2000/09/xmldsig#rsa-sha1";

    /// <summary>SHA-1, read only to say whether it holds.</summary>
    public const string Sha1 = "http://www.w3.org/2000/09/xmldsig#sha1";

    /// <summary>SHA-256: the profile's digest.</summary>
    public const string Sha256 = "http://www.w3.org/2001/04/xmlenc#sha256";

    /// <summary>SHA-384, read only.</summary>
    public const string Sha384 = "http://www.w3.org/2001/04/xmldsig-more#sha384";

    /// <summary>SHA-512, read only.</summary>
    public const string Sha512 = "http://www.w3.org/2001/04/xmlenc#sha512";

    /// <summary>Exclusive canonical form without comments.</summary>
    public const string ExclusiveC14N = "http://www.w3.org/2001/10/xml-exc-c14n#";

    /// <summary>Inclusive canonical form without comments, read only.</summary>
    public const string InclusiveC14N = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315";

    /// <summary>The content of an attachment, without its MIME headers.</summary>
    public const string AttachmentContent =
        "http://docs.oasis-open.org/wss/oasis-wss-SwAProfile-1.1#Attachment-Content-Signature-Transform";

    /// <summary>The content of an attachment with its MIME headers; recognised only to refuse it.</summary>
    public const string AttachmentComplete =
        "http://docs.oasis-open.org/wss/oasis-wss-SwAProfile-1.1#Attachment-Complete-Signature-Transform";

    /// <summary>Token holding the whole certification path.</summary>
    public const string PkiPathToken = TokenProfile + "#X509PKIPathv1";

    /// <summary>Token holding one certificate, read only.</summary>
    public const string X509Token = TokenProfile + "#X509v3";

    /// <summary>Token holding a PKCS#7 bag, read only.</summary>
    public const string Pkcs7Token = TokenProfile + "#PKCS7";

    /// <summary>Key identifier by subject key identifier, read only.</summary>
    public const string SkiToken = TokenProfile + "#X509SubjectKeyIdentifier";

    /// <summary>Key identifier by certificate thumbprint, read only.</summary>
    public const string ThumbprintToken = "http://docs.oasis-open.org/wss/oasis-wss-soap-message-security-1.1#ThumbprintSHA1";

    /// <summary>Encoding of binary tokens.</summary>
    public const string Base64Encoding = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-soap-message-security-1.0#Base64Binary";

    private const string TokenProfile = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-x509-token-profile-1.0";
}
