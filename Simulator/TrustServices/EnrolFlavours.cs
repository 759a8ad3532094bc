namespace Ics2.TrustServices;

/// <summary>
/// All flavours: every row of as4-profile (f) and every SEC scenario of the conformance catalogue, each with a refusal of its own.
/// </summary>
public static class EnrolFlavours
{
    /// <summary>Certificates and registrations, good ones first.</summary>
    public static IReadOnlyList<EnrolFlavour> Certificates { get; } =
    [
        new("qualified", "a qualified seal", "accepted"),
        new("qualified-qscd", "a qualified seal with the key in a qualified device", "accepted") { Seal = SealFlavour.QualifiedQscd },
        new("non-qualified", "a seal of a listed CA that is not qualified", "accepted") { Seal = SealFlavour.NonQualified },
        new("national", "a seal of a CA on the alternate list of the registering Member State", "accepted") { Seal = SealFlavour.National },
        new("untrusted-ca", "a seal of a CA on no list", "EBMS:0101 NotTrusted")
        {
            Cause = "CN=Ics2 Test Unlisted Root CA",
            Seal = SealFlavour.Untrusted,
        },
        new("withdrawn-ca", "a seal of a CA that was withdrawn from the list", "EBMS:0101 CaWithdrawn")
        {
            Cause = "withdrawn since",
            Seal = SealFlavour.WithdrawnCa,
        },
        new("self-signed", "a self-signed seal", "EBMS:0101 NotTrusted") { Cause = "is self-signed", Seal = SealFlavour.SelfSigned },
        new("tls-as-seal", "a TLS certificate used for sealing", "EBMS:0101 NotTrusted")
        {
            Cause = "looks like the TLS certificate",
            Seal = SealFlavour.TlsCa,
        },
        new("expired", "a seal past its validity", "EBMS:0101 Expired") { Cause = "has expired", Seal = SealFlavour.Expired },
        new("not-yet-valid", "a seal before its validity", "EBMS:0101 NotYetValid")
        {
            Cause = "is not valid yet",
            Seal = SealFlavour.NotYetValid,
        },
        new("revoked", "a revoked seal", "EBMS:0101 Revoked") { Cause = "has been revoked", Seal = SealFlavour.Revoked },
        new("on-hold", "a seal on hold", "EBMS:0101 Revoked") { Cause = "is on hold", Seal = SealFlavour.OnHold },
        new("wrong-key-usage", "a seal certificate whose key may only encipher", "EBMS:0103 WrongUsage")
        {
            Cause = "key usage KeyEncipherment",
            Seal = SealFlavour.WrongKeyUsage,
        },
        new("weak-key", "a seal with an RSA key of 1024 bits", "EBMS:0103 WeakKey") { Cause = "1024 bits", Seal = SealFlavour.WeakKey },
        new("web-site", "a qualified web site certificate used for sealing", "EBMS:0103 WrongUsage")
        {
            Cause = "is a TLS certificate and may not be used for sealing",
            Seal = SealFlavour.WebSite,
        },
        new("natural-person", "a qualified signature certificate of a person used for sealing", "EBMS:0103 WrongType")
        {
            Cause = "signatures of natural persons",
            Seal = SealFlavour.NaturalPerson,
        },
        new("broken-chain", "a seal with a CA certificate of the right name but another key", "EBMS:0101 BrokenSignature")
        {
            Cause = "was not signed by the key of its issuer",
            Seal = SealFlavour.BrokenChain,
        },
        new("leaf-only", "a good seal without its chain", "EBMS:0101 IncompletePath")
        {
            Cause = "holds only the end-entity certificate",
            Seal = SealFlavour.LeafOnly,
        },
        new("national-elsewhere", "a seal of a CA that only the customs of another Member State, Malta, list", "EBMS:0101 NotTrusted")
        {
            Cause = "CN=Ics2 Test Maltese Customs CA",
            Seal = SealFlavour.NationalElsewhere,
        },
        new("unregistered", "a good seal that nobody registered in UUM&DS", "EBMS:0004 A001")
        {
            Cause = "No certificate is registered",
            Registered = RegistrationFlavour.None,
        },
        new("other-party", "a seal registered for another EORI", "EBMS:0004 A001")
        {
            Cause = "registered for ",
            Registered = RegistrationFlavour.OtherParty,
        },
        new("other-state", "a seal registered in another Member State than the party id says", "EBMS:0004 A001")
        {
            Cause = "is registered in DE",
            Registered = RegistrationFlavour.OtherState,
        },
        new("suspended", "a seal whose registration is suspended", "EBMS:0004 A001")
        {
            Cause = "is suspended",
            Registered = RegistrationFlavour.Suspended,
        },
        new("ended", "a seal whose registration has ended", "EBMS:0004 A001")
        {
            Cause = "is ended",
            Registered = RegistrationFlavour.Ended,
        },
        new("not-ics2", "an EORI that is not authorised for ICS2", "EBMS:0004 A001")
        {
            Cause = "not authorised for ICS2",
            Registered = RegistrationFlavour.NotIcs2,
        },
        new("registry-down", "a good seal, but UUM&DS is down when customs asks (SEC-10)", "EBMS:0004 A003")
        {
            Cause = "UUM&DS is down",
            Registered = RegistrationFlavour.RegistryDown,
        },
        new("registry-user-refused", "a good seal, but UUM&DS refuses the technical user of customs", "EBMS:0004 A002")
        {
            Cause = "refused the technical user",
            Registered = RegistrationFlavour.UserRefused,
        },
        new("tls-untrusted-ca", "a TLS certificate of a CA that is not accepted", "handshake refused")
        {
            Cause = "CN=Ics2 Test Unlisted TLS CA",
            Tls = TlsFlavour.Untrusted,
        },
        new("tls-expired", "a TLS certificate past its validity", "handshake refused") { Cause = "has expired", Tls = TlsFlavour.Expired },
        new("tls-server-only", "a TLS certificate that may not open connections", "handshake refused")
        {
            Cause = "serverAuth",
            Tls = TlsFlavour.ServerOnly,
        },
        new("seal-as-tls", "the seal certificate used for TLS", "handshake refused")
        {
            Cause = "looks like the seal certificate",
            Tls = TlsFlavour.SealCertificate,
        },
        new("same-key", "a TLS certificate with the key of the seal, which customs reports", "accepted") { Tls = TlsFlavour.SealKey },
        new("tls-revoked", "a revoked TLS certificate", "handshake refused") { Cause = "has been revoked", Tls = TlsFlavour.Revoked },
    ];

    /// <summary>All of them.</summary>
    public static IReadOnlyList<EnrolFlavour> All { get; } = [.. Certificates, .. MisbehavingFlavours.All];

    /// <summary>The flavour of a name; null when there is none.</summary>
    public static EnrolFlavour? Find(string name) =>
        All.FirstOrDefault(flavour => string.Equals(flavour.Name, name, StringComparison.OrdinalIgnoreCase));
}
