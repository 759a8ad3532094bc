namespace Ics2.TrustServices;

/// <summary>What the seal of the simulated customs looks like.</summary>
public enum CustomsSealKind
{
    /// <summary>A qualified seal of the test PKI's listed CA.</summary>
    Qualified,

    /// <summary>
    /// As the live STI's (field F-11): CN=sti-taxud from a CA of DG TAXUD's own that is on no trusted list, with the extended key usages of
    /// TLS only.
    /// </summary>
    Taxud,
}
