using Ics2.As4;
using Ics2.As4.Envelopes;
using Ics2.As4.Messages;
using Ics2.As4.Profiles;
using Ics2.As4.Sealing;
using Ics2.As4.Writing;

namespace Ics2.Trader.Wire;

/// <summary>Makes everything a trader sends: compresses, seals and packs.</summary>
internal interface ISealer
{
    /// <summary>A business message or a ping.</summary>
    /// <param name="header">Its header without parts.</param>
    /// <param name="payloads">Uncompressed contents, business document first.</param>
    SealedMessage SealUserMessage(UserMessage header, IReadOnlyList<Payload> payloads);

    /// <summary>The receipt for a received message.</summary>
    SealedMessage SealReceipt(Envelope acknowledged);

    /// <summary>A request for one message of a channel.</summary>
    SealedMessage SealPullRequest(Mpc channel);

    /// <summary>What is wrong with a received message.</summary>
    SealedMessage SealError(EbmsError error, string? refToMessageId);
}

/// <summary>The sealer that follows the profile.</summary>
/// <param name="identity">The seal key with its chain.</param>
/// <param name="host">Right-hand side of new message ids.</param>
/// <param name="clock">Gives the time stamps.</param>
/// <param name="sealedOne">Told of each message.</param>
internal sealed class ProfileSealer(Profile profile, SealingIdentity identity, string host, TimeProvider clock, Action sealedOne) : ISealer
{
    private readonly MessageWriter _writer = new(profile, identity, host, clock);

    public SealedMessage SealUserMessage(UserMessage header, IReadOnlyList<Payload> payloads) =>
        Count(_writer.WriteUserMessage(header, payloads));

    public SealedMessage SealReceipt(Envelope acknowledged) => Count(_writer.WriteReceipt(acknowledged));

    public SealedMessage SealPullRequest(Mpc channel) => Count(_writer.WritePullRequest(channel));

    public SealedMessage SealError(EbmsError error, string? refToMessageId) => Count(_writer.WriteSealedError(error, refToMessageId));

    private SealedMessage Count(SealedMessage message)
    {
        sealedOne();
        return message;
    }
}
