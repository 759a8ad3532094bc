using Ics2.As4.Messages;

namespace Ics2.AccessPoint.Receiving;

/// <summary>Answers with the receipt on record: the first one again for a repetition, byte for byte.</summary>
internal sealed class AnswerReceipt : IReceiveStep
{
    public ValueTask<EbmsError?> TakeAsync(Exchange exchange, CancellationToken cancellationToken)
    {
        exchange.Answer = new Answer(200, exchange.KeepsReceipt ? null : exchange.Receipt);
        return default;
    }
}
