using Ics2.As4;
using Ics2.Trader.Messages;

namespace Ics2.Trader.Receiving;

/// <summary>What a trader received, until somebody takes it.</summary>
public interface IInbox
{
    /// <summary>The messages nobody has taken yet, oldest first.</summary>
    /// <exception cref="InvalidDataException">A file of the inbox is damaged.</exception>
    IReadOnlyList<ReceivedCustomsMessage> Untaken();

    /// <summary>A message by its id.</summary>
    /// <returns>The message, or null when it was never received.</returns>
    /// <exception cref="InvalidDataException">Its file is damaged.</exception>
    ReceivedCustomsMessage? Find(string messageId);

    /// <summary>Hands a message over, once.</summary>
    /// <returns>False when it had been taken before, or never came.</returns>
    bool TryTake(string messageId);
}

/// <summary>The side of an inbox that receives.</summary>
internal interface IInboxStore : IInbox, IDisposable
{
    /// <summary>Keeps a message, or finds that it is kept already.</summary>
    /// <param name="receipt">Makes its receipt.</param>
    /// <param name="cancellationToken">Gives up before anything is kept.</param>
    /// <returns>The message with its receipt; an error when another message was received under the same id.</returns>
    /// <exception cref="IOException">It could not be written: no receipt may leave.</exception>
    Task<Outcome<Recorded>> RecordAsync(VerifiedMessage message, Func<SealedMessage> receipt, CancellationToken cancellationToken);

    /// <summary>What tells the messages apart that are here now, for <see cref="NewSince"/>.</summary>
    IReadOnlyCollection<string> Known();

    /// <summary>Messages that came since the last call with the same set, from whatever process.</summary>
    /// <param name="known">Those seen so far, as <see cref="Known"/> gives them; grows.</param>
    IReadOnlyList<ReceivedCustomsMessage> NewSince(HashSet<string> known);
}

/// <summary>A message that is safe in the inbox.</summary>
/// <param name="Receipt">What to acknowledge it with.</param>
/// <param name="IsNew">False when it had been received before.</param>
internal sealed record Recorded(ReceivedCustomsMessage Message, WireMessage Receipt, bool IsNew);
