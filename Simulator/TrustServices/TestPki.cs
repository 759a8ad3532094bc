using System.Security.Cryptography.X509Certificates;
using Ics2.Trust;

namespace Ics2.TrustServices;

/// <summary>
/// The CAs that stand for those of the real world: a root with a qualified and a non-qualified CA for seals, a CA under a root nobody lists,
/// and a commercial TLS CA. Made at first start in a folder, opened again afterwards.
/// </summary>
public sealed class TestPki
{
    private const int RootKeySize = 3072;
    private const int KeySize = 2048;
    private const string CustomsEori = "EU0000000000001";

    private readonly PkiFolder folder;
    private readonly TimeProvider clock;
    private readonly CertificateAuthority qualified;
    private readonly CertificateAuthority nonQualified;
    private readonly CertificateAuthority tls;
    private readonly Lazy<CertificateAuthority> untrusted;

    private TestPki(string directory, TimeProvider clock)
    {
        this.clock = clock;
        folder = new PkiFolder(directory);
        using var held = folder.Lock();
        using var keys = new KeyMaker(name => !folder.Has(name), ("root", RootKeySize), ("qualified-ca", KeySize), ("non-qualified-ca", KeySize), ("tls-ca", KeySize), ("customs-seal", KeySize), ("customs-tls", KeySize));

        var root = Root("root", "Ics2 Test Root CA", keys);
        qualified = Under(root, "qualified-ca", "Ics2 Test Qualified Seal CA", keys);
        nonQualified = Under(root, "non-qualified-ca", "Ics2 Test Seal CA", keys);
        tls = Root("tls-ca", "Ics2 Test TLS CA", keys);
        untrusted = new Lazy<CertificateAuthority>(Unlisted);

        CustomsSeal = new IssuedCertificate(Kept("customs-seal", () => qualified.Issue(Qualified(SealBlueprint(CustomsEori, "Simulated EU Customs")), keys["customs-seal"])), qualified.Chain);
        CustomsTls = new IssuedCertificate(Kept("customs-tls", () => tls.Issue(TlsBlueprint(CustomsEori, "localhost", ["localhost", "127.0.0.1", "::1"]), keys["customs-tls"])), tls.Chain);
        WriteAnchors(SealAnchorsPem, root.Certificate);
        WriteAnchors(TlsAnchorsPem, tls.Certificate);
    }

    /// <summary>The seal of the simulated customs side.</summary>
    public IssuedCertificate CustomsSeal { get; }

    /// <summary>The TLS certificate of the simulated access point: server for localhost, 127.0.0.1 and ::1, and client when it pushes.</summary>
    public IssuedCertificate CustomsTls { get; }

    /// <summary>Path of a PEM file with the roots that seals may end in, the customs seal included.</summary>
    public string SealAnchorsPem => folder.PathOf("seal-anchors.pem");

    /// <summary>Path of a PEM file with the roots that TLS chains may end in.</summary>
    public string TlsAnchorsPem => folder.PathOf("tls-anchors.pem");

    /// <summary>Opens the PKI of a folder, making what is missing.</summary>
    /// <exception cref="InvalidDataException">A file of it is damaged.</exception>
    /// <exception cref="IOException">The folder cannot be read or written.</exception>
    public static TestPki OpenOrCreate(string directory, TimeProvider clock) => new(directory, clock);

    /// <summary>Issues a seal certificate with a new key.</summary>
    /// <param name="eori">EORI of the trader; gives country and identifier of the subject, but no ICS2 rule reads it from there (as4-profile f1).</param>
    /// <param name="organisation">Name of the trader.</param>
    /// <param name="flavour">Good, or wrong in a chosen way.</param>
    /// <param name="keySize">RSA bits.</param>
    /// <exception cref="ArgumentException">The EORI has not the form of one.</exception>
    public IssuedCertificate IssueSeal(string eori, string organisation, SealFlavour flavour = SealFlavour.Qualified, int keySize = 2048)
    {
        var blueprint = SealBlueprint(eori, organisation) with { KeySize = keySize };
        return flavour switch
        {
            SealFlavour.Qualified => qualified.Issue(Qualified(blueprint)),
            SealFlavour.NonQualified => nonQualified.Issue(blueprint),
            SealFlavour.Untrusted => untrusted.Value.Issue(blueprint),
            _ => throw new ArgumentOutOfRangeException(nameof(flavour), flavour, "not a flavour"),
        };
    }

    /// <summary>Issues a TLS certificate with a new key, for both ends of a connection.</summary>
    /// <param name="eori">EORI of the trader.</param>
    /// <param name="commonName">Common name of the subject.</param>
    /// <param name="dnsNames">Host names and IP addresses it is good for.</param>
    /// <param name="keySize">RSA bits.</param>
    /// <exception cref="ArgumentException">The EORI has not the form of one.</exception>
    public IssuedCertificate IssueTls(string eori, string commonName, IEnumerable<string> dnsNames, int keySize = 2048) =>
        tls.Issue(TlsBlueprint(eori, commonName, dnsNames) with { KeySize = keySize });

    private CertificateBlueprint SealBlueprint(string eori, string organisation) => Leaf(SealSubject(eori, organisation)) with
    {
        KeyUsage = X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.NonRepudiation,
    };

    // Policy QCP-l and the statements of EN 319 412-5.
    private static CertificateBlueprint Qualified(CertificateBlueprint blueprint) =>
        blueprint with { Policies = ["0.4.0.194112.1.1"], Extensions = [QcStatements.Make(QcStatements.ESeal, qscd: false)] };

    private CertificateBlueprint TlsBlueprint(string eori, string commonName, IEnumerable<string> names) => Leaf(TlsSubject(eori, commonName)) with
    {
        KeyUsage = X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.KeyEncipherment,
        Purposes = ["1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.2"],
        Names = [.. names],
    };

    private CertificateBlueprint Leaf(X500DistinguishedName subject) => new(subject, clock.GetUtcNow().AddDays(-1), clock.GetUtcNow().AddYears(3));

    // Made when first asked for: only tests of refusals need it.
    private CertificateAuthority Unlisted()
    {
        using var held = folder.Lock();
        using var keys = new KeyMaker(name => !folder.Has(name), ("untrusted-root", KeySize), ("untrusted-ca", KeySize));
        return Under(Root("untrusted-root", "Ics2 Test Unlisted Root CA", keys), "untrusted-ca", "Ics2 Test Unlisted Seal CA", keys);
    }

    private CertificateAuthority Root(string name, string commonName, KeyMaker keys) =>
        new(Kept(name, () => CertificateAuthority.SelfSigned(CaBlueprint(commonName), keys[name])), []);

    private CertificateAuthority Under(CertificateAuthority root, string name, string commonName, KeyMaker keys) =>
        new(Kept(name, () => root.Issue(CaBlueprint(commonName), keys[name])), root.Chain);

    // Twenty years around now, so that expired leaves were once issued by a valid CA.
    private CertificateBlueprint CaBlueprint(string commonName) =>
        new(Subject("EU", "Ics2 Conformance", commonName, identifier: null), clock.GetUtcNow().AddYears(-10), clock.GetUtcNow().AddYears(10))
        {
            IsCa = true,
            KeyUsage = X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign | X509KeyUsageFlags.DigitalSignature,
        };

    private X509Certificate2 Kept(string name, Func<IssuedCertificate> make)
    {
        if (folder.Read(name) is { } kept)
        {
            return kept;
        }

        var made = make().Certificate;
        folder.Write(name, made);
        return made;
    }

    private void WriteAnchors(string path, X509Certificate2 anchor)
    {
        var text = anchor.ExportCertificatePem() + "\n";
        if (!File.Exists(path) || !string.Equals(File.ReadAllText(path), text, StringComparison.Ordinal))
        {
            folder.WriteText(Path.GetFileName(path), text);
        }
    }

    private static X500DistinguishedName SealSubject(string eori, string organisation)
    {
        var party = Party(eori);
        return Subject(party.IssuingState, organisation, organisation + " Seal", $"NTR{party.IssuingState}-{party.Eori[2..]}");
    }

    private static X500DistinguishedName TlsSubject(string eori, string commonName) => Subject(Party(eori).IssuingState, eori, commonName, identifier: null);

    private static TraderPartyId Party(string eori) => TraderPartyId.TryParse(eori, out var party, out var why) ? party : throw new ArgumentException(why, nameof(eori));

    // organizationIdentifier (2.5.4.97) as EN 319 412-1 builds it: type, country, hyphen, identifier.
    private static X500DistinguishedName Subject(string country, string organisation, string commonName, string? identifier)
    {
        const int longest = 64; // RFC 5280, upper bounds
        var builder = new X500DistinguishedNameBuilder();
        builder.AddCountryOrRegion(country);
        builder.AddOrganizationName(organisation.Length > longest ? organisation[..longest] : organisation);
        if (identifier is not null)
        {
            builder.Add("2.5.4.97", identifier, System.Formats.Asn1.UniversalTagNumber.UTF8String);
        }

        builder.AddCommonName(commonName.Length > longest ? commonName[..longest] : commonName);
        return builder.Build();
    }
}
