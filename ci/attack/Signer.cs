using System.Formats.Asn1;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;

namespace Ics2.Attack;

/// <summary>What an attacker has who is a trader: the folder that enrolment wrote, and a signer of their own.</summary>
internal sealed class Signer : IDisposable
{
    private const string Eb = "http://docs.oasis-open.org/ebxml-msg/ebms/v3.0/ns/core/200704/",
        Soap = "http://www.w3.org/2003/05/soap-envelope",
        Wss = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-",
        Exclusive = "http://www.w3.org/2001/10/xml-exc-c14n#",
        Attachment = "http://docs.oasis-open.org/wss/oasis-wss-SwAProfile-1.1#Attachment-Content-Signature-Transform",
        EuCustoms = "urn:oasis:names:tc:ebcore:partyid-type:unregistered:eu-customs:";
    private const string Wsu = Wss + "wssecurity-utility-1.0.xsd",
        Wsse = Wss + "wssecurity-secext-1.0.xsd",
        PkiPath = Wss + "x509-token-profile-1.0#X509PKIPathv1",
        Base64 = Wss + "soap-message-security-1.0#Base64Binary";

    private readonly X509Certificate2 _seal;
    private readonly RSA _key;
    private readonly string _token;

    public Signer(string folder)
    {
        using var trader = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "trader.json")));
        var root = trader.RootElement;
        PartyId = root.GetProperty("partyId").GetString()!;
        Endpoint = new Uri(root.GetProperty("endpoint").GetString()!);
        Channel = root.GetProperty("mpc").GetString() ?? "";
        var seals = Load(folder, root.GetProperty("seal"));
        _seal = seals.Single(certificate => certificate.HasPrivateKey);
        _key = _seal.GetRSAPrivateKey()!;
        var tls = Load(folder, root.GetProperty("tls"));
        Tls = tls.Single(certificate => certificate.HasPrivateKey);
        TlsContext = SslStreamCertificateContext.Create(Tls, tls, offline: true);
        _token = Convert.ToBase64String(Path_(seals));
    }

    public string PartyId { get; }

    public Uri Endpoint { get; }

    public string Channel { get; }

    /// <summary>What the connection is made with.</summary>
    public X509Certificate2 Tls { get; }

    public SslStreamCertificateContext TlsContext { get; }

    public void Dispose()
    {
        _key.Dispose();
        _seal.Dispose();
        Tls.Dispose();
    }

    /// <summary>A user message, sealed over parts that are gzip already.</summary>
    public (string ContentType, byte[] Body) Filing(string action, params IReadOnlyList<(string MimeType, byte[] Gzip)> parts)
    {
        var id = $"{Guid.NewGuid()}@attacker.example";
        var infos = string.Concat(
            parts.Select(
                (part, at) =>
                    $"<eb:PartInfo href=\"cid:part-{at}@attacker\"><eb:PartProperties><eb:Property name=\"MimeType\">{part.MimeType}</eb:Property>"
                    + "<eb:Property name=\"CompressionType\">application/gzip</eb:Property></eb:PartProperties></eb:PartInfo>"
            )
        );
        var message =
            $"<eb:UserMessage>{Info(id)}<eb:PartyInfo><eb:From><eb:PartyId type=\"{EuCustoms}EORI\">{PartyId}</eb:PartyId><eb:Role>Trader</eb:Role>"
            + $"</eb:From><eb:To><eb:PartyId type=\"{EuCustoms}auth\">sti-taxud</eb:PartyId><eb:Role>Customs</eb:Role></eb:To></eb:PartyInfo>"
            + "<eb:CollaborationInfo><eb:AgreementRef type=\"ics2-interface-version\">EU-ICS2-TI-V2.0</eb:AgreementRef>"
            + $"<eb:Service type=\"eu-customs-service-type\">eu_ics2_t2c</eb:Service><eb:Action>{action}</eb:Action>"
            + $"<eb:ConversationId>1</eb:ConversationId></eb:CollaborationInfo><eb:PayloadInfo>{infos}</eb:PayloadInfo></eb:UserMessage>";
        return Pack(message, [.. parts.Select((part, at) => ($"part-{at}@attacker", part.Gzip))]);
    }

    /// <summary>A pull request for the trader's own channel.</summary>
    public (string ContentType, byte[] Body) Pull() =>
        Pack(
            $"<eb:SignalMessage>{Info($"{Guid.NewGuid()}@attacker.example")}<eb:PullRequest mpc=\"{Channel}\"></eb:PullRequest></eb:SignalMessage>",
            []
        );

    private static string Info(string id) =>
        $"<eb:MessageInfo><eb:Timestamp>{DateTimeOffset.UtcNow:yyyy-MM-dd'T'HH:mm:ss'Z'}</eb:Timestamp><eb:MessageId>{id}</eb:MessageId></eb:MessageInfo>";

    // Everything is written in canonical form at once, so its bytes are what is digested.
    private (string ContentType, byte[] Body) Pack(string message, IReadOnlyList<(string Id, byte[] Content)> parts)
    {
        var messaging =
            $"<eb:Messaging xmlns:S=\"{Soap}\" xmlns:eb=\"{Eb}\" xmlns:wsu=\"{Wsu}\" wsu:Id=\"m\" S:mustUnderstand=\"true\">{message}</eb:Messaging>";
        var body = $"<S:Body xmlns:S=\"{Soap}\" xmlns:wsu=\"{Wsu}\" wsu:Id=\"b\"></S:Body>";
        var references = new StringBuilder(Reference("#m", Exclusive, Encoding.UTF8.GetBytes(messaging))).Append(
            Reference("#b", Exclusive, Encoding.UTF8.GetBytes(body))
        );
        foreach (var (id, content) in parts)
        {
            references.Append(Reference($"cid:{id}", Attachment, content));
        }

        var signedInfo =
            $"<ds:SignedInfo xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\"><ds:CanonicalizationMethod Algorithm=\"{Exclusive}\">"
            + "</ds:CanonicalizationMethod><ds:SignatureMethod Algorithm=\"http://www.w3.org/2001/04/xmldsig-more#rsa-sha256\"></ds:SignatureMethod>"
            + $"{references}</ds:SignedInfo>";
        var value = _key.SignData(Encoding.UTF8.GetBytes(signedInfo), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var security =
            $"<wsse:Security xmlns:wsse=\"{Wsse}\" xmlns:wsu=\"{Wsu}\" S:mustUnderstand=\"true\"><wsse:BinarySecurityToken wsu:Id=\"t\" "
            + $"EncodingType=\"{Base64}\" ValueType=\"{PkiPath}\">{_token}</wsse:BinarySecurityToken>"
            + $"<ds:Signature xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\">{signedInfo}<ds:SignatureValue>{Convert.ToBase64String(value)}"
            + $"</ds:SignatureValue><ds:KeyInfo><wsse:SecurityTokenReference><wsse:Reference URI=\"#t\" ValueType=\"{PkiPath}\"></wsse:Reference>"
            + "</wsse:SecurityTokenReference></ds:KeyInfo></ds:Signature></wsse:Security>";
        var envelope = $"<S:Envelope xmlns:S=\"{Soap}\"><S:Header>{messaging}{security}</S:Header>{body}</S:Envelope>";
        using var packed = new MemoryStream();
        Write(packed, $"--x\r\nContent-Type: application/soap+xml; charset=UTF-8\r\nContent-ID: <root>\r\n\r\n{envelope}");
        foreach (var (id, content) in parts)
        {
            Write(packed, $"\r\n--x\r\nContent-Type: application/gzip\r\nContent-Transfer-Encoding: binary\r\nContent-ID: <{id}>\r\n\r\n");
            packed.Write(content);
        }

        Write(packed, "\r\n--x--\r\n");
        return ("multipart/related; type=\"application/soap+xml\"; start=\"<root>\"; boundary=\"x\"", packed.ToArray());
    }

    private static string Reference(string uri, string transform, byte[] content) =>
        $"<ds:Reference URI=\"{uri}\"><ds:Transforms><ds:Transform Algorithm=\"{transform}\"></ds:Transform></ds:Transforms>"
        + "<ds:DigestMethod Algorithm=\"http://www.w3.org/2001/04/xmlenc#sha256\"></ds:DigestMethod>"
        + $"<ds:DigestValue>{Convert.ToBase64String(SHA256.HashData(content))}</ds:DigestValue></ds:Reference>";

    private static void Write(Stream to, string text) => to.Write(Encoding.UTF8.GetBytes(text));

    private static X509Certificate2Collection Load(string folder, JsonElement store) =>
        X509CertificateLoader.LoadPkcs12CollectionFromFile(
            Path.Combine(folder, store.GetProperty("file").GetString()!),
            store.GetProperty("password").GetString()
        );

    // PkiPath: from the root to the leaf.
    private static byte[] Path_(X509Certificate2Collection certificates)
    {
        var path = new List<X509Certificate2>();
        var next = certificates.Single(certificate => certificate.HasPrivateKey);
        while (next is not null)
        {
            path.Insert(0, next);
            var issuer = next.Issuer;
            next = next.Subject == issuer ? null : certificates.FirstOrDefault(certificate => certificate.Subject == issuer);
        }

        var der = new AsnWriter(AsnEncodingRules.DER);
        using (der.PushSequence())
        {
            foreach (var certificate in path)
            {
                der.WriteEncodedValue(certificate.RawData);
            }
        }

        return der.Encode();
    }
}
