using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Ics2.As4;
using Ics2.As4.Names;
using Ics2.As4.Sealing;

namespace Ics2.Trader.Conduct;

/// <summary>
/// Encrypts the parts of a sealed message as plain eDelivery prescribes and ICS2 does not (as4-profile b, encryption structure): sign, then
/// encrypt, parts only.
/// </summary>
internal static class EncryptedParts
{
    private const string Xenc11 = "http://www.w3.org/2009/xmlenc11#";
    private const string Swa = "http://docs.oasis-open.org/wss/oasis-wss-SwAProfile-1.1#";
    private const int NonceBytes = 12;
    private const int TagBytes = 16;

    /// <summary>
    /// Encrypts. The key is wrapped for the sender itself: customs publishes none, because nobody is to encrypt, and nobody gets as far as
    /// to unwrap it.
    /// </summary>
    public static WireMessage Encrypt(WireMessage wire, SealingIdentity identity)
    {
        var opened = OpenedWire.Of(wire);
        if (opened.Parts.Count == 0)
        {
            return wire;
        }

        var key = RandomNumberGenerator.GetBytes(16);
        using var recipient = identity.Leaf.GetRSAPublicKey()!;
        var wrapped = Convert.ToBase64String(recipient.Encrypt(key, RSAEncryptionPadding.OaepSHA256));
        var references = string.Concat(opened.Parts.Select((_, index) => $"<xenc:DataReference URI=\"#data-{index}\"/>"));
        var data = string.Concat(
            opened.Parts.Select(
                (part, index) =>
                    $"<xenc:EncryptedData xmlns:xenc=\"{Ns.Xenc}\" Id=\"data-{index}\" MimeType=\"application/gzip\" Type=\"{Swa}Attachment-Content-Only\">"
                    + $"<xenc:EncryptionMethod Algorithm=\"{Xenc11}aes128-gcm\"/><xenc:CipherData><xenc:CipherReference "
                    + $"URI=\"cid:{Uri.EscapeDataString(part.ContentId ?? "")}\"><xenc:Transforms>"
                    + $"<ds:Transform xmlns:ds=\"{Ns.Ds}\" Algorithm=\"{Swa}Attachment-Ciphertext-Transform\"/></xenc:Transforms>"
                    + $"</xenc:CipherReference></xenc:CipherData></xenc:EncryptedData>"
            )
        );
        var encryptedKey =
            $"<xenc:EncryptedKey xmlns:xenc=\"{Ns.Xenc}\" Id=\"key-0\"><xenc:EncryptionMethod Algorithm=\"{Xenc11}rsa-oaep\">"
            + $"<ds:DigestMethod xmlns:ds=\"{Ns.Ds}\" Algorithm=\"{Algorithms.Sha256}\"/><xenc11:MGF xmlns:xenc11=\"{Xenc11}\" "
            + $"Algorithm=\"{Xenc11}mgf1sha256\"/></xenc:EncryptionMethod>"
            + $"<xenc:CipherData><xenc:CipherValue>{wrapped}</xenc:CipherValue></xenc:CipherData>"
            + $"<xenc:ReferenceList>{references}</xenc:ReferenceList></xenc:EncryptedKey>";
        return new OpenedWire(
            opened.Envelope.Replace("<ds:Signature ", encryptedKey + data + "<ds:Signature ", StringComparison.Ordinal),
            [
                .. opened.Parts.Select(part =>
                    part with
                    {
                        ContentType = "application/octet-stream",
                        Content = Sealed(part.Content.Span, key),
                    }
                ),
            ]
        ).Close();
    }

    // Nonce, ciphertext, tag, one behind the other (xmlenc11 5.2.4).
    private static byte[] Sealed(ReadOnlySpan<byte> content, byte[] key)
    {
        var output = new byte[NonceBytes + content.Length + TagBytes];
        RandomNumberGenerator.Fill(output.AsSpan(0, NonceBytes));
        using var aes = new AesGcm(key, TagBytes);
        aes.Encrypt(
            output.AsSpan(0, NonceBytes),
            content,
            output.AsSpan(NonceBytes, content.Length),
            output.AsSpan(NonceBytes + content.Length)
        );
        return output;
    }
}
