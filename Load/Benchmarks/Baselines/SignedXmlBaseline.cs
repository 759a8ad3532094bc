#pragma warning disable RS0030 // banned for seals of the product; here it is what the product is measured against
using System.Security.Cryptography;
using System.Security.Cryptography.Xml;
using System.Xml;
using Ics2.As4;
using Ics2.As4.Mime;
using Ics2.As4.Names;

namespace Ics2.Load.Benchmarks;

/// <summary>
/// What a verification costs with <see cref="SignedXml"/>: the same envelope, signed again over the same two elements with the same
/// transforms, and the digest of the attachment taken beside, since <see cref="SignedXml"/> knows no <c>cid:</c>.
/// </summary>
internal sealed class SignedXmlBaseline
{
    private readonly ReadOnlyMemory<byte> _envelope;
    private readonly ReadOnlyMemory<byte> _attachment;
    private readonly RSA _key;

    /// <summary>Signs the envelope anew.</summary>
    /// <param name="package">A sealed message with one attachment.</param>
    /// <param name="key">Signs, and verifies.</param>
    public SignedXmlBaseline(MimePackage package, RSA key)
    {
        (_attachment, _key) = (package.Attachments[0].Content, key);
        var document = Load(package.Root.Content);
        var signature = (XmlElement)document.GetElementsByTagName("Signature", Ns.Ds)[0]!;
        var signed = new WithWsuIds(document) { SigningKey = key };
        signed.SignedInfo!.CanonicalizationMethod = SignedXml.XmlDsigExcC14NTransformUrl;
        foreach (
            var uri in signature
                .GetElementsByTagName("Reference", Ns.Ds)
                .OfType<XmlElement>()
                .Select(reference => reference.GetAttribute("URI"))
                .Where(uri => uri.StartsWith('#'))
        )
        {
            var reference = new Reference(uri);
            reference.AddTransform(new XmlDsigExcC14NTransform());
            signed.AddReference(reference);
        }

        signed.ComputeSignature();
        signature.ParentNode!.ReplaceChild(document.ImportNode(signed.GetXml(), deep: true), signature);
        _envelope = System.Text.Encoding.UTF8.GetBytes(document.OuterXml);
    }

    /// <summary>Verifies once.</summary>
    /// <exception cref="InvalidOperationException">The signature does not hold, so that nothing was measured.</exception>
    public void Verify()
    {
        var document = Load(_envelope);
        var signed = new WithWsuIds(document);
        signed.LoadXml((XmlElement)document.GetElementsByTagName("Signature", Ns.Ds)[0]!);
        SHA256.HashData(_attachment.Span);
        if (!signed.CheckSignature(_key))
        {
            throw new InvalidOperationException("SignedXml does not accept its own signature.");
        }
    }

    /// <summary>Reads an envelope as a document.</summary>
    public static XmlDocument Load(ReadOnlyMemory<byte> envelope)
    {
        var document = new XmlDocument { PreserveWhitespace = true, XmlResolver = null };
        using var reader = XmlReader.Create(
            envelope.AsStream(),
            new XmlReaderSettings
            {
                DtdProcessing = DtdProcessing.Prohibit,
                XmlResolver = null,
                CloseInput = true,
            }
        );
        document.Load(reader);
        return document;
    }

    private sealed class WithWsuIds(XmlDocument document) : SignedXml(document)
    {
        public override XmlElement? GetIdElement(XmlDocument? document, string idValue)
        {
            var names = new XmlNamespaceManager(document!.NameTable);
            names.AddNamespace("wsu", Ns.Wsu);
            return (XmlElement?)document.SelectSingleNode($"//*[@wsu:Id='{idValue}']", names);
        }
    }
}
