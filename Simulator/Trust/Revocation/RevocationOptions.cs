namespace Ics2.Trust.Revocation;

/// <summary>What to do when no responder says whether a certificate is revoked (attack case KEY-09).</summary>
public enum UnreachableResponder
{
    /// <summary>
    /// Accept and report it. The default: Domibus with the DSS extension leaves this open (as4-profile f), and a vendor's own CA may be out
    /// of reach.
    /// </summary>
    Accept,

    /// <summary>Refuse.</summary>
    Refuse,
}

/// <summary>How revocation is checked.</summary>
public sealed record RevocationOptions
{
    /// <summary>The policy for silent responders.</summary>
    public UnreachableResponder Unreachable { get; init; } = UnreachableResponder.Accept;

    /// <summary>How long one responder may take, in real time.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// For how long an answer, or the lack of one, is used again, in real time; a CRL or OCSP answer past its next update is not.
    /// </summary>
    public TimeSpan CacheFor { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Hosts that certificates name, and where those services really are. The test PKI names <c>pki.ics2.test</c>.</summary>
    public IReadOnlyDictionary<string, Uri> Hosts { get; init; } = new Dictionary<string, Uri>(StringComparer.OrdinalIgnoreCase);

    /// <summary>The address to ask instead of the one a certificate names; null when that is no HTTP address.</summary>
    internal Uri? Locate(string url) =>
        !Uri.TryCreate(url, UriKind.Absolute, out var stated) || stated.Scheme is not ("http" or "https") ? null
        : Hosts.TryGetValue(stated.Host, out var real) ? new Uri(real, stated.PathAndQuery.TrimStart('/'))
        : stated;
}
