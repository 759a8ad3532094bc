using Ics2.As4;
using Ics2.As4.Envelopes;
using Ics2.As4.Messages;
using Ics2.Load.Engine;
using Ics2.Trader;

namespace Ics2.Load.Scenarios;

/// <summary>Counts private operations where they happen: every seal is one.</summary>
internal sealed class OperationCounter
{
    private long _trader, _customs;

    public PrivateOperations Counts => new(Interlocked.Read(ref _trader), Interlocked.Read(ref _customs));

    /// <summary>We received something that customs sealed.</summary>
    public void CustomsSealed() => Interlocked.Increment(ref _customs);

    public ISealer Around(ISealer sealer) => new Sealer(sealer, this);

    private sealed class Sealer(ISealer inner, OperationCounter counter) : ISealer
    {
        public SealedMessage SealUserMessage(UserMessage header, IReadOnlyList<Payload> payloads) => Counted(inner.SealUserMessage(header, payloads));

        public SealedMessage SealReceipt(Envelope acknowledged) => Counted(inner.SealReceipt(acknowledged));

        public SealedMessage SealPullRequest(Mpc channel) => Counted(inner.SealPullRequest(channel));

        public SealedMessage SealError(EbmsError error, string? refToMessageId) => Counted(inner.SealError(error, refToMessageId));

        private SealedMessage Counted(SealedMessage message)
        {
            Interlocked.Increment(ref counter._trader);
            return message;
        }
    }
}
