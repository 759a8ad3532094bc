using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.RegularExpressions;
using Ics2.As4;
using Ics2.As4.Mime;
using Ics2.As4.Profiles;
using Ics2.As4.Sealing;

namespace Ics2.Trader.Conduct;

/// <summary>
/// A message of our own, taken apart to be spoilt. The writer puts eb:Messaging, Body and SignedInfo on the wire in canonical form, so text
/// that is edited with care can be hashed and signed as it stands.
/// </summary>
/// <param name="Parts">The attachments.</param>
internal sealed partial record OpenedWire(string Envelope, IReadOnlyList<MimePart> Parts)
{
    private const string Boundary = "ics2-misconduct";

    public static OpenedWire Of(WireMessage wire) =>
        new MultipartReader(new ReadLimits()).Read(wire.ContentType, wire.Body).TryGet(out var package, out var error)
            ? new OpenedWire(Encoding.UTF8.GetString(package.Root.Content.Span), package.Attachments)
            : throw new InvalidOperationException($"A message of our own cannot be read: {error}");

    /// <summary>The digests that the seal states, by what they are of; none when there is no seal.</summary>
    public IReadOnlyDictionary<string, string> Digests() =>
        Reference()
            .Matches(SignedInfo().Match(Envelope).Value)
            .ToDictionary(
                reference => reference.Groups["uri"].Value,
                reference => reference.Groups["digest"].Value,
                StringComparer.Ordinal
            );

    /// <summary>States the digests of what the message now holds, and signs them.</summary>
    public OpenedWire Resealed(SealingIdentity identity)
    {
        var signedInfo = Reference()
            .Replace(
                SignedInfo().Match(Envelope).Value,
                reference =>
                {
                    var (whole, stated) = (reference.Value, reference.Groups["digest"]);
                    var at = stated.Index - reference.Index;
                    return whole[..at]
                        + Convert.ToBase64String(SHA256.HashData(BytesOf(reference.Groups["uri"].Value)))
                        + whole[(at + stated.Length)..];
                }
            );
        using var key = identity.Leaf.GetRSAPrivateKey()!;
        var value = Convert.ToBase64String(
            key.SignData(Encoding.UTF8.GetBytes(signedInfo), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
        );
        var envelope = SignedInfo().Replace(Envelope, _ => signedInfo);
        return this with { Envelope = SignatureValue().Replace(envelope, _ => $"<ds:SignatureValue>{value}</ds:SignatureValue>") };
    }

    public WireMessage Close()
    {
        using var body = new MemoryStream();
        Write(
            $"--{Boundary}\r\nContent-Type: application/soap+xml; charset=UTF-8\r\nContent-Transfer-Encoding: binary\r\nContent-ID: "
                + $"<envelope@{Boundary}>\r\n\r\n{Envelope}"
        );
        foreach (var part in Parts)
        {
            Write(
                $"\r\n--{Boundary}\r\nContent-Type: {part.ContentType}\r\nContent-Transfer-Encoding: binary\r\nContent-ID: <{part.ContentId}>\r\n\r\n"
            );
            body.Write(part.Content.Span);
        }

        Write($"\r\n--{Boundary}--\r\n");
        return new WireMessage(
            $"multipart/related; type=\"application/soap+xml\"; start=\"<envelope@{Boundary}>\"; boundary=\"{Boundary}\"",
            body.ToArray()
        );

        void Write(string text) => body.Write(Encoding.UTF8.GetBytes(text));
    }

    private ReadOnlySpan<byte> BytesOf(string uri) =>
        uri switch
        {
            _ when uri.StartsWith("cid:", StringComparison.Ordinal) => Parts
                .First(part => part.ContentId == Uri.UnescapeDataString(uri[4..]))
                .Content.Span,
            _ when uri.StartsWith("#body", StringComparison.Ordinal) => Encoding.UTF8.GetBytes(Body().Match(Envelope).Value),
            _ => Encoding.UTF8.GetBytes(Messaging().Match(Envelope).Value),
        };

    [GeneratedRegex("<ds:SignedInfo .*</ds:SignedInfo>", RegexOptions.Singleline, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex SignedInfo();

    [GeneratedRegex("<ds:SignatureValue>.*</ds:SignatureValue>", RegexOptions.Singleline, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex SignatureValue();

    [GeneratedRegex(
        "<ds:Reference URI=\"(?<uri>[^\"]*)\">.*?<ds:DigestValue>(?<digest>[^<]*)</ds:DigestValue></ds:Reference>",
        RegexOptions.Singleline | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 60_000
    )]
    private static partial Regex Reference();

    [GeneratedRegex("<S:Body .*</S:Body>", RegexOptions.Singleline, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex Body();

    [GeneratedRegex("<eb:Messaging .*</eb:Messaging>", RegexOptions.Singleline, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex Messaging();
}
