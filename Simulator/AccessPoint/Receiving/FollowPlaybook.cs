using System.Collections.Concurrent;
using System.Collections.Frozen;
using Ics2.AccessPoint.Playbooks;
using Ics2.AccessPoint.Processing;
using Ics2.As4;
using Ics2.As4.Compression;
using Ics2.As4.Messages;
using Ics2.As4.Profiles;
using Ics2.Ens.Catalogue;
using Ics2.Ens.Reading;

namespace Ics2.AccessPoint.Receiving;

/// <summary>
/// Answers a message with a transport fault where the playbook orders one. It looks at content before anything is recorded, so it comes
/// after the seal.
/// </summary>
internal sealed class FollowPlaybook(PlaybookFile playbook, SpecPacks packs, Profile profile, MemoryPlan memory) : IReceiveStep
{
    private const int MaxCounted = 10_000;

    private readonly PayloadReader _payloads = new(profile);
    private readonly FrozenDictionary<SpecPack, EnsReader> _readers = packs.All.ToFrozenDictionary(
        pack => pack,
        pack => new EnsReader(pack)
    );
    private readonly ConcurrentDictionary<(string Party, string MessageId), int> _counts = new();

    public async ValueTask<EbmsError?> TakeAsync(Exchange exchange, CancellationToken cancellationToken)
    {
        var action = exchange.Envelope.UserMessage!.Action;
        if (await FaultForAsync(exchange, cancellationToken) is not { } fault || !IsDue(exchange, fault))
        {
            return null;
        }

        switch (fault.Do)
        {
            case WireFault.HttpError:
                exchange.Answer = new Answer(fault.Status, new WireMessage("text/plain", "By order of the playbook.\n"u8.ToArray()));
                return null;
            case WireFault.EbmsError:
                return new EbmsError(EbmsErrorCode.Other, "The playbook orders this error.")
                {
                    CheckId = "playbook",
                    Expected = "a message that no rule of the playbook answers with a transport fault",
                    Found = $"{action} {exchange.MessageId}",
                    Remedy = "Repeat it with the same MessageId, or take the rule out of the playbook.",
                    Source = "playbook, transport-fault",
                };
            default:
                exchange.KeepsReceipt = true;
                return null;
        }
    }

    private async Task<TransportFault?> FaultForAsync(Exchange exchange, CancellationToken cancellationToken)
    {
        var message = exchange.Envelope.UserMessage!;
        if (!playbook.Current.Rules.Any(rule => rule.Fault is not null))
        {
            return null;
        }

        var document = message.Parts is [{ ContentId: { } id }, ..] ? exchange.Package.Find(id) : null;
        using var place = await memory.ForDocumentAsync(document?.Content ?? default, cancellationToken);
        return _payloads.ReadDocument(message, exchange.Package).TryGet(out var opened, out _)
            ? FaultFor(message, opened.BusinessDocument?.Content ?? default)
            : null;
    }

    // Reading the document costs, so rules that name a text are asked first whether the bytes have it at all.
    private TransportFault? FaultFor(UserMessage message, ReadOnlyMemory<byte> document)
    {
        var action = message.Action;
        var rules = playbook.Current.Rules;
        if (!rules.Any(rule => rule.Fault is not null && rule.MayFit(action, document.Span)))
        {
            return null;
        }

        var read = _readers[packs.Choose(message.Agreement?.Value, profile.Agreement, document)].Read(document).Message;
        return rules.FirstOrDefault(rule => rule.Fits(action, read))?.Fault;
    }

    private bool IsDue(Exchange exchange, TransportFault fault)
    {
        if (fault.Times is not { } times)
        {
            return true;
        }

        if (_counts.Count >= MaxCounted)
        {
            _counts.Clear(); // a message that is repeated after so many others meets its fault once more
        }

        return _counts.AddOrUpdate((exchange.Sender.ToString(), exchange.Envelope.MessageId.Value), 1, (_, count) => count + 1) <= times;
    }
}
