using System.Globalization;
using Ics2.AccessPoint.Capturing;
using Ics2.AccessPoint.Receiving;
using Ics2.AccessPoint.Storing;
using Ics2.As4;
using Ics2.As4.Messages;
using Ics2.Contract.Management;
using Ics2.Transport;

namespace Ics2.AccessPoint.Outbox;

/// <summary>One attempt, as it went.</summary>
internal sealed record Pushed(OfferedMessage Message, Uri Server, DateTimeOffset SentAt, TimeSpan Took);

/// <summary>Captures what was pushed and what came back, and tells of it as <c>GET /exchanges</c> does.</summary>
internal sealed class PushRecord(ICaptures captures, ExchangeLog exchanges, PushTls tls)
{
    /// <summary>Notes an attempt.</summary>
    /// <param name="response">The answer; null when none came.</param>
    /// <param name="reply">The same, judged.</param>
    /// <param name="fault">Why the message is not delivered; null when it is.</param>
    public async Task AddAsync(Pushed pushed, PostOutcome.Answered? response, Exchange? reply, string? fault)
    {
        var sent = pushed.Message.Sealed;
        var wire = response is null ? null : new WireMessage(response.ContentType ?? "", response.Body);
        var folder = await captures.WriteAsync(
            sent.MessageId.Value,
            sent.Wire,
            response is null ? null : new Answer(response.Status, wire)
        );
        exchanges.Add(new SeenExchange(View(pushed, response, reply, fault), sent.Wire, wire, folder));
    }

    private ExchangeView View(Pushed pushed, PostOutcome.Answered? response, Exchange? reply, string? fault)
    {
        var (id, wire) = (pushed.Message.Sealed.MessageId.Value, pushed.Message.Sealed.Wire);
        return new ExchangeView(
            "",
            pushed.SentAt,
            pushed.Message.Recipient.ToString(),
            "out",
            "userMessage",
            pushed.Message.Action,
            id,
            pushed.Message.RefToMessageId,
            response is null ? "unanswered"
                : fault is null ? "accepted"
                : "refused",
            Answered(reply, fault)
        )
        {
            Attempt = pushed.Message.Attempt,
            Milliseconds = pushed.Took.TotalMilliseconds,
            Http = new ExchangeHttp(
                response?.Status,
                new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
                {
                    ["Host"] = pushed.Server.Authority,
                    ["Content-Type"] = wire.ContentType,
                    ["Content-Length"] = wire.Body.Length.ToString(CultureInfo.InvariantCulture),
                },
                HttpFacts.Headers(response?.Headers ?? [])
            ),
            Tls = tls.To(pushed.Server),
        };
    }

    private static ExchangeAnswer Answered(Exchange? reply, string? fault) =>
        reply?.EnvelopeIfRead?.Signal switch
        {
            Receipt => new ExchangeAnswer("receipt", Detail: fault),
            ErrorSignal { Errors: [var first, ..] } => new ExchangeAnswer(
                "error",
                Code: first.Code.Code,
                Severity: first.Severity.ToString().ToLowerInvariant(),
                Text: first.Description,
                Detail: fault
            ),
            _ => new ExchangeAnswer("none", Detail: fault),
        };
}
