using System.Security.Cryptography;
using Ics2.AccessPoint.Outbox;
using Ics2.AccessPoint.Storing;
using Ics2.As4;
using Ics2.As4.Compression;
using Ics2.As4.Envelopes;
using Ics2.As4.Messages;
using Ics2.As4.Mime;
using Ics2.As4.Profiles;
using Ics2.As4.Writing;
using Ics2.Customs;
using Ics2.Ens;

namespace Ics2.AccessPoint.Processing;

/// <summary>Between transport and customs: opens what was recorded, loads the state, asks the decider, seals the answers.</summary>
internal sealed class CustomsDesk(IStore store, MessageWriter writer, SpecPack pack, Profile profile, string host, TimeProvider clock)
{
    private const string MrnAlphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private const int UniqueLength = 11;

    private readonly MultipartReader multipart = new(profile.Limits);
    private readonly EnvelopeReader envelopes = new(profile.Limits);
    private readonly PayloadReader payloads = new(profile);
    private readonly EnsValidator validator = new(pack);
    private readonly EnsWriter documents = new(pack);
    private readonly CustomsDecider customs = new(pack);

    /// <summary>Decides about one recorded message.</summary>
    public Decided Decide(WaitingMessage message)
    {
        var now = clock.GetUtcNow();
        var read = validator.ReadAndValidate(BusinessDocument(message.Wire));
        var state = store.CustomsState(read.Message?.Text("declarant/identificationNumber"), read.Message?.Lrn);
        var lodge = new LodgeFiling(
            new FilingKey(message.Party, message.MessageId), message.Action, read.Message, read.Findings, message.ReceivedAt, RandomNumberGenerator.GetString(MrnAlphabet, UniqueLength));
        var decision = customs.Decide(state, lodge, now);

        var after = decision.Events.Aggregate(state, (known, happened) => known.After(happened));
        var changed = decision.Events.Select(happened => happened.Key).Distinct().Select(key => after.Filings[key]);
        return new Decided(now, decision.Events, [.. changed], [.. decision.Notices.Select(notice => Seal(notice, now))]);
    }

    // The bytes as received, read once more: the way after a restart is the way every time. They passed all of this before they were recorded.
    private ReadOnlyMemory<byte> BusinessDocument(WireMessage wire)
    {
        var package = Passed(multipart.Read(wire.ContentType, wire.Body));
        var header = Passed(envelopes.Read(package)).UserMessage!;
        return Passed(payloads.Read(header, package)).BusinessDocument?.Content ?? default;
    }

    private static T Passed<T>(Outcome<T> outcome)
        where T : class =>
        outcome.TryGet(out var value, out var error) ? value : throw new InvalidOperationException($"A recorded message can no longer be read: {error}");

    private NewOutgoing Seal(Notice notice, DateTimeOffset now)
    {
        var action = notice.Document.Id;
        var pushed = store.Operator(notice.Recipient) is { Channel: OperatorChannel.Push };
        var header = new UserMessage
        {
            MessageId = MessageId.New(host),
            RefToMessageId = notice.RefToMessageId,
            Timestamp = now,
            From = new Party(profile.CustomsPartyId, profile.CustomsPartyIdType, profile.CustomsRole),
            To = new Party(notice.Recipient, profile.TraderPartyIdType, profile.TraderRole),
            Agreement = new TypedValue(profile.Agreement, profile.AgreementType),
            Service = new TypedValue(profile.ServiceToTrader, profile.ServiceType),
            Action = action,

            // A trader that changes its channel later gets what is sealed already with the channel of before.
            Mpc = pushed ? profile.MpcToTrader : Mpc.ForParty(profile.MpcToTrader, notice.Recipient).Value,
        };
        var document = new Payload($"{action}-{Guid.NewGuid():N}@{host}", profile.BusinessMimeType, documents.Write(notice.Document));
        return new NewOutgoing(notice.Recipient, action, Priorities.Of(action), notice.RefToMessageId, now, writer.WriteUserMessage(header, [document]));
    }
}
