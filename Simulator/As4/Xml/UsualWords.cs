using System.Text;
using Ics2.As4.Names;

namespace Ics2.As4.Xml;

/// <summary>
/// The names and values that stand in every envelope, so that reading one need not make them anew. A word that is not found costs a string,
/// nothing else.
/// </summary>
internal static class UsualWords
{
    private const int Slots = 1024;

    private static readonly Word?[] Table = Fill([
        Ns.Soap,
        Ns.Ebms,
        Ns.Ebbp,
        Ns.Ds,
        Ns.Wsu,
        Ns.Wsse,
        Ns.Wsse11,
        Ns.ExcC14N,
        Algorithms.RsaSha256,
        Algorithms.Sha256,
        Algorithms.AttachmentContent,
        Algorithms.PkiPathToken,
        Algorithms.Base64Encoding,
        "S",
        "S12",
        "env",
        "soap",
        "eb",
        "eb3",
        "ebbp",
        "ds",
        "wsu",
        "wsse",
        "wsse11",
        "Id",
        "mustUnderstand",
        "true",
        "type",
        "name",
        "href",
        "mpc",
        "URI",
        "Algorithm",
        "ValueType",
        "EncodingType",
        "TokenType",
        "Envelope",
        "Header",
        "Body",
        "Messaging",
        "UserMessage",
        "SignalMessage",
        "MessageInfo",
        "Timestamp",
        "MessageId",
        "RefToMessageId",
        "PartyInfo",
        "From",
        "To",
        "PartyId",
        "Role",
        "CollaborationInfo",
        "AgreementRef",
        "Service",
        "Action",
        "ConversationId",
        "PayloadInfo",
        "PartInfo",
        "PartProperties",
        "Property",
        "Receipt",
        "NonRepudiationInformation",
        "MessagePartNRInformation",
        "PullRequest",
        "Security",
        "BinarySecurityToken",
        "Signature",
        "SignedInfo",
        "CanonicalizationMethod",
        "SignatureMethod",
        "Reference",
        "Transforms",
        "Transform",
        "DigestMethod",
        "DigestValue",
        "SignatureValue",
        "KeyInfo",
        "SecurityTokenReference",
        "MimeType",
        "CharacterSet",
        "CompressionType",
        "application/xml",
        "utf-8",
        "application/gzip",
        "Trader",
        "Customs",
        "1",
        "sti-taxud",
    ]);

    /// <summary>The word as a string, one that is there already if it is a usual one.</summary>
    /// <param name="ascii">The word as it was received.</param>
    public static string Get(ReadOnlySpan<byte> ascii) =>
        ascii.IsEmpty ? ""
        : Table[Slot(ascii)] is { } word && ascii.SequenceEqual(word.Bytes) ? word.Text
        : Encoding.ASCII.GetString(ascii);

    // Two words of one slot: the first stays, the other is made anew each time.
    private static Word?[] Fill(string[] words)
    {
        var table = new Word?[Slots];
        foreach (var word in words)
        {
            var bytes = Encoding.ASCII.GetBytes(word);
            table[Slot(bytes)] ??= new Word(word, bytes);
        }

        return table;
    }

    private static int Slot(ReadOnlySpan<byte> text) =>
        ((text.Length * 37) + (text[0] * 11) + (text[^1] * 101) + (text[text.Length / 2] * 389)) & (Slots - 1);

    private sealed record Word(string Text, byte[] Bytes);
}
