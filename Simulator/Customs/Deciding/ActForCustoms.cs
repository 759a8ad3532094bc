using System.Collections.Immutable;
using Ics2.Customs.Arrival;
using Ics2.Customs.Model;
using Ics2.Customs.Referrals;
using Ics2.Customs.Risk;

namespace Ics2.Customs.Deciding;

/// <summary>What an officer can do (lifecycle 10.1). Each either happens or says why not.</summary>
internal sealed class ActForCustoms(SetResult results, SendReferrals referrals, NotifyControl control, ExpireTimers timers)
{
    /// <summary>Does it.</summary>
    /// <returns>Why not; null when done.</returns>
    public string? Act(DecisionBuilder decision, AboutFiling action)
    {
        if (decision.State.ByMrn(action.Mrn) is not { IsArrival: false } filing)
        {
            return $"No filing has the MRN {action.Mrn}.";
        }

        return !filing.IsAccepted
            ? $"The filing {filing.Mrn} is {filing.State}: nothing can be done with it."
            : action switch
            {
                ExpireTimer expire => timers.Expire(decision, filing, expire),
                RelateHouse relate => Relate(decision, filing, relate),
                DismissProposals => timers.Dismiss(decision, filing),
                StartRiskAnalysis => Start(decision, filing),
                SetRiskResult result => results.Set(decision, filing, result),
                SendReferral send => Ask(decision, filing, send),
                CloseReferral close => Close(decision, filing, close),
                ClearDoNotLoad => Clear(decision, filing),
                DecideControl decide => control.Decide(decision, filing, decide),
                PresentGoods => Present(decision, filing),
                _ => throw new ArgumentException($"Unknown action {action.GetType().Name}.", nameof(action)),
            };
    }

    private static string? Relate(DecisionBuilder decision, Filing filing, RelateHouse action)
    {
        if (decision.State.ByMrn(action.MasterMrn) is not { IsAccepted: true } master || !FilingTypes.IsMaster(master.Type))
        {
            return $"{action.MasterMrn} is no live master filing.";
        }

        var houses = HousesNamed.In(filing, action.HouseDocument is { } document ? [document] : [], HouseState.PendingLinking);
        foreach (var index in houses)
        {
            decision.Happens(new HouseRelated(filing.Key, decision.Now, index, master.Key));
        }

        return houses.Length > 0 ? null : $"{filing.Mrn} has no such house that is pending linking.";
    }

    private static string? Start(DecisionBuilder decision, Filing filing)
    {
        if (filing.Ens != EnsState.PendingCompleteness)
        {
            return $"Expected an ENS pending completeness, found {filing.Ens} for {filing.Mrn}.";
        }

        if (filing.Timers.Any(timer => timer.Kind == TimerKind.Linking))
        {
            decision.Happens(new TimerStopped(filing.Key, decision.Now, TimerKind.Linking));
        }

        decision.Happens(new EnsMoved(filing.Key, decision.Now, EnsState.ConsideredComplete));
        return null;
    }

    private string? Ask(DecisionBuilder decision, Filing filing, SendReferral action)
    {
        var preLoading = OrderDoNotLoad.AllowsHouses(filing);
        var screening = action.Referrals.Count(referral => referral.Type == "RFS");
        var house = HousesNamed.Unknown([filing], [.. action.Referrals.Select(referral => referral.HouseDocument).OfType<string>()]);
        var why = 0 switch
        {
            _ when action.Referrals.Length == 0 || filing.Referrals.Length + action.Referrals.Length > SendReferrals.Most =>
                $"Expected at least one request, and at most {SendReferrals.Most} of a filing.",
            _ when action.Referrals.FirstOrDefault(referral => referral.Type is not ("RFI" or "AMD" or "RFS")) is { } other =>
                $"Expected RFI, AMD or RFS, found {other.Type}.",
            _ when screening > 0 && screening < action.Referrals.Length =>
                "Screening (RFS) is asked for in IE3Q03, anything else in IE3Q02: not in one message.",
            _ when screening > 0 && !preLoading =>
                $"Screening is asked for before loading in the air only (lifecycle 3.7); {filing.Mrn} is {filing.Type}.",
            _ when house is not null => $"{filing.Mrn} has no house {house}.",
            _ => null,
        };
        if (why is not null)
        {
            return why;
        }

        // A further request follows up on the ones before (lifecycle 3.7).
        SendReferrals.Settle(decision, filing.Key, ReferralState.Escalated);
        referrals.Send(decision, filing.Key, action.Referrals, preLoading);
        return null;
    }

    private static string? Close(DecisionBuilder decision, Filing filing, CloseReferral action)
    {
        if (
            !filing.Referrals.Any(referral =>
                referral.Reference == action.Reference && referral.State is ReferralState.Open or ReferralState.Answered
            )
        )
        {
            return $"{filing.Mrn} has no open or answered request {action.Reference}.";
        }

        decision.Happens(
            new ReferralMoved(filing.Key, decision.Now, action.Reference, action.Escalate ? ReferralState.Escalated : ReferralState.Closed)
        );
        return null;
    }

    private static string? Clear(DecisionBuilder decision, Filing filing)
    {
        if (filing.HeldContainers.Length == 0 && !filing.Houses.Any(house => house.DoNotLoad))
        {
            return $"Nothing of {filing.Mrn} is under a do-not-load order.";
        }

        decision.Happens(new DoNotLoadCleared(filing.Key, decision.Now));
        var owner = DecisionBuilder.OwnerOf(filing);
        if (owner is not null && decision[owner].Risk == RiskStage.DoNotLoad)
        {
            decision.Happens(new RiskMoved(owner, decision.Now, RiskStage.None)); // a new IE3N03 follows (DEC-23)
        }

        return null;
    }

    private static string? Present(DecisionBuilder decision, Filing filing)
    {
        var ens = DecisionBuilder.OwnerOf(filing);
        if (ens is null)
        {
            return $"{filing.Mrn} belongs to no ENS yet.";
        }

        var owner = decision[ens];
        var needsArrival = owner.Content.Mode is "1" or "4" or "8";
        if (owner.Ens == EnsState.Presented || (needsArrival && owner.Ens != EnsState.Arrived))
        {
            return $"Expected {(needsArrival ? "an arrived ENS" : "an ENS not presented yet")}, found {owner.Ens} for {owner.Mrn} (lifecycle 5.9).";
        }

        decision.Happens(new EnsMoved(ens, decision.Now, EnsState.Presented));
        foreach (var member in decision.Members(ens))
        {
            ImmutableArray<int> presented =
            [
                .. Enumerable.Range(0, member.Houses.Length).Where(index => IsPresented(member.Houses[index])),
            ];
            if (presented.Length > 0)
            {
                decision.Happens(new HousesMoved(member.Key, decision.Now, presented, HouseState.Presented, ens));
            }

            decision.StopWaiting(member.Key);
        }

        return null;

        // A house filed after the arrival of its ship has not arrived with it, and is not presented with the others.
        bool IsPresented(House house) =>
            house.Ens == ens
            && (needsArrival ? house.State == HouseState.Arrived : house is { DoNotLoad: false, State: < HouseState.Presented });
    }
}
