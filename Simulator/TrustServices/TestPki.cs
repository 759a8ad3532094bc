using System.Security.Cryptography.X509Certificates;
using Ics2.Trust.Certificates;

namespace Ics2.TrustServices;

/// <summary>
/// The PKI that stands for that of the real world: CAs for seals and for TLS, good and bad, and the signers of the trusted lists. Made at
/// first start in a folder, opened again afterwards.
/// </summary>
public sealed class TestPki
{
    private const string CustomsTlsName = "customs-tls";

    private readonly PkiFolder _folder;
    private readonly SealIssuer _seals;
    private readonly TlsIssuer _tls;

    private readonly CustomsSeals _customs;

    private TestPki(
        string directory,
        TimeProvider clock,
        TraderKeys? traderKeys,
        int customsKeySize,
        CustomsSealKind customsSeal,
        IEnumerable<string> hostNames
    )
    {
        _folder = new PkiFolder(directory);
        using var held = _folder.Lock();
        IssuedCertificate? seal = null;
        X509Certificate2? server = null;
        var now = clock.GetUtcNow();
        var until = now.AddYears(9); // longer than any simulation is moved on
        _customs = new CustomsSeals(_folder, customsSeal, customsKeySize, now, until);
        Authorities = TestAuthorities.OpenOrCreate(
            _folder,
            now,
            [.. _customs.Keys, (CustomsTlsName, 2048)],
            (authorities, keys) =>
            {
                seal = _customs.Open(authorities, keys);
                server = new ServerCertificate(_folder, authorities.Tls, CustomsTlsName, now, until).For(
                    ["localhost", "127.0.0.1", "::1", .. hostNames],
                    () => keys[CustomsTlsName]
                );
            }
        );
        CustomsSeal = seal!;
        CustomsSealKind = customsSeal;
        CustomsTls = new IssuedCertificate(server!, Authorities.Tls.Chain);
        NationalCas = new NationalCas(_folder, Authorities.National.Certificate, Authorities.NationalElsewhere.Certificate);
        Revocations = new RevocationRegister(_folder);
        _seals = new SealIssuer(Authorities, clock, Revoke, traderKeys is null ? KeyMaker.MakeRsa : traderKeys.ForSeal);
        _tls = new TlsIssuer(Authorities, clock, Revoke, traderKeys is null ? KeyMaker.MakeRsa : traderKeys.ForTls);
        WriteAnchors(SealAnchorsPem, Authorities.Root.Certificate);
        WriteAnchors(CustomsSealAnchorsPem, CustomsSeal.Chain[^1]);
        WriteAnchors(TlsAnchorsPem, Authorities.Tls.Certificate);
    }

    /// <summary>The seal of the simulated customs side.</summary>
    public IssuedCertificate CustomsSeal { get; }

    /// <summary>What it looks like.</summary>
    public CustomsSealKind CustomsSealKind { get; }

    /// <summary>
    /// The TLS certificate of the simulated access point: server for localhost, 127.0.0.1, ::1 and the names it was told, and client when it
    /// pushes.
    /// </summary>
    public IssuedCertificate CustomsTls { get; }

    /// <summary>Path of a PEM file with the root that listed seals end in. CAs on the alternate lists are not in it.</summary>
    public string SealAnchorsPem => _folder.PathOf("seal-anchors.pem");

    /// <summary>Path of a PEM file with the root that the seal of customs ends in.</summary>
    public string CustomsSealAnchorsPem => _folder.PathOf("customs-seal-anchors.pem");

    /// <summary>Path of a PEM file with the roots that TLS chains may end in.</summary>
    public string TlsAnchorsPem => _folder.PathOf("tls-anchors.pem");

    /// <summary>Who signs the list of lists: what the Official Journal publishes in the real world.</summary>
    public X509Certificate2 ListOfListsSigner => CertificateAuthority.WithoutKey(Authorities.ListOfListsSigner);

    /// <summary>Who signs the national and alternate lists.</summary>
    public X509Certificate2 ListsSigner => CertificateAuthority.WithoutKey(Authorities.ListsSigner);

    internal TestAuthorities Authorities { get; }

    internal NationalCas NationalCas { get; }

    internal RevocationRegister Revocations { get; }

    /// <summary>Opens the PKI of a folder, making what is missing.</summary>
    /// <param name="directory">The folder; made when absent.</param>
    /// <param name="clock">Certificates are valid from its time on.</param>
    /// <param name="traderKeys">The keys that traders' certificates share; null to make a new key for each.</param>
    /// <param name="customsKeySize">RSA bits of the seal of customs, where it has to be made.</param>
    /// <param name="customsSeal">What the seal of customs looks like; the others of the folder stay as they are.</param>
    /// <param name="hostNames">Names and addresses besides those of loopback that the TLS certificate of customs has to be good for.</param>
    /// <exception cref="InvalidDataException">A file of it is damaged.</exception>
    /// <exception cref="IOException">The folder cannot be read or written.</exception>
    public static TestPki OpenOrCreate(
        string directory,
        TimeProvider clock,
        TraderKeys? traderKeys = null,
        int customsKeySize = 2048,
        CustomsSealKind customsSeal = CustomsSealKind.Qualified,
        IEnumerable<string>? hostNames = null
    ) => new(directory, clock, traderKeys, customsKeySize, customsSeal, hostNames ?? []);

    /// <summary>
    /// Issues a good certificate of the CA that customs' seal is from, and not customs': who looks at the root alone takes it for customs
    /// (field F-12).
    /// </summary>
    public IssuedCertificate IssueForeignSeal() => _customs.Foreign(Authorities, _seals);

    /// <summary>Issues a seal certificate, with a new key unless keys are shared.</summary>
    /// <param name="eori">EORI of the trader; gives country and identifier of the subject, but no ICS2 rule reads it from there
    /// (as4-profile f1).</param>
    /// <param name="organisation">Name of the trader.</param>
    /// <param name="flavour">Good, or wrong in a chosen way.</param>
    /// <param name="keySize">RSA bits.</param>
    /// <exception cref="ArgumentException">The EORI has not the form of one.</exception>
    public IssuedCertificate IssueSeal(string eori, string organisation, SealFlavour flavour = SealFlavour.Qualified, int keySize = 2048) =>
        _seals.Issue(eori, organisation, flavour, keySize);

    /// <summary>
    /// Issues a TLS certificate, with a new key unless keys are shared, for both ends of a connection unless the flavour says otherwise.
    /// </summary>
    /// <param name="eori">EORI of the trader.</param>
    /// <param name="commonName">Common name of the subject.</param>
    /// <param name="dnsNames">Host names and IP addresses it is good for.</param>
    /// <param name="keySize">RSA bits.</param>
    /// <param name="flavour">Good, or wrong in a chosen way.</param>
    /// <param name="seal">The trader's seal, for the flavours that use it for TLS.</param>
    /// <exception cref="ArgumentException">The EORI has not the form of one, or the flavour needs a seal.</exception>
    public IssuedCertificate IssueTls(
        string eori,
        string commonName,
        IEnumerable<string> dnsNames,
        int keySize = 2048,
        TlsFlavour flavour = TlsFlavour.Good,
        IssuedCertificate? seal = null
    ) => _tls.Issue(eori, commonName, dnsNames, flavour, keySize, seal);

    /// <summary>Revokes a certificate of this PKI; responders say so from then on.</summary>
    /// <param name="certificate">Issued by one of its CAs.</param>
    /// <param name="at">Since when.</param>
    /// <param name="reason">Why.</param>
    /// <exception cref="ArgumentException">No CA of this PKI issued it.</exception>
    public void Revoke(X509Certificate2 certificate, DateTimeOffset at, X509RevocationReason reason) =>
        Revocations.Add(new RevokedCertificate(IssuerOf(certificate).Name, certificate.SerialNumber, at, reason));

    /// <summary>Lifts a hold.</summary>
    /// <exception cref="ArgumentException">No CA of this PKI issued the certificate.</exception>
    public void Release(X509Certificate2 certificate) => Revocations.Remove(IssuerOf(certificate).Name, certificate.SerialNumber);

    /// <summary>Certificates and keys as they are kept, by file name, for another simulator that is to have the same.</summary>
    public IReadOnlyDictionary<string, string> Files() => _folder.Files("*.pem");

    /// <summary>Puts the files of another simulator's PKI into a folder, to be opened afterwards.</summary>
    /// <param name="directory">The folder.</param>
    /// <param name="files">From <see cref="Files"/>.</param>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public static void Put(string directory, IReadOnlyDictionary<string, string> files)
    {
        var target = new PkiFolder(directory);
        using var held = target.Lock();
        foreach (var (name, text) in files)
        {
            target.WriteText(Path.GetFileName(name), text);
        }
    }

    private CertificateAuthority IssuerOf(X509Certificate2 certificate) =>
        Authorities.Revoking.FirstOrDefault(ca => ca.Certificate.SubjectName.RawData.AsSpan().SequenceEqual(certificate.IssuerName.RawData))
        ?? throw new ArgumentException($"No CA of the test PKI issued {certificate.Shown()}.", nameof(certificate));

    private void WriteAnchors(string path, X509Certificate2 anchor)
    {
        var (file, text) = (Path.GetFileName(path), anchor.ExportCertificatePem() + "\n");
        if (!_folder.Holds(file, text))
        {
            _folder.WriteText(file, text);
        }
    }
}
