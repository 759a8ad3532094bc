using Ics2.AccessPoint.Storing;

namespace Ics2.AccessPoint.Outbox;

/// <summary>One attempt to push one message.</summary>
internal interface IPushAttempt
{
    /// <summary>Posts the message, and judges the answer.</summary>
    /// <returns>Null when the message is delivered, otherwise why not.</returns>
    Task<PushFault?> TryAsync(Operator trader, OfferedMessage message, CancellationToken cancellationToken);
}

/// <summary>Why a push delivered nothing.</summary>
/// <param name="Why">In words.</param>
/// <param name="Unreachable">Whether nobody was there, so that the next message will fare no better.</param>
internal sealed record PushFault(string Why, bool Unreachable = false);
