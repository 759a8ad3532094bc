using Ics2.As4.Compression;
using Ics2.As4.Envelopes;
using Ics2.As4.Messages;
using Ics2.As4.Mime;
using Ics2.As4.Profiles;
using Ics2.Contract;
using Ics2.Contract.Management;
using Ics2.Ens.Catalogue;
using Ics2.Ens.Messages;
using Ics2.Ens.Reading;
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
    private readonly EnsReader _reader;

    /// <summary>Connects to a simulator.</summary>
    /// <param name="simulator">The running simulator.</param>
    /// <param name="pack">The messages that it speaks.</param>
    public ObservedCustoms(Ics2Simulator simulator, SpecPack pack)
    {
        Simulator = simulator;
        _reader = new EnsReader(pack);
    }

    /// <summary>How long customs and client are given for what is to happen between them.</summary>
    public TimeSpan WaitTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>The simulator itself, for enrolments.</summary>
    public Ics2Simulator Simulator { get; }

    /// <summary>What was exchanged with a trader, oldest first.</summary>
    /// <param name="partyId">The trader.</param>
    public async Task<IReadOnlyList<MessageView>> MessagesAsync(string partyId, CancellationToken cancellationToken)
    {
        var newestFirst = await Api.MessagesAsync(party: partyId, limit: 1000, cancellationToken: cancellationToken);
        return [.. newestFirst.Reverse()];
    }

    /// <summary>What a trader posted and how it was answered, oldest first.</summary>
    /// <param name="partyId">The trader.</param>
    public async Task<IReadOnlyList<ExchangeView>> ExchangesAsync(string partyId, CancellationToken cancellationToken) =>
        [.. (await Api.ExchangesAsync(partyId, limit: 1000, cancellationToken: cancellationToken)).Where(one => !one.IsPush()).Reverse()];

    /// <summary>The id of the newest exchange; null when there was none yet.</summary>
    public async Task<string?> LastExchangeAsync(CancellationToken cancellationToken) =>
        (await Api.ExchangesAsync(limit: 1, cancellationToken: cancellationToken)) is [var last, ..] ? last.Id : null;

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
            var next = await Api.ExchangesAsync(limit: page, cursor: new Cursor(After: after), cancellationToken: cancellationToken);
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
        Api.ExchangeBytesAsync(link, cancellationToken);

    /// <summary>A filing as customs sees it: states, links, referrals, history (<c>GET /filings/{mrn}</c>).</summary>
    public Task<FilingDetail> FilingAsync(string mrn, CancellationToken cancellationToken) => Api.FilingAsync(mrn, cancellationToken);

    /// <summary>Lets customs act on a filing.</summary>
    /// <param name="action">As <c>POST /filings/{mrn}/actions</c> takes it.</param>
    /// <exception cref="InvalidOperationException">Customs cannot do that now.</exception>
    public Task ActAsync(string mrn, ActionRequest action, CancellationToken cancellationToken) =>
        Api.ActAsync(mrn, action, cancellationToken);

    /// <summary>
    /// Moves the clock of customs; everything that falls due has happened when this returns. Only where customs has a clock of the
    /// scenario's own.
    /// </summary>
    /// <param name="by">For example <c>200d</c>.</param>
    public Task AdvanceClockAsync(string by, CancellationToken cancellationToken) =>
        Durations.TryParse(by, out var howFar, out var why)
            ? Api.AdvanceClockAsync(howFar, cancellationToken)
            : throw new ArgumentException(why, nameof(by));

    /// <summary>Messages that a trader does without.</summary>
    /// <param name="partyId">The trader.</param>
    public async Task<IReadOnlyList<string>> UnsubscribedAsync(string partyId, CancellationToken cancellationToken) =>
        (await Api.OperatorAsync(partyId, cancellationToken)).Unsubscribed;

    /// <summary>Changes what customs has on file about a trader; what is null stays.</summary>
    /// <param name="partyId">The trader.</param>
    /// <param name="change">What changes.</param>
    public Task ChangeAsync(string partyId, OperatorEntry change, CancellationToken cancellationToken) =>
        Api.ChangeOperatorAsync(partyId, change, cancellationToken);

    /// <summary>Declares whether an EORI exists from now on (R3005).</summary>
    /// <param name="exists">Whether it does.</param>
    public Task DeclareEoriAsync(string eori, bool exists, CancellationToken cancellationToken) =>
        Api.DeclareEoriAsync(eori, exists, cancellationToken);

    /// <summary>The bytes of a message as on the wire.</summary>
    public async Task<byte[]> RawAsync(MessageView message, CancellationToken cancellationToken) =>
        (await Api.RawAsync(message, cancellationToken)).Body;

    /// <summary>Takes a message out of its packaging.</summary>
    /// <exception cref="InvalidOperationException">It cannot be read, which is a fault of the simulator.</exception>
    public async Task<(MimePackage Package, Envelope Envelope)> UnpackAsync(MessageView message, CancellationToken cancellationToken)
    {
        var (type, body) = await Api.RawAsync(message, cancellationToken);
        var limits = Profile.Ics2HtiV2.Limits;
        return
            new MultipartReader(limits).Read(type, body).TryGet(out var package, out var error)
            && new EnvelopeReader(limits).Read(package).TryGet(out var envelope, out error)
            ? (package, envelope)
            : throw new InvalidOperationException($"{message.Action} {message.MessageId} cannot be unpacked: {error}");
    }

    /// <summary>Refuses the next message of a trader, whatever it says.</summary>
    public Task RefuseNextAsync(RefusalRequest refusal, CancellationToken cancellationToken) =>
        Api.RefuseNextAsync(refusal, cancellationToken);

    /// <summary>The last TLS handshakes that were refused, newest first.</summary>
    public async Task<IReadOnlyList<TlsRefusal>> TlsRefusalsAsync(CancellationToken cancellationToken) =>
        (await Api.TlsRefusalsAsync(cancellationToken)).Refusals;

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

    private ICustomsManagement Api => Simulator.Officer.Api;
}
