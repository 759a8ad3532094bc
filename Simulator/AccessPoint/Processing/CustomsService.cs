using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Ics2.AccessPoint.Storing;
using Ics2.As4;
using Ics2.As4.Compression;
using Ics2.As4.Envelopes;
using Ics2.As4.Messages;
using Ics2.As4.Mime;
using Ics2.As4.Profiles;
using Ics2.As4.Writing;
using Ics2.Contract.Traders;
using Ics2.Customs.Deciding;
using Ics2.Customs.Model;
using Ics2.Ens.Catalogue;
using Ics2.Ens.Findings;
using Ics2.Ens.Validation;
using Ics2.Ens.Writing;
using Ics2.Trust.Certificates;

namespace Ics2.AccessPoint.Processing;

/// <summary>Between transport and customs: opens what was recorded, loads the state, asks the decider, seals the answers.</summary>
internal sealed class CustomsService(
    ICustomsRecords records,
    IOperators traders,
    MessageWriter writer,
    SpecPacks packs,
    Profile profile,
    string host,
    TimeProvider clock,
    TimeProvider customsClock,
    IInstructionSource instructions,
    ITraderRegister register,
    CustomsOptions options
)
{
    private const string MrnAlphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private const int UniqueLength = 11;

    private readonly MultipartReader _multipart = new(profile.Limits);
    private readonly EnvelopeReader _envelopes = new(profile.Limits);
    private readonly PayloadReader _payloads = new(profile);
    private readonly FrozenDictionary<string, Spoken> _spoken = packs.All.ToFrozenDictionary(
        pack => pack.Version,
        pack => new Spoken(
            pack,
            new EnsValidator(pack, new ValidationOptions { Register = register, Strict = options.StrictForms }),
            new EnsWriter(pack),
            new CustomsDecider(pack, options)
        ),
        StringComparer.Ordinal
    );
    private KnownOperators? _known;

    /// <summary>Takes a recorded message out of its packaging, nothing of it expanded yet.</summary>
    /// <remarks>
    /// The bytes as received, read once more: the way after a restart is the way every time. They passed all of this before they were
    /// recorded.
    /// </remarks>
    public Unpacked Unpack(WaitingMessage message)
    {
        var package = Passed(_multipart.Read(message.Wire.ContentType, message.Wire.Body));
        var header = Passed(_envelopes.Read(package)).UserMessage!;
        return new Unpacked(header, package, header.Parts is [{ ContentId: { } id }, ..] ? package.Find(id)?.Content ?? default : default);
    }

    /// <summary>The command in a recorded message; reading and validating it is most of the work, and done once.</summary>
    /// <param name="message">As recorded.</param>
    /// <param name="unpacked">The same out of its packaging; null to unpack it here.</param>
    public TraderMessage Open(WaitingMessage message, Unpacked? unpacked = null)
    {
        var key = new FilingKey(message.Party.ToString(), message.MessageId.Value);
        var receivedAt = ReferenceEquals(clock, customsClock) ? message.ReceivedAt : Now();
        var (header, package, _) = unpacked ?? Unpack(message);
        var document = Passed(_payloads.ReadDocument(header, package)).BusinessDocument?.Content ?? default;
        var pack = packs.Choose(header.Agreement?.Value, profile.Agreement, document);
        var read = _spoken[pack.Version].Validator.ReadAndValidate(document, receivedAt);
        if (packs.SuccessorOf(pack, message.Action, DateOnly.FromDateTime(receivedAt.UtcDateTime)) is { } successor)
        {
            read = read with { Findings = [Past(pack, message.Action, successor)] };
        }

        var unique = RandomNumberGenerator.GetString(MrnAlphabet, UniqueLength);
        TraderMessage command = message.Action.StartsWith("IE3F", StringComparison.Ordinal)
            ? new LodgeFiling(key, message.Action, read.Message, read.Findings, receivedAt, unique)
            : new TakeRequest(key, message.Action, read.Message, read.Findings, receivedAt, unique);
        return command with { Instructions = instructions.For(command), SpecPack = pack.Version, Hints = read.Hints };
    }

    /// <summary>Decides about a command; nothing is stored yet.</summary>
    /// <returns>What was decided, and why an action of an officer is refused.</returns>
    public (Decided Decided, string? Refusal) Decide(CustomsCommand command)
    {
        var (decision, spoken, loaded, now) = Look(command);
        return (
            new Decided(now, decision.Events, decision.Changed, [.. decision.Notices.Select(notice => Seal(notice, spoken))])
            {
                Versions = loaded.Versions,
            },
            decision.Refusal
        );
    }

    /// <summary>Why a command would be refused; null when it would not be. Nothing is sealed or stored.</summary>
    public string? Refusal(CustomsCommand command) => Look(command).Decision.Refusal;

    private (Decision Decision, Spoken Spoken, LoadedState Loaded, DateTimeOffset Now) Look(CustomsCommand command)
    {
        var now = Now();
        var loaded = records.CustomsState(CustomsKeys.Of(command));
        if (CustomsKeys.Further(command, loaded.State) is { Count: > 0 } further)
        {
            loaded = records.CustomsState(CustomsKeys.Of(command).Concat(further));
        }

        var spoken = Speaking(command, loaded.State);
        return (spoken.Customs.Decide(loaded.State with { Operators = Operators() }, command, now), spoken, loaded, now);
    }

    // In whole milliseconds, as the store keeps instants: a timer must not be due in one and not in the other.
    private DateTimeOffset Now() => DateTimeOffset.FromUnixTimeMilliseconds(customsClock.GetUtcNow().ToUnixTimeMilliseconds());

    // The store gives the same list until an entry changes; working it out for every decision would cost more the more traders there are.
    private ImmutableDictionary<string, OperatorFacts> Operators()
    {
        var entries = traders.Operators();
        var held = _known;
        if (held?.Of != entries)
        {
            _known = held = new KnownOperators(entries, Facts(entries));
        }

        return held.Facts;
    }

    // One channel per EORI: the one without a system before the @, else the first.
    private static ImmutableDictionary<string, OperatorFacts> Facts(IReadOnlyList<Operator> entries) =>
        entries
            .OrderBy(entry => entry.PartyId.ToString().Length)
            .Select(entry => new OperatorFacts(
                entry.PartyId.Eori,
                entry.PartyId.ToString(),
                entry.Connected,
                entry.AeoSecurity,
                [.. entry.Unsubscribed]
            ))
            .DistinctBy(facts => facts.Eori, StringComparer.Ordinal)
            .ToImmutableDictionary(facts => facts.Eori, StringComparer.Ordinal);

    private static T Passed<T>(Outcome<T> outcome)
        where T : class =>
        outcome.TryGet(out var value, out var error)
            ? value
            : throw new InvalidOperationException($"A recorded message can no longer be read: {error}");

    private NewOutgoing Seal(Notice notice, Spoken spoken)
    {
        var now = clock.GetUtcNow();
        var action = notice.Document.Id;
        var recipient = TraderPartyId.Parse(notice.Recipient);
        var pushed = traders.Operator(recipient) is { Channel: ReplyChannel.Push };
        var header = new UserMessage
        {
            MessageId = MessageId.New(host),
            RefToMessageId = notice.RefToMessageId,
            Timestamp = now,
            From = new Party(profile.CustomsPartyId, profile.CustomsPartyIdType, profile.CustomsRole),
            To = new Party(notice.Recipient, profile.TraderPartyIdType, profile.TraderRole),
            Agreement = new TypedValue(spoken.Pack.Agreement ?? profile.Agreement, profile.AgreementType),
            Service = new TypedValue(profile.ServiceToTrader, profile.ServiceType),
            Action = action,

            // A trader that changes its channel later gets what is sealed already with the channel of before.
            Mpc = pushed ? profile.MpcToTrader : Mpc.ForParty(profile.MpcToTrader, notice.Recipient).Value,
        };
        var parts = notice
            .Attachments.Select(Encoding.UTF8.GetBytes)
            .Prepend(spoken.Documents.Write(notice.Document))
            .Select(content => new Payload($"{action}-{Guid.NewGuid():N}@{host}", profile.BusinessMimeType, content));
        return new NewOutgoing(
            recipient,
            action,
            Priorities.Of(action),
            notice.RefToMessageId,
            now,
            writer.WriteUserMessage(header, [.. parts])
        );
    }

    // An answer speaks the version of its message; whatever customs does by itself, that of the filing it is about.
    private Spoken Speaking(CustomsCommand command, CustomsState state) =>
        _spoken[
            packs
                .Of(
                    command switch
                    {
                        TraderMessage message => message.SpecPack,
                        AboutFiling about => state.ByMrn(about.Mrn)?.SpecPack,
                        _ => null,
                    }
                )
                .Version
        ];

    // F-16 of field.md: what the live system answers is not public.
    private static ValidationFinding Past(SpecPack pack, string action, SpecPack successor) =>
        ValidationFinding.Of(
            successor,
            "VER01",
            Breach.Value,
            "/" + action,
            line: null,
            column: null,
            $"{action} of {pack.Version} is not taken any more since {pack.Past!.Since:yyyy-MM-dd}.",
            pack.Namespace,
            $"{successor.Version}, namespace {successor.Namespace}{(successor.Agreement is { } agreement ? $", agreement {agreement}" : "")}"
        );

    /// <summary>A recorded message out of its packaging.</summary>
    /// <param name="Document">Its business document as it travelled.</param>
    internal sealed record Unpacked(UserMessage Header, MimePackage Package, ReadOnlyMemory<byte> Document);

    /// <summary>One version of the messages, with what reads, writes and decides in it.</summary>
    private sealed record Spoken(SpecPack Pack, EnsValidator Validator, EnsWriter Documents, CustomsDecider Customs);

    private sealed record KnownOperators(IReadOnlyList<Operator> Of, ImmutableDictionary<string, OperatorFacts> Facts);
}
