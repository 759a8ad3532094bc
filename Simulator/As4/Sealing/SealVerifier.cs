using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Ics2.As4.Envelopes;
using Ics2.As4.Mime;
using Ics2.As4.Names;
using Ics2.As4.Profiles;
using Ics2.As4.Xml;

namespace Ics2.As4.Sealing;

/// <summary>
/// Verifies the XML signature of a message: one signature, found by path, its references resolved to the very nodes that are
/// processed, digests over the bytes received. It reads more forms than the profile allows; what is allowed is <c>SealPolicy</c>'s.
/// </summary>
/// <param name="limits">Bounds on what is read.</param>
/// <param name="known">Certificates that a message may name without carrying them.</param>
public sealed class SealVerifier(ReadLimits limits, IReadOnlyList<X509Certificate2>? known = null)
{
    private readonly IReadOnlyList<X509Certificate2> _known = known ?? [];
    private readonly TokenCache _tokens = new();

    /// <summary>Verifies.</summary>
    /// <param name="package">The parts it came with.</param>
    /// <returns>The findings; never an exception for what a message holds.</returns>
    public Seal Verify(Envelope envelope, MimePackage package)
    {
        if (IsEncrypted(envelope.Root))
        {
            return new Seal
            {
                Present = true,
                Encrypted = true,
                Fault = "the message is encrypted",
            };
        }

        var security = SignatureReader.FindSecurity(envelope, out var fault);
        if (security is null)
        {
            return new Seal { Present = fault is not null, Fault = fault };
        }

        var parts = SignatureReader.Read(envelope, security, limits, out fault);
        if (parts is null)
        {
            return new Seal { Present = fault is not null, Fault = fault };
        }

        var (token, key) = _tokens.Get(
            TokenReader.FindReferenced(security, parts.KeyInfo),
            () => TokenReader.Read(security, parts.KeyInfo, limits, _known)
        );
        var digests = new ReferenceDigest(envelope, package, token.Element, limits);
        var references = new SealReferenceResult[parts.References.Count];
        var attachments = new List<string>();
        var (messaging, body) = (false, false);
        for (var i = 0; i < references.Length; i++)
        {
            (references[i], var element, var part) = digests.Compute(parts.References[i]);
            messaging |= element == envelope.Messaging;
            body |= element == envelope.Body;
            if (part?.ContentId is { } id)
            {
                attachments.Add(id);
            }
        }

        return new Seal
        {
            Present = true,
            TokenType = token.Type,
            TokenFault = token.Fault,
            SignatureAlgorithm = parts.SignatureMethod,
            Canonicalisation = parts.Canonicalisation,
            Leaf = token.Leaf,
            TokenCertificates = token.Certificates,
            SignatureValueValid = key is not null && ValueFits(parts, key),
            References = references,
            CoversMessaging = messaging,
            CoversBody = body,
            CoveredAttachments = attachments,
        };
    }

    private static bool IsEncrypted(Element root)
    {
        foreach (var element in root.DescendantsAndSelf())
        {
            if (element.NamespaceUri == Ns.Xenc)
            {
                return true;
            }
        }

        return false;
    }

    private static bool ValueFits(SignatureParts parts, RSA key)
    {
        if (HashOf(parts.SignatureMethod) is not { } hash)
        {
            return false;
        }

        if (parts.Canonicalisation is not (Algorithms.ExclusiveC14N or Algorithms.InclusiveC14N))
        {
            return false;
        }

        using var output = new PooledBuffer();
        var signed =
            parts.Canonicalisation == Algorithms.ExclusiveC14N
                ? Canonicaliser.Exclusive(parts.SignedInfo, parts.InclusivePrefixes, output)
                : Canonicaliser.Inclusive(parts.SignedInfo, output);
        try
        {
            return key.VerifyData(signed, parts.Value, hash, RSASignaturePadding.Pkcs1);
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    private static HashAlgorithmName? HashOf(string algorithm) =>
        algorithm switch
        {
            Algorithms.RsaSha256 => HashAlgorithmName.SHA256,
            Algorithms.RsaSha384 => HashAlgorithmName.SHA384,
            Algorithms.RsaSha512 => HashAlgorithmName.SHA512,
            _ => null,
        };
}
