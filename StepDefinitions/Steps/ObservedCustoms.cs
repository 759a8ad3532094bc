using System.Text.Json;
using Ics2.As4.Compression;
using Ics2.As4.Envelopes;
using Ics2.As4.Messages;
using Ics2.As4.Mime;
using Ics2.As4.Profiles;
using Ics2.Ens.Catalogue;
using Ics2.Ens.Messages;
using Ics2.Ens.Reading;
using Ics2.Simulator;

namespace Ics2.StepDefinitions;

/// <summary>A message as the access point has it on record.</summary>
/// <param name="Direction"><c>in</c> or <c>out</c>.</param>
/// <param name="Party">The trader's party id.</param>
/// <param name="Action">For example <c>IE3R01</c>.</param>
/// <param name="RefToMessageId">The message it answers.</param>
/// <param name="State">Where it stands: <c>waiting</c>, <c>processed</c>, <c>test</c>, <c>delivered</c>, <c>failed</c>.</param>
/// <param name="At">When it was received or made.</param>
/// <param name="Attempts">How often it was pushed or offered.</param>
/// <param name="DeliveredAt">When its valid receipt came.</param>
/// <param name="Note">Why it is not further.</param>
/// <param name="Sequence">Counts the messages of one direction in the order of recording.</param>
public sealed record SeenMessage(
    string Direction,
    string Party,
    string Action,
    string MessageId,
    string? RefToMessageId,
    string State,
    DateTimeOffset At,
    int? Attempts,
    DateTimeOffset? DeliveredAt,
    string? Note,
    long Sequence
)
{
    /// <summary>Whether it comes from customs.</summary>
    public bool IsOut => Direction == "out";
}

/// <summary>A request that reached the access point, refused or not, and how it was answered.</summary>
/// <param name="At">When.</param>
/// <param name="Party">Whom it claimed to be from.</param>
/// <param name="Kind"><c>userMessage</c>, <c>pullRequest</c>, <c>receipt</c>, <c>error</c> or <c>unreadable</c>.</param>
/// <param name="RefToMessageId">The message a signal is about.</param>
/// <param name="Answer"><c>receipt</c>, <c>message</c>, <c>error</c> or <c>none</c>.</param>
/// <param name="AnswerMessageId">The message that a pull brought.</param>
/// <param name="Code">ebMS code of the error.</param>
/// <param name="Detail">Its ErrorDetail.</param>
public sealed record SeenExchange(
    DateTimeOffset At,
    string? Party,
    string Kind,
    string? MessageId,
    string? Action,
    string? RefToMessageId,
    string Answer,
    string? AnswerMessageId,
    string? Code,
    string? Detail
);

/// <summary>A TLS handshake that was refused.</summary>
/// <param name="At">When.</param>
/// <param name="Subject">Whose certificate it was; null when none was shown.</param>
/// <param name="Reason">Why.</param>
/// <param name="Expected">What would have been accepted.</param>
/// <param name="Found">What was there instead.</param>
public sealed record SeenRefusal(DateTimeOffset At, string? Subject, string Reason, string? Expected, string? Found);

/// <summary>A message of customs, opened.</summary>
/// <param name="Seen">As it is on record.</param>
/// <param name="Root">Its content.</param>
/// <param name="Parts">What came along, in order, the document itself left out.</param>
public sealed record CustomsMessage(SeenMessage Seen, EnsElement Root, IReadOnlyList<Payload> Parts);

/// <summary>The customs side of a rehearsal, asked over the management API like any outsider would.</summary>
public sealed class ObservedCustoms
{
    private readonly EnsReader _reader = new(SpecPack.Embedded());

    /// <summary>Connects to a simulator.</summary>
    /// <param name="simulator">The running simulator.</param>
    public ObservedCustoms(Ics2Simulator simulator) => Simulator = simulator;

    /// <summary>How long customs and client are given for what is to happen between them.</summary>
    public TimeSpan WaitTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>The simulator itself, for enrolments.</summary>
    public Ics2Simulator Simulator { get; }

    /// <summary>What was exchanged with a trader, oldest first.</summary>
    /// <param name="partyId">The trader.</param>
    public async Task<IReadOnlyList<SeenMessage>> MessagesAsync(string partyId, CancellationToken cancellationToken)
    {
        var list = await GetAsync<MessageList>($"messages?limit=1000&party={Uri.EscapeDataString(partyId)}", cancellationToken);
        return [.. list.Messages.Reverse()]; // it lists the newest first
    }

    /// <summary>What a trader posted and how it was answered, oldest first.</summary>
    /// <param name="partyId">The trader.</param>
    public async Task<IReadOnlyList<SeenExchange>> ExchangesAsync(string partyId, CancellationToken cancellationToken) =>
        (await GetAsync<ExchangeList>($"exchanges?limit=1000&party={Uri.EscapeDataString(partyId)}", cancellationToken)).Exchanges;

    /// <summary>A filing as customs sees it: states, links, referrals, history (<c>GET /filings/{mrn}</c>).</summary>
    public Task<JsonElement> FilingAsync(string mrn, CancellationToken cancellationToken) =>
        GetAsync<JsonElement>($"filings/{mrn}", cancellationToken);

    /// <summary>Lets customs act on a filing.</summary>
    /// <param name="action">As <c>POST /filings/{mrn}/actions</c> takes it.</param>
    /// <exception cref="InvalidOperationException">Customs cannot do that now.</exception>
    public Task ActAsync(string mrn, object action, CancellationToken cancellationToken) =>
        Simulator.Officer.ActAsync(mrn, action, cancellationToken);

    /// <summary>
    /// Moves the clock of customs; everything that falls due has happened when this returns. Only where customs has a clock of the
    /// scenario's own.
    /// </summary>
    /// <param name="by">For example <c>200d</c>.</param>
    public Task AdvanceClockAsync(string by, CancellationToken cancellationToken) =>
        Api.SendAsync<JsonElement>(HttpMethod.Post, "clock/advance", new { by }, cancellationToken);

    /// <summary>Messages that a trader does without.</summary>
    /// <param name="partyId">The trader.</param>
    public async Task<IReadOnlyList<string>> UnsubscribedAsync(string partyId, CancellationToken cancellationToken) =>
        (await GetAsync<OperatorChange>($"operators/{Uri.EscapeDataString(partyId)}", cancellationToken)).Unsubscribed ?? [];

    /// <summary>Changes what customs has on file about a trader; what is null stays.</summary>
    /// <param name="partyId">The trader.</param>
    /// <param name="change">What changes.</param>
    public Task ChangeAsync(string partyId, OperatorChange change, CancellationToken cancellationToken) =>
        Simulator.Officer.ChangeOperatorAsync(partyId, change, cancellationToken);

    /// <summary>Declares whether an EORI exists from now on (R3005).</summary>
    /// <param name="exists">Whether it does.</param>
    public Task DeclareEoriAsync(string eori, bool exists, CancellationToken cancellationToken) =>
        Api.SendAsync<JsonElement>(HttpMethod.Put, $"eori-register/{eori}", new { exists }, cancellationToken);

    /// <summary>The bytes of a message as on the wire.</summary>
    public async Task<byte[]> RawAsync(SeenMessage message, CancellationToken cancellationToken) =>
        (await DownloadAsync(message, cancellationToken)).Body;

    /// <summary>Takes a message out of its packaging.</summary>
    /// <exception cref="InvalidOperationException">It cannot be read, which is a fault of the simulator.</exception>
    public async Task<(MimePackage Package, Envelope Envelope)> UnpackAsync(SeenMessage message, CancellationToken cancellationToken)
    {
        var (type, body) = await DownloadAsync(message, cancellationToken);
        var limits = Profile.Ics2HtiV2.Limits;
        return
            new MultipartReader(limits).Read(type, body).TryGet(out var package, out var error)
            && new EnvelopeReader(limits).Read(package).TryGet(out var envelope, out error)
            ? (package, envelope)
            : throw new InvalidOperationException($"{message.Action} {message.MessageId} cannot be unpacked: {error}");
    }

    /// <summary>The last TLS handshakes that were refused, newest first.</summary>
    public async Task<IReadOnlyList<SeenRefusal>> TlsRefusalsAsync(CancellationToken cancellationToken) =>
        (await GetAsync<RefusalList>("tls-refusals", cancellationToken)).Refusals;

    /// <summary>Opens a message.</summary>
    /// <exception cref="InvalidOperationException">It cannot be read, which is a fault of the simulator.</exception>
    public async Task<CustomsMessage> OpenAsync(SeenMessage message, CancellationToken cancellationToken)
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

    private ManagementClient Api => Simulator.Officer.Api;

    private Task<T> GetAsync<T>(string path, CancellationToken cancellationToken) =>
        Api.SendAsync<T>(HttpMethod.Get, path, body: null, cancellationToken);

    private async Task<(string Type, byte[] Body)> DownloadAsync(SeenMessage message, CancellationToken cancellationToken)
    {
        using var response = await Api.SendAsync(
            HttpMethod.Get,
            $"messages/{Uri.EscapeDataString(message.MessageId)}/raw?direction={message.Direction}&party={Uri.EscapeDataString(message.Party)}",
            content: null,
            cancellationToken
        );
        return (response.Headers.GetValues("X-As4-Content-Type").First(), await response.Content.ReadAsByteArrayAsync(cancellationToken));
    }

    private sealed record MessageList(IReadOnlyList<SeenMessage> Messages);

    private sealed record RefusalList(IReadOnlyList<SeenRefusal> Refusals);

    private sealed record ExchangeList(IReadOnlyList<SeenExchange> Exchanges);
}
