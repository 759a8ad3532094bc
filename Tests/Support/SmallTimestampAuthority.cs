using System.Net;
using Org.BouncyCastle.Asn1.X509;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Operators;
using Org.BouncyCastle.Math;
using Org.BouncyCastle.Security;
using Org.BouncyCastle.Tsp;
using Org.BouncyCastle.Utilities.Collections;
using Org.BouncyCastle.X509;
using BcX509Certificate = Org.BouncyCastle.X509.X509Certificate;

namespace Ics2.Tests.Support;

/// <summary>A time-stamping authority as BouncyCastle makes one, reached through an <see cref="HttpClient"/>.</summary>
internal sealed class SmallTimestampAuthority : HttpMessageHandler
{
    private readonly AsymmetricCipherKeyPair _key = NewKey();
    private readonly BcX509Certificate _certificate;

    public SmallTimestampAuthority(DateTime now)
    {
        Now = now;
        var maker = new X509V3CertificateGenerator();
        maker.SetSerialNumber(BigInteger.ValueOf(7));
        maker.SetIssuerDN(new X509Name("CN=Small TSA"));
        maker.SetSubjectDN(new X509Name("CN=Small TSA"));
        maker.SetNotBefore(now.AddDays(-1));
        maker.SetNotAfter(now.AddDays(1));
        maker.SetPublicKey(_key.Public);
        maker.AddExtension(X509Extensions.ExtendedKeyUsage, critical: true, new ExtendedKeyUsage(KeyPurposeID.id_kp_timeStamping));
        _certificate = maker.Generate(new Asn1SignatureFactory("SHA256WITHRSA", _key.Private));
    }

    public DateTime Now { get; }

    /// <summary>What it does instead of answering; null for answering.</summary>
    public Func<HttpResponseMessage>? Instead { get; init; }

    /// <summary>Stamps something else than what it was asked to.</summary>
    public bool StampsSomethingElse { get; init; }

    public byte[] Certificate => _certificate.GetEncoded();

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Content!.Headers.ContentType!.MediaType.ShouldBe("application/timestamp-query");
        if (Instead is not null)
        {
            return Instead();
        }

        var query = new TimeStampRequest(await request.Content.ReadAsByteArrayAsync(cancellationToken));
        if (StampsSomethingElse)
        {
            var other = new TimeStampRequestGenerator();
            other.SetCertReq(true);
            query = other.Generate(query.MessageImprintAlgOid, new byte[32], query.Nonce);
        }

        var tokens = new TimeStampTokenGenerator(_key.Private, _certificate, TspAlgorithms.Sha256, "1.2.3.4");
        tokens.SetCertificates(CollectionUtilities.CreateStore([_certificate]));
        var answer = new TimeStampResponseGenerator(tokens, TspAlgorithms.Allowed).Generate(query, BigInteger.One, Now);
        return new HttpResponseMessage(HttpStatusCode.OK) { Content = new ByteArrayContent(answer.GetEncoded()) };
    }

    private static AsymmetricCipherKeyPair NewKey()
    {
        var maker = GeneratorUtilities.GetKeyPairGenerator("RSA");
        maker.Init(new KeyGenerationParameters(new SecureRandom(), 2048));
        return maker.GenerateKeyPair();
    }
}
