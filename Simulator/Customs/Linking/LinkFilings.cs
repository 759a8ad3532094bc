using System.Collections.Immutable;
using Ics2.Customs.Model;

namespace Ics2.Customs.Linking;

/// <summary>Gives houses and ENS their states after every change (lifecycle 3.3, 3.4, 5.2 steps 3 to 6).</summary>
internal static class LinkFilings
{
    public static void Run(DecisionBuilder decision)
    {
        var match = new MatchFilings(decision.State.Filings.Values);
        foreach (
            var filing in decision
                .State.Filings.Values.Where(filing => filing.IsAccepted && !filing.IsArrival && filing.Type != "F25")
                .OrderBy(filing => filing.Mrn, StringComparer.Ordinal)
        )
        {
            var moves = Enumerable
                .Range(0, filing.Houses.Length)
                .Where(index => filing.Houses[index].State < HouseState.Arrived)
                .GroupBy(index => Belongs(decision.Options, match, filing, index))
                .Select(group =>
                    (
                        group.Key.State,
                        group.Key.Ens,
                        Houses: group.Where(index => IsNew(filing.Houses[index], group.Key)).ToImmutableArray()
                    )
                );
            foreach (var (state, ens, houses) in moves.Where(move => move.Houses.Length > 0).ToList())
            {
                decision.Happens(new HousesMoved(filing.Key, decision.Now, houses, state, ens));
            }
        }

        foreach (var ens in match.Silent.Keys)
        {
            MoveEns(decision, decision[ens], match.IsComplete(ens));
        }
    }

    private static bool IsNew(House house, (HouseState State, FilingKey? Ens) now) => house.State != now.State || house.Ens != now.Ens;

    private static (HouseState State, FilingKey? Ens) Belongs(CustomsOptions options, MatchFilings match, Filing filing, int index)
    {
        var linked = match.Linked.TryGetValue((filing.Key, index), out var ens);
        var state = (FilingTypes.IsAssociated(filing.Type) && !options.PreLoadingLinks, linked) switch
        {
            (true, true) => HouseState.Associated,
            (true, false) => HouseState.PendingAssociation,
            (false, true) => HouseState.Linked,
            (false, false) => HouseState.PendingLinking,
        };
        return (state, ens);
    }

    private static void MoveEns(DecisionBuilder decision, Filing owner, bool complete)
    {
        var now = decision.Now;
        switch (owner.Ens)
        {
            case EnsState.None or EnsState.PendingCompleteness or EnsState.ConsideredComplete when complete:
                if (owner.Timers.Any(timer => timer.Kind == TimerKind.Linking))
                {
                    decision.Happens(new TimerStopped(owner.Key, now, TimerKind.Linking));
                }

                decision.Happens(new EnsMoved(owner.Key, now, EnsState.Complete));
                ForgetAnalysis(decision, owner);
                break;
            case EnsState.None or EnsState.Complete when !complete:
                decision.Happens(new EnsMoved(owner.Key, now, EnsState.PendingCompleteness));
                decision.Happens(
                    new TimerStarted(
                        owner.Key,
                        now,
                        TimerKind.Linking,
                        now
                            + (
                                owner.Instructions.LinkingTime
                                ?? decision.Options.LinkingTime
                                ?? TimeLimits.OfLinking(owner.Type, owner.Content)
                            )
                    )
                );
                ForgetAnalysis(decision, owner);
                break;
        }
    }

    private static void ForgetAnalysis(DecisionBuilder decision, Filing owner)
    {
        if (owner.Risk != RiskStage.None)
        {
            decision.Happens(new RiskMoved(owner.Key, decision.Now, RiskStage.None));
        }
    }
}
