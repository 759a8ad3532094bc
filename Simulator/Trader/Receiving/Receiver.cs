using Ics2.As4;
using Ics2.As4.Envelopes;
using Ics2.As4.Mime;
using Ics2.Trader.Messages;
using Ics2.Trader.Wire;

namespace Ics2.Trader.Receiving;

/// <summary>A message that may be acknowledged.</summary>
/// <param name="Receipt">What to acknowledge it with.</param>
/// <param name="Message">The message, safe in the inbox; null for a ping, which is not delivered (ICD 4.5.1).</param>
/// <param name="IsNew">False when it had been received before.</param>
internal sealed record Reception(WireMessage Receipt, ReceivedCustomsMessage? Message, bool IsNew);

/// <summary>Takes what customs sends, pushed or pulled.</summary>
internal interface IReceiver
{
    /// <summary>Verifies a message and keeps it.</summary>
    /// <returns>What to acknowledge, or the error that says why not.</returns>
    /// <exception cref="IOException">The inbox cannot be written.</exception>
    Task<Outcome<Reception>> ReceiveAsync(Envelope envelope, MimePackage package, CancellationToken cancellationToken);
}

/// <summary>Verify, then keep, then acknowledge.</summary>
internal sealed class Receiver(IMessageVerifier verifier, IInboxStore inbox, ISealer sealer) : IReceiver
{
    public async Task<Outcome<Reception>> ReceiveAsync(Envelope envelope, MimePackage package, CancellationToken cancellationToken)
    {
        if (!verifier.Verify(envelope, package).TryGet(out var verified, out var error))
        {
            return error with { RefToMessageInError = envelope.MessageId.Value };
        }

        if (verified.IsTest)
        {
            return new Reception(sealer.SealReceipt(envelope).Wire, Message: null, IsNew: true);
        }

        return (await inbox.RecordAsync(verified, () => sealer.SealReceipt(envelope), cancellationToken)).TryGet(
            out var recorded,
            out error
        )
            ? new Reception(recorded.Receipt, recorded.Message, recorded.IsNew)
            : error with
            {
                RefToMessageInError = envelope.MessageId.Value,
            };
    }
}
