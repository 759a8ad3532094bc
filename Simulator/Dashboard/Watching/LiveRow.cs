using Ics2.Contract.Management;
using Ics2.Reporting;

namespace Ics2.Dashboard.Watching;

/// <summary>One row of the page Live: something that happened, in the words of a person.</summary>
/// <param name="At">When.</param>
/// <param name="Party">Whose; null when that could not be told.</param>
/// <param name="What">What it was, a few words.</param>
/// <param name="Word">What came of it, in a word.</param>
/// <param name="Mood">How that is to be looked at.</param>
public sealed record LiveRow(DateTimeOffset At, string? Party, string What, string Word, Mood Mood)
{
    /// <summary>Which way it went: <c>in</c> to customs, <c>out</c> to the trader, null for neither.</summary>
    public string? Direction { get; init; }

    /// <summary>The type of the message, or another kind of thing that one may filter by.</summary>
    public string Type { get; init; } = "";

    /// <summary>Why it was refused; null when it was not.</summary>
    public string? Cause { get; init; }

    /// <summary>How to mend that.</summary>
    public string? Remedy { get; init; }

    /// <summary>What else is worth a line.</summary>
    public string? Remark { get; init; }

    /// <summary>Where more is shown.</summary>
    public string? Link { get; init; }

    /// <summary>Id of the message of customs that it delivers; null for none.</summary>
    public string? Brings { get; init; }

    /// <summary>What a refusal of customs says, where it delivers one.</summary>
    public string? Says { get; init; }

    /// <summary>The other node that it happened at; null for the one that the pages are served by.</summary>
    public string? Node { get; init; }

    /// <summary>Whether it is a pull that found nothing: many of them are shown as one.</summary>
    public bool IsEmptyPull { get; init; }

    /// <summary>How many are shown as this one.</summary>
    public int Times { get; init; } = 1;

    /// <summary>Tells of an exchange.</summary>
    public static LiveRow Of(ExchangeView exchange)
    {
        var answer = exchange.Answer;
        var refused = exchange.Verdict != "accepted";
        var check = exchange.Checks.FirstOrDefault(one => one.Verdict == "failed");
        var type = exchange.Action ?? exchange.Kind;
        return new LiveRow(exchange.At, exchange.Party, Said(exchange), Verdict(exchange), Seen(exchange))
        {
            Direction = exchange.Direction,
            Type = answer.Action ?? type,
            Cause = refused ? Reason(exchange, check) : null,
            Remedy = refused ? check?.Remedy : null,
            Remark = Besides(exchange),
            Link = exchange.Node is { } node
                ? $"/watch/exchange/{exchange.Id}?node={Uri.EscapeDataString(node)}"
                : $"/watch/exchange/{exchange.Id}",
            Node = exchange.Node,
            Brings = answer.MessageId ?? (exchange.IsPush() ? exchange.MessageId : null),
            IsEmptyPull = exchange is { Kind: "pullRequest", Answer.Code: "EBMS:0006" },
        };
    }

    /// <summary>Tells of a TLS handshake that came to nothing.</summary>
    public static LiveRow Of(TlsRefusal refusal) =>
        new(refusal.At, null, $"TLS handshake from {refusal.RemoteEndPoint ?? "somewhere"}", "refused", Mood.Bad)
        {
            Direction = "in",
            Type = "TLS",
            Cause = refusal.Found is { } found ? $"{refusal.Reason} Found: {found}" : refusal.Reason,
            Remedy = refusal.Remedy,
            Link = "/watch/traders#tls",
            Node = refusal.Node,
            Remark = Where(refusal.Node),
        };

    /// <summary>Tells of a timer that has run out.</summary>
    public static LiveRow Of(TimerView timer) =>
        new(timer.Due, null, $"timer {Words.Of(timer.Kind)} of {timer.Mrn}", "ran out", Mood.Open)
        {
            Type = "timer",
            Link = $"/watch/filing/{Uri.EscapeDataString(timer.Mrn)}",
        };

    private static string? Where(string? node) => node is null ? null : $"at {node}";

    private static string Said(ExchangeView exchange) =>
        (exchange.Kind, exchange.Answer) switch
        {
            ("pullRequest", { Action: { } brought }) => $"pull, brings {brought}",
            ("pullRequest", _) => "pull",
            ("receipt", _) => "receipt",
            ("error", _) => "error signal",
            ("userMessage", _) => exchange.Action ?? "message",
            _ => "something unreadable",
        };

    private static string Verdict(ExchangeView exchange) =>
        (exchange.Verdict, exchange.Direction, exchange.Answer.Kind) switch
        {
            ("unanswered", _, _) => "no answer",
            ("refused", "out", _) => "not delivered",
            ("refused", _, _) => exchange.Answer.Code ?? "refused",
            (_, "out", _) => "delivered",
            (_, _, "receipt") => "receipt",
            (_, _, "message") => "handed out",
            (_, _, "error") => exchange.Answer.Code == "EBMS:0006" ? "nothing waits" : exchange.Answer.Code ?? "warning",
            _ when exchange.Kind is "receipt" or "error" => "taken",
            _ => "no answer",
        };

    private static Mood Seen(ExchangeView exchange) =>
        exchange.Verdict switch
        {
            "refused" => Mood.Bad,
            "unanswered" => Mood.Caution,
            _ when exchange.Answer.Code == "EBMS:0006" => Mood.Quiet,
            _ when exchange.Kind == "error" || (exchange.Answer.Kind == "none" && exchange.Kind is "userMessage" or "pullRequest") =>
                Mood.Caution,
            _ => Mood.Good,
        };

    private static string? Reason(ExchangeView exchange, CheckView? check) =>
        check is null ? exchange.Answer.Text ?? exchange.Answer.Detail
        : check.Actual is { } actual && !check.Text.Contains(actual, StringComparison.Ordinal) ? $"{check.Text} Found: {actual}"
        : check.Text;

    private static string? Besides(ExchangeView exchange)
    {
        string?[] remarks =
        [
            Where(exchange.Node),
            exchange.Attempt > 1 ? $"attempt {exchange.Attempt}" : null,
            exchange.Chaos is { Count: > 0 } chaos
                ? $"chaos: {string.Join(", ", chaos.Select(one => one.Rule).Distinct(StringComparer.Ordinal))}"
                : null,
        ];
        return string.Join("; ", remarks.OfType<string>()) is { Length: > 0 } text ? text : null;
    }
}
