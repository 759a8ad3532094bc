using Ics2.As4;
using Ics2.As4.Messages;

namespace Ics2.Trader.Conduct;

/// <summary>
/// What a client can do wrong with what customs sends, and when nothing comes. SEC and OPS are scenarios of the conformance catalogue.
/// </summary>
public static class ReceivingMisconduct
{
    /// <summary>SEC-14.</summary>
    public static Misconduct ReceiptWithoutBody { get; } =
        new("receipt-without-body", ConductPlace.Receipt, "leaves the empty SOAP Body out of the seal of its receipts (SEC-14)")
        {
            Receipt = Spoil.WithoutBodyReference,
        };

    /// <summary>A receipt that names another message.</summary>
    public static Misconduct ReceiptForAnother { get; } =
        new("receipt-for-another", ConductPlace.Receipt, "names another message in its receipts than the one it received")
        {
            Receipt = Spoil.WithOtherReference,
        };

    /// <summary>A receipt that repeats a digest that was not sent.</summary>
    public static Misconduct ReceiptWrongDigest { get; } =
        new("receipt-wrong-digest", ConductPlace.Receipt, "repeats a digest in its receipts that customs did not send")
        {
            Receipt = Spoil.WithOtherDigest,
        };

    /// <summary>A receipt without a seal.</summary>
    public static Misconduct UnsealedReceipt { get; } =
        new("unsealed-receipt", ConductPlace.Receipt, "sends its receipts without a seal")
        {
            Receipt = (wire, _) => Spoil.WithoutSeal(wire),
        };

    /// <summary>No receipt.</summary>
    public static Misconduct NoReceipt { get; } =
        new("no-receipt", ConductPlace.Receipt, "keeps the messages of customs and sends no receipt")
        {
            Receipt = (_, _) => new WireMessage("text/plain", ReadOnlyMemory<byte>.Empty),
            Posting = post => new SilentPost(post),
        };

    /// <summary>Gives up at once.</summary>
    public static Misconduct NoRetry { get; } =
        new("no-retry", ConductPlace.Retry, "gives up when the first attempt brings no receipt")
        {
            Retrying = policy => policy with { Attempts = 1 },
        };

    /// <summary>Repeats under a new id, which makes a second filing of it.</summary>
    public static Misconduct NewMessageId { get; } =
        new("new-message-id", ConductPlace.Retry, "sends again under a new MessageId when no receipt came")
        {
            Retrying = policy => policy with { Attempts = 1 },
            Lodging = (lodging, policy, clock) => new NewIdLodging(lodging, policy, clock),
        };

    /// <summary>OPS-06. Own messages are told by the host part of their ids, so that it works across runs.</summary>
    public static Misconduct RefusesUnknownReference { get; } =
        new("refuses-unknown-reference", ConductPlace.Verification, "refuses messages that refer to a message it did not send (OPS-06)")
        {
            Objects = (header, host) =>
                header.RefToMessageId is null || header.RefToMessageId.EndsWith("@" + host, StringComparison.OrdinalIgnoreCase)
                    ? null
                    : new EbmsError(EbmsErrorCode.ValueInconsistent, "The message refers to a message that is not known here.")
                    {
                        CheckId = "misconduct.unknown-reference",
                        Expected = $"RefToMessageId of a message of {host}",
                        Found = header.RefToMessageId,
                    },
        };

    /// <summary>Takes EBMS:0006 for a failure.</summary>
    public static Misconduct EmptyIsError { get; } =
        new("empty-is-error", ConductPlace.Pull, "takes the empty channel (EBMS:0006) for an error: asks again twice at once, then fails")
        {
            Pulling = pulling => new InsistentPulling(pulling),
        };

    /// <summary>Does not verify what was signed.</summary>
    public static Misconduct AcceptsTamperedSeal { get; } =
        new("accepts-tampered-seal", ConductPlace.Verification, "acknowledges messages of customs whose seal does not fit")
        {
            Overlooks = (check, _) => check.Id is "seal.digest" or "seal.value",
        };

    /// <summary>Does not ask for the chain.</summary>
    public static Misconduct AcceptsLeafOnly { get; } =
        new("accepts-leaf-only", ConductPlace.Verification, "acknowledges messages of customs whose token holds the leaf certificate only")
        {
            Overlooks = (check, seal) =>
                check.Id is "seal.token-type" or "seal.token-chain" or "seal.chain" && seal.TokenCertificates.Count == 1,
        };

    /// <summary>SEC-16.</summary>
    public static Misconduct AcceptsForeignSeal { get; } =
        new("accepts-foreign-seal", ConductPlace.Verification, "takes any seal of the right root for that of customs (SEC-16)")
        {
            Overlooks = (check, _) => check.Id is "seal.customs",
            OverlooksInReceipts = true,
        };

    /// <summary>F-13 of field.md: what phase4 does.</summary>
    public static Misconduct DropsRepetitions { get; } =
        new(
            "drops-repetitions",
            ConductPlace.Receipt,
            "drops what customs sends a second time, with EBMS:4001 instead of the receipt (CON-09)"
        )
        {
            Receiving = receiver => new OnceReceiver(receiver),
        };

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Misconduct> All { get; } =
    [
        ReceiptWithoutBody,
        ReceiptForAnother,
        ReceiptWrongDigest,
        UnsealedReceipt,
        NoReceipt,
        NoRetry,
        NewMessageId,
        RefusesUnknownReference,
        EmptyIsError,
        AcceptsTamperedSeal,
        AcceptsLeafOnly,
        AcceptsForeignSeal,
        DropsRepetitions,
    ];
}
