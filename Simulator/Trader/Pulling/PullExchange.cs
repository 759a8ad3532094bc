using Ics2.As4.Messages;
using Ics2.Trader.Receiving;
using Ics2.Trader.Wire;
using Ics2.Transport;

namespace Ics2.Trader.Pulling;

/// <summary>Asks customs for what it has.</summary>
internal interface IPulling
{
    /// <summary>Pulls once. The message is in the inbox and not yet taken.</summary>
    Task<PullResult> PullAsync(CancellationToken cancellationToken);
}

/// <summary>
/// Pull, verify, keep, acknowledge: one message of the trader's own channel (as4-profile d2). The receipt is a request of its own to the
/// same URL.
/// </summary>
internal sealed class PullExchange(CustomsPost post, AnswerReader answers, IReceiver receiver, ISealer sealer, Mpc channel) : IPulling
{
    public async Task<PullResult> PullAsync(CancellationToken cancellationToken)
    {
        var request = sealer.SealPullRequest(channel);
        return await post.PostAsync(request.Wire, cancellationToken) switch
        {
            PostOutcome.Answered http => await ReadAsync(http, request.MessageId, cancellationToken),
            PostOutcome.Unanswered none => Failed(post.Explain(none)),
            var other => throw new InvalidOperationException(other.ToString()),
        };
    }

    private async Task<PullResult> ReadAsync(PostOutcome.Answered http, MessageId request, CancellationToken cancellationToken) =>
        answers.Read(http, request) switch
        {
            Answer.Message message => await ReceiveAsync(message, cancellationToken),
            Answer.Errors { First: { Severity: ErrorSeverity.Warning } warning } => new PullResult(PullOutcome.Empty) { Error = warning },
            Answer.Errors errors => new PullResult(PullOutcome.Failed) { Error = errors.First },
            Answer.Empty => Failed($"HTTP {http.Status} with an empty body."),
            Answer.Unusable other => Failed($"HTTP {http.Status}, {other.Why}."),
            _ => Failed($"HTTP {http.Status} with a receipt instead of a message."),
        };

    private static PullResult Failed(string found) =>
        new(PullOutcome.Failed) { Error = Raise("The pull brought no usable answer.", "a message, or EBMS:0006 when none waits", found) };

    private static EbmsError Raise(string description, string expected, string found) =>
        new(EbmsErrorCode.ConnectionFailure, description)
        {
            CheckId = "pull.answer",
            Expected = expected,
            Found = found,
            Remedy = "Pull again; nothing is lost, customs keeps what it has no receipt for.",
            Source = "as4-profile d2",
        };

    private async Task<PullResult> ReceiveAsync(Answer.Message message, CancellationToken cancellationToken)
    {
        var id = message.Envelope.MessageId.Value;
        if (!(await receiver.ReceiveAsync(message.Envelope, message.Package, cancellationToken)).TryGet(out var reception, out var error))
        {
            // whatever customs makes of it, the message stays refused
            _ = await post.PostAsync(sealer.SealError(error, id).Wire, cancellationToken);
            return new PullResult(PullOutcome.Refused) { MessageId = id, Error = error };
        }

        var refusal = await AcknowledgeAsync(reception, cancellationToken);
        return new PullResult(PullOutcome.Received)
        {
            MessageId = id,
            Message = reception.Message,
            Acknowledged = refusal is null,
            Error = refusal,
        };
    }

    // The answer to a receipt that is fine is empty; otherwise EBMS:0302 (as4-profile d2, step 5).
    private async Task<EbmsError?> AcknowledgeAsync(Reception reception, CancellationToken cancellationToken) =>
        await post.PostAsync(reception.Receipt, cancellationToken) switch
        {
            PostOutcome.Unanswered none => NotTaken(post.Explain(none)),
            PostOutcome.Answered http when answers.Read(http) is Answer.Errors { First: { Severity: ErrorSeverity.Failure } error } =>
                error,
            PostOutcome.Answered { Status: < 200 or > 299 } other => NotTaken($"HTTP {other.Status}."),
            _ => null,
        };

    private static EbmsError NotTaken(string found) =>
        Raise("It is not sure that customs took the receipt.", "an empty answer with a status of 2xx", found);
}
