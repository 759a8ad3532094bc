namespace Ics2.TrustServices;

/// <summary>
/// Traders that are enrolled properly and then do something wrong on the wire, in as many ways as the built-in client knows; a flavour is
/// named as its conduct. What shows only when customs misbehaves too, or is no fault, is accepted.
/// </summary>
internal static class MisbehavingFlavours
{
    public static IReadOnlyList<EnrolFlavour> All { get; } =
    [
        Wrong(
            "no-tls-certificate",
            "opens the connection without a client certificate (SEC-01)",
            "handshake refused",
            "No certificate was presented"
        ),
        Wrong("unsealed-message", "sends without a seal (SEC-03)", "EBMS:0103", "The user message is not sealed"),
        Wrong("tampered-payload", "alters the document after sealing (SEC-04)", "EBMS:0101", "seal.digest"),
        Wrong("body-not-sealed", "leaves the empty SOAP Body out of its seal (SEC-05)", "EBMS:0103", "seal.covers-body"),
        Wrong("x509v3-token", "sends the leaf alone in a token of type X509v3 (SEC-06)", "EBMS:0103", "#X509v3"),
        Wrong("encrypted-payload", "encrypts the payload by WS-Security (SEC-13)", "EBMS:0103", "seal.not-encrypted"),
        Wrong("corrupt-gzip", "sends gzip that is cut short (CON-11)", "EBMS:0303", "payload.gzip"),
        Wrong("payload-in-body", "sends the document in the SOAP Body (CON-12)", "EBMS:0010", "envelope.body-empty"),
        Wrong("two-payloads", "sends two business documents in one message (CON-12)", "EBMS:0010", "parts.attachment-type"),
        Wrong("wrong-action", "states the action of another message (CON-13)", "accepted then IE3N99"),
        Wrong("unknown-action", "states an action that does not exist (CON-14)", "EBMS:0001", "header.action"),
        Wrong("old-agreement", "states the agreement of Release 1 (CON-15)", "EBMS:0001", "header.agreement"),
        Wrong("odd-conversation", "uses odd conversation ids, which is allowed (CON-17)", "accepted"),
        Wrong("unsealed-pull", "pulls without a seal (CON-07)", "EBMS:0103", "The pull request is not sealed", AnsweredAt.Pull),
        Wrong(
            "foreign-channel",
            "pulls the channel of somebody else (CON-06)",
            "EBMS:0004 A001",
            "The seal certificate is registered, but not for",
            AnsweredAt.Pull
        ),
        Wrong("lost-answer", "loses the first answer and sends again (CON-08)", "accepted"),
        Wrong(
            "receipt-without-body",
            "leaves the empty SOAP Body out of the seal of its receipts (SEC-14)",
            "EBMS:0302",
            "The seal does not cover the SOAP Body",
            AnsweredAt.Receipt
        ),
        Wrong("receipt-for-another", "names another message in its receipts", "EBMS:0302", "@another.invalid", AnsweredAt.Receipt),
        Wrong(
            "receipt-wrong-digest",
            "repeats a digest that customs did not send",
            "EBMS:0302",
            "rule: receipt.reference",
            AnsweredAt.Receipt
        ),
        Wrong("unsealed-receipt", "sends receipts without a seal", "EBMS:0302", "The receipt is not sealed", AnsweredAt.Receipt),
        Wrong(
            "no-receipt",
            "sends no receipts, so that customs offers its message again",
            "no answer",
            "The receipt was not sent",
            AnsweredAt.Receipt
        ),
        Wrong("no-retry", "gives up after one attempt", "accepted"),
        Wrong("new-message-id", "sends again under a new MessageId", "accepted"),
        Wrong("refuses-unknown-reference", "refuses messages that refer to one it did not send (OPS-06)", "accepted"),
        Wrong("empty-is-error", "takes an empty channel (EBMS:0006) for an error", "accepted"),
        Wrong("accepts-tampered-seal", "acknowledges messages of customs whose seal does not fit", "accepted"),
        Wrong("accepts-leaf-only", "acknowledges messages of customs without their chain", "accepted"),
        Wrong("accepts-foreign-seal", "takes any seal of the right root for that of customs (SEC-16)", "accepted"),
        Wrong("drops-repetitions", "drops what customs sends a second time, without the receipt (CON-09)", "accepted"),
    ];

    private static EnrolFlavour Wrong(string name, string text, string outcome, string? cause = null, AnsweredAt at = AnsweredAt.Message) =>
        new(name, "a good seal, and a client that " + text, outcome)
        {
            Cause = cause,
            At = at,
            Conduct = name,
        };
}
