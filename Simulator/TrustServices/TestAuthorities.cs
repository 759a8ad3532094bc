using System.Security.Cryptography.X509Certificates;

namespace Ics2.TrustServices;

/// <summary>
/// The CAs and list signers of the test PKI. RSA where traders meet it (root 3072 bits, others 2048); P-256 for the CAs that exist to be
/// refused or to be rare, so that a first start stays short.
/// </summary>
internal sealed class TestAuthorities
{
    public const string TaxudName = "taxud-ca";

    private const string Organisation = "Ics2 Conformance";

    private readonly PkiFolder _folder;
    private readonly DateTimeOffset _now;
    private readonly KeyMaker _keys;
    private CertificateAuthority? _taxud;

    private TestAuthorities(PkiFolder folder, DateTimeOffset now, KeyMaker keys)
    {
        (this._folder, this._now, this._keys) = (folder, now, keys);
        Root = SelfSigned("root", "Ics2 Test Root CA");
        Qualified = Under(Root, "qualified-ca", "Ics2 Test Qualified Seal CA");
        NonQualified = Under(Root, "non-qualified-ca", "Ics2 Test Seal CA");
        Withdrawn = Under(Root, "withdrawn-ca", "Ics2 Test Withdrawn Seal CA");
        National = SelfSigned("national-ca", "Ics2 Test National Customs CA");
        NationalElsewhere = SelfSigned("national-mt-ca", "Ics2 Test Maltese Customs CA");
        Untrusted = Under(SelfSigned("untrusted-root", "Ics2 Test Unlisted Root CA"), "untrusted-ca", "Ics2 Test Unlisted Seal CA");
        Tls = SelfSigned("tls-ca", "Ics2 Test TLS CA");
        UntrustedTls = SelfSigned("untrusted-tls-ca", "Ics2 Test Unlisted TLS CA");
        ListOfListsSigner = ListSigner("lotl-signer", "Ics2 Test List of Lists Signer");
        ListsSigner = ListSigner("lists-signer", "Ics2 Test National Lists Signer");
    }

    public CertificateAuthority Root { get; }

    public CertificateAuthority Qualified { get; }

    public CertificateAuthority NonQualified { get; }

    /// <summary>On the lists, but as withdrawn.</summary>
    public CertificateAuthority Withdrawn { get; }

    /// <summary>On the alternate lists of national customs only.</summary>
    public CertificateAuthority National { get; }

    /// <summary>On the alternate list of one Member State only, Malta.</summary>
    public CertificateAuthority NationalElsewhere { get; }

    /// <summary>On no list.</summary>
    public CertificateAuthority Untrusted { get; }

    public CertificateAuthority Tls { get; }

    /// <summary>A TLS CA the access point does not accept.</summary>
    public CertificateAuthority UntrustedTls { get; }

    public X509Certificate2 ListOfListsSigner { get; }

    public X509Certificate2 ListsSigner { get; }

    /// <summary>The CAs that say which of their certificates are revoked.</summary>
    public IReadOnlyList<CertificateAuthority> Revoking =>
        [
            Root,
            Qualified,
            NonQualified,
            Withdrawn,
            National,
            NationalElsewhere,
            Untrusted,
            Tls,
            UntrustedTls,
            .. _taxud is { } made ? [made] : Array.Empty<CertificateAuthority>(),
        ];

    /// <summary>DG TAXUD's own CA, on no trusted list: what the live STI's seal comes from (field F-11). Made when it is asked for.</summary>
    public CertificateAuthority Taxud() => _taxud ??= SelfSigned(TaxudName, "Ics2 Test DG TAXUD CA");

    /// <summary>Opens them, making what is missing.</summary>
    /// <param name="folder">Where they are kept.</param>
    /// <param name="now">The date to make them at.</param>
    /// <param name="further">Names and bits of further RSA keys that will be needed, so that they are made side by side.</param>
    /// <param name="then">What to do while the keys are at hand.</param>
    public static TestAuthorities OpenOrCreate(
        PkiFolder folder,
        DateTimeOffset now,
        IEnumerable<(string Name, int Size)> further,
        Action<TestAuthorities, KeyMaker> then
    )
    {
        string[] curves = ["withdrawn-ca", "national-ca", "national-mt-ca", "untrusted-root", "untrusted-ca", "untrusted-tls-ca"];
        string[] rsa = ["qualified-ca", "non-qualified-ca", "tls-ca", "lotl-signer", "lists-signer"];
        using var made = new KeyMaker(
            name => !folder.Has(name),
            [("root", 3072), .. rsa.Select(name => (name, 2048)), .. further, .. curves.Select(name => (name, KeyMaker.Curve))]
        );
        var authorities = new TestAuthorities(folder, now, made);
        then(authorities, made);
        return authorities;
    }

    private CertificateAuthority SelfSigned(string name, string commonName) =>
        new(name, _folder.Kept(name, () => CertificateAuthority.SelfSigned(Ca(commonName), _keys[name])), []);

    private CertificateAuthority Under(CertificateAuthority root, string name, string commonName) =>
        new(name, _folder.Kept(name, () => root.Issue(Ca(commonName), _keys[name])), root.Chain);

    // tslSigning (TS 119 612, annex B.4) is the extended key usage of those who sign lists.
    private X509Certificate2 ListSigner(string name, string commonName) =>
        _folder.Kept(
            name,
            () =>
                CertificateAuthority.SelfSigned(
                    Ca(commonName) with
                    {
                        IsCa = false,
                        KeyUsage = X509KeyUsageFlags.DigitalSignature,
                        Purposes = ["0.4.0.2231.3.0"],
                    },
                    _keys[name]
                )
        );

    // Twenty years around now, so that expired leaves were once issued by a valid CA.
    private CertificateBlueprint Ca(string commonName) =>
        new(SubjectName.Of("EU", Organisation, commonName), _now.AddYears(-10), _now.AddYears(10))
        {
            IsCa = true,
            KeyUsage = X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign | X509KeyUsageFlags.DigitalSignature,
        };
}
