using Ics2.As4.Checking;
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
    GuardPull guardPull,
    AnswerPull answerPull,
    TakeReceipt takeReceipt,
    TakeError takeError
)
{
    private readonly IReceiveStep[] _followPlaybookAndRecord = [followPlaybook, record, answerReceipt];

    /// <summary>For everything, first.</summary>
    public IReadOnlyList<IReceiveStep> Reading { get; } = [readMime, readEnvelope];

    /// <summary>Reads the envelope of what was refused before its turn.</summary>
    public ReadEnvelope Envelope => readEnvelope;

    /// <summary>The stages that are checked of a kind of message, in the order that is said once, and what is done with it then.</summary>
    public IEnumerable<IReceiveStep> For(Envelope envelope) =>
        [
            .. ReceiveOrder.Of(envelope).Select(Step),
            .. envelope.Signal switch
            {
                null => _followPlaybookAndRecord,
                PullRequest => [guardPull, answerPull],
                As4.Messages.Receipt => [],
                _ => (IReceiveStep[])[takeError],
            },
        ];

    private IReceiveStep Step(ReceiveStage stage) =>
        stage switch
        {
            ReceiveStage.Profile => matchProfile,
            ReceiveStage.Seal => verifySeal,
            ReceiveStage.Chain => checkChain,
            ReceiveStage.Sender => authoriseSender,
            ReceiveStage.Parts => decompress,
            _ => takeReceipt,
        };
}
