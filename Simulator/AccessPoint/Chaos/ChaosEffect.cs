namespace Ics2.AccessPoint.Chaos;

/// <summary>
/// What goes wrong on purpose. In files and in the API each is written in small letters with hyphens: <c>lose-receipt</c>.
/// </summary>
public enum ChaosEffect
{
    /// <summary>
    /// The access point is out of order: HTTP 503 for whatever comes, nothing is recorded, nothing is pushed; what waits is kept.
    /// </summary>
    Outage,

    /// <summary>An HTTP error of a gateway in front; nothing is recorded.</summary>
    HttpError,

    /// <summary>The message is recorded, and the connection is cut before the answer.</summary>
    LoseReceipt,

    /// <summary>The message is recorded, and the connection breaks off in the middle of the answer.</summary>
    Reset,

    /// <summary>The answer comes late.</summary>
    LateReceipt,

    /// <summary>The receipt has no seal.</summary>
    UnsignedReceipt,

    /// <summary>A receipt under the seal of customs that refers to another message.</summary>
    ReceiptForAnother,

    /// <summary>A receipt under the seal of customs that repeats other digests than the message has.</summary>
    WrongDigests,

    /// <summary>
    /// The receipt comes a second time: pushed to a trader that customs pushes to, otherwise as the answer to its next pull.
    /// </summary>
    DuplicateReceipt,

    /// <summary>The message is recorded, and the answer is HTTP 200 with nothing.</summary>
    EmptyBody,

    /// <summary>The message is recorded, and the answer is HTTP 200 with a web page.</summary>
    HtmlBody,

    /// <summary>A message of customs is altered after it was sealed.</summary>
    TamperedPayload,

    /// <summary>The token of a message of customs holds the seal certificate without its chain.</summary>
    LeafOnlySeal,

    /// <summary>A message of customs is sent twice at the same time; to a trader that pulls, with two pulls in a row.</summary>
    DuplicateMessage,

    /// <summary>A message of customs is held back until the next one to the same trader has gone, or the time is over.</summary>
    Reorder,

    /// <summary>
    /// A message of customs is pushed once more although its receipt is there; to a trader that pulls, offered with the next pull.
    /// </summary>
    PushAgain,

    /// <summary>
    /// Beside a message of customs its copy goes out under an id of its own, as to a carrier: it refers to a message that the trader never
    /// sent (as4-profile g).
    /// </summary>
    UnknownReference,

    /// <summary>A message of customs is held back for a time; others overtake it.</summary>
    LateMessage,

    /// <summary>
    /// A receipt, or a message of customs, comes under the good seal of another trader (field F-12): only who looks at the name in it, not at
    /// its root alone, can tell.
    /// </summary>
    ForeignSeal,
}

/// <summary>Names and kinds of the effects.</summary>
public static class ChaosEffects
{
    /// <summary>Every name with its effect.</summary>
    public static IReadOnlyDictionary<string, ChaosEffect> ByName { get; } =
        Enum.GetValues<ChaosEffect>().ToDictionary(Name, StringComparer.Ordinal);

    /// <summary>The name in files and in the API.</summary>
    /// <returns>For example <c>lose-receipt</c>.</returns>
    public static string Name(this ChaosEffect effect) =>
        string.Concat(
            effect
                .ToString()
                .Select((letter, at) => char.IsUpper(letter) ? (at == 0 ? "" : "-") + char.ToLowerInvariant(letter) : letter.ToString())
        );

    /// <summary>Whether it happens to what customs sends of its own accord.</summary>
    internal static bool IsOnMessages(this ChaosEffect effect) => effect >= ChaosEffect.TamperedPayload;

    /// <summary>Whether it happens to an answer that was made.</summary>
    internal static bool IsOnAnswers(this ChaosEffect effect) =>
        effect == ChaosEffect.ForeignSeal || (!effect.IsOnMessages() && !effect.IsBeforeRecording());

    /// <summary>Whether the access point refuses before it records anything.</summary>
    internal static bool IsBeforeRecording(this ChaosEffect effect) => effect is ChaosEffect.Outage or ChaosEffect.HttpError;

    /// <summary>Whether it can only happen to a receipt.</summary>
    internal static bool NeedsReceipt(this ChaosEffect effect) =>
        effect
            is ChaosEffect.UnsignedReceipt
                or ChaosEffect.ReceiptForAnother
                or ChaosEffect.WrongDigests
                or ChaosEffect.DuplicateReceipt
                or ChaosEffect.ForeignSeal;

    /// <summary>Whether it has a duration.</summary>
    internal static bool TakesTime(this ChaosEffect effect) =>
        effect is ChaosEffect.LateReceipt or ChaosEffect.LateMessage or ChaosEffect.Reorder;

    /// <summary>Whether it happens to one message once, however often that is sent.</summary>
    internal static bool OncePerMessage(this ChaosEffect effect) =>
        effect
            is ChaosEffect.DuplicateMessage
                or ChaosEffect.Reorder
                or ChaosEffect.PushAgain
                or ChaosEffect.UnknownReference
                or ChaosEffect.LateMessage;
}
