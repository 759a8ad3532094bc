using Ics2.As4;
using Ics2.As4.Envelopes;
using Ics2.As4.Mime;
using Ics2.Trader.Conduct;

namespace Ics2.Trader;

/// <summary>A message that may be acknowledged.</summary>
/// <param name="Receipt">What to acknowledge it with.</param>
/// <param name="Message">The message, safe in the inbox; null for a ping, which is not delivered (ICD 4.5.1).</param>
/// <param name="IsNew">False when it had been received before.</param>
internal sealed record Reception(WireMessage Receipt, ReceivedCustomsMessage? Message, bool IsNew);

/// <summary>Verify, then keep, then acknowledge: the same for pushed and pulled messages.</summary>
internal sealed class Receiver(Verify verify, Inbox inbox, ISealer sealer, Func<WireMessage, WireMessage> acknowledge)
{
    /// <summary>The part of a trader that receives, made from its folder.</summary>
    public static Receiver For(TraderFolder folder, TraderOptions options, Inbox inbox, ISealer sealer)
    {
        var seals = new SealJudge(options.Profile, folder.SealTrust, options.Clock);
        var misbehaviour = options.MisbehaviourFor(folder);
        var verifier = new MessageVerifier(options.Profile, folder.Settings.PartyId, misbehaviour.Judge(seals.Judge));
        return new Receiver(misbehaviour.Verify(verifier.Verify), inbox, sealer, misbehaviour.Acknowledge);
    }

    /// <summary>Verifies a message and keeps it.</summary>
    /// <returns>What to acknowledge, or the error that says why not.</returns>
    /// <exception cref="IOException">The inbox cannot be written.</exception>
    public async Task<Outcome<Reception>> ReceiveAsync(Envelope envelope, MimePackage package, CancellationToken cancellationToken)
    {
        if (!verify(envelope, package).TryGet(out var verified, out var error))
        {
            return error with { RefToMessageInError = envelope.MessageId.Value };
        }

        if (verified.IsTest)
        {
            return new Reception(acknowledge(sealer.SealReceipt(envelope).Wire), Message: null, IsNew: true);
        }

        return (await inbox.RecordAsync(verified, () => sealer.SealReceipt(envelope), cancellationToken)).TryGet(
            out var recorded,
            out error
        )
            ? new Reception(acknowledge(recorded.Receipt), recorded.Message, recorded.IsNew)
            : error with
            {
                RefToMessageInError = envelope.MessageId.Value,
            };
    }
}
