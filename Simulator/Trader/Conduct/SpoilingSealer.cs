using Ics2.As4;
using Ics2.As4.Envelopes;
using Ics2.As4.Messages;
using Ics2.As4.Sealing;
using Ics2.Trader.Wire;

namespace Ics2.Trader.Conduct;

/// <summary>Changes what is sealed, or spoils it once it is sealed.</summary>
internal sealed class SpoilingSealer(ISealer sealer, Misconduct misconduct, SealingIdentity identity) : ISealer
{
    public SealedMessage SealUserMessage(UserMessage header, IReadOnlyList<Payload> payloads) =>
        Spoilt(
            sealer.SealUserMessage(misconduct.Header?.Invoke(header) ?? header, misconduct.Parts?.Invoke(payloads) ?? payloads),
            misconduct.Message
        );

    // Spoilt later, by SpoilingReceiver: the inbox keeps the receipt that is right.
    public SealedMessage SealReceipt(Envelope acknowledged) => sealer.SealReceipt(acknowledged);

    public SealedMessage SealPullRequest(Mpc channel) =>
        Spoilt(sealer.SealPullRequest(misconduct.Channel?.Invoke(channel) ?? channel), misconduct.PullRequest);

    public SealedMessage SealError(EbmsError error, string? refToMessageId) => sealer.SealError(error, refToMessageId);

    // A receipt of customs repeats what the seal then says, so that is what it is held against.
    private SealedMessage Spoilt(SealedMessage message, Func<WireMessage, SealingIdentity, WireMessage>? spoil)
    {
        if (spoil is null)
        {
            return message;
        }

        var wire = spoil(message.Wire, identity);
        var digests = OpenedWire.Of(wire).Digests();
        return message with
        {
            Wire = wire,
            References =
            [
                .. message
                    .References.Where(reference => digests.ContainsKey(reference.Uri))
                    .Select(reference => reference with { Digest = digests[reference.Uri] }),
            ],
        };
    }
}
