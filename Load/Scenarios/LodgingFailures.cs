using Ics2.Load.Engine;
using Ics2.Trader.Lodging;

namespace Ics2.Load.Scenarios;

/// <summary>Sorts failed lodgements by what went wrong: ebMS code, HTTP status, TLS, connection, time-out, receipt.</summary>
internal static class LodgingFailures
{
    /// <summary>What a lodgement failed by.</summary>
    /// <param name="result">The lodgement.</param>
    /// <param name="fault">What the connection did.</param>
    /// <returns>Null when customs has the message.</returns>
    public static Failure? Of(LodgeResult result, WireFault fault)
    {
        if (result.Accepted)
        {
            return null;
        }

        var last = result.Trail[^1];
        return new Failure(Kind(last, fault), last.Text);
    }

    private static string Kind(Attempt last, WireFault fault) =>
        last switch
        {
            { Error: { } error } => error.SubCode is { } sub ? $"{error.Code.Code} {sub}" : error.Code.Code,
            { Outcome: AttemptOutcome.ServerNotTrusted } => "TLS",
            { Outcome: AttemptOutcome.InvalidReceipt } => "invalid receipt",
            { HttpStatus: >= 300 and var status } => $"HTTP {status}",
            { Outcome: AttemptOutcome.NoReceipt } => "no receipt",
            { Outcome: AttemptOutcome.NoAnswer or AttemptOutcome.NotConnected } => fault.Kind ?? "time-out (receipt)",
            _ => last.Outcome.ToString(),
        };
}
