using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Xml;
using Ics2.Trust.Certificates;

namespace Ics2.Trust.Lists;

/// <summary>
/// Checks the enveloped XAdES signature of a trusted list (TS 119 612, annex B). Strict about shape: one signature, child of the root, the
/// whole
/// document and the signed properties referenced, nothing else; keys come from the pointer to the list, never from the signature itself.
/// </summary>
internal static class ListSignature
{
    private const string Ds = "http://www.w3.org/2000/09/xmldsig#";
    private const string Enveloped = Ds + "enveloped-signature";
    private const int MaxReferences = 5;

    /// <summary>Beginning of the reason when the signature holds for nobody who may sign.</summary>
    public const string NotOneOfThem = "The signature was made by none of the accepted signers";

    /// <summary>Null, or why the list is not the word of one of those accepted.</summary>
    public static string? WhyNot(XmlDocument document, IReadOnlyList<X509Certificate2> accepted)
    {
        try
        {
            return Check(document, accepted);
        }
        catch (Exception e) when (e is FormatException or CryptographicException or PlatformNotSupportedException or XmlException)
        {
            return $"The signature cannot be read: {e.Message}";
        }
    }

    private static string? Check(XmlDocument document, IReadOnlyList<X509Certificate2> accepted)
    {
        var signatures = document.GetElementsByTagName("Signature", Ds);
        if (signatures.Count != 1 || signatures[0] is not XmlElement signature || signature.ParentNode != document.DocumentElement)
        {
            return $"Expected exactly one ds:Signature, child of the root; found {signatures.Count}.";
        }

        var info = signature.Child("SignedInfo", Ds);
        var canonicalisation = info?.Child("CanonicalizationMethod", Ds);
        var method = XmlSignatureMethod.Of(info?.Child("SignatureMethod", Ds)?.GetAttribute("Algorithm"));
        if (info is null || canonicalisation is null || !CanonicalXml.IsKnown(canonicalisation.GetAttribute("Algorithm")) || method is null)
        {
            return "Expected one SignedInfo with exclusive or inclusive canonicalisation without comments, and RSA or ECDSA with SHA-256, SHA-384 or SHA-512.";
        }

        var value = Convert.FromBase64String(signature.Child("SignatureValue", Ds)?.InnerText ?? "");
        var signedInfo = Bytes(CanonicalXml.Of(info, canonicalisation.GetAttribute("Algorithm"), Prefixes(canonicalisation)));
        if (!accepted.Any(signer => method.Verifies(signer, signedInfo, value)))
        {
            return $"{NotOneOfThem} ({Names(accepted)}); it says it was made by {StatedSigner(signature)}.";
        }

        return References(document, signature, info);
    }

    private static string? References(XmlDocument document, XmlElement signature, XmlElement info)
    {
        var references = info.Children("Reference", Ds).ToList();
        if (references.Count is 0 or > MaxReferences || references.Count(reference => reference.GetAttribute("URI").Length == 0) != 1)
        {
            return "Expected one reference to the whole document.";
        }

        // Parts of the signature first: the digest of the document needs it taken out.
        foreach (var reference in references.OrderByDescending(reference => reference.GetAttribute("URI").Length))
        {
            if (Reference(document, signature, reference) is { } why)
            {
                return why;
            }
        }

        return null;
    }

    private static string? Reference(XmlDocument document, XmlElement signature, XmlElement reference)
    {
        var uri = reference.GetAttribute("URI");
        var transforms = reference.Child("Transforms", Ds)?.Children("Transform", Ds).ToList() ?? [];
        var canonicalisation = transforms.Find(transform => CanonicalXml.IsKnown(transform.GetAttribute("Algorithm")));
        var envelopes = transforms.Count(transform => transform.GetAttribute("Algorithm") is Enveloped);
        if (transforms.Count != envelopes + (canonicalisation is null ? 0 : 1) || envelopes != (uri.Length == 0 ? 1 : 0))
        {
            return $"Reference '{CertificateText.Short(uri)}' has transforms other than enveloped-signature (for the whole document) and canonicalisation.";
        }

        var algorithm = canonicalisation?.GetAttribute("Algorithm") ?? CanonicalXml.Inclusive;
        var prefixes = canonicalisation is null ? null : Prefixes(canonicalisation);
        using var canonical =
            uri.Length == 0 ? Whole(document, signature, algorithm, prefixes)
            : Part(document, signature, uri) is { } part ? CanonicalXml.Of(part, algorithm, prefixes)
            : null;
        if (canonical is null)
        {
            return $"Reference '{CertificateText.Short(uri)}' names no element of the signature, or several.";
        }

        var stated = Convert.FromBase64String(reference.Child("DigestValue", Ds)?.InnerText ?? "");
        var computed = XmlSignatureMethod.Digest(reference.Child("DigestMethod", Ds)?.GetAttribute("Algorithm"), canonical);
        if (computed is null)
        {
            return "A digest is not SHA-256, SHA-384 or SHA-512.";
        }

        return computed.AsSpan().SequenceEqual(stated)
            ? null
            : $"The digest of reference '{CertificateText.Short(uri)}' differs: stated {Convert.ToBase64String(stated)}, computed "
                + $"{Convert.ToBase64String(computed)}; the list was changed after signing.";
    }

    private static Stream Whole(XmlDocument document, XmlElement signature, string algorithm, string? prefixes)
    {
        var root = document.DocumentElement!;
        var next = signature.NextSibling;
        root.RemoveChild(signature);
        try
        {
            return CanonicalXml.Of(document, algorithm, prefixes);
        }
        finally
        {
            root.InsertBefore(signature, next);
        }
    }

    // Only within the signature, and the id must be unique there, whatever the attribute is called (attack cases XSW-12, XSW-13).
    private static XmlElement? Part(XmlDocument document, XmlElement signature, string uri)
    {
        var id = uri.StartsWith('#') ? uri[1..] : "";
        var named = document
            .GetElementsByTagName("*")
            .OfType<XmlElement>()
            .Where(element =>
                id.Length > 0
                && element
                    .Attributes.Cast<XmlAttribute>()
                    .Any(a =>
                        string.Equals(a.LocalName, "Id", StringComparison.OrdinalIgnoreCase)
                        && string.Equals(a.Value, id, StringComparison.Ordinal)
                    )
            )
            .Take(2)
            .ToList();
        return named.Count == 1 && named[0].IsWithin(signature) ? named[0] : null;
    }

    private static string? Prefixes(XmlElement method) =>
        method.Child("InclusiveNamespaces", CanonicalXml.Exclusive)?.GetAttribute("PrefixList");

    private static string Names(IReadOnlyList<X509Certificate2> signers) =>
        signers.Count == 0 ? "none" : string.Join(", ", signers.Take(3).Select(signer => signer.Shown()));

    private static string StatedSigner(XmlElement signature)
    {
        try
        {
            var text = signature.Child("KeyInfo", Ds)?.Child("X509Data", Ds)?.Child("X509Certificate", Ds)?.InnerText;
            using var certificate = X509CertificateLoader.LoadCertificate(Convert.FromBase64String(text ?? ""));
            return certificate.Shown();
        }
        catch (Exception e) when (e is FormatException or CryptographicException)
        {
            return "nobody";
        }
    }

    private static byte[] Bytes(Stream stream)
    {
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
