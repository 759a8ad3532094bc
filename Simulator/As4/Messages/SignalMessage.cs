namespace Ics2.As4.Messages;

/// <summary>A signal: receipt, error or pull request (as4-profile a2).</summary>
/// <param name="MessageId">The signal's own id.</param>
/// <param name="RefToMessageId">The message it speaks of; null for a pull request.</param>
/// <param name="Timestamp">When it was composed.</param>
public abstract record SignalMessage(MessageId MessageId, string? RefToMessageId, DateTimeOffset Timestamp);

/// <summary>A receipt with non-repudiation information: the references of the acknowledged message.</summary>
/// <param name="MessageId">The receipt's own id.</param>
/// <param name="RefToMessageId">The acknowledged message.</param>
/// <param name="Timestamp">When it was composed.</param>
/// <param name="References">One per <c>MessagePartNRInformation</c>; null when the receipt holds no non-repudiation information at
/// all.</param>
public sealed record Receipt(
    MessageId MessageId,
    string? RefToMessageId,
    DateTimeOffset Timestamp,
    IReadOnlyList<SealReference>? References
) : SignalMessage(MessageId, RefToMessageId, Timestamp)
{
    /// <summary>What the receipt holds besides or instead of non-repudiation information, as <c>{namespace}name</c>; null for
    /// nothing.</summary>
    public string? Instead { get; init; }
}

/// <summary>One or more ebMS errors.</summary>
/// <param name="MessageId">The signal's own id.</param>
/// <param name="RefToMessageId">The message in error, where it could be read.</param>
/// <param name="Timestamp">When it was composed.</param>
/// <param name="Errors">At least one.</param>
public sealed record ErrorSignal(MessageId MessageId, string? RefToMessageId, DateTimeOffset Timestamp, IReadOnlyList<EbmsError> Errors)
    : SignalMessage(MessageId, RefToMessageId, Timestamp);

/// <summary>A pull request for one channel.</summary>
/// <param name="MessageId">The request's own id.</param>
/// <param name="Timestamp">When it was composed.</param>
/// <param name="Mpc">The channel; null when the attribute is absent, which means the default channel.</param>
public sealed record PullRequest(MessageId MessageId, DateTimeOffset Timestamp, Mpc? Mpc) : SignalMessage(MessageId, null, Timestamp);

/// <summary>A <c>ds:Reference</c> reduced to what a receipt repeats: which part, which digest.</summary>
/// <param name="Uri"><c>#id</c> or <c>cid:id</c>.</param>
/// <param name="Transforms">Transform algorithm URIs in order.</param>
/// <param name="DigestAlgorithm">Digest algorithm URI.</param>
/// <param name="Digest">Base64 digest, without white space.</param>
public sealed record SealReference(string Uri, IReadOnlyList<string> Transforms, string DigestAlgorithm, string Digest);
