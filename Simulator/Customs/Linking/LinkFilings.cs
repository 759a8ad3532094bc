using System.Collections.Immutable;
using Ics2.Customs.Model;

namespace Ics2.Customs.Linking;

/// <summary>Gives houses and ENS their states after every change (lifecycle 3.3, 3.4, 5.2 steps 3 to 6).</summary>
internal static class LinkFilings
{
    public static void Run(Proceeding proceeding)
    {
        var match = new MatchFilings(proceeding.State.Filings.Values);
        foreach (var filing in proceeding.State.Filings.Values.Where(filing => filing.IsAccepted && !filing.IsArrival && filing.Type != "F25").OrderBy(filing => filing.Mrn, StringComparer.Ordinal))
        {
            var moves = Enumerable.Range(0, filing.Houses.Length).Where(index => filing.Houses[index].State < HouseState.Arrived)
                .GroupBy(index => Belongs(proceeding.Options, match, filing, index)).Select(group => (group.Key.State, group.Key.Ens, Houses: group.Where(index => IsNew(filing.Houses[index], group.Key)).ToImmutableArray()));
            foreach (var (state, ens, houses) in moves.Where(move => move.Houses.Length > 0).ToList())
            {
                proceeding.Happens(new HousesMoved(filing.Key, proceeding.Now, houses, state, ens));
            }
        }

        foreach (var ens in match.Silent.Keys)
        {
            MoveEns(proceeding, proceeding[ens], match.IsComplete(ens));
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

    private static void MoveEns(Proceeding proceeding, Filing owner, bool complete)
    {
        var now = proceeding.Now;
        switch (owner.Ens)
        {
            case EnsState.None or EnsState.PendingCompleteness or EnsState.ConsideredComplete when complete:
                if (owner.Timers.Any(timer => timer.Kind == TimerKind.Linking))
                {
                    proceeding.Happens(new TimerStopped(owner.Key, now, TimerKind.Linking));
                }

                proceeding.Happens(new EnsMoved(owner.Key, now, EnsState.Complete));
                ForgetAnalysis(proceeding, owner);
                break;
            case EnsState.None or EnsState.Complete when !complete:
                proceeding.Happens(new EnsMoved(owner.Key, now, EnsState.PendingCompleteness));
                proceeding.Happens(new TimerStarted(owner.Key, now, TimerKind.Linking, now + (proceeding.Options.LinkingTime ?? TimeLimits.OfLinking(owner.Type, owner.Content))));
                ForgetAnalysis(proceeding, owner);
                break;
        }
    }

    private static void ForgetAnalysis(Proceeding proceeding, Filing owner)
    {
        if (owner.Risk != RiskStage.None)
        {
            proceeding.Happens(new RiskMoved(owner.Key, proceeding.Now, RiskStage.None));
        }
    }
}
