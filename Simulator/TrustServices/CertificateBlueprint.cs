using System.Formats.Asn1;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Ics2.TrustServices;

/// <summary>What a certificate is to say, before anyone signs it.</summary>
internal sealed record CertificateBlueprint(X500DistinguishedName Subject, DateTimeOffset From, DateTimeOffset Until)
{
    public int KeySize { get; init; } = 2048;

    /// <summary>Where the RSA key of that size comes from.</summary>
    public Func<int, RSA> NewKey { get; init; } = KeyMaker.MakeRsa;

    public bool IsCa { get; init; }

    public X509KeyUsageFlags KeyUsage { get; init; } = X509KeyUsageFlags.DigitalSignature;

    public IReadOnlyList<string> Purposes { get; init; } = [];

    public IReadOnlyList<string> Names { get; init; } = [];

    public IReadOnlyList<string> Policies { get; init; } = [];

    public IReadOnlyList<X509Extension> Extensions { get; init; } = [];

    /// <summary>The certificate request with every extension but those that depend on the issuer.</summary>
    public CertificateRequest Request(AsymmetricAlgorithm key)
    {
        var request = key is RSA rsa
            ? new CertificateRequest(Subject, rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            : new CertificateRequest(Subject, (ECDsa)key, HashAlgorithmName.SHA256);
        var extensions = request.CertificateExtensions;
        extensions.Add(new X509BasicConstraintsExtension(IsCa, hasPathLengthConstraint: false, pathLengthConstraint: 0, critical: true));
        extensions.Add(new X509KeyUsageExtension(KeyUsage, critical: true));
        extensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        if (Purposes.Count > 0)
        {
            var oids = new OidCollection();
            Purposes.ToList().ForEach(purpose => oids.Add(new Oid(purpose)));
            extensions.Add(new X509EnhancedKeyUsageExtension(oids, critical: false));
        }

        if (Names.Count > 0)
        {
            extensions.Add(AlternativeNames());
        }

        if (Policies.Count > 0)
        {
            extensions.Add(CertificatePolicies());
        }

        Extensions.ToList().ForEach(extensions.Add);
        return request;
    }

    private X509Extension AlternativeNames()
    {
        var builder = new SubjectAlternativeNameBuilder();
        foreach (var name in Names)
        {
            if (IPAddress.TryParse(name, out var address))
            {
                builder.AddIpAddress(address);
            }
            else
            {
                builder.AddDnsName(name);
            }
        }

        return builder.Build();
    }

    // RFC 5280, 4.2.1.4: each policy a sequence with its identifier.
    private X509Extension CertificatePolicies()
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            foreach (var policy in Policies)
            {
                using (writer.PushSequence())
                {
                    writer.WriteObjectIdentifier(policy);
                }
            }
        }

        return new X509Extension("2.5.29.32", writer.Encode(), critical: false);
    }
}
