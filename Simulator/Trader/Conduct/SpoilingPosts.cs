using Ics2.As4;
using Ics2.Transport;

namespace Ics2.Trader.Conduct;

/// <summary>Delivers every message and loses the first answer.</summary>
internal sealed class LossyPost(IAs4Post post) : IAs4Post
{
    private int _answers;

    public async Task<PostOutcome> PostAsync(Uri endpoint, WireMessage message, CancellationToken cancellationToken)
    {
        // The answer was given; only the trader never sees it.
        var outcome = await post.PostAsync(endpoint, message, cancellationToken);
        return outcome is PostOutcome.Answered && Interlocked.Increment(ref _answers) == 1
            ? new PostOutcome.Unanswered(
                PostFault.BrokenOff,
                new HttpRequestException(HttpRequestError.ResponseEnded, "The connection was cut (misconduct lost-answer).")
            )
            : outcome;
    }
}

/// <summary>Does not send what holds nothing: the receipt of a client that sends none.</summary>
internal sealed class SilentPost(IAs4Post post) : IAs4Post
{
    public Task<PostOutcome> PostAsync(Uri endpoint, WireMessage message, CancellationToken cancellationToken) =>
        message.Body.IsEmpty
            ? Task.FromResult<PostOutcome>(
                new PostOutcome.Unanswered(
                    PostFault.BrokenOff,
                    new HttpRequestException(HttpRequestError.Unknown, "The receipt was not sent (misconduct no-receipt).")
                )
            )
            : post.PostAsync(endpoint, message, cancellationToken);
}
