using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Org.BouncyCastle.Crypto.Operators;
using Org.BouncyCastle.Ocsp;
using Org.BouncyCastle.Security;
using WireMock;

namespace Ics2.TrustServices;

/// <summary>
/// CRLs and OCSP of every CA of the test PKI under <c>/pki/</c>: <c>NAME.crl</c>, <c>ocsp/NAME</c> (POST) and <c>NAME.cer</c>. Answers are made when
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
            endpoints.On("GET", $"{Root}{ca.Name}.crl", faults, _ => Endpoints.Bytes(HttpStatusCode.OK, "application/pkix-crl", List(ca)));
            endpoints.On("GET", $"{Root}{ca.Name}.cer", faults, _ => Endpoints.Bytes(HttpStatusCode.OK, "application/pkix-cert", ca.Certificate.RawData));
            endpoints.On("POST", $"{Root}ocsp/{ca.Name}", faults, request => Endpoints.Bytes(HttpStatusCode.OK, "application/ocsp-response", Answer(ca, request)));
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

    private byte[] Answer(CertificateAuthority ca, IRequestMessage request)
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

        using var key = (AsymmetricAlgorithm?)ca.Certificate.GetRSAPrivateKey() ?? ca.Certificate.GetECDsaPrivateKey()!;
        var certificate = new Org.BouncyCastle.X509.X509Certificate(ca.Certificate.RawData);
        var now = clock.GetUtcNow().UtcDateTime;
        var basic = new BasicOcspRespGenerator(certificate.GetPublicKey());
        foreach (var id in asked.GetRequestList().Select(single => single.GetCertID()))
        {
            basic.AddResponse(id, Status(ca, id, certificate), now, now + Life, singleExtensions: null);
        }

        var signer = new Asn1SignatureFactory(key is RSA ? "SHA256withRSA" : "SHA256withECDSA", PrivateKeyFactory.CreateKey(key.ExportPkcs8PrivateKey()));
        return generator.Generate(OcspRespStatus.Successful, basic.Generate(signer, chain: null, now)).GetEncoded();
    }

    private CertificateStatus? Status(CertificateAuthority ca, CertificateID id, Org.BouncyCastle.X509.X509Certificate certificate)
    {
        if (!id.MatchesIssuer(certificate))
        {
            return new UnknownStatus();
        }

        return pki.Revocations.Find(ca.Name, Convert.ToHexString(id.SerialNumber.ToByteArray())) is { } entry
            ? new RevokedStatus(entry.At.UtcDateTime, (int)entry.Reason)
            : CertificateStatus.Good;
    }
}
