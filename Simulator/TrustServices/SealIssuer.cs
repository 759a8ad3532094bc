using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Ics2.Trust.Certificates;

namespace Ics2.TrustServices;

/// <summary>Issues seal certificates of every flavour.</summary>
internal sealed class SealIssuer(
    TestAuthorities authorities,
    TimeProvider clock,
    Action<X509Certificate2, DateTimeOffset, X509RevocationReason> revoke,
    Func<int, RSA> newKey
)
{
    // Policies of EN 319 411-2 (as4-profile f1).
    private const string QcpNatural = "0.4.0.194112.1.0";
    private const string QcpLegal = "0.4.0.194112.1.1";
    private const string QcpLegalQscd = "0.4.0.194112.1.3";
    private const string QcpWeb = "0.4.0.194112.1.4";

    public IssuedCertificate Issue(string eori, string organisation, SealFlavour flavour, int keySize)
    {
        var now = clock.GetUtcNow();
        var seal = Blueprint(eori, organisation, now) with { KeySize = keySize, NewKey = newKey };
        var (qualifiedCa, qualified) = (authorities.Qualified, Qualified(seal));
        return flavour switch
        {
            SealFlavour.Qualified => qualifiedCa.Issue(qualified),
            SealFlavour.QualifiedQscd => qualifiedCa.Issue(Qualified(seal, QcpLegalQscd, QcStatements.ESeal, qscd: true)),
            SealFlavour.NonQualified => authorities.NonQualified.Issue(seal),
            SealFlavour.National => authorities.National.Issue(seal),
            SealFlavour.NationalElsewhere => authorities.NationalElsewhere.Issue(seal),
            SealFlavour.Untrusted => authorities.Untrusted.Issue(seal),
            SealFlavour.WithdrawnCa => authorities.Withdrawn.Issue(qualified),
            SealFlavour.SelfSigned => SelfSigned(seal),
            SealFlavour.TlsCa => authorities.Tls.Issue(
                TlsIssuer.Blueprint(eori, organisation, [], now) with
                {
                    KeySize = keySize,
                    NewKey = newKey,
                }
            ),
            SealFlavour.Expired => qualifiedCa.Issue(qualified with { From = now.AddYears(-3), Until = now.AddDays(-1) }),
            SealFlavour.NotYetValid => qualifiedCa.Issue(qualified with { From = now.AddDays(30), Until = now.AddYears(3) }),
            SealFlavour.Revoked => Revoked(qualifiedCa.Issue(qualified), X509RevocationReason.KeyCompromise),
            SealFlavour.OnHold => Revoked(qualifiedCa.Issue(qualified), X509RevocationReason.CertificateHold),
            SealFlavour.WrongKeyUsage => qualifiedCa.Issue(qualified with { KeyUsage = X509KeyUsageFlags.KeyEncipherment }),
            SealFlavour.WeakKey => qualifiedCa.Issue(qualified with { KeySize = 1024 }),
            SealFlavour.WebSite => qualifiedCa.Issue(
                Qualified(seal, QcpWeb, QcStatements.Web, qscd: false) with
                {
                    Purposes = [TlsIssuer.ServerAuth, TlsIssuer.ClientAuth],
                    Names = ["www.trader.example"],
                }
            ),
            SealFlavour.NaturalPerson => qualifiedCa.Issue(
                Qualified(seal with { Subject = Person(eori) }, QcpNatural, QcStatements.ESign, qscd: false)
            ),
            SealFlavour.BrokenChain => BrokenChain(qualifiedCa.Issue(qualified), now),
            SealFlavour.LeafOnly => qualifiedCa.Issue(qualified) with { Chain = [] },
            _ => throw new ArgumentOutOfRangeException(nameof(flavour), flavour, "not a flavour"),
        };
    }

    public static CertificateBlueprint Blueprint(string eori, string organisation, DateTimeOffset now)
    {
        var party = Party(eori);
        var subject = SubjectName.Of(
            party.IssuingState,
            organisation,
            organisation + " Seal",
            $"NTR{party.IssuingState}-{party.Eori[2..]}"
        );
        return new CertificateBlueprint(subject, now.AddDays(-1), now.AddYears(3))
        {
            KeyUsage = X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.NonRepudiation,
        };
    }

    /// <summary>Policy QCP-l and the statements of a qualified seal.</summary>
    public static CertificateBlueprint Qualified(CertificateBlueprint blueprint) =>
        Qualified(blueprint, QcpLegal, QcStatements.ESeal, qscd: false);

    public static TraderPartyId Party(string eori) =>
        TraderPartyId.TryParse(eori, out var party, out var why) ? party : throw new ArgumentException(why, nameof(eori));

    private static CertificateBlueprint Qualified(CertificateBlueprint blueprint, string policy, string type, bool qscd) =>
        blueprint with
        {
            Policies = [policy],
            Extensions = [QcStatements.Make(type, qscd)],
        };

    private static X500DistinguishedName Person(string eori)
    {
        var builder = new X500DistinguishedNameBuilder();
        builder.AddCommonName("Erika Mustermann");
        builder.Add("2.5.4.4", "Mustermann");
        builder.Add("2.5.4.42", "Erika");
        builder.AddCountryOrRegion(Party(eori).IssuingState);
        return builder.Build();
    }

    private static IssuedCertificate SelfSigned(CertificateBlueprint seal)
    {
        using var key = seal.NewKey(seal.KeySize);
        return CertificateAuthority.SelfSigned(seal, key);
    }

    private IssuedCertificate Revoked(IssuedCertificate seal, X509RevocationReason reason)
    {
        revoke(seal.Certificate, clock.GetUtcNow(), reason);
        return seal;
    }

    // Another CA certificate of the same name, from the same root: what remains when a CA has changed its key and the old file is kept.
    private IssuedCertificate BrokenChain(IssuedCertificate seal, DateTimeOffset now)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var namesake = authorities.Root.Issue(
            new CertificateBlueprint(authorities.Qualified.Certificate.SubjectName, now.AddYears(-1), now.AddYears(1))
            {
                IsCa = true,
                KeyUsage = X509KeyUsageFlags.KeyCertSign,
            },
            key
        );
        return seal with
        {
            Chain = [X509CertificateLoader.LoadCertificate(namesake.Certificate.RawDataMemory.Span), .. seal.Chain.Skip(1)],
        };
    }
}
