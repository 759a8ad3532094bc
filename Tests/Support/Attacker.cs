using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Xml.Linq;
using Ics2.As4;
using Ics2.As4.Messages;
using Ics2.As4.Mime;
using Ics2.As4.Names;
using Ics2.As4.Profiles;
using Ics2.As4.Sealing;
using Ics2.As4.Writing;
using Ics2.As4.Xml;

namespace Ics2.Tests.Support;

/// <summary>
/// The tools of an attacker: valid filings of a victim to take apart and put together again, and a seal of their own to sign whatever
/// shape they like. Documents are edited as trees and written without formatting, so signatures over untouched parts stay valid.
/// </summary>
internal sealed class Attacker(X509Certificate2 leaf, SealingIdentity identity, Func<UserMessage> header)
{
    public static readonly XNamespace S = Ns.Soap,
        Eb = Ns.Ebms,
        Wsu = Ns.Wsu,
        Wsse = Ns.Wsse,
        Ds = Ns.Ds;
    public const string Boundary = "attack-boundary";

    public X509Certificate2 Leaf { get; } = leaf;

    private readonly MessageWriter _writer = new(Profile.Ics2HtiV2, identity, "trader.example.eu", TimeProvider.System);

    public SealedMessage Filing(string? text = null) =>
        _writer.WriteUserMessage(header(), [text is null ? TestSeal.Document() : TestSeal.Document(text)]);

    /// <summary>A valid filing whose envelope is edited.</summary>
    public WireMessage Edit(Action<XDocument> edit) => Edit(Filing(), edit);

    public static WireMessage Edit(SealedMessage filing, Action<XDocument> edit)
    {
        var (envelope, package) = Open(filing);
        edit(envelope);
        return Pack(envelope.ToString(SaveOptions.DisableFormatting), package.Attachments);
    }

    /// <summary>A valid filing whose envelope is edited as text, for what no tree holds.</summary>
    public WireMessage EditText(Func<string, string> edit)
    {
        var (envelope, package) = Open(Filing());
        return Pack(edit(envelope.ToString(SaveOptions.DisableFormatting)), package.Attachments);
    }

    /// <summary>A valid filing whose MIME bytes are edited.</summary>
    public WireMessage EditMime(Func<string, string> editBody, Func<string, string>? editType = null)
    {
        var (envelope, package) = Open(Filing());
        var wire = Pack(envelope.ToString(SaveOptions.DisableFormatting), package.Attachments);
        return new WireMessage(
            (editType ?? (type => type))(wire.ContentType),
            Encoding.Latin1.GetBytes(editBody(Encoding.Latin1.GetString(wire.Body.Span)))
        );
    }

    public static (XDocument Envelope, MimePackage Package) Open(SealedMessage filing)
    {
        var package = TestSeal.Read(filing.Wire).Package;
        return (XDocument.Parse(Encoding.UTF8.GetString(package.Root.Content.Span), LoadOptions.PreserveWhitespace), package);
    }

    public static WireMessage Pack(string envelope, IEnumerable<MimePart> attachments)
    {
        var body = new StringBuilder(
            $"--{Boundary}\r\nContent-Type: application/soap+xml; charset=UTF-8\r\nContent-ID: <root>\r\n\r\n"
        ).Append(Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(envelope)));
        foreach (var part in attachments)
        {
            body.Append(
                    $"\r\n--{Boundary}\r\nContent-Type: {part.ContentType}\r\nContent-Transfer-Encoding: binary\r\nContent-ID: <{part.ContentId}>\r\n\r\n"
                )
                .Append(Encoding.Latin1.GetString(part.Content.Span));
        }

        return new WireMessage(
            $"multipart/related; type=\"application/soap+xml\"; start=\"<root>\"; boundary=\"{Boundary}\"",
            Encoding.Latin1.GetBytes(body.Append($"\r\n--{Boundary}--\r\n").ToString())
        );
    }

    /// <summary>Takes the envelope's references and signs a SignedInfo of the attacker's own making over it.</summary>
    public WireMessage Resign(
        Func<IReadOnlyList<string>, IEnumerable<string>> references,
        string signatureMethod = Algorithms.RsaSha256,
        string canonicalisation = Algorithms.ExclusiveC14N,
        Action<XDocument>? edit = null
    )
    {
        var (envelope, package) = Open(Filing());
        edit?.Invoke(envelope);
        var signature = envelope.Descendants(Ds + "Signature").Single();
        var old = signature.Element(Ds + "SignedInfo")!;
        var originals = old.Elements(Ds + "Reference").Select(reference => reference.ToString(SaveOptions.DisableFormatting)).ToList();
        var signedInfo = XElement.Parse(
            $"<ds:SignedInfo xmlns:ds=\"{Ns.Ds}\"><ds:CanonicalizationMethod Algorithm=\"{canonicalisation}\"/><ds:SignatureMethod "
                + $"Algorithm=\"{signatureMethod}\"/>{string.Concat(references(originals))}</ds:SignedInfo>",
            LoadOptions.PreserveWhitespace
        );
        old.ReplaceWith(signedInfo);
        using var key = Leaf.GetRSAPrivateKey()!;
        var value = key.SignData(
            Canonical(signedInfo.ToString(SaveOptions.DisableFormatting)),
            HashAlgorithmName.SHA256,
            RSASignaturePadding.Pkcs1
        );
        signature.Element(Ds + "SignatureValue")!.Value = Convert.ToBase64String(value);
        return Pack(envelope.ToString(SaveOptions.DisableFormatting), package.Attachments);
    }

    public static string Reference(string uri, string digest, string digestAlgorithm = Algorithms.Sha256, params string[] transforms) =>
        $"<ds:Reference xmlns:ds=\"{Ns.Ds}\" URI=\"{uri}\">"
        + $"<ds:Transforms>{string.Concat(transforms.Select(transform => $"<ds:Transform Algorithm=\"{transform}\"/>"))}</ds:Transforms>"
        + $"<ds:DigestMethod Algorithm=\"{digestAlgorithm}\"/><ds:DigestValue>{digest}</ds:DigestValue></ds:Reference>";

    public static string Digest(ReadOnlySpan<byte> bytes) => Convert.ToBase64String(SHA256.HashData(bytes));

    public static byte[] Canonical(string xml)
    {
        using var output = new PooledBuffer();
        return Canonicaliser.Exclusive(XmlTreeReader.Read(Encoding.UTF8.GetBytes(xml), new ReadLimits()).Value!, [], output).ToArray();
    }

    /// <summary>A copy of the victim's header that files something else, without the id.</summary>
    public static XElement Forged(XElement messaging, string? id = "forged")
    {
        var copy = new XElement(messaging);
        copy.Descendants(Eb + "Action").Single().Value = "IE3F12";
        copy.SetAttributeValue(Wsu + "Id", id);
        return copy;
    }

    public static XElement Header(XDocument envelope) => envelope.Root!.Element(S + "Header")!;

    public static XElement Messaging(XDocument envelope) => Header(envelope).Element(Eb + "Messaging")!;

    public static XElement Body(XDocument envelope) => envelope.Root!.Element(S + "Body")!;

    public static XElement Security(XDocument envelope) => Header(envelope).Element(Wsse + "Security")!;

    public static XElement Signature(XDocument envelope) => Security(envelope).Element(Ds + "Signature")!;
}
