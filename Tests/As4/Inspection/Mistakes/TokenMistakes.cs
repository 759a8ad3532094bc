using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Ics2.As4.Names;
using Ics2.As4.Sealing;
using Ics2.Tests.Support;

namespace Ics2.Tests.As4.Inspection.Mistakes;

/// <summary>What can be set wrong about the token and the key behind it.</summary>
internal static class TokenMistakes
{
    private const string Policy = "EBMS:0103",
        Broken = "EBMS:0101";

    public static IReadOnlyList<ProductMistake> All { get; } =
    [
        new(
            "token X509v3",
            p => p with { TokenType = Algorithms.X509Token, ReferenceType = Algorithms.X509Token, Token = p.Seal.RawData },
            Policy,
            "X509v3"
        )
        {
            Remedy = "PKIPath",
        },
        new(
            "token PKCS7",
            p => p with { TokenType = Algorithms.Pkcs7Token, ReferenceType = Algorithms.Pkcs7Token, Token = Bag(p) },
            Policy,
            "PKCS7"
        )
        {
            Remedy = "PKIPath",
        },
        new("one certificate labelled PKIPath", p => p with { Token = p.Seal.RawData }, Broken, "one X.509 certificate")
        {
            Remedy = "whole chain",
        },
        new("bag labelled PKIPath", p => p with { Token = Bag(p) }, Broken, "PKCS#7 bag"),
        new("path labelled X509v3", p => p with { TokenType = Algorithms.X509Token }, Policy, "a PKIPath") { Remedy = "ValueType" },
        new("bag labelled X509v3", p => p with { TokenType = Algorithms.X509Token, Token = Bag(p) }, Policy, "PKCS#7 bag"),
        new("path labelled PKCS7", p => p with { TokenType = Algorithms.Pkcs7Token }, Policy, "a PKIPath"),
        new("path with the leaf only", p => p with { Token = PkiPath.Encode([p.Seal]) }, Broken, "IncompletePath")
        {
            Remedy = "issuing CA",
        },
        new(
            "path from the leaf to the root",
            p => p with { Token = PkiPath.Encode([.. p.Chain.Reverse(), p.Seal]) },
            "",
            "root to the leaf"
        )
        {
            Remedy = "reverse",
        },
        new(
            "path with an alien certificate",
            p => p with { Token = PkiPath.Encode([p.Seal, .. p.Chain, Own("CN=Alien", 2048)]) },
            Broken,
            "no single leaf"
        ),
        new(
            "token as PEM",
            p => p with { TokenText = Convert.ToBase64String(Encoding.ASCII.GetBytes(p.Seal.ExportCertificatePem())) },
            Broken,
            "PEM text"
        )
        {
            Remedy = "base64 encoded once",
        },
        new(
            "token encoded twice",
            p =>
                p with
                {
                    TokenText = Convert.ToBase64String(
                        Encoding.ASCII.GetBytes(Convert.ToBase64String(PkiPath.Encode([p.Seal, .. p.Chain])))
                    ),
                },
            Broken,
            "base64 once more"
        ),
        new(
            "token in hexadecimal",
            p => p with { TokenEncoding = Algorithms.Base64Encoding.Replace("Base64Binary", "HexBinary", StringComparison.Ordinal) },
            Policy,
            "HexBinary"
        )
        {
            Remedy = "EncodingType",
        },
        new("element in the token", p => p with { TokenText = Chain(p) + "<x/>" }, Policy, "the element x in it")
        {
            Remedy = "only content",
        },
        new("comment in the token", p => p with { TokenText = Chain(p)[..8] + "<!-- -->" + Chain(p)[8..] }, Policy, "a comment in it"),
        new("token is not base64", p => p with { TokenText = "%%%" }, Broken, "not base64"),
        new("token damaged", p => p with { Token = PkiPath.Encode([p.Seal, .. p.Chain])[..^40] }, Broken, "cannot be decoded"),
        new(
            "reference to a token that is not there",
            p => p with { KeyReference = $"<wsse:Reference URI=\"#nowhere\" ValueType=\"{Algorithms.PkiPathToken}\"/>" },
            Broken,
            "nowhere"
        ),
        new("certificate named by issuer and serial", p => p with { KeyReference = IssuerSerial(p.Seal) }, Policy, "IssuerSerial")
        {
            Remedy = "PKIPath",
        },
        new(
            "certificate named by subject key identifier",
            p => p with { KeyReference = Identifier(Algorithms.SkiToken, Ski(p.Seal)) },
            Policy,
            "subject key identifier"
        )
        {
            Remedy = "PKIPath",
        },
        new(
            "certificate named by thumbprint",
            p => p with { KeyReference = Identifier(Algorithms.ThumbprintToken, p.Seal.GetCertHash()) },
            Policy,
            "thumbprint"
        )
        {
            Remedy = "PKIPath",
        },
        new(
            "bare key",
            p =>
                p with
                {
                    Envelope = text => Between(text, "<ds:KeyInfo>", "</ds:KeyInfo>", "<ds:KeyValue><ds:RSAKeyValue/></ds:KeyValue>"),
                },
            Policy,
            "KeyValue"
        ),
        new(
            "certificate in X509Data",
            p =>
                p with
                {
                    Envelope = text =>
                        Between(
                            text,
                            "<ds:KeyInfo>",
                            "</ds:KeyInfo>",
                            "<wsse:SecurityTokenReference><ds:X509Data><ds:X509Certificate>"
                                + Convert.ToBase64String(p.Seal.RawData)
                                + "</ds:X509Certificate></ds:X509Data></wsse:SecurityTokenReference>"
                        ),
                },
            Policy,
            "X509v3"
        ),
        new("self-signed seal", p => p with { Seal = Own("CN=Own, C=BE", 2048), Chain = [] }, Broken, "self-signed"),
        new("seal key of 1024 bits", p => Issued(p, RSA.Create(1024)), Policy, "WeakKey"),
        new("expired seal", p => Issued(p, RSA.Create(2048), from: -800, until: -400), Broken, "expired"),
        new("seal that is not valid yet", p => Issued(p, RSA.Create(2048), from: 400, until: 800), Broken, "not valid yet"),
        new("seal that may not sign", p => Issued(p, RSA.Create(2048), usage: X509KeyUsageFlags.KeyEncipherment), Policy, "WrongUsage"),
    ];

    private static string Chain(ProductSettings settings) => Convert.ToBase64String(PkiPath.Encode([settings.Seal, .. settings.Chain]));

    private static X509Certificate2 Own(string name, int bits)
    {
        using var key = RSA.Create(bits);
        var now = TimeProvider.System.GetUtcNow();
        return new CertificateRequest(name, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(
            now.AddDays(-1),
            now.AddDays(30)
        );
    }

    // Below a root of its own: whether that is accepted is asked after what is wrong with the certificate itself.
    private static ProductSettings Issued(
        ProductSettings settings,
        RSA key,
        int from = -1,
        int until = 30,
        X509KeyUsageFlags usage = X509KeyUsageFlags.DigitalSignature
    )
    {
        var now = TimeProvider.System.GetUtcNow();
        using var rootKey = RSA.Create(2048);
        var rootRequest = new CertificateRequest("CN=Own Root, C=BE", rootKey, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        rootRequest.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        rootRequest.CertificateExtensions.Add(
            new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true)
        );
        var root = rootRequest.CreateSelfSigned(now.AddDays(-1000), now.AddDays(1000));
        var request = new CertificateRequest("CN=Own Seal, C=BE", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509KeyUsageExtension(usage, critical: true));
        var issued = request.Create(root, now.AddDays(from), now.AddDays(until), [1, 2, 3]);
        return settings with { Seal = issued.CopyWithPrivateKey(key), Chain = [root] };
    }

    private static string IssuerSerial(X509Certificate2 seal)
    {
        var serial = new BigInteger(seal.SerialNumberBytes.Span, isUnsigned: true, isBigEndian: true);
        return $"<ds:X509Data xmlns:ds=\"{Ns.Ds}\"><ds:X509IssuerSerial><ds:X509IssuerName>{seal.Issuer}</ds:X509IssuerName>"
            + $"<ds:X509SerialNumber>{serial.ToString(CultureInfo.InvariantCulture)}</ds:X509SerialNumber></ds:X509IssuerSerial></ds:X509Data>";
    }

    private static string Identifier(string type, byte[] value) =>
        $"<wsse:KeyIdentifier ValueType=\"{type}\" EncodingType=\"{Algorithms.Base64Encoding}\">{Convert.ToBase64String(value)}</wsse:KeyIdentifier>";

    private static byte[] Ski(X509Certificate2 seal) =>
        seal.Extensions.OfType<X509SubjectKeyIdentifierExtension>().Single().SubjectKeyIdentifierBytes.ToArray();

    private static byte[] Bag(ProductSettings settings) =>
        new X509Certificate2Collection((X509Certificate2[])[.. settings.Chain, settings.Seal]).Export(X509ContentType.Pkcs7)!;

    private static string Between(string text, string start, string end, string instead)
    {
        var from = text.IndexOf(start, StringComparison.Ordinal) + start.Length;
        return text[..from] + instead + text[text.IndexOf(end, StringComparison.Ordinal)..];
    }
}
