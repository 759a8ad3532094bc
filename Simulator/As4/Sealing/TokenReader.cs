using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Ics2.As4.Names;
using Ics2.As4.Profiles;
using Ics2.As4.Xml;

namespace Ics2.As4.Sealing;

/// <summary>The certificate behind a signature, however the sender points at it.</summary>
/// <param name="Type">Token type URI, or a word for what has none.</param>
/// <param name="Leaf">The certificate whose key should verify; null when it is not in the message.</param>
/// <param name="Certificates">All certificates of the token in its order.</param>
/// <param name="Element">The binary token in the header, when there is one.</param>
/// <param name="Fault">Why there is no leaf.</param>
internal sealed record Token(
    string? Type,
    X509Certificate2? Leaf,
    IReadOnlyList<X509Certificate2> Certificates,
    Element? Element,
    string? Fault
)
{
    /// <summary>What the bytes are, when the type says something else.</summary>
    public string? Mislabelled { get; init; }

    /// <summary>The name of the certificate that is named and not carried.</summary>
    public string? Wanted { get; init; }
}

/// <summary>
/// Resolves KeyInfo: PKIPath, X509v3 and PKCS#7 tokens by direct reference, and certificates named by issuer and serial, key identifier or
/// thumbprint.
/// </summary>
internal static class TokenReader
{
    private const string IssuerSerial = "IssuerSerial";

    public static Token Read(Element security, Element keyInfo, ReadLimits limits, IReadOnlyList<X509Certificate2> known)
    {
        var children = keyInfo.Children;
        if (children is not [var child] || !child.Is(Ns.Wsse, "SecurityTokenReference"))
        {
            // KEY-02, TRF-05: a bare key or a retrieval method proves nothing about who sealed.
            return Failed(
                null,
                $"ds:KeyInfo has to hold one wsse:SecurityTokenReference, it holds {Shorten(string.Join<Element>(", ", children))}",
                string.Join(", ", children.Select(c => c.LocalName))
            );
        }

        if (child.Children is not [var target])
        {
            return Failed(null, "wsse:SecurityTokenReference has to hold exactly one reference", null);
        }

        return target switch
        {
            _ when target.Is(Ns.Wsse, "Reference") => ReadReferenced(security, target, limits),
            _ when target.Is(Ns.Wsse, "KeyIdentifier") => ReadKeyIdentifier(security, target, limits, known),
            _ when target.Is(Ns.Ds, "X509Data") && target.Child(Ns.Ds, "X509IssuerSerial") is { } issuerSerial => Named(
                IssuerSerial,
                MatchIssuerSerial(issuerSerial),
                Candidates(security, limits, known),
                $"serial number {Shorten(issuerSerial.Child(Ns.Ds, "X509SerialNumber")?.Value)} of issuer "
                    + $"'{Shorten(issuerSerial.Child(Ns.Ds, "X509IssuerName")?.Value)}'"
            ),
            _ when target.Is(Ns.Ds, "X509Data") && target.Child(Ns.Ds, "X509Certificate") is { } inline => FromBytes(
                Algorithms.X509Token,
                inline,
                limits
            ),
            _ => Failed(null, $"{target} is not a way to name a certificate that is known here", target.LocalName),
        };
    }

    /// <summary>The binary token that a plain direct reference points at; null for any other way of naming a certificate.</summary>
    public static Element? FindReferenced(Element security, Element keyInfo) =>
        keyInfo.Children is [var str]
        && str.Is(Ns.Wsse, "SecurityTokenReference")
        && str.Children is [var reference]
        && reference.Is(Ns.Wsse, "Reference")
            ? FindToken(security, reference)
            : null;

    private static Token ReadReferenced(Element security, Element reference, ReadLimits limits) =>
        FindToken(security, reference) is { } token
            ? FromBytes(token.Attribute("", "ValueType"), token, limits)
            : Failed(
                reference.Attribute("", "ValueType"),
                $"no wsse:BinarySecurityToken with wsu:Id '{reference.Attribute("", "URI")}' stands in the same wsse:Security header",
                null
            );

    private static Element? FindToken(Element security, Element reference)
    {
        var id = reference.Attribute("", "URI") is { } uri && uri.StartsWith('#') ? uri[1..] : null;
        var token = id is null ? null : Array.Find(security.Children, element => element.Attribute(Ns.Wsu, "Id") == id);
        return token is not null && token.Is(Ns.Wsse, "BinarySecurityToken") ? token : null;
    }

    private static Token FromBytes(string? type, Element element, ReadLimits limits)
    {
        if (element.Text.Length > limits.TokenCharacters)
        {
            return Failed(type, $"the token has {element.Text.Length} characters, at most {limits.TokenCharacters} are taken", null);
        }

        if (StrictBase64.Decode(element.Text) is not { Length: > 0 } bytes)
        {
            return Failed(type, "the token is not base64", null);
        }

        try
        {
            var content = TokenContent.Read(bytes, type, limits);
            if (content.Certificates.Count == 0)
            {
                return Failed(type, "the token's ValueType is not one of X509PKIPathv1, X509v3 and PKCS7", type);
            }

            var leaf = LeafOf(content.Certificates);
            return new Token(
                type,
                leaf,
                content.Certificates,
                element,
                leaf is null ? "the token holds no single leaf certificate: none, or several, issue nothing else in it (KEY-13)" : null
            )
            {
                Mislabelled = content.Type == type ? null : content.Shown,
            };
        }
        catch (CryptographicException unreadable)
        {
            return Failed(type, $"the token cannot be decoded: {TokenContent.Instead(bytes) ?? unreadable.Message}", null);
        }
    }

    // Domibus finds the leaf as the one certificate that issues nothing else in the path; the order is judged by the profile (as4-profile
    // b).
    private static X509Certificate2? LeafOf(IReadOnlyList<X509Certificate2> certificates)
    {
        var leaves = certificates
            .Where(candidate => !certificates.Any(other => !ReferenceEquals(other, candidate) && Issues(candidate, other)))
            .Take(2)
            .ToList();
        return leaves.Count == 1 ? leaves[0] : null;
    }

    private static bool Issues(X509Certificate2 issuer, X509Certificate2 subject) =>
        subject.IssuerName.RawData.AsSpan().SequenceEqual(issuer.SubjectName.RawData)
        && !subject.RawDataMemory.Span.SequenceEqual(issuer.RawDataMemory.Span);

    private static Token ReadKeyIdentifier(Element security, Element identifier, ReadLimits limits, IReadOnlyList<X509Certificate2> known)
    {
        var type = identifier.Attribute("", "ValueType");
        var wanted = StrictBase64.Decode(identifier.Text) ?? [];
        return type switch
        {
            Algorithms.SkiToken => Named(
                type,
                certificate =>
                    certificate
                        .Extensions.OfType<X509SubjectKeyIdentifierExtension>()
                        .Any(ski => ski.SubjectKeyIdentifierBytes.Span.SequenceEqual(wanted)),
                Candidates(security, limits, known),
                $"subject key identifier {Hex(wanted)}"
            ),
#pragma warning disable CA5350 // The thumbprint only names a certificate; nothing is trusted because of it.
            Algorithms.ThumbprintToken => Named(
                type,
                certificate => certificate.GetCertHash(HashAlgorithmName.SHA1).AsSpan().SequenceEqual(wanted),
                Candidates(security, limits, known),
                $"SHA-1 thumbprint {Hex(wanted)}"
            ),
#pragma warning restore CA5350
            Algorithms.X509Token or Algorithms.PkiPathToken => FromBytes(type, identifier, limits),
            _ => Failed(type, "this kind of key identifier is not known here", type),
        };
    }

    private static Func<X509Certificate2, bool> MatchIssuerSerial(Element issuerSerial)
    {
        var issuer = issuerSerial.Child(Ns.Ds, "X509IssuerName")?.Value ?? "";
        var serial = BigInteger.TryParse(
            issuerSerial.Child(Ns.Ds, "X509SerialNumber")?.Value,
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var number
        )
            ? number
            : BigInteger.MinusOne;
        return certificate =>
            new BigInteger(certificate.SerialNumberBytes.Span, isUnsigned: true, isBigEndian: true) == serial
            && SameName(certificate.IssuerName, issuer);
    }

    private static bool SameName(X500DistinguishedName name, string text)
    {
        try
        {
            return Comparable(name) == Comparable(new X500DistinguishedName(text));
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    // Writers differ in separators, order and string types; what counts is the set of attributes.
    private static string Comparable(X500DistinguishedName name) =>
        string.Join(
            '\n',
            name.EnumerateRelativeDistinguishedNames()
                .Select(part =>
                    part.HasMultipleElements
                        ? Convert.ToHexString(part.RawData.Span)
                        : $"{part.GetSingleElementType().Value}={part.GetSingleElementValue()}"
                )
                .Order(StringComparer.Ordinal)
        );

    private static List<X509Certificate2> Candidates(Element security, ReadLimits limits, IReadOnlyList<X509Certificate2> known) =>
        [
            .. security
                .ChildrenNamed(Ns.Wsse, "BinarySecurityToken")
                .Take(4)
                .SelectMany(token => FromBytes(token.Attribute("", "ValueType"), token, limits).Certificates),
            .. known,
        ];

    private static Token Named(string type, Func<X509Certificate2, bool> fits, List<X509Certificate2> candidates, string wanted)
    {
        var found = candidates.Where(fits).DistinctBy(certificate => certificate.Thumbprint, StringComparer.Ordinal).Take(2).ToList();
        return found switch
        {
            [var one] => new Token(type, one, [one], null, null) { Wanted = wanted },
            [] => Failed(
                type,
                $"the message names its certificate without carrying it, and it is not among those known here: {wanted}",
                null
            ) with
            {
                Wanted = wanted,
            },
            _ => Failed(type, $"the name fits several certificates: {wanted} (KEY-12)", null),
        };
    }

    private static string Hex(byte[] bytes) => bytes.Length == 0 ? "(unreadable)" : Shorten(Convert.ToHexString(bytes));

    private static string Shorten(string? text) =>
        text is null ? "(none)"
        : text.Length > 100 ? text[..100]
        : text;

    private static Token Failed(string? type, string fault, string? instead) => new(type ?? instead, null, [], null, fault);
}
