using Ics2.As4;
using Ics2.As4.Messages;

namespace Ics2.AccessPoint.Receiving;

/// <summary>
/// Records what a trader reports about a message it pulled. The message stays on offer: the trader may mend its side and pull it again.
/// </summary>
internal sealed class TakeError(IDelivery delivery) : IReceiveStep
{
    public async ValueTask<EbmsError?> TakeAsync(Exchange exchange, CancellationToken cancellationToken)
    {
        var text = Text((ErrorSignal)exchange.Envelope.Signal!);
        await delivery.ReportAsync(exchange.About!, text);
        exchange.Answer = new Answer(202, Wire: null);
        return null;
    }

    /// <summary>What a trader's error says, in one line.</summary>
    public static string Text(ErrorSignal signal) => LogText.OneLine("the trader reports " + string.Join(" | ", signal.Errors));
}
