using System.Collections.Concurrent;
using Ics2.AccessPoint.Playbooks;
using Ics2.Customs.Model;

namespace Ics2.AccessPoint.Processing;

/// <summary>Who is refused next, by order of somebody who tests (lifecycle 10.1 "reject next message").</summary>
/// <param name="Party">Full party id; null for anybody.</param>
/// <param name="Refusal">What is said.</param>
internal sealed record NextRefusal(string? Party, OrderedRefusal Refusal);

/// <summary>What somebody ordered for the next message, else what the playbook says, else what holds for all messages.</summary>
internal sealed class StandingInstructions(bool assessWhenTold, TimeSpan assessmentTakes, PlaybookFile playbook) : IInstructionSource
{
    private readonly ConcurrentQueue<NextRefusal> _next = new();
    private readonly Instructions _standing = new() { AssessWhenTold = assessWhenTold, Delay = assessmentTakes };

    /// <summary>Refuses the next message.</summary>
    public void RefuseNext(NextRefusal order) => _next.Enqueue(order);

    public Instructions For(TraderMessage message)
    {
        // Orders for others go back to the end of the queue; there are few.
        for (var left = _next.Count; left > 0 && _next.TryDequeue(out var order); left--)
        {
            if (order.Party is null || order.Party == message.Key.Party)
            {
                return _standing with { Refuse = order.Refusal };
            }

            _next.Enqueue(order);
        }

        return playbook.Current.For(message, _standing);
    }
}
