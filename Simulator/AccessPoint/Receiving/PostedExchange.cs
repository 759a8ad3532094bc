using Ics2.As4.Checking;
using Ics2.As4.Messages;
using Ics2.Contract.Management;

namespace Ics2.AccessPoint.Receiving;

/// <summary>Tells of what a trader posted as <c>GET /exchanges</c> does.</summary>
internal static class PostedExchange
{
    public static ExchangeView View(Exchange exchange, Answer answer)
    {
        var envelope = exchange.EnvelopeIfRead;
        var kind = envelope switch
        {
            null => "unreadable",
            { UserMessage: not null } => "userMessage",
            { Signal: PullRequest } => "pullRequest",
            { Signal: Receipt } => "receipt",
            _ => "error",
        };
        var party =
            envelope?.UserMessage?.From.Id ?? (envelope?.Signal as PullRequest)?.Mpc?.PartyId ?? exchange.About?.Recipient.ToString();
        return new ExchangeView(
            "",
            exchange.ReceivedAt,
            party,
            "in",
            kind,
            envelope?.UserMessage?.Action,
            exchange.MessageId,
            envelope?.UserMessage?.RefToMessageId ?? envelope?.Signal?.RefToMessageId,
            IsRefused(exchange) ? "refused" : "accepted",
            Answered(exchange, answer, kind)
        )
        {
            Checks = [.. exchange.Remarks.Select(Check), .. exchange.Refusal is { } refusal ? (CheckView[])[Check(refusal)] : []],
        };
    }

    /// <summary>The check that an error tells of.</summary>
    public static CheckView Check(EbmsError refusal) =>
        new(
            refusal.CheckId ?? refusal.Code.Code,
            (refusal.Severity == ErrorSeverity.Warning ? CheckVerdict.Warning : CheckVerdict.Failed).ToString().ToLowerInvariant(),
            refusal.Expected,
            refusal.Found,
            refusal.Description,
            refusal.Source,
            refusal.Remedy
        );

    // A warning, such as the empty channel, is no refusal. What never came to be looked at was refused by order of chaos.
    private static bool IsRefused(Exchange exchange) =>
        exchange.Refusal is { } refusal ? refusal.Severity != ErrorSeverity.Warning : exchange.Answer is null;

    private static ExchangeAnswer Answered(Exchange exchange, Answer answer, string kind)
    {
        var whole = answer is { IsWhole: true, Wire.ContentType: var type } && type.StartsWith("multipart/", StringComparison.Ordinal);
        var word = (whole, exchange.Refusal, kind) switch
        {
            (false, _, _) => "none",
            (_, not null, _) => "error",
            (_, _, "userMessage") => "receipt",
            (_, _, "pullRequest") => "message",
            _ => "none",
        };
        return new ExchangeAnswer(
            word,
            exchange.Offered?.Sealed.MessageId.Value,
            exchange.Offered?.Action,
            exchange.Refusal?.Code.Code,
            exchange.Refusal?.Severity.ToString().ToLowerInvariant(),
            exchange.Refusal?.Description,
            exchange.Refusal?.Detail
        );
    }
}
