using System.Text.RegularExpressions;
using Ics2.As4;
using Ics2.As4.Checking;
using Ics2.As4.Messages;
using Ics2.Trader.Messages;
using Ics2.Trader.Wire;
using Ics2.Transport;

namespace Ics2.Trader.Lodging;

/// <summary>Brings documents to customs.</summary>
internal interface ILodging
{
    /// <summary>Sends a document until it is over.</summary>
    Task<LodgeResult> LodgeAsync(Submission submission, CancellationToken cancellationToken);

    /// <summary>Sends the connectivity test (ICD 4.5.1).</summary>
    Task<LodgeResult> PingAsync(CancellationToken cancellationToken);
}

/// <summary>
/// Compose, Compress, Seal, Post, CheckReceipt, Retry: the same sealed bytes under the same MessageId until a valid receipt comes, customs
/// refuses, or the attempts are used up. The same bytes, because that is how customs recognises a repetition (as4-profile d3).
/// </summary>
internal sealed partial class Lodgement(
    Composer composer,
    ISealer sealer,
    CustomsPost post,
    AnswerReader answers,
    ReceiptVerifier receipts,
    RetryPolicy retry,
    RetryTurns turns,
    TimeProvider clock
) : ILodging
{
    public Task<LodgeResult> LodgeAsync(Submission submission, CancellationToken cancellationToken) =>
        RunAsync(sealer.SealUserMessage(composer.Business(submission), composer.Parts(submission)), submission.Action, cancellationToken);

    public Task<LodgeResult> PingAsync(CancellationToken cancellationToken)
    {
        var header = composer.Ping();
        return RunAsync(sealer.SealUserMessage(header, []), header.Action, cancellationToken);
    }

    private async Task<LodgeResult> RunAsync(SealedMessage message, string action, CancellationToken cancellationToken)
    {
        using var turn = turns.For(action);
        var trail = new List<Attempt>();
        while (true)
        {
            var attempt = Judge(message, await post.PostAsync(message.Wire, cancellationToken)) with { EndedAt = clock.GetUtcNow() };
            trail.Add(attempt);
            if (
                attempt.Outcome is AttemptOutcome.Receipted or AttemptOutcome.Refused or AttemptOutcome.ServerNotTrusted
                || trail.Count >= retry.Attempts
            )
            {
                return new LodgeResult(message.MessageId, action, trail, Conclude(message.MessageId, trail));
            }

            turn.Enter();
            await Task.Delay(retry.Interval, clock, cancellationToken);
            await turn.ComeAsync(cancellationToken);
        }
    }

    /// <summary>
    /// Whether customs may well accept the same message a little later: UUM&amp;DS was down, in the words of the ICD or of Domibus
    /// (as4-profile section 2, conflict 1).
    /// </summary>
    private static bool IsForNow(EbmsError error) =>
        error.Code.Code == EbmsErrorCode.Other.Code
        && new[] { error.SubCode, error.ReceivedDetail, error.Description }.Any(text => text is not null && UumDsDown().IsMatch(text));

    [GeneratedRegex(
        "^A0{2,3}[34]([^0-9]|$)",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 60_000
    )]
    private static partial Regex UumDsDown();

    private Attempt Judge(SealedMessage message, PostOutcome outcome) =>
        outcome switch
        {
            PostOutcome.Answered answered => Judge(message, answered) with { HttpStatus = answered.Status },
            PostOutcome.Unanswered none => new Attempt(Kind(none.Fault), post.Explain(none)),
            _ => throw new ArgumentOutOfRangeException(nameof(outcome)),
        };

    private static AttemptOutcome Kind(PostFault fault) =>
        fault switch
        {
            PostFault.NotConnected or PostFault.TlsRefused => AttemptOutcome.NotConnected,
            PostFault.ServerNotTrusted => AttemptOutcome.ServerNotTrusted,
            _ => AttemptOutcome.NoAnswer,
        };

    private Attempt Judge(SealedMessage message, PostOutcome.Answered http) =>
        answers.Read(http, message.MessageId) switch
        {
            Answer.ReceiptSignal receipt => Judge(receipts.Verify(message, receipt)),
            Answer.Errors errors => Judge(errors.First) with { Errors = errors.List },
            Answer.Empty => new Attempt(
                AttemptOutcome.NoReceipt,
                $"HTTP {http.Status} with an empty body: neither a receipt nor an error, so a gateway before the access point answered, or it "
                    + "is set to answer later (reply pattern callback)."
            ),
            Answer.Unusable other => new Attempt(AttemptOutcome.NoReceipt, $"HTTP {http.Status}, {other.Why}."),
            _ => new Attempt(AttemptOutcome.NoReceipt, $"HTTP {http.Status} with a user message instead of a receipt."),
        };

    private static Attempt Judge(ReceiptVerdict receipt)
    {
        var fault = receipt.Checks.FirstOrDefault(check => check.Verdict == CheckVerdict.Failed);
        return fault is null
            ? new Attempt(AttemptOutcome.Receipted, "Receipt.") { Receipt = receipt }
            : new Attempt(
                AttemptOutcome.InvalidReceipt,
                $"A receipt that does not hold ({fault.Id}): {fault.Text} Expected: {fault.Expected ?? "see the text"}; found: "
                    + $"{fault.Actual ?? "see the text"}."
            )
            {
                Receipt = receipt,
            };
    }

    private static Attempt Judge(EbmsError error)
    {
        // A warning is not a failure (AS4-21), but neither is it a receipt.
        var outcome =
            error.Severity == ErrorSeverity.Warning ? AttemptOutcome.NoReceipt
            : IsForNow(error) ? AttemptOutcome.RefusedForNow
            : AttemptOutcome.Refused;
        return new Attempt(outcome, LogText.OneLine(error.ToString(), 1000)) { Error = error };
    }

    private static EbmsError? Conclude(MessageId id, List<Attempt> trail)
    {
        var last = trail[^1];
        return last.Outcome switch
        {
            AttemptOutcome.Receipted => null,
            AttemptOutcome.Refused or AttemptOutcome.RefusedForNow => last.Error,
            AttemptOutcome.InvalidReceipt => Raise(
                EbmsErrorCode.InvalidReceipt,
                "the last receipt does not hold",
                "Customs may have the message: send it again under the same MessageId, never as a new one."
            ),
            AttemptOutcome.ServerNotTrusted => Raise(
                EbmsErrorCode.ConnectionFailure,
                "the server is not trusted",
                "See what was found; the message did not leave."
            ),
            AttemptOutcome.NotConnected when trail.TrueForAll(attempt => attempt.Outcome == AttemptOutcome.NotConnected) => Raise(
                EbmsErrorCode.ConnectionFailure,
                "no connection came about",
                "Check 'endpoint' in trader.json and that the access point runs; the message did not arrive."
            ),
            _ => Raise(
                EbmsErrorCode.MissingReceipt,
                "no receipt came",
                "Customs may have the message: send it again under the same MessageId, never as a new one."
            ),
        };

        EbmsError Raise(EbmsErrorCode code, string what, string remedy) =>
            new(code, $"After {trail.Count} {(trail.Count == 1 ? "attempt" : "attempts")} {what}.")
            {
                CheckId = "lodge.receipt",
                Expected = "a valid receipt",
                Found = last.Text,
                Remedy = remedy,
                Source = "ICD Annex 4",
                RefToMessageInError = id.Value,
            };
    }
}
