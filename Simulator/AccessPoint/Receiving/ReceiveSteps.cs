using Ics2.As4.Envelopes;
using Ics2.As4.Messages;

namespace Ics2.AccessPoint.Receiving;

/// <summary>Which steps, in which order, for which message: the protocol at a glance.</summary>
internal sealed class ReceiveSteps(
    ReadMime readMime,
    ReadEnvelope readEnvelope,
    MatchProfile matchProfile,
    VerifySeal verifySeal,
    CheckChain checkChain,
    AuthoriseSender authoriseSender,
    Decompress decompress,
    FollowPlaybook followPlaybook,
    Record record,
    AnswerReceipt answerReceipt,
    AnswerPull answerPull,
    TakeReceipt takeReceipt,
    TakeError takeError
)
{
    /// <summary>For everything, first.</summary>
    public IReadOnlyList<IReceiveStep> Reading { get; } = [readMime, readEnvelope];

    public IReadOnlyList<IReceiveStep> UserMessage { get; } =
    [matchProfile, verifySeal, checkChain, authoriseSender, decompress, followPlaybook, record, answerReceipt];

    public IReadOnlyList<IReceiveStep> Pull { get; } = [matchProfile, verifySeal, checkChain, authoriseSender, answerPull];

    public IReadOnlyList<IReceiveStep> Receipt { get; } = [matchProfile, verifySeal, checkChain, authoriseSender, takeReceipt];

    public IReadOnlyList<IReceiveStep> Error { get; } = [matchProfile, verifySeal, checkChain, authoriseSender, takeError];

    public IReadOnlyList<IReceiveStep> For(Envelope envelope) =>
        envelope.Signal switch
        {
            null => UserMessage,
            PullRequest => Pull,
            As4.Messages.Receipt => Receipt,
            _ => Error,
        };
}
