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
    public string? Do(Proceeding proceeding, AboutFiling action)
    {
        if (proceeding.State.ByMrn(action.Mrn) is not { IsArrival: false } filing)
        {
            return $"No filing has the MRN {action.Mrn}.";
        }

        return !filing.IsAccepted ? $"The filing {filing.Mrn} is {filing.State}: nothing can be done with it." : action switch
        {
            ExpireTimer expire => timers.Do(proceeding, filing, expire),
            RelateHouse relate => Relate(proceeding, filing, relate),
            DismissProposals => timers.Dismiss(proceeding, filing),
            StartRiskAnalysis => Start(proceeding, filing),
            SetRiskResult result => results.Do(proceeding, filing, result),
            SendReferral send => Ask(proceeding, filing, send),
            CloseReferral close => Close(proceeding, filing, close),
            ClearDoNotLoad => Clear(proceeding, filing),
            DecideControl decide => control.Decide(proceeding, filing, decide),
            PresentGoods => Present(proceeding, filing),
            _ => throw new ArgumentException($"Unknown action {action.GetType().Name}.", nameof(action)),
        };
    }

    private static string? Relate(Proceeding proceeding, Filing filing, RelateHouse action)
    {
        if (proceeding.State.ByMrn(action.MasterMrn) is not { IsAccepted: true } master || !FilingTypes.IsMaster(master.Type))
        {
            return $"{action.MasterMrn} is no live master filing.";
        }

        var houses = HousesNamed.In(filing, action.HouseDocument is { } document ? [document] : [], HouseState.PendingLinking);
        foreach (var index in houses)
        {
            proceeding.Happens(new HouseRelated(filing.Key, proceeding.Now, index, master.Key));
        }

        return houses.Length > 0 ? null : $"{filing.Mrn} has no such house that is pending linking.";
    }

    private static string? Start(Proceeding proceeding, Filing filing)
    {
        if (filing.Ens != EnsState.PendingCompleteness)
        {
            return $"Expected an ENS pending completeness, found {filing.Ens} for {filing.Mrn}.";
        }

        if (filing.Timers.Any(timer => timer.Kind == TimerKind.Linking))
        {
            proceeding.Happens(new TimerStopped(filing.Key, proceeding.Now, TimerKind.Linking));
        }

        proceeding.Happens(new EnsMoved(filing.Key, proceeding.Now, EnsState.ConsideredComplete));
        return null;
    }

    private string? Ask(Proceeding proceeding, Filing filing, SendReferral action)
    {
        var preLoading = OrderDoNotLoad.AllowsHouses(filing);
        var screening = action.Referrals.Count(referral => referral.Type == "RFS");
        var house = HousesNamed.Unknown([filing], [.. action.Referrals.Select(referral => referral.HouseDocument).OfType<string>()]);
        var why = 0 switch
        {
            _ when action.Referrals.Length == 0 || filing.Referrals.Length + action.Referrals.Length > SendReferrals.Most => $"Expected at least one request, and at most {SendReferrals.Most} of a filing.",
            _ when action.Referrals.FirstOrDefault(referral => referral.Type is not ("RFI" or "AMD" or "RFS")) is { } other => $"Expected RFI, AMD or RFS, found {other.Type}.",
            _ when screening > 0 && screening < action.Referrals.Length => "Screening (RFS) is asked for in IE3Q03, anything else in IE3Q02: not in one message.",
            _ when screening > 0 && !preLoading => $"Screening is asked for before loading in the air only (lifecycle 3.7); {filing.Mrn} is {filing.Type}.",
            _ when house is not null => $"{filing.Mrn} has no house {house}.",
            _ => null,
        };
        if (why is not null)
        {
            return why;
        }

        // A further request follows up on the ones before (lifecycle 3.7).
        SendReferrals.Settle(proceeding, filing.Key, ReferralState.Escalated);
        referrals.Send(proceeding, filing.Key, action.Referrals, preLoading);
        return null;
    }

    private static string? Close(Proceeding proceeding, Filing filing, CloseReferral action)
    {
        if (!filing.Referrals.Any(referral => referral.Reference == action.Reference && referral.State is ReferralState.Open or ReferralState.Answered))
        {
            return $"{filing.Mrn} has no open or answered request {action.Reference}.";
        }

        proceeding.Happens(new ReferralMoved(filing.Key, proceeding.Now, action.Reference, action.Escalate ? ReferralState.Escalated : ReferralState.Closed));
        return null;
    }

    private static string? Clear(Proceeding proceeding, Filing filing)
    {
        if (filing.HeldContainers.Length == 0 && !filing.Houses.Any(house => house.DoNotLoad))
        {
            return $"Nothing of {filing.Mrn} is under a do-not-load order.";
        }

        proceeding.Happens(new DoNotLoadCleared(filing.Key, proceeding.Now));
        var owner = Proceeding.OwnerOf(filing);
        if (owner is not null && proceeding[owner].Risk == RiskStage.DoNotLoad)
        {
            proceeding.Happens(new RiskMoved(owner, proceeding.Now, RiskStage.None)); // a new IE3N03 follows (DEC-23)
        }

        return null;
    }

    private static string? Present(Proceeding proceeding, Filing filing)
    {
        var ens = Proceeding.OwnerOf(filing);
        if (ens is null)
        {
            return $"{filing.Mrn} belongs to no ENS yet.";
        }

        var owner = proceeding[ens];
        var needsArrival = owner.Content.Mode is "1" or "4" or "8";
        if (owner.Ens == EnsState.Presented || (needsArrival && owner.Ens != EnsState.Arrived))
        {
            return $"Expected {(needsArrival ? "an arrived ENS" : "an ENS not presented yet")}, found {owner.Ens} for {owner.Mrn} (lifecycle 5.9).";
        }

        proceeding.Happens(new EnsMoved(ens, proceeding.Now, EnsState.Presented));
        foreach (var member in proceeding.Members(ens))
        {
            ImmutableArray<int> presented = [.. Enumerable.Range(0, member.Houses.Length).Where(index => IsPresented(member.Houses[index]))];
            if (presented.Length > 0)
            {
                proceeding.Happens(new HousesMoved(member.Key, proceeding.Now, presented, HouseState.Presented, ens));
            }

            NotifyArrival.StopTimers(proceeding, member.Key);
        }

        return null;

        // A house filed after the arrival of its ship has not arrived with it, and is not presented with the others.
        bool IsPresented(House house) => house.Ens == ens && (needsArrival ? house.State == HouseState.Arrived : house is { DoNotLoad: false, State: < HouseState.Presented });
    }
}
