using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Ics2.As4;

namespace Ics2.Tests.Support;

/// <summary>Spoils messages in the one way a test is about.</summary>
internal static partial class Tampering
{
    /// <summary>Takes the seal off.</summary>
    public static WireMessage WithoutSeal(this WireMessage wire) => wire.Edit(text => SecurityHeader().Replace(text, ""));

    /// <summary>Takes the Body out of the signed parts and signs again, properly.</summary>
    public static WireMessage WithoutBodyReference(this WireMessage wire, RSA key) =>
        wire.Edit(text =>
        {
            text = BodyReference().Replace(text, "");
            var value = Convert.ToBase64String(
                key.SignData(Encoding.UTF8.GetBytes(SignedInfo().Match(text).Value), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            );
            return SignatureValue().Replace(text, $"<ds:SignatureValue>{value}</ds:SignatureValue>");
        });

    /// <summary>Changes the last digest stated in a message, as if another part had been sent.</summary>
    public static byte[] WithLastDigestChanged(byte[] body)
    {
        var text = Encoding.Latin1.GetString(body);
        var last = Digest().Matches(text)[^1].Groups["digest"];
        return Encoding.Latin1.GetBytes(
            text[..last.Index] + Convert.ToBase64String(SHA256.HashData([])) + text[(last.Index + last.Length)..]
        );
    }

    public static WireMessage Edit(this WireMessage wire, Func<string, string> edit)
    {
        var before = Encoding.Latin1.GetString(wire.Body.Span);
        var after = edit(before);
        return after == before
            ? throw new InvalidOperationException("The edit changed nothing.")
            : wire with
            {
                Body = Encoding.Latin1.GetBytes(after),
            };
    }

    [GeneratedRegex("<wsse:Security .*</wsse:Security>", RegexOptions.Singleline, 60_000)]
    private static partial Regex SecurityHeader();

    [GeneratedRegex("<ds:Reference URI=\"#body-.*?</ds:Reference>", RegexOptions.Singleline, 60_000)]
    private static partial Regex BodyReference();

    [GeneratedRegex("<ds:SignedInfo .*</ds:SignedInfo>", RegexOptions.Singleline, 60_000)]
    private static partial Regex SignedInfo();

    [GeneratedRegex("<ds:SignatureValue>.*</ds:SignatureValue>", RegexOptions.Singleline, 60_000)]
    private static partial Regex SignatureValue();

    [GeneratedRegex("<ds:DigestValue>(?<digest>.*?)</ds:DigestValue>", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 60_000)]
    private static partial Regex Digest();
}
