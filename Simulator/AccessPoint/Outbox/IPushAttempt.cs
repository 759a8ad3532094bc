using Ics2.AccessPoint.Storing;

namespace Ics2.AccessPoint.Outbox;

/// <summary>One attempt to push one message.</summary>
internal interface IPushAttempt
{
    /// <summary>Posts the message, and judges the answer.</summary>
    /// <returns>Null when the message is delivered, otherwise why not.</returns>
    Task<string?> TryAsync(Operator trader, OfferedMessage message, CancellationToken cancellationToken);
}
