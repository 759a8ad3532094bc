using System.Collections.Immutable;

namespace Ics2.Customs;

/// <summary>What an officer can do (lifecycle 10.1). Each either happens or says why not.</summary>
internal sealed class ActForCustoms(AnalyseRisk analyse, SendReferrals referrals, OrderDoNotLoad doNotLoad, NotifyControl control, ExpireTimers timers)
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
            StartRiskAnalysis => Start(proceeding, filing),
            SetRiskResult result => SetResult(proceeding, filing, result),
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

        var houses = Indices(filing, house => (action.HouseDocument is null || house.Document?.Number == action.HouseDocument), HouseState.PendingLinking);
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

    private string? SetResult(Proceeding proceeding, Filing filing, SetRiskResult action)
    {
        if (action.Result is not (RiskStage.NoRisk or RiskStage.RiskIdentified or RiskStage.DoNotLoad))
        {
            return $"Expected noRisk, riskIdentified or doNotLoad, found {action.Result}.";
        }

        var owner = FilingTypes.CarriesEns(filing.Type) ? filing.Key : filing.Houses.Select(house => house.Ens).OfType<FilingKey>().FirstOrDefault();
        var preLoading = OrderDoNotLoad.AllowsHouses(filing);
        var ready = owner is not null && proceeding[owner].Risk == RiskStage.Ready;
        if (!preLoading && !ready)
        {
            return $"No risk analysis of {filing.Mrn} is under way.";
        }

        if (action.Result == RiskStage.DoNotLoad && Hold(proceeding, filing, action, preLoading) is { } why)
        {
            return why;
        }

        CloseReferrals(proceeding, filing.Key, action.Result == RiskStage.DoNotLoad ? ReferralState.Escalated : ReferralState.Closed);
        if (preLoading)
        {
            analyse.CompletePreLoading(proceeding, filing.Key);
        }
        else
        {
            analyse.CompleteFull(proceeding, owner!, action.Result);
        }

        return null;
    }

    private string? Hold(Proceeding proceeding, Filing filing, SetRiskResult action, bool preLoading)
    {
        if (preLoading)
        {
            var houses = Indices(filing, house => action.Houses.Length == 0 || (house.Document is { } document && action.Houses.Contains(document.Number, StringComparer.Ordinal)), atMost: HouseState.Associated);
            if (houses.Length == 0)
            {
                return $"{filing.Mrn} has none of the house documents {string.Join(", ", action.Houses)}.";
            }

            doNotLoad.Houses(proceeding, filing, houses);
            return null;
        }

        ImmutableArray<string> containers = [.. filing.Content.AllContainers().Where(number => action.Containers.Length == 0 || action.Containers.Contains(number, StringComparer.Ordinal))];
        if (!OrderDoNotLoad.AllowsContainers(filing) || containers.Length == 0)
        {
            return $"Do not load is for deep-sea containers and the air pre-loading phase, in time (lifecycle 5.4 step 5); {filing.Mrn} is {filing.Type} with the containers {string.Join(", ", filing.Content.AllContainers())}.";
        }

        doNotLoad.Containers(proceeding, filing, containers);
        return null;
    }

    private string? Ask(Proceeding proceeding, Filing filing, SendReferral action)
    {
        var preLoading = OrderDoNotLoad.AllowsHouses(filing);
        var house = filing.Content.Houses.Select(one => one.Document).FirstOrDefault(document => document?.Number == action.HouseDocument);
        var why = action.Referral.Type switch
        {
            "RFI" or "AMD" => null,
            "RFS" when !preLoading => $"Screening is asked for before loading in the air only (lifecycle 3.7); {filing.Mrn} is {filing.Type}.",
            "RFS" => null,
            var other => $"Expected RFI, AMD or RFS, found {other}.",
        };
        if (why is not null || (action.HouseDocument is not null && house is null))
        {
            return why ?? $"{filing.Mrn} has no house {action.HouseDocument}.";
        }

        // A further request follows up on the ones before (lifecycle 3.7).
        CloseReferrals(proceeding, filing.Key, ReferralState.Escalated);
        referrals.Send(proceeding, filing.Key, [action.Referral], house, preLoading);
        return null;
    }

    private static string? Close(Proceeding proceeding, Filing filing, CloseReferral action)
    {
        if (!filing.Referrals.Any(referral => referral.Reference == action.Reference && referral.State is ReferralState.Open or ReferralState.Answered))
        {
            return $"{filing.Mrn} has no open or answered request {action.Reference}.";
        }

        proceeding.Happens(new ReferralMoved(filing.Key, proceeding.Now, action.Reference, ReferralState.Closed));
        return null;
    }

    private static string? Clear(Proceeding proceeding, Filing filing)
    {
        if (filing.HeldContainers.Length == 0 && !filing.Houses.Any(house => house.DoNotLoad))
        {
            return $"Nothing of {filing.Mrn} is under a do-not-load order.";
        }

        proceeding.Happens(new DoNotLoadCleared(filing.Key, proceeding.Now));
        var owner = filing.Ens != EnsState.None ? filing.Key : filing.Houses.Select(house => house.Ens).OfType<FilingKey>().FirstOrDefault();
        if (owner is not null && proceeding[owner].Risk == RiskStage.DoNotLoad)
        {
            proceeding.Happens(new RiskMoved(owner, proceeding.Now, RiskStage.None)); // a new IE3N03 follows (DEC-23)
        }

        return null;
    }

    private static string? Present(Proceeding proceeding, Filing filing)
    {
        var ens = FilingTypes.CarriesEns(filing.Type) ? filing.Key : filing.Houses.Select(house => house.Ens).OfType<FilingKey>().FirstOrDefault();
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

    private static void CloseReferrals(Proceeding proceeding, FilingKey key, ReferralState to)
    {
        foreach (var referral in proceeding[key].Referrals.Where(referral => referral.State is ReferralState.Open or ReferralState.Answered))
        {
            proceeding.Happens(new ReferralMoved(key, proceeding.Now, referral.Reference, to));
        }
    }

    private static ImmutableArray<int> Indices(Filing filing, Func<HouseContent, bool> wanted, HouseState atMost) =>
        [.. Enumerable.Range(0, filing.Houses.Length).Where(index => filing.Houses[index].State <= atMost && wanted(filing.Content.Houses[index]))];
}
