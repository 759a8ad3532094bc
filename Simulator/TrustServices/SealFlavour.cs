namespace Ics2.TrustServices;

/// <summary>
/// What kind of seal certificate is issued: good ones, and each way of being wrong. <see cref="EnrolFlavours"/> gives them names.
/// </summary>
public enum SealFlavour
{
    /// <summary>Qualified seal of the qualified CA, policy QCP-l.</summary>
    Qualified,

    /// <summary>The same with a key said to be in a qualified device, policy QCP-l-qscd.</summary>
    QualifiedQscd,

    /// <summary>Of a listed CA that is not qualified: allowed for sealing (ICD 4.6.2).</summary>
    NonQualified,

    /// <summary>Of a CA that is only on the alternate lists of national customs: allowed where it is registered (ICD 4.6.3).</summary>
    National,

    /// <summary>Of a CA that only the customs of Malta have on their alternate list: refused anywhere else (ICD 4.6.3).</summary>
    NationalElsewhere,

    /// <summary>Of a CA under another root that nobody lists.</summary>
    Untrusted,

    /// <summary>Of a CA that is on the lists as withdrawn.</summary>
    WithdrawnCa,

    /// <summary>Signed by itself.</summary>
    SelfSigned,

    /// <summary>Of the TLS CA: the TLS certificate used for sealing.</summary>
    TlsCa,

    /// <summary>Past its validity.</summary>
    Expired,

    /// <summary>Before its validity.</summary>
    NotYetValid,

    /// <summary>Revoked for key compromise.</summary>
    Revoked,

    /// <summary>Put on hold.</summary>
    OnHold,

    /// <summary>Key usage keyEncipherment only.</summary>
    WrongKeyUsage,

    /// <summary>RSA of 1024 bits.</summary>
    WeakKey,

    /// <summary>A qualified certificate for web sites.</summary>
    WebSite,

    /// <summary>A qualified certificate of a natural person, for signatures.</summary>
    NaturalPerson,

    /// <summary>With a certificate of the issuing CA that has the right name but another key.</summary>
    BrokenChain,

    /// <summary>Good, but delivered without its chain.</summary>
    LeafOnly,
}

/// <summary>What kind of TLS certificate is issued.</summary>
public enum TlsFlavour
{
    /// <summary>Of the TLS CA, for both ends.</summary>
    Good,

    /// <summary>Of a CA the access point does not accept.</summary>
    Untrusted,

    /// <summary>Past its validity.</summary>
    Expired,

    /// <summary>For servers only, as public CAs issue them by now.</summary>
    ServerOnly,

    /// <summary>Revoked for key compromise.</summary>
    Revoked,

    /// <summary>None of its own: the seal certificate.</summary>
    SealCertificate,

    /// <summary>A certificate of its own, but with the key of the seal.</summary>
    SealKey,
}
