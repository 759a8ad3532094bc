using System.Collections.Concurrent;
using System.Globalization;
using Ics2.As4.Compression;
using Ics2.As4.Envelopes;
using Ics2.As4.Messages;
using Ics2.As4.Mime;
using Ics2.As4.Profiles;
using Ics2.Contract;
using Ics2.Contract.Management;
using Ics2.Contract.Traders;
using Ics2.Ens.Catalogue;
using Ics2.Ens.Messages;
using Ics2.Ens.Reading;
using Ics2.Rehearsal.Running;
using Ics2.Rehearsal.Running.Results;
using Ics2.Simulator;

namespace Ics2.StepDefinitions;

/// <summary>A message of customs, opened.</summary>
/// <param name="Seen">As it is on record.</param>
/// <param name="Root">Its content.</param>
/// <param name="Parts">What came along, in order, the document itself left out.</param>
public sealed record CustomsMessage(MessageView Seen, EnsElement Root, IReadOnlyList<Payload> Parts);

/// <summary>The customs side of a rehearsal, asked over the management API like any outsider would.</summary>
public sealed class ObservedCustoms
{
    private const string AssessedWhenTold = "WAIT-";

    private readonly EnsReader _reader;
    private readonly SpecPack _pack;
    private readonly Ics2Simulator? _simulator;
    private readonly ICustomsManagement _api;
    private readonly ConcurrentDictionary<string, Past> _past = new(StringComparer.Ordinal);

    /// <summary>Connects to a simulator of the rehearsal's own.</summary>
    /// <param name="simulator">The running simulator.</param>
    /// <param name="pack">The messages that it speaks.</param>
    public ObservedCustoms(Ics2Simulator simulator, SpecPack pack)
        : this(simulator.Officer.Api, pack) => _simulator = simulator;

    /// <summary>Connects to a customs that others use too.</summary>
    /// <param name="api">Its management API.</param>
    /// <param name="pack">The messages that it speaks.</param>
    public ObservedCustoms(ICustomsManagement api, SpecPack pack)
    {
        _api = api;
        _pack = pack;
        _reader = new EnsReader(pack);
    }

    /// <summary>How long customs and client are given for what is to happen between them.</summary>
    public TimeSpan WaitTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Its access point, where it is the rehearsal's own; null where others use it too.</summary>
    public Uri? OwnEndpoint => _simulator?.AccessPoint.As4;

    /// <summary>
    /// An LRN. A simulator of the rehearsal's own assesses when a scenario says so; one that runs already is asked to by the LRN, as its
    /// default playbook offers.
    /// </summary>
    /// <param name="now">When the message is written.</param>
    /// <param name="number">Tells it from others of the same second.</param>
    public string LrnOf(DateTimeOffset now, int number)
    {
        var unique = number % 100_000_000;
        return _simulator is null
            ? string.Create(CultureInfo.InvariantCulture, $"{AssessedWhenTold}{now:HHmmss}{unique}")
            : string.Create(CultureInfo.InvariantCulture, $"S{now:yyMMddHHmmss}{unique}");
    }

    /// <summary>The simulator itself, for what no customs of others can be asked: its chaos, its registry.</summary>
    /// <exception cref="ScenarioEndedException">It is not the rehearsal's own, so the scenario does not apply.</exception>
    public Ics2Simulator Simulator => _simulator ?? throw NeedsItsOwn();

    /// <summary>Ends the scenario as skipped where customs is not set up as the rehearsal sets up its own.</summary>
    public void NeedOwn()
    {
        if (_simulator is null)
        {
            throw NeedsItsOwn();
        }
    }

    /// <summary>That a scenario cannot run against a customs that others use too.</summary>
    public static ScenarioEndedException NeedsItsOwn() =>
        new(
            StepStatus.Skipped,
            "It needs a customs of its own (its clock, its chaos, its registry or its lists), and --attach runs against one that others use too."
        );

    /// <summary>Enrols a trader.</summary>
    /// <param name="request">Who, and how it gets its messages.</param>
    public Task<EnrolledTrader> EnrolAsync(EnrolmentRequest request, CancellationToken cancellationToken) =>
        _simulator is null ? _api.EnrolAsync(request, cancellationToken) : _simulator.Enrolment.EnrolAsync(request, cancellationToken);

    /// <summary>Says where customs pushes to.</summary>
    /// <param name="partyId">The trader.</param>
    public Task PushToAsync(string partyId, Uri url, CancellationToken cancellationToken) =>
        _simulator is null
            ? ChangeAsync(partyId, new OperatorEntry { Channel = ReplyChannel.Push, PushUrl = url.ToString() }, cancellationToken)
            : _simulator.Enrolment.SetChannelAsync(partyId, ReplyChannel.Push, url, cancellationToken);

    /// <summary>
    /// What a trader that is used again did and got so far is past: scenarios see it no more, nor what still comes of it, and customs knows
    /// nothing of its wishes.
    /// </summary>
    /// <param name="partyId">The trader.</param>
    public async Task BeginAnewAsync(string partyId, CancellationToken cancellationToken)
    {
        var messages = await _api.MessagesAsync(party: partyId, limit: 1000, cancellationToken: cancellationToken);
        var last = await LastExchangeAsync(cancellationToken);
        var before = PastOf(partyId)?.Messages ?? new HashSet<string>(StringComparer.Ordinal);
        _past[partyId] = new Past(
            messages.Select(message => message.MessageId).Concat(before).ToHashSet(StringComparer.Ordinal),
            last is null ? 0 : Number(last)
        );
        await ChangeAsync(
            partyId,
            new OperatorEntry
            {
                Connected = true,
                AeoSecurity = false,
                Unsubscribed = [],
            },
            cancellationToken
        );
    }

    /// <summary>What was exchanged with a trader, oldest first.</summary>
    /// <param name="partyId">The trader.</param>
    public async Task<IReadOnlyList<MessageView>> MessagesAsync(string partyId, CancellationToken cancellationToken)
    {
        var newestFirst = await _api.MessagesAsync(party: partyId, limit: 1000, cancellationToken: cancellationToken);
        var past = PastOf(partyId);
        return [.. newestFirst.Where(message => past?.Has(message) != true).Reverse()];
    }

    /// <summary>What a trader posted and how it was answered, oldest first.</summary>
    /// <param name="partyId">The trader.</param>
    public async Task<IReadOnlyList<ExchangeView>> ExchangesAsync(string partyId, CancellationToken cancellationToken)
    {
        if (PastOf(partyId) is not { } past)
        {
            return [.. (await _api.ExchangesAsync(partyId, limit: 1000, cancellationToken: cancellationToken)).Where(IsPosted).Reverse()];
        }

        // What waited from before is pulled now, and is no more of the scenario's than what it answers.
        var after = new Cursor(After: past.LastExchange.ToString(CultureInfo.InvariantCulture));
        var exchanges = await _api.ExchangesAsync(partyId, limit: 1000, cursor: after, cancellationToken: cancellationToken);
        var old = (await _api.MessagesAsync("out", partyId, limit: 1000, cancellationToken: cancellationToken))
            .Where(past.Has)
            .Select(message => message.MessageId)
            .ToHashSet(StringComparer.Ordinal);
        return
        [
            .. exchanges
                .Where(one =>
                    IsPosted(one)
                    && (one.Answer.MessageId is not { } brought || !old.Contains(brought))
                    && (one.RefToMessageId is not { } about || !old.Contains(about))
                )
                .Reverse(),
        ];

        static bool IsPosted(ExchangeView one) => !one.IsPush();
    }

    /// <summary>The id of the newest exchange; null when there was none yet.</summary>
    public async Task<string?> LastExchangeAsync(CancellationToken cancellationToken) =>
        (await _api.ExchangesAsync(limit: 1, cancellationToken: cancellationToken)) is [var last, ..] ? last.Id : null;

    /// <summary>
    /// Every exchange of some traders, pushes and what cannot be read included, oldest first. What does not even say whom it is from is
    /// told by the certificate of its connection.
    /// </summary>
    /// <param name="players">The traders.</param>
    /// <param name="after">Only those after this one.</param>
    public async Task<IReadOnlyList<ExchangeView>> ExchangesOfAsync(
        IReadOnlyList<Player> players,
        string after,
        CancellationToken cancellationToken
    )
    {
        const int page = 1000;
        List<ExchangeView> all = [];
        while (true)
        {
            var next = await _api.ExchangesAsync(limit: page, cursor: new Cursor(After: after), cancellationToken: cancellationToken);
            all.AddRange(next.Reverse().Where(IsTheirs));
            if (next.Count < page)
            {
                return all;
            }

            after = next[0].Id;
        }

        bool IsTheirs(ExchangeView one) =>
            players.Any(player =>
                one.Party is null
                    ? one.Tls?.Subject?.Contains(player.Eori, StringComparison.OrdinalIgnoreCase) == true
                    : one.Party == player.PartyId
            );
    }

    /// <summary>The bytes of one side of an exchange.</summary>
    /// <param name="link">As the exchange names it.</param>
    public Task<byte[]> ExchangeBytesAsync(string link, CancellationToken cancellationToken) =>
        _api.ExchangeBytesAsync(link, cancellationToken);

    /// <summary>A filing as customs sees it: states, links, referrals, history (<c>GET /filings/{mrn}</c>).</summary>
    public Task<FilingDetail> FilingAsync(string mrn, CancellationToken cancellationToken) => _api.FilingAsync(mrn, cancellationToken);

    /// <summary>Lets customs act on a filing.</summary>
    /// <param name="action">As <c>POST /filings/{mrn}/actions</c> takes it.</param>
    /// <exception cref="InvalidOperationException">Customs cannot do that now.</exception>
    public Task ActAsync(string mrn, ActionRequest action, CancellationToken cancellationToken) =>
        _api.ActAsync(mrn, action, cancellationToken);

    /// <summary>
    /// Moves the clock of customs; everything that falls due has happened when this returns. Only where customs has a clock of the
    /// scenario's own.
    /// </summary>
    /// <param name="by">For example <c>200d</c>.</param>
    public Task AdvanceClockAsync(string by, CancellationToken cancellationToken) =>
        Durations.TryParse(by, out var howFar, out var why)
            ? _api.AdvanceClockAsync(howFar, cancellationToken)
            : throw new ArgumentException(why, nameof(by));

    /// <summary>Messages that a trader does without.</summary>
    /// <param name="partyId">The trader.</param>
    public async Task<IReadOnlyList<string>> UnsubscribedAsync(string partyId, CancellationToken cancellationToken) =>
        (await _api.OperatorAsync(partyId, cancellationToken)).Unsubscribed;

    /// <summary>Changes what customs has on file about a trader; what is null stays.</summary>
    /// <param name="partyId">The trader.</param>
    /// <param name="change">What changes.</param>
    public Task ChangeAsync(string partyId, OperatorEntry change, CancellationToken cancellationToken) =>
        _api.ChangeOperatorAsync(partyId, change, cancellationToken);

    /// <summary>Declares whether an EORI exists from now on (R3005).</summary>
    /// <param name="exists">Whether it does.</param>
    public Task DeclareEoriAsync(string eori, bool exists, CancellationToken cancellationToken) =>
        _api.DeclareEoriAsync(eori, exists, cancellationToken);

    /// <summary>The bytes of a message as on the wire.</summary>
    public async Task<byte[]> RawAsync(MessageView message, CancellationToken cancellationToken) =>
        (await _api.RawAsync(message, cancellationToken)).Body;

    /// <summary>Takes a message out of its packaging.</summary>
    /// <exception cref="InvalidOperationException">It cannot be read, which is a fault of the simulator.</exception>
    public async Task<(MimePackage Package, Envelope Envelope)> UnpackAsync(MessageView message, CancellationToken cancellationToken)
    {
        var (type, body) = await _api.RawAsync(message, cancellationToken);
        var limits = Profile.Ics2HtiV2.Limits;
        return
            new MultipartReader(limits).Read(type, body).TryGet(out var package, out var error)
            && new EnvelopeReader(limits).Read(package).TryGet(out var envelope, out error)
            ? (package, envelope)
            : throw new InvalidOperationException($"{message.Action} {message.MessageId} cannot be unpacked: {error}");
    }

    /// <summary>Refuses the next message of a trader, whatever it says.</summary>
    public Task RefuseNextAsync(RefusalRequest refusal, CancellationToken cancellationToken) =>
        _api.RefuseNextAsync(refusal, cancellationToken);

    /// <summary>The last TLS handshakes that were refused, newest first.</summary>
    public async Task<IReadOnlyList<TlsRefusal>> TlsRefusalsAsync(CancellationToken cancellationToken) =>
        (await _api.TlsRefusalsAsync(cancellationToken)).Refusals;

    /// <summary>The document of a message that customs has on record under an id, as a draft; null when it has none, or none it can read.</summary>
    /// <param name="partyId">The trader.</param>
    public async Task<Draft?> DraftOfAsync(string partyId, string messageId, CancellationToken cancellationToken)
    {
        var recorded = (await MessagesAsync(partyId, cancellationToken)).FirstOrDefault(one => !one.IsOut && one.MessageId == messageId);
        if (recorded is null)
        {
            return null;
        }

        var (package, envelope) = await UnpackAsync(recorded, cancellationToken);
        return
            new PayloadReader(Profile.Ics2HtiV2).Read(envelope.UserMessage!, package).TryGet(out var payloads, out _)
            && payloads.BusinessDocument is { } document
            && _reader.Read(document.Content).Message is not null
            ? new Draft(_pack, document.Content.Span)
            : null;
    }

    /// <summary>Opens a message.</summary>
    /// <exception cref="InvalidOperationException">It cannot be read, which is a fault of the simulator.</exception>
    public async Task<CustomsMessage> OpenAsync(MessageView message, CancellationToken cancellationToken)
    {
        var (package, envelope) = await UnpackAsync(message, cancellationToken);
        if (!new PayloadReader(Profile.Ics2HtiV2).Read(envelope.UserMessage!, package).TryGet(out var payloads, out var error))
        {
            throw new InvalidOperationException($"{message.Action} {message.MessageId} cannot be unpacked: {error}");
        }

        var read = _reader.Read(payloads.BusinessDocument!.Content);
        return read.Message is { } content
            ? new CustomsMessage(message, content.Root, [.. payloads.Items.Skip(1)])
            : throw new InvalidOperationException(
                $"{message.Action} {message.MessageId} cannot be read: {string.Join("; ", read.Findings.Select(finding => finding.Text))}"
            );
    }

    private static long Number(string exchange) => long.Parse(exchange, CultureInfo.InvariantCulture);

    private Past? PastOf(string partyId) => _past.GetValueOrDefault(partyId);

    private sealed record Past(IReadOnlySet<string> Messages, long LastExchange)
    {
        public bool Has(MessageView message) =>
            Messages.Contains(message.MessageId) || (message.RefToMessageId is { } answered && Messages.Contains(answered));
    }
}
