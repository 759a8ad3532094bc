using System.Net;
using System.Text;
using Ics2.As4;
using Ics2.As4.Envelopes;
using Ics2.As4.Messages;
using Ics2.As4.Mime;
using Ics2.As4.Profiles;
using Ics2.As4.Sealing;
using Ics2.As4.Writing;

namespace Ics2.Tests.Support;

/// <summary>A request as customs sees it.</summary>
internal sealed record Seen(string ContentType, byte[] Body)
{
    public MimePackage Package { get; } = Read(new MultipartReader(new ReadLimits()).Read(ContentType, Body));

    public Envelope Envelope => Read(new EnvelopeReader(new ReadLimits()).Read(Package));

    private static T Read<T>(Outcome<T> outcome)
        where T : class => outcome.TryGet(out var value, out var error) ? value : throw new InvalidOperationException(error.ToString());
}

/// <summary>The access point as the trader's connection sees it: answers in the order of its script, and remembers what came.</summary>
internal sealed class FakeCustoms(TimeProvider clock) : HttpMessageHandler
{
    public const string Host = "sti.example";

    private readonly Queue<Func<Seen, CancellationToken, Task<HttpResponseMessage>>> _script = new();

    public List<Seen> Requests { get; } = [];

    public MessageWriter Writer { get; } =
        new(
            Profile.Ics2HtiV2,
            new SealingIdentity(TraderPki.Instance.Pki.CustomsSeal.Certificate, TraderPki.Instance.Pki.CustomsSeal.Chain),
            Host,
            clock
        );

    /// <summary>What is answered once the script is used up.</summary>
    public Func<Seen, HttpResponseMessage> Otherwise { get; set; } =
        _ => throw new InvalidOperationException("One request more than the test foresees.");

    public FakeCustoms Then(Func<Seen, HttpResponseMessage> answer) => Then((seen, _) => Task.FromResult(answer(seen)));

    public FakeCustoms Then(Func<Seen, CancellationToken, Task<HttpResponseMessage>> answer)
    {
        _script.Enqueue(answer);
        return this;
    }

    public FakeCustoms ThenReceipt() => Then(Receipt);

    public FakeCustoms ThenNothing(HttpStatusCode status = HttpStatusCode.OK) => Then(_ => Body(status, null, []));

    public FakeCustoms ThenError(
        EbmsErrorCode code,
        string description = "no",
        string? subCode = null,
        ErrorSeverity? severity = null,
        HttpStatusCode status = HttpStatusCode.OK
    ) =>
        Then(seen =>
            Wire(
                Writer.WriteError(
                    new EbmsError(code, description) { SubCode = subCode, Severity = severity ?? code.Severity },
                    seen.Envelope.MessageId.Value
                ),
                status
            )
        );

    public FakeCustoms ThenMessage(SealedMessage message) => Then(_ => Wire(message.Wire));

    public HttpResponseMessage Receipt(Seen seen) => Wire(Writer.WriteReceipt(seen.Envelope).Wire);

    public HttpResponseMessage EmptyChannel(Seen seen) =>
        Wire(Writer.WriteError(new EbmsError(EbmsErrorCode.EmptyMessagePartitionChannel, "Nothing waits."), seen.Envelope.MessageId.Value));

    public static HttpResponseMessage Wire(WireMessage wire, HttpStatusCode status = HttpStatusCode.OK) =>
        Body(status, wire.ContentType, wire.Body.ToArray());

    public static HttpResponseMessage Body(HttpStatusCode status, string? contentType, byte[] body)
    {
        var response = new HttpResponseMessage(status) { Content = new ByteArrayContent(body) };
        if (contentType is not null)
        {
            response.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        }

        return response;
    }

    /// <summary>A message of customs for the trader.</summary>
    public SealedMessage Message(string xml, string? refTo = null, MessageId? id = null, string? to = null, string action = "IE3R01") =>
        Writer.WriteUserMessage(
            Header(refTo, id, to, action),
            [new Payload($"{Guid.NewGuid():N}@{Host}", "application/xml", Encoding.UTF8.GetBytes(xml))]
        );

    public UserMessage Header(string? refTo = null, MessageId? id = null, string? to = null, string action = "IE3R01") =>
        new()
        {
            MessageId = id ?? MessageId.New(Host),
            RefToMessageId = refTo,
            Timestamp = clock.GetUtcNow(),
            From = new Party(Profile.Ics2HtiV2.CustomsPartyId, Profile.Ics2HtiV2.CustomsPartyIdType, Profile.Ics2HtiV2.CustomsRole),
            To = new Party(to ?? TraderPki.Eori, Profile.Ics2HtiV2.TraderPartyIdType, Profile.Ics2HtiV2.TraderRole),
            Agreement = new TypedValue(Profile.Ics2HtiV2.Agreement, Profile.Ics2HtiV2.AgreementType),
            Service = new TypedValue(Profile.Ics2HtiV2.ServiceToTrader, Profile.Ics2HtiV2.ServiceType),
            Action = action,
            Mpc = Profile.Ics2HtiV2.MpcToTrader,
        };

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var seen = new Seen(
            request.Content!.Headers.NonValidated["Content-Type"].ToString(),
            await request.Content.ReadAsByteArrayAsync(cancellationToken)
        );
        Requests.Add(seen);
        return _script.TryDequeue(out var answer) ? await answer(seen, cancellationToken) : Otherwise(seen);
    }
}
