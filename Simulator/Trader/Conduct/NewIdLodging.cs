using Ics2.Trader.Lodging;
using Ics2.Trader.Messages;

namespace Ics2.Trader.Conduct;

/// <summary>Sends again under a new id, as often as the same message should have been sent.</summary>
internal sealed class NewIdLodging(ILodging lodging, RetryPolicy policy, TimeProvider clock) : ILodging
{
    public async Task<LodgeResult> LodgeAsync(Submission submission, CancellationToken cancellationToken)
    {
        var trail = new List<Attempt>();
        while (true)
        {
            var result = await lodging.LodgeAsync(submission with { MessageId = null }, cancellationToken);
            trail.AddRange(result.Trail);
            if (
                result.Accepted
                || result.Trail[^1].Outcome is AttemptOutcome.Refused or AttemptOutcome.ServerNotTrusted
                || trail.Count >= policy.Attempts
            )
            {
                return result with { Trail = trail };
            }

            await Task.Delay(policy.Interval, clock, cancellationToken);
        }
    }

    public Task<LodgeResult> PingAsync(CancellationToken cancellationToken) => lodging.PingAsync(cancellationToken);
}
