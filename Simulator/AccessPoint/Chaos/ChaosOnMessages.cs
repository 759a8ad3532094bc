using System.Collections.Concurrent;
using System.Globalization;
using Ics2.AccessPoint.Storing;
using Ics2.As4.Messages;
using Ics2.As4.Writing;

namespace Ics2.AccessPoint.Chaos;

/// <summary>
/// Chaos in what customs sends. The outbox stays as it is: a message that was held back or spoiled still waits, and such a sending does not
/// count among the attempts, so that everything is delivered when the chaos is over.
/// </summary>
internal sealed class ChaosOnMessages(
    ChaosRules rules,
    SpoiledBytes bytes,
    MessageWriter writer,
    IOutgoingMessages outbox,
    ICustomsRecords records,
    IMessageLists messages,
    string host,
    TimeProvider clock
)
{
    private readonly ConcurrentDictionary<string, int> _uncounted = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, long> _spoiled = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(ChaosEffect Effect, string MessageId), bool> _done = new();
    private readonly ConcurrentDictionary<string, (OfferedMessage Message, long Number)> _held = new(StringComparer.Ordinal);

    /// <summary>Whether nothing goes to a party, because the access point is out of order for it.</summary>
    public bool IsOut(string party) => rules.IsOut(party);

    /// <summary>A message without the sendings that do not count, because chaos held them back or spoiled them.</summary>
    public OfferedMessage Counted(OfferedMessage message) =>
        _uncounted.TryGetValue(message.Sealed.MessageId.Value, out var uncounted)
            ? message with
            {
                Attempt = message.Attempt - uncounted,
            }
            : message;

    /// <summary>Decides what becomes of one sending.</summary>
    /// <returns>Null when it goes as it should.</returns>
    public async Task<SpoiledSending?> MeetAsync(OfferedMessage message)
    {
        var (party, id) = (message.Recipient.ToString(), message.Sealed.MessageId.Value);
        _spoiled.TryRemove(id, out _);
        if (_held.TryGetValue(party, out var waiting) && waiting.Message.Sequence == message.Sequence && _held.TryRemove(party, out _))
        {
            rules.Tell(waiting.Number, "nothing overtook it in time");
        }

        if (
            rules.IsOff
            || messages.FindMessages(new MessageAddress(id, party, "out")) is not [var row]
            || rules.Follow(effect => effect.IsOnMessages() && !IsDone(effect, party, id), party, row.Action, id) is not var (rule, number)
        )
        {
            return null;
        }

        if (rule.Do.OncePerMessage())
        {
            _done[(rule.Do, id)] = true;
        }

        var sending = new SpoiledSending(message, number);
        switch (rule.Do)
        {
            case ChaosEffect.TamperedPayload:
                return Spoil(id, sending.With(bytes.Tampered(sending.Sealed.Wire)));
            case ChaosEffect.LeafOnlySeal:
                return Spoil(id, sending.With(bytes.LeafOnly(sending.Sealed.Wire)));
            case ChaosEffect.ForeignSeal:
                return Spoil(id, sending.With(bytes.UnderForeignSeal(sending.Sealed.Wire)));
            case ChaosEffect.LateMessage:
                return await HoldBackAsync(sending, rule, $"late by order of the rule {rule.Name}");
            case ChaosEffect.Reorder:
                _held[party] = (message, number);
                return await HoldBackAsync(sending, rule, $"held back by the rule {rule.Name} until the next message has gone");
            case ChaosEffect.UnknownReference:
                await CopyAsync(message, row, number);
                return null;
            case ChaosEffect.DuplicateMessage:
                return sending with { Twice = true };
            default:
                return sending with { Again = true };
        }
    }

    /// <summary>A message has gone to a party: what was held back for that may go now.</summary>
    public async Task WentAsync(OfferedMessage message)
    {
        if (
            _held.TryGetValue(message.Recipient.ToString(), out var waiting)
            && waiting.Message.Sequence != message.Sequence
            && _held.TryRemove(message.Recipient.ToString(), out _)
        )
        {
            rules.Tell(waiting.Number, $"overtaken by {message.Sealed.MessageId}");
            await outbox.NotDeliveredAsync(waiting.Message.Sequence, $"was overtaken by {message.Sealed.MessageId}", clock.GetUtcNow());
        }
    }

    /// <summary>Notes what came of a sending.</summary>
    public void Tell(SpoiledSending sending, string outcome) => rules.Tell(sending.Number, outcome);

    /// <summary>
    /// Whether a receipt is for a sending that was spoiled, which a trader should have refused. It does not make the message delivered.
    /// </summary>
    public bool AcknowledgesSpoiled(string messageId)
    {
        if (!_spoiled.TryGetValue(messageId, out var number))
        {
            return false;
        }

        rules.Tell(number, "the trader acknowledged it");
        return true;
    }

    /// <summary>Notes what a trader says about a sending that was spoiled.</summary>
    public void Reported(string messageId, string text)
    {
        if (_spoiled.TryGetValue(messageId, out var number))
        {
            rules.Tell(number, text);
        }
    }

    // What was already held back, doubled or copied is not a second time; one message at a time is held back for the next; a copy is left
    // alone.
    private bool IsDone(ChaosEffect effect, string party, string id) =>
        _done.ContainsKey((effect, id))
        || _done.ContainsKey((ChaosEffect.UnknownReference, $"copy {id}"))
        || (effect == ChaosEffect.Reorder && _held.ContainsKey(party));

    private SpoiledSending Spoil(string id, SpoiledSending sending)
    {
        _spoiled[id] = sending.Number;
        DoNotCount(id);
        return sending;
    }

    private async Task<SpoiledSending> HoldBackAsync(SpoiledSending sending, ChaosRule rule, string why)
    {
        DoNotCount(sending.Sealed.MessageId.Value);
        await outbox.NotDeliveredAsync(sending.Sequence, why, clock.GetUtcNow() + rule.Delay);
        rules.Tell(sending.Number, string.Create(CultureInfo.InvariantCulture, $"held back for at most {rule.Delay.TotalSeconds} s"));
        return sending with { HeldBack = true };
    }

    private void DoNotCount(string id) => _uncounted.AddOrUpdate(id, 1, (_, count) => count + 1);

    private async Task CopyAsync(OfferedMessage message, MessageRow row, long number)
    {
        var wire = message.Sealed.Wire;
        var (header, payloads) = bytes.Opened(wire);
        var (id, unknown, now) = (MessageId.New(host), MessageId.New("another-trader.invalid").Value, clock.GetUtcNow());
        _done[(ChaosEffect.UnknownReference, $"copy {id}")] = true;
        var copy = writer.WriteUserMessage(header with { MessageId = id, RefToMessageId = unknown, Timestamp = now }, payloads.Items);
        await records.StoreAsync(
            new Decided(now, [], [], [new NewOutgoing(message.Recipient, row.Action, Priorities.Of(row.Action), unknown, now, copy)])
        );
        rules.Tell(number, $"its copy {id} refers to {unknown}, which the trader never sent");
    }
}
