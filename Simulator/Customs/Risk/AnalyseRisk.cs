using System.Collections.Immutable;
using Ics2.Customs.Model;
using Ics2.Customs.Notices;
using Ics2.Customs.Referrals;
using Ics2.Ens.Messages;

namespace Ics2.Customs.Risk;

/// <summary>Pre-loading and full risk analysis (lifecycle 5.4). The outcome comes from the instructions, or from an officer.</summary>
internal sealed class AnalyseRisk(RiskNotices notices, SendReferrals referrals, OrderDoNotLoad doNotLoad)
{
    /// <summary>Begins and ends every analysis that can, after whatever happened.</summary>
    public void Run(DecisionBuilder decision)
    {
        foreach (var filing in Sorted(decision, filing => FilingTypes.IsPreLoading(filing.Type) && !filing.PreLoadingDone))
        {
            RunPreLoading(decision, filing.Key);
        }

        foreach (
            var owner in Sorted(
                decision,
                filing =>
                    filing.Ens is EnsState.Arrived
                        ? filing.Risk is RiskStage.Ready
                        : (filing.Ens is EnsState.Complete or EnsState.ConsideredComplete || IsAlone(filing))
                            && filing.Risk is RiskStage.None or RiskStage.Ready
            )
        )
        {
            RunFull(decision, owner.Key);
        }
    }

    /// <summary>
    /// A deep-sea master with containers, whose houses are awaited: its analysis begins without them, because the 24 hours run, and is
    /// repeated when they are there. It can end in a do-not-load order, and says nothing else before (DEC-21).
    /// </summary>
    public static bool IsAlone(Filing filing) =>
        filing.Ens == EnsState.PendingCompleteness
        && FilingTypes.IsAnalysedAlone(filing.Type)
        && TimeLimits.IsDeepSeaContainer(filing.Content);

    /// <summary>Ends the pre-loading analysis of some houses, of all by default: IE3N03 with those that may be loaded (DEC-35).</summary>
    public void CompletePreLoading(DecisionBuilder decision, FilingKey key, ImmutableArray<int> houses = default)
    {
        ImmutableArray<int> finished =
        [
            .. Enumerable
                .Range(0, decision[key].Houses.Length)
                .Where(index => !decision[key].Houses[index].PreLoadingDone && (houses.IsDefault || houses.Contains(index))),
        ];
        decision.Happens(new PreLoadingAssessed(key, decision.Now, finished));
        var filing = decision[key];
        var fine = Fine(filing, finished).ToList();
        if (fine.Count > 0)
        {
            var withDocument = filing.Type is "F20" or "F24" or "F28";
            Send(
                decision,
                filing,
                notices.AssessmentComplete(filing, decision.Responsible(filing), fine, [], [], withDocument, decision.Now)
            );
        }
    }

    /// <summary>
    /// Ends the full analysis: each person filing gets its own IE3N03, which lists houses where only some are at risk (lifecycle 9.6).
    /// </summary>
    public void CompleteFull(DecisionBuilder decision, FilingKey ens, RiskStage result, ImmutableArray<string> risky)
    {
        decision.Happens(new RiskMoved(ens, decision.Now, result));

        // The time for the analysis ends with its result (F-17 of field.md).
        foreach (var timed in decision.Members(ens).Where(member => member.Timers.Any(timer => timer.Kind == TimerKind.RiskAnalysis)))
        {
            decision.Happens(new TimerStopped(timed.Key, decision.Now, TimerKind.RiskAnalysis));
        }

        foreach (var key in decision.Members(ens).Select(member => member.Key))
        {
            var houses = risky.Length == 0 ? [] : HousesNamed.In(decision[key], risky, atMost: HouseState.Associated);
            if (houses.Length > 0 || decision[key].Houses.Any(house => house.AtRisk))
            {
                decision.Happens(new RisksFound(key, decision.Now, houses));
            }
        }

        foreach (var member in decision.Members(ens).Where(member => FilingTypes.HearsOfFullAnalysis(member.Type)))
        {
            var held = member.HeldContainers;
            var containers = held.Length > 0 ? member.Content.AllContainers().Except(held, StringComparer.Ordinal).ToList() : [];
            if ((held.Length > 0 && containers.Count == 0) || (member.Houses.Length > 0 && member.Houses.All(house => house.DoNotLoad)))
            {
                continue; // all of it is under a do-not-load order
            }

            var houses =
                FilingTypes.ListsHouses(member.Type) && member.Houses.Any(house => house.DoNotLoad || house.AtRisk)
                    ? Fine(member, [.. Enumerable.Range(0, member.Houses.Length)]).ToList()
                    : [];
            var receptacles = FilingTypes.IsPostalMaster(member.Type) ? member.Content.Receptacles : [];
            Send(
                decision,
                member,
                notices.AssessmentComplete(
                    member,
                    decision.Responsible(member),
                    houses,
                    containers,
                    receptacles,
                    member.Type is not ("F30" or "F34"),
                    decision.Now
                )
            );
        }
    }

    private static List<Filing> Sorted(DecisionBuilder decision, Func<Filing, bool> wanted) =>
        [
            .. decision
                .State.Filings.Values.Where(filing => filing.IsAccepted && !filing.IsArrival && wanted(filing))
                .OrderBy(filing => filing.Mrn, StringComparer.Ordinal),
        ];

    private static IEnumerable<DocumentReference> Fine(Filing filing, ImmutableArray<int> houses) =>
        houses
            .Where(index => !filing.Houses[index].DoNotLoad && !filing.Houses[index].AtRisk)
            .Select(index => filing.Content.Houses[index].Document ?? filing.Content.MasterDocument)
            .OfType<DocumentReference>();

    private void RunPreLoading(DecisionBuilder decision, FilingKey key)
    {
        referrals.SendOrdered(decision, key, preLoading: true);
        if (Ripe(decision, key, [key], preLoading: true))
        {
            if (decision[key] is { Instructions.DoNotLoad: not null, WasHeld: false, RiskTimeOver: false } filing)
            {
                var what = filing.Instructions.DoNotLoad;
                doNotLoad.Houses(decision, filing, what == "*" ? [0] : HousesNamed.In(filing, [what], atMost: HouseState.Associated));
            }

            CompletePreLoading(decision, key);
        }
    }

    private void RunFull(DecisionBuilder decision, FilingKey ens)
    {
        if (decision[ens].Risk == RiskStage.None)
        {
            decision.Happens(new RiskMoved(ens, decision.Now, RiskStage.Ready));
        }

        var members = decision.Members(ens);
        foreach (var member in members)
        {
            referrals.SendOrdered(decision, member.Key, preLoading: false);
        }

        // A running pre-loading analysis is waited for (lifecycle 5.2 step 4), and by a switch an officer for data that do not fit (4.1
        // step 12).
        if (
            members.Any(member => FilingTypes.IsPreLoading(member.Type) && !decision[member.Key].PreLoadingDone)
            || (decision.Options.FlaggedWaits && decision[ens].Flags.Length > 0)
            || !Ripe(decision, ens, [.. members.Select(member => member.Key)], preLoading: false)
        )
        {
            return;
        }

        foreach (
            var member in members.Where(member =>
                member.Instructions.DoNotLoad is not null && !member.WasHeld && OrderDoNotLoad.AllowsContainers(member, decision[ens])
            )
        )
        {
            var all = member.Content.AllContainers();
            ImmutableArray<string> containers =
            [
                .. member.Instructions.DoNotLoad == "*" ? all.Take(1) : all.Where(number => number == member.Instructions.DoNotLoad),
            ];
            if (containers.Length > 0)
            {
                doNotLoad.Containers(decision, member, containers);
            }
        }

        if (IsAlone(decision[ens]))
        {
            return;
        }

        var held = members.Any(member => decision[member.Key].HeldContainers.Length > 0);
        var risk = members.Any(member => member.Instructions.RiskIdentified);
        CompleteFull(
            decision,
            ens,
            held ? RiskStage.DoNotLoad
                : risk ? RiskStage.RiskIdentified
                : RiskStage.NoRisk,
            []
        );
    }

    // Told to wait, delayed, or waiting for an answer: not yet.
    private static bool Ripe(DecisionBuilder decision, FilingKey key, IReadOnlyList<FilingKey> members, bool preLoading)
    {
        var filing = decision[key];
        var asked = members
            .SelectMany(member =>
                decision[member].Referrals.Where(referral => referral.PreLoading == preLoading).Select(referral => (member, referral))
            )
            .ToList();
        if (filing.Instructions.AssessWhenTold || asked.Exists(pair => pair.referral.State == ReferralState.Open))
        {
            return false;
        }

        foreach (var (member, referral) in asked.Where(pair => pair.referral.State == ReferralState.Answered))
        {
            decision.Happens(new ReferralMoved(member, decision.Now, referral.Reference, ReferralState.Closed));
        }

        // Its own timer ends the delay and not the clock, so that a decision about another filing does not end it by the way.
        if (filing.Timers.Any(timer => timer.Kind == TimerKind.Assessment))
        {
            return false;
        }

        var due = (filing.RegisteredAt ?? filing.ReceivedAt) + filing.Instructions.Delay;
        if (filing.DelayOver || due <= decision.Now)
        {
            return true;
        }

        decision.Happens(new TimerStarted(key, decision.Now, TimerKind.Assessment, due));
        return false;
    }

    private static void Send(DecisionBuilder decision, Filing filing, EnsMessage assessment)
    {
        decision.Tell(filing, "N03", assessment);
        if (decision.CarrierToTell(filing, "N03") is { } carrier)
        {
            decision.Send(carrier.Party, filing.Key.MessageId, assessment, filing.Key);
        }
    }
}
