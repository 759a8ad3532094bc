namespace Ics2.Contract.Traders;

/// <summary>What <c>GET /traders</c> answers.</summary>
/// <param name="Traders">Those that were enrolled here, by party id.</param>
public sealed record TraderList(IReadOnlyList<TraderView> Traders);

/// <summary>A trader that was enrolled here.</summary>
/// <param name="PartyId">Full party id.</param>
/// <param name="Certificates">Its certificates, newest first.</param>
public sealed record TraderView(string PartyId, IReadOnlyList<TraderCertificate> Certificates);

/// <summary>A certificate of an enrolled trader.</summary>
/// <param name="Kind"><c>seal</c> or <c>tls</c>.</param>
/// <param name="Flavour">How it was enrolled: what is good about it, or wrong in a chosen way.</param>
/// <param name="Subject">Whose it is.</param>
/// <param name="NotBefore">Valid from.</param>
/// <param name="NotAfter">Valid until.</param>
/// <param name="Sha256">SHA-256 fingerprint, capital hexadecimal.</param>
/// <param name="EnrolledAt">When it was enrolled.</param>
public sealed record TraderCertificate(
    string Kind,
    string Flavour,
    string Subject,
    DateTimeOffset NotBefore,
    DateTimeOffset NotAfter,
    string Sha256,
    DateTimeOffset EnrolledAt
)
{
    /// <summary>What UUM&amp;DS has of a seal; null where it is not registered, and for TLS, which is not registered there.</summary>
    public TraderRegistration? Registration { get; init; }
}

/// <summary>What UUM&amp;DS has of a seal.</summary>
/// <param name="Status"><c>active</c>, <c>suspended</c> or <c>ended</c>.</param>
/// <param name="Eori">For whom.</param>
/// <param name="MemberState">Where.</param>
/// <param name="Ics2">Whether for ICS2.</param>
public sealed record TraderRegistration(string Status, string Eori, string MemberState, bool Ics2);

/// <summary>What <c>POST /traders/{partyId}/registration</c> takes: a registration is suspended, ended, or active again.</summary>
/// <param name="Sha256">Fingerprint of the seal.</param>
/// <param name="Status"><c>active</c>, <c>suspended</c> or <c>ended</c>.</param>
public sealed record RegistrationChange(string Sha256, string Status);

/// <summary>What <c>POST /preflight</c> takes: the two certificates of go-live. Keys are not needed, and not kept.</summary>
/// <param name="PartyId">EORI, or the longer party id that will be sent.</param>
/// <param name="Seal">PEM, DER, PKIPath or PKCS#12.</param>
/// <param name="Tls">PEM, DER or PKCS#12.</param>
/// <param name="Password">Of PKCS#12 files; null for none.</param>
/// <param name="PushUrl">Where customs will push to, if it will.</param>
public sealed record PreflightRequest(string PartyId, byte[] Seal, byte[] Tls, string? Password = null, Uri? PushUrl = null);

/// <summary>The certificates requirement by requirement, as <c>ics2 preflight</c> says it.</summary>
/// <param name="Verdict"><c>passed</c>, <c>warning</c>, <c>inconclusive</c> or <c>failed</c>.</param>
/// <param name="Checks">Seal first.</param>
public sealed record PreflightView(string Verdict, IReadOnlyList<PreflightCheckView> Checks);

/// <summary>One requirement.</summary>
/// <param name="Id">Stable name.</param>
/// <param name="Certificate"><c>seal</c> or <c>tls</c>.</param>
/// <param name="Verdict"><c>passed</c>, <c>skipped</c>, <c>inconclusive</c>, <c>warning</c> or <c>failed</c>.</param>
/// <param name="Evidence">What was found.</param>
/// <param name="Source">Where the requirement comes from.</param>
/// <param name="Remedy">How to mend it; null when there is nothing to mend.</param>
public sealed record PreflightCheckView(string Id, string Certificate, string Verdict, string Evidence, string Source, string? Remedy);
