using System.Security.Cryptography.X509Certificates;

namespace Ics2.TrustServices;

/// <summary>The seal of customs, of either look, and another certificate of the same CA for who wants to pass for customs.</summary>
internal sealed class CustomsSeals(PkiFolder folder, CustomsSealKind kind, int keySize, DateTimeOffset now, DateTimeOffset until)
{
    public const string Eori = "EU0000000000001";

    private const string QualifiedName = "customs-seal";
    private const string TaxudName = "customs-seal-taxud";
    private const string OtherEori = "NL999999999";
    private const string Organisation = "Ics2 Conformance";

    /// <summary>The keys that will be needed, with their bits.</summary>
    public IReadOnlyList<(string Name, int Size)> Keys =>
        kind == CustomsSealKind.Taxud ? [(TestAuthorities.TaxudName, 2048), (TaxudName, keySize)] : [(QualifiedName, keySize)];

    /// <summary>Opens the seal, making it when it is missing.</summary>
    public IssuedCertificate Open(TestAuthorities authorities, KeyMaker keys)
    {
        if (kind == CustomsSealKind.Taxud)
        {
            var taxud = authorities.Taxud();
            return new IssuedCertificate(folder.Kept(TaxudName, () => taxud.Issue(Taxud("sti-taxud"), keys[TaxudName])), taxud.Chain);
        }

        var seal = SealIssuer.Qualified(SealIssuer.Blueprint(Eori, "Simulated EU Customs", now)) with { Until = until };
        return new IssuedCertificate(
            folder.Kept(QualifiedName, () => authorities.Qualified.Issue(seal, keys[QualifiedName])),
            authorities.Qualified.Chain
        );
    }

    /// <summary>A good certificate of the CA that customs' seal is from, and not customs' (field F-12).</summary>
    public IssuedCertificate Foreign(TestAuthorities authorities, SealIssuer seals) =>
        kind == CustomsSealKind.Taxud
            ? authorities.Taxud().Issue(Taxud("other-service"))
            : seals.Issue(OtherEori, "Another Trader", SealFlavour.Qualified, 2048);

    // Field F-11: no qualified statements, and of the extended key usages only those of TLS.
    private CertificateBlueprint Taxud(string commonName) =>
        new(SubjectName.Of("EU", Organisation, commonName), now.AddDays(-1), until)
        {
            KeyUsage = X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.NonRepudiation,
            Purposes = [TlsIssuer.ClientAuth, TlsIssuer.ServerAuth],
        };
}
