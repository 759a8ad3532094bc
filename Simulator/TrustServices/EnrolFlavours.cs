using System.Security.Cryptography.X509Certificates;
using Ics2.Trust;

namespace Ics2.TrustServices;

/// <summary>How an enrolment registers the seal in UUM&amp;DS.</summary>
public enum RegistrationFlavour
{
    /// <summary>For the trader's EORI, in the state of the party id, authorised for ICS2.</summary>
    Good,

    /// <summary>Not at all.</summary>
    None,

    /// <summary>For somebody else's EORI.</summary>
    OtherParty,

    /// <summary>In another Member State than the party id says.</summary>
    OtherState,

    /// <summary>Suspended.</summary>
    Suspended,

    /// <summary>Ended.</summary>
    Ended,

    /// <summary>Without the authorisation for ICS2.</summary>
    NotIcs2,
}

/// <summary>A way to enrol a trader, good or wrong: what <c>ics2 enrol --flavour NAME</c> takes.</summary>
/// <param name="Name">For the command line.</param>
/// <param name="Text">What it is.</param>
/// <param name="Outcome">What the access point then answers, in the wording of the ICD: <c>accepted</c>, <c>handshake refused</c>, or code and cause.</param>
public sealed record EnrolFlavour(string Name, string Text, string Outcome)
{
    /// <summary>The seal to issue.</summary>
    public SealFlavour Seal { get; init; } = SealFlavour.Qualified;

    /// <summary>The TLS certificate to issue.</summary>
    public TlsFlavour Tls { get; init; } = TlsFlavour.Good;

    /// <summary>The registration to make.</summary>
    public RegistrationFlavour Registered { get; init; } = RegistrationFlavour.Good;

    /// <summary>What to register; null for nothing.</summary>
    public Registration? Registration(TraderPartyId party, X509Certificate2 seal)
    {
        var good = new Registration(party.Eori, seal.Fingerprint(), party.RegisteringState, Subject: seal.Subject);
        return Registered switch
        {
            RegistrationFlavour.None => null,
            RegistrationFlavour.OtherParty => good with { Eori = party.IssuingState + "999999999999999" },
            RegistrationFlavour.OtherState => good with { MemberState = party.RegisteringState is "DE" ? "FR" : "DE" },
            RegistrationFlavour.Suspended => good with { Status = RegistrationStatus.Suspended },
            RegistrationFlavour.Ended => good with { Status = RegistrationStatus.Ended },
            RegistrationFlavour.NotIcs2 => good with { Ics2 = false },
            _ => good,
        };
    }
}

/// <summary>All flavours: every row of as4-profile (f) and every SEC scenario that an enrolment can bring about.</summary>
public static class EnrolFlavours
{
    /// <summary>Good ones first.</summary>
    public static IReadOnlyList<EnrolFlavour> All { get; } =
    [
        new("qualified", "a qualified seal", "accepted"),
        new("qualified-qscd", "a qualified seal with the key in a qualified device", "accepted") { Seal = SealFlavour.QualifiedQscd },
        new("non-qualified", "a seal of a listed CA that is not qualified", "accepted") { Seal = SealFlavour.NonQualified },
        new("national", "a seal of a CA on the alternate list of the registering Member State", "accepted") { Seal = SealFlavour.National },
        new("untrusted-ca", "a seal of a CA on no list", "EBMS:0101 NotTrusted") { Seal = SealFlavour.Untrusted },
        new("withdrawn-ca", "a seal of a CA that was withdrawn from the list", "EBMS:0101 CaWithdrawn") { Seal = SealFlavour.WithdrawnCa },
        new("self-signed", "a self-signed seal", "EBMS:0101 NotTrusted") { Seal = SealFlavour.SelfSigned },
        new("tls-as-seal", "a TLS certificate used for sealing", "EBMS:0101 NotTrusted") { Seal = SealFlavour.TlsCa },
        new("expired", "a seal past its validity", "EBMS:0101 Expired") { Seal = SealFlavour.Expired },
        new("not-yet-valid", "a seal before its validity", "EBMS:0101 NotYetValid") { Seal = SealFlavour.NotYetValid },
        new("revoked", "a revoked seal", "EBMS:0101 Revoked") { Seal = SealFlavour.Revoked },
        new("on-hold", "a seal on hold", "EBMS:0101 Revoked") { Seal = SealFlavour.OnHold },
        new("wrong-key-usage", "a seal certificate whose key may only encipher", "EBMS:0103 WrongUsage") { Seal = SealFlavour.WrongKeyUsage },
        new("weak-key", "a seal with an RSA key of 1024 bits", "EBMS:0103 WeakKey") { Seal = SealFlavour.WeakKey },
        new("web-site", "a qualified web site certificate used for sealing", "EBMS:0103 WrongUsage") { Seal = SealFlavour.WebSite },
        new("natural-person", "a qualified signature certificate of a person used for sealing", "EBMS:0103 WrongType") { Seal = SealFlavour.NaturalPerson },
        new("broken-chain", "a seal with a CA certificate of the right name but another key", "EBMS:0101 BrokenSignature") { Seal = SealFlavour.BrokenChain },
        new("leaf-only", "a good seal without its chain", "EBMS:0101 IncompletePath") { Seal = SealFlavour.LeafOnly },
        new("unregistered", "a good seal that nobody registered in UUM&DS", "EBMS:0004 A001") { Registered = RegistrationFlavour.None },
        new("other-party", "a seal registered for another EORI", "EBMS:0004 A001") { Registered = RegistrationFlavour.OtherParty },
        new("other-state", "a seal registered in another Member State than the party id says", "EBMS:0004 A001") { Registered = RegistrationFlavour.OtherState },
        new("suspended", "a seal whose registration is suspended", "EBMS:0004 A001") { Registered = RegistrationFlavour.Suspended },
        new("ended", "a seal whose registration has ended", "EBMS:0004 A001") { Registered = RegistrationFlavour.Ended },
        new("not-ics2", "an EORI that is not authorised for ICS2", "EBMS:0004 A001") { Registered = RegistrationFlavour.NotIcs2 },
        new("tls-untrusted-ca", "a TLS certificate of a CA that is not accepted", "handshake refused") { Tls = TlsFlavour.Untrusted },
        new("tls-expired", "a TLS certificate past its validity", "handshake refused") { Tls = TlsFlavour.Expired },
        new("tls-server-only", "a TLS certificate that may not open connections", "handshake refused") { Tls = TlsFlavour.ServerOnly },
        new("tls-revoked", "a revoked TLS certificate", "handshake refused") { Tls = TlsFlavour.Revoked },
    ];

    /// <summary>The flavour of a name; null when there is none.</summary>
    public static EnrolFlavour? Find(string name) => All.FirstOrDefault(flavour => string.Equals(flavour.Name, name, StringComparison.OrdinalIgnoreCase));
}
