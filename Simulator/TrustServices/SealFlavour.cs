namespace Ics2.TrustServices;

/// <summary>What kind of seal certificate is issued: good ones, and each way of being wrong.</summary>
public enum SealFlavour
{
    /// <summary>Qualified seal of the qualified CA.</summary>
    Qualified,

    /// <summary>Of a listed CA that is not qualified: allowed for sealing (ICD 4.6.2).</summary>
    NonQualified,

    /// <summary>Of a CA under another root that nobody lists.</summary>
    Untrusted,
}
