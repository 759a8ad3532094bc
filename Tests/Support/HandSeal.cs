using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Security.Cryptography.Xml;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using Ics2.As4;
using Ics2.As4.Mime;
using Ics2.As4.Names;
using Ics2.As4.Profiles;

namespace Ics2.Tests.Support;

/// <summary>
/// Seals a message by hand: another token form, algorithm or choice of references, over a SignedInfo that the platform's own canonicaliser
/// renders. None of the product's sealing is used.
/// </summary>
internal static class HandSeal
{
    /// <summary>Takes a sealed message, edits its wsse:Security, and signs what SignedInfo then says.</summary>
    public static WireMessage Anew(WireMessage message, X509Certificate2 leaf, Action<XElement> edit, string method = Algorithms.RsaSha256)
    {
        var package = new MultipartReader(new ReadLimits()).Read(message.ContentType, message.Body).Value!;
        var envelope = XDocument.Parse(Encoding.UTF8.GetString(package.Root.Content.Span), LoadOptions.PreserveWhitespace);
        var security = Attacker.Security(envelope);
        edit(security);
        var signature = security.Element(Attacker.Ds + "Signature")!;
        var signedInfo = signature.Element(Attacker.Ds + "SignedInfo")!;
        signedInfo.Element(Attacker.Ds + "SignatureMethod")!.SetAttributeValue("Algorithm", method);
        using var key = leaf.GetRSAPrivateKey()!;
        var hash = method switch
        {
            Algorithms.RsaSha384 => HashAlgorithmName.SHA384,
            Algorithms.RsaSha512 => HashAlgorithmName.SHA512,
            _ => HashAlgorithmName.SHA256,
        };
        signature.Element(Attacker.Ds + "SignatureValue")!.Value = Convert.ToBase64String(
            key.SignData(Canonical(signedInfo), hash, RSASignaturePadding.Pkcs1)
        );
        return Attacker.Pack(envelope.ToString(SaveOptions.DisableFormatting), package.Attachments);
    }

    /// <summary>The references of a security header.</summary>
    public static IEnumerable<XElement> References(XElement security) => security.Descendants(Attacker.Ds + "Reference");

    private static byte[] Canonical(XElement element)
    {
        var document = new XmlDocument { PreserveWhitespace = true, XmlResolver = null };
        using (var reader = element.CreateReader())
        {
            document.Load(reader);
        }

        var transform = new XmlDsigExcC14NTransform();
        transform.LoadInput(document);
        using var output = (MemoryStream)transform.GetOutput(typeof(Stream));
        return output.ToArray();
    }
}
