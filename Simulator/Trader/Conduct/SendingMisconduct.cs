using Ics2.As4.Messages;

namespace Ics2.Trader.Conduct;

/// <summary>What a client can do wrong when it sends or asks. SEC and CON are scenarios of the conformance catalogue.</summary>
public static class SendingMisconduct
{
    /// <summary>SEC-01.</summary>
    public static Misconduct NoTlsCertificate { get; } =
        new("no-tls-certificate", ConductPlace.Connection, "opens the connection without a client certificate (SEC-01)")
        {
            WithoutTlsCertificate = true,
        };

    /// <summary>SEC-03.</summary>
    public static Misconduct UnsealedMessage { get; } =
        new("unsealed-message", ConductPlace.Seal, "sends its messages without a seal (SEC-03)")
        {
            Message = (wire, _) => Spoil.WithoutSeal(wire),
        };

    /// <summary>SEC-04.</summary>
    public static Misconduct TamperedPayload { get; } =
        new("tampered-payload", ConductPlace.Parts, "alters the document after sealing (SEC-04)")
        {
            Message = (wire, _) => Spoil.Tampered(wire),
        };

    /// <summary>SEC-05.</summary>
    public static Misconduct BodyNotSealed { get; } =
        new("body-not-sealed", ConductPlace.Seal, "leaves the empty SOAP Body out of its seal (SEC-05)")
        {
            Message = Spoil.WithoutBodyReference,
        };

    /// <summary>SEC-06 in its other form: the leaf alone in another type of token.</summary>
    public static Misconduct X509Token { get; } =
        new("x509v3-token", ConductPlace.Seal, "puts the leaf certificate alone into a token of type X509v3 (SEC-06)")
        {
            Message = Spoil.WithLeafToken,
        };

    /// <summary>SEC-13.</summary>
    public static Misconduct EncryptedPayload { get; } =
        new("encrypted-payload", ConductPlace.Parts, "encrypts the payload by WS-Security, which ICS2 does not use (SEC-13)")
        {
            Message = EncryptedParts.Encrypt,
        };

    /// <summary>CON-11.</summary>
    public static Misconduct CorruptGzip { get; } =
        new("corrupt-gzip", ConductPlace.Parts, "seals a document whose gzip is cut short (CON-11)") { Message = Spoil.WithCorruptGzip };

    /// <summary>CON-12.</summary>
    public static Misconduct PayloadInBody { get; } =
        new("payload-in-body", ConductPlace.Parts, "sends the document in the SOAP Body instead of a MIME part (CON-12)")
        {
            Message = Spoil.WithPayloadInBody,
        };

    /// <summary>CON-12.</summary>
    public static Misconduct TwoPayloads { get; } =
        new("two-payloads", ConductPlace.Parts, "sends two business documents in one message (CON-12)")
        {
            Parts = parts => parts is [var first, ..] ? [.. parts, first with { ContentId = "second-" + first.ContentId }] : parts,
        };

    /// <summary>CON-13.</summary>
    public static Misconduct WrongAction { get; } =
        new("wrong-action", ConductPlace.Header, "states the action of another message than it sends (CON-13)")
        {
            Header = header => header with { Action = header.Action == "IE3F10" ? "IE3F12" : "IE3F10" },
        };

    /// <summary>CON-14.</summary>
    public static Misconduct UnknownAction { get; } =
        new("unknown-action", ConductPlace.Header, "states an action that does not exist (CON-14)")
        {
            Header = header => header with { Action = "IE3F99" },
        };

    /// <summary>CON-15.</summary>
    public static Misconduct OldAgreement { get; } =
        new("old-agreement", ConductPlace.Header, "states the agreement of Release 1 (CON-15)")
        {
            Header = header => header with { Agreement = new TypedValue("EU-ICS2-TI-V1.0", header.Agreement?.Type) },
        };

    /// <summary>CON-17; customs accepts it.</summary>
    public static Misconduct OddConversation { get; } =
        new("odd-conversation", ConductPlace.Header, "uses conversation ids that customs never heard of, which is allowed (CON-17)")
        {
            Header = header => header with { ConversationId = Guid.NewGuid().ToString() },
        };

    /// <summary>CON-07.</summary>
    public static Misconduct UnsealedPull { get; } =
        new("unsealed-pull", ConductPlace.Pull, "pulls without a seal (CON-07)") { PullRequest = (wire, _) => Spoil.WithoutSeal(wire) };

    /// <summary>
    /// CON-06. The channel is that of an EORI with another last digit; a particular one is asked with <c>TraderOptions.Channel</c>.
    /// </summary>
    public static Misconduct ForeignChannel { get; } =
        new("foreign-channel", ConductPlace.Pull, "pulls the channel of somebody else (CON-06)") { Channel = Neighbour };

    /// <summary>CON-08.</summary>
    public static Misconduct LostAnswer { get; } =
        new("lost-answer", ConductPlace.Connection, "does not hear the first answer of customs (CON-08)")
        {
            Posting = post => new LossyPost(post),
        };

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Misconduct> All { get; } =
    [
        NoTlsCertificate,
        UnsealedMessage,
        TamperedPayload,
        BodyNotSealed,
        X509Token,
        EncryptedPayload,
        CorruptGzip,
        PayloadInBody,
        TwoPayloads,
        WrongAction,
        UnknownAction,
        OldAgreement,
        OddConversation,
        UnsealedPull,
        ForeignChannel,
        LostAnswer,
    ];

    private static Mpc Neighbour(Mpc own) =>
        Mpc.TryParse(own.Value[..^1] + (own.Value[^1] == '0' ? '1' : '0'), out var other, out var why)
            ? other
            : throw new InvalidOperationException(why);
}
