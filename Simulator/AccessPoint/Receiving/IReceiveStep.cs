using Ics2.As4.Messages;

namespace Ics2.AccessPoint.Receiving;

/// <summary>One step of receiving a message.</summary>
internal interface IReceiveStep
{
    /// <summary>Does the step.</summary>
    /// <returns>Null to go on, or why the message is refused.</returns>
    ValueTask<EbmsError?> TakeAsync(Exchange exchange, CancellationToken cancellationToken);
}
