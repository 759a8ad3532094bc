using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Security.Cryptography.Xml;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using Ics2.Trust.Lists;

namespace Ics2.TrustServices;

#pragma warning disable RS0030 // this file is the one wrapper around SignedXml

/// <summary>
/// Signs trusted lists: XAdES baseline B, enveloped (TS 119 612, annex B; EN 319 132-1). The one place that uses SignedXml, which is banned
/// elsewhere
/// because seals are the business of As4/Sealing; here it also is a second opinion to the reader in Ics2.Trust, which does without it.
/// </summary>
internal static class ListSigner
{
    private const string ReferenceId = "list-reference";
    private const string PropertiesId = "signed-properties";
    private const string SignatureId = "list-signature";
    private const string SignedPropertiesType = "http://uri.etsi.org/01903#SignedProperties";

    /// <summary>The signed list, UTF-8.</summary>
    /// <param name="list">Without signature.</param>
    /// <param name="signer">With an RSA private key.</param>
    /// <param name="at">The signing time to state.</param>
    public static byte[] Sign(XDocument list, X509Certificate2 signer, DateTimeOffset at)
    {
        var document = new XmlDocument { PreserveWhitespace = true, XmlResolver = null };
        using (var reader = list.CreateReader())
        {
            document.Load(reader);
        }

        using var key = signer.GetRSAPrivateKey()!;
        var signed = new Xades(document) { SigningKey = key };
        signed.Signature.Id = SignatureId;
        signed.SignedInfo!.CanonicalizationMethod = SignedXml.XmlDsigExcC14NTransformUrl;
        signed.SignedInfo.SignatureMethod = SignedXml.XmlDsigRSASHA256Url;
        signed.AddReference(
            Reference("", ReferenceId, type: null, new XmlDsigEnvelopedSignatureTransform(), new XmlDsigExcC14NTransform())
        );
        signed.AddReference(Reference("#" + PropertiesId, id: null, SignedPropertiesType, new XmlDsigExcC14NTransform()));
        signed.AddObject(new DataObject { Data = signed.Properties(Properties(signer, at)) });
        signed.KeyInfo.AddClause(new KeyInfoX509Data(signer));
        signed.ComputeSignature();
        document.DocumentElement!.AppendChild(signed.GetXml());
        return Encoding.UTF8.GetBytes(document.OuterXml);
    }

    private static Reference Reference(string uri, string? id, string? type, params Transform[] transforms)
    {
        var reference = new Reference(uri)
        {
            Id = id,
            Type = type,
            DigestMethod = SignedXml.XmlDsigSHA256Url,
        };
        transforms.ToList().ForEach(reference.AddTransform);
        return reference;
    }

    private static XElement Properties(X509Certificate2 signer, DateTimeOffset at)
    {
        XNamespace xades = TslNames.Xades,
            ds = "http://www.w3.org/2000/09/xmldsig#";
        return new XElement(
            xades + "QualifyingProperties",
            new XAttribute(XNamespace.Xmlns + "xades", xades.NamespaceName),
            new XAttribute(XNamespace.Xmlns + "ds", ds.NamespaceName),
            new XAttribute("Target", "#" + SignatureId),
            new XElement(
                xades + "SignedProperties",
                new XAttribute("Id", PropertiesId),
                new XElement(
                    xades + "SignedSignatureProperties",
                    new XElement(xades + "SigningTime", XmlConvert.ToString(at.UtcDateTime, XmlDateTimeSerializationMode.Utc)),
                    new XElement(
                        xades + "SigningCertificateV2",
                        new XElement(
                            xades + "Cert",
                            new XElement(
                                xades + "CertDigest",
                                new XElement(ds + "DigestMethod", new XAttribute("Algorithm", "http://www.w3.org/2001/04/xmlenc#sha256")),
                                new XElement(ds + "DigestValue", Convert.ToBase64String(SHA256.HashData(signer.RawData)))
                            )
                        )
                    )
                ),
                new XElement(
                    xades + "SignedDataObjectProperties",
                    new XElement(
                        xades + "DataObjectFormat",
                        new XAttribute("ObjectReference", "#" + ReferenceId),
                        new XElement(xades + "MimeType", "text/xml")
                    )
                )
            )
        );
    }

    // SignedXml looks for referenced ids in the document only; the signed properties are not in it yet.
    private sealed class Xades(XmlDocument document) : SignedXml(document)
    {
        private XmlElement? _properties;

        public XmlNodeList Properties(XElement content)
        {
            var holder = new XmlDocument { PreserveWhitespace = true, XmlResolver = null };
            using var reader = content.CreateReader();
            holder.Load(reader);
            _properties = (XmlElement)holder.DocumentElement!.FirstChild!;
            return holder.ChildNodes;
        }

        public override XmlElement? GetIdElement(XmlDocument? document, string idValue) =>
            string.Equals(idValue, PropertiesId, StringComparison.Ordinal) ? _properties : base.GetIdElement(document, idValue);
    }
}
