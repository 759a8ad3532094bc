using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Security.Cryptography.Xml;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using Ics2.As4;
using Ics2.As4.Names;
using Ics2.As4.Sealing;

namespace Ics2.Tests.Support;

/// <summary>
/// Writes messages as an AS4 product of somebody else's does, by its settings. None of our own writing, sealing or canonical form is used,
/// so that what it writes says something about how we read.
/// </summary>
internal static class Product
{
    private const string Wsu = $"xmlns:wsu=\"{Ns.Wsu}\"";

    public static WireMessage Write(ProductSettings settings)
    {
        var messaging = settings.Messaging(Messaging(settings));
        var body = $"<S:Body xmlns:S=\"{settings.Soap}\" {Wsu} wsu:Id=\"body\">{settings.Body}</S:Body>";
        var security = settings.Signs ? Security(settings, messaging, body) : "";
        var envelope = settings.Envelope(
            $"<S:Envelope xmlns:S=\"{settings.Soap}\"><S:Header>{messaging}{settings.MoreHeaders}{security}</S:Header>{body}</S:Envelope>"
        );
        return Pack(settings, settings.Charset.GetPreamble().Concat(settings.Charset.GetBytes(envelope)).ToArray());
    }

    private static WireMessage Pack(ProductSettings settings, byte[] envelope)
    {
        using var body = new MemoryStream();
        Write(
            body,
            $"--{settings.Boundary}\r\nContent-Type: {settings.RootType}\r\nContent-Transfer-Encoding: binary\r\nContent-ID: <root@trader.example>\r\n\r\n"
        );
        body.Write(envelope);
        foreach (var part in settings.Parts.Where(_ => settings.Signal is null))
        {
            Write(
                body,
                $"\r\n--{settings.Boundary}\r\nContent-Type: {part.ContentType}\r\nContent-Transfer-Encoding: {part.TransferEncoding}\r\n"
                    + $"Content-ID: <{part.ContentId}>\r\n\r\n"
            );
            body.Write(part.Content);
        }

        Write(body, $"\r\n--{settings.Boundary}--\r\n");
        return new WireMessage(
            settings.ContentType
                ?? $"multipart/related; type=\"application/soap+xml\"; start=\"<root@trader.example>\"; boundary=\"{settings.Boundary}\"",
            settings.Wire(body.ToArray())
        )
        {
            ContentEncoding = settings.ContentEncoding,
        };
    }

    private static string Messaging(ProductSettings settings)
    {
        var info =
            $"<eb:MessageInfo><eb:Timestamp>{settings.Timestamp}</eb:Timestamp><eb:MessageId>{settings.MessageId}</eb:MessageId>"
            + (settings.RefTo is null ? "" : $"<eb:RefToMessageId>{settings.RefTo}</eb:RefToMessageId>")
            + "</eb:MessageInfo>";
        var message = settings.Signal is null
            ? $"<eb:UserMessage>{info}{Parties(settings)}{Collaboration(settings)}{settings.Properties}{Payload(settings)}</eb:UserMessage>"
            : $"<eb:SignalMessage>{info}{settings.Signal}</eb:SignalMessage>";
        return $"<eb:Messaging xmlns:eb=\"{settings.Ebms}\" xmlns:S=\"{settings.Soap}\" {Wsu} wsu:Id=\"mess\" {settings.MessagingAttributes}>"
            + $"{message}</eb:Messaging>";
    }

    private static string Parties(ProductSettings settings) =>
        $"<eb:PartyInfo><eb:From>{Typed("PartyId", settings.FromId, settings.FromType)}<eb:Role>{settings.FromRole}</eb:Role></eb:From>"
        + $"<eb:To>{Typed("PartyId", settings.ToId, settings.ToType)}<eb:Role>{settings.ToRole}</eb:Role></eb:To></eb:PartyInfo>";

    private static string Collaboration(ProductSettings settings)
    {
        var pmode = settings.PMode is null ? "" : $" pmode=\"{settings.PMode}\"";
        var type = settings.AgreementType is null ? "" : $" type=\"{settings.AgreementType}\"";
        var agreement = settings.Agreement is null ? "" : $"<eb:AgreementRef{type}{pmode}>{settings.Agreement}</eb:AgreementRef>";
        var conversation = settings.ConversationId is null ? "" : $"<eb:ConversationId>{settings.ConversationId}</eb:ConversationId>";
        return $"<eb:CollaborationInfo>{agreement}{Typed("Service", settings.Service, settings.ServiceType)}"
            + $"<eb:Action>{settings.Action}</eb:Action>{conversation}</eb:CollaborationInfo>";
    }

    private static string Payload(ProductSettings settings) =>
        settings.Parts.Count == 0 ? "" : $"<eb:PayloadInfo>{string.Concat(settings.Parts.Select(PartInfo))}</eb:PayloadInfo>";

    private static string PartInfo(ProductPart part)
    {
        var href = part.Href is null ? "" : $" href=\"{part.Href}\"";
        var properties = string.Concat(
            part.Properties.Select(property => $"<eb:Property name=\"{property.Name}\">{property.Value}</eb:Property>")
        );
        return $"<eb:PartInfo{href}>{(properties.Length == 0 ? "" : $"<eb:PartProperties>{properties}</eb:PartProperties>")}</eb:PartInfo>";
    }

    private static string Typed(string name, string value, string? type) =>
        $"<eb:{name}{(type is null ? "" : $" type=\"{type}\"")}>{value}</eb:{name}>";

    private static string Security(ProductSettings settings, string messaging, string body)
    {
        List<string> references =
        [
            .. settings.SignsMessaging
                ? (string[])[Reference(settings, "#mess", settings.Canonicalisation, Canonical(messaging, settings.Canonicalisation))]
                : [],
            .. settings.SignsBody
                ? (string[])[Reference(settings, "#body", settings.Canonicalisation, Canonical(body, settings.Canonicalisation))]
                : [],
            .. settings.SignsParts && settings.Signal is null
                ? settings.Parts.Select(part =>
                    Reference(settings, $"cid:{part.ContentId}", settings.PartTransform, part.Signed ?? part.Content)
                )
                : [],
        ];
        var signedInfo =
            $"<ds:SignedInfo xmlns:ds=\"{Ns.Ds}\"><ds:CanonicalizationMethod Algorithm=\"{settings.Canonicalisation}\"></ds:CanonicalizationMethod>"
            + $"<ds:SignatureMethod Algorithm=\"{settings.SignatureMethod}\"></ds:SignatureMethod>{string.Concat(references)}</ds:SignedInfo>";
        var value = settings.SignatureValue(Sign(settings, Canonical(signedInfo, settings.Canonicalisation)));
        var token = settings.Token ?? PkiPath.Encode([settings.Seal, .. settings.Chain]);
        var encoding = settings.TokenEncoding is { } stated ? $"EncodingType=\"{stated}\"" : "";
        var carried =
            settings.KeyReference is null || settings.TokenText is not null
                ? $"<wsse:BinarySecurityToken {Wsu} wsu:Id=\"tok\" {encoding} ValueType=\"{settings.TokenType}\">"
                    + $"{settings.TokenText ?? Convert.ToBase64String(token)}</wsse:BinarySecurityToken>"
                : "";
        var reference = settings.KeyReference ?? $"<wsse:Reference URI=\"#tok\" ValueType=\"{settings.ReferenceType}\"/>";
        return $"<wsse:Security xmlns:wsse=\"{Ns.Wsse}\" {settings.SecurityAttributes}>{settings.SecurityBefore}{carried}"
            + $"<ds:Signature xmlns:ds=\"{Ns.Ds}\">{signedInfo}<ds:SignatureValue>{Convert.ToBase64String(value)}</ds:SignatureValue>"
            + $"<ds:KeyInfo><wsse:SecurityTokenReference>{reference}</wsse:SecurityTokenReference></ds:KeyInfo></ds:Signature></wsse:Security>";
    }

    private static string Reference(ProductSettings settings, string uri, string transform, byte[] content) =>
        $"<ds:Reference URI=\"{uri}\"><ds:Transforms><ds:Transform Algorithm=\"{transform}\"></ds:Transform></ds:Transforms>"
        + $"<ds:DigestMethod Algorithm=\"{settings.DigestMethod}\"></ds:DigestMethod>"
        + $"<ds:DigestValue>{Convert.ToBase64String(CryptographicOperations.HashData(HashOf(settings.DigestMethod), content))}</ds:DigestValue>"
        + "</ds:Reference>";

    private static byte[] Sign(ProductSettings settings, byte[] signedInfo)
    {
        var hash = HashOf(settings.SignatureMethod);
        switch (settings.Key ?? (AsymmetricAlgorithm?)settings.Seal.GetRSAPrivateKey() ?? settings.Seal.GetECDsaPrivateKey())
        {
            case RSA rsa:
                return rsa.SignData(
                    signedInfo,
                    hash,
                    settings.SignatureMethod.EndsWith("MGF1", StringComparison.Ordinal)
                        ? RSASignaturePadding.Pss
                        : RSASignaturePadding.Pkcs1
                );
            case ECDsa elliptic:
                return elliptic.SignData(signedInfo, hash, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
            default:
                throw new InvalidOperationException("The seal has no key.");
        }
    }

    private static HashAlgorithmName HashOf(string method) =>
        method.Contains("sha1", StringComparison.Ordinal) ? HashAlgorithmName.SHA1
        : method.Contains("sha384", StringComparison.Ordinal) ? HashAlgorithmName.SHA384
        : method.Contains("sha512", StringComparison.Ordinal) ? HashAlgorithmName.SHA512
        : HashAlgorithmName.SHA256;

    /// <summary>The canonical form by the platform.</summary>
    public static byte[] Canonical(string xml, string method)
    {
        var document = new XmlDocument { PreserveWhitespace = true, XmlResolver = null };
        using (var reader = XElement.Parse(xml, LoadOptions.PreserveWhitespace).CreateReader())
        {
            document.Load(reader);
        }

        Transform transform = method == Algorithms.InclusiveC14N ? new XmlDsigC14NTransform() : new XmlDsigExcC14NTransform();
        transform.LoadInput(document);
        using var output = (MemoryStream)transform.GetOutput(typeof(Stream));
        return output.ToArray();
    }

    private static void Write(Stream body, string text) => body.Write(Encoding.Latin1.GetBytes(text));
}
