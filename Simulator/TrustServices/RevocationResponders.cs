using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.Pkcs;
using Org.BouncyCastle.Asn1.X509;
using Org.BouncyCastle.Asn1.X9;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Ocsp;
using WireMock;

namespace Ics2.TrustServices;

/// <summary>
/// CRLs and OCSP of every CA of the test PKI under <c>/pki/</c>: <c>NAME.crl</c>, <c>ocsp/NAME</c> (POST) and <c>NAME.cer</c>. Answers are
/// made when
/// asked for, so a revocation shows at once. OCSP is answered with BouncyCastle, which shares no code with the reader in Ics2.Trust.
/// </summary>
internal sealed class RevocationResponders(TestPki pki, TimeProvider clock, FaultSwitch faults)
{
    public const string Root = "/pki/";

    private static readonly TimeSpan Life = TimeSpan.FromDays(7);

    public void Map(Endpoints endpoints)
    {
        foreach (var ca in pki.Authorities.Revoking)
        {
            var responder = new Lazy<OcspResponder>(() => new OcspResponder(ca));
            endpoints.On("GET", $"{Root}{ca.Name}.crl", faults, _ => Endpoints.Bytes(HttpStatusCode.OK, "application/pkix-crl", List(ca)));
            endpoints.On(
                "GET",
                $"{Root}{ca.Name}.cer",
                faults,
                _ => Endpoints.Bytes(HttpStatusCode.OK, "application/pkix-cert", ca.Certificate.RawData)
            );
            endpoints.On(
                "POST",
                $"{Root}ocsp/{ca.Name}",
                faults,
                request => Endpoints.Bytes(HttpStatusCode.OK, "application/ocsp-response", Answer(responder.Value, request))
            );
        }
    }

    /// <summary>The CRL of a CA as of now.</summary>
    internal byte[] List(CertificateAuthority ca)
    {
        var now = clock.GetUtcNow();
        var builder = new CertificateRevocationListBuilder();
        foreach (var entry in pki.Revocations.Of(ca.Name))
        {
            builder.AddEntry(Convert.FromHexString(entry.Serial), entry.At, entry.Reason);
        }

        return builder.Build(ca.Certificate, now.ToUnixTimeSeconds(), now + Life, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1, now);
    }

    private byte[] Answer(OcspResponder responder, IRequestMessage request)
    {
        var generator = new OCSPRespGenerator();
        OcspReq asked;
        try
        {
            asked = new OcspReq(request.BodyAsBytes ?? []);
        }
        catch (Exception e) when (e is IOException or ArgumentException or InvalidCastException)
        {
            return generator.Generate(OcspRespStatus.MalformedRequest, response: null).GetEncoded();
        }

        var now = clock.GetUtcNow().UtcDateTime;
        var basic = new BasicOcspRespGenerator(responder.PublicKey);
        foreach (var id in asked.GetRequestList().Select(single => single.GetCertID()))
        {
            basic.AddResponse(id, Status(responder, id), now, now + Life, singleExtensions: null);
        }

        return generator.Generate(OcspRespStatus.Successful, basic.Generate(responder, chain: null, now)).GetEncoded();
    }

    private CertificateStatus? Status(OcspResponder responder, CertificateID id)
    {
        if (!id.MatchesIssuer(responder.Certificate))
        {
            return new UnknownStatus();
        }

        return pki.Revocations.Find(responder.Name, Convert.ToHexString(id.SerialNumber.ToByteArray())) is { } entry
            ? new RevokedStatus(entry.At.UtcDateTime, (int)entry.Reason)
            : CertificateStatus.Good;
    }

    // Made once per CA, and signing by the platform: BouncyCastle tests every RSA modulus it is given, and is slow at RSA.
    private sealed class OcspResponder(CertificateAuthority ca) : ISignatureFactory
    {
        public string Name => ca.Name;

        public Org.BouncyCastle.X509.X509Certificate Certificate { get; } = new(ca.Certificate.RawData);

        public AsymmetricKeyParameter PublicKey { get; } = new Org.BouncyCastle.X509.X509Certificate(ca.Certificate.RawData).GetPublicKey();

        public object AlgorithmDetails { get; } =
            ca.Certificate.PublicKey.Oid.Value is "1.2.840.113549.1.1.1"
                ? new AlgorithmIdentifier(PkcsObjectIdentifiers.Sha256WithRsaEncryption, DerNull.Instance)
                : new AlgorithmIdentifier(X9ObjectIdentifiers.ECDsaWithSha256);

        public IStreamCalculator<IBlockResult> CreateCalculator() => new Calculator(ca);
    }

    private sealed class Calculator(CertificateAuthority ca) : IStreamCalculator<IBlockResult>, IDisposable
    {
        private readonly MemoryStream _content = new();

        public Stream Stream => _content;

        public void Dispose() => _content.Dispose();

        public IBlockResult GetResult() => new SimpleBlockResult(ca.Sign(_content.ToArray()));
    }
}
