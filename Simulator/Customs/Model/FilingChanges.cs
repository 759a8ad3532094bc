using System.Collections.Immutable;

namespace Ics2.Customs.Model;

/// <summary>What each event makes of a known filing.</summary>
internal static class FilingChanges
{
    public static Filing Apply(Filing filing, CustomsEvent happened) =>
        happened switch
        {
            FilingAccepted => filing with { State = FilingState.Accepted },
            FilingRejected => filing with { State = FilingState.Rejected, Timers = [] },
            FilingAmended amended => filing with
            {
                Content = amended.Content,
                Amendments = filing.Amendments + 1,
                Houses = Kept(filing, amended.Content),
                Risk = RiskStage.None,
                PreLoadingDone = false,
            },
            FilingInvalidated => filing with
            {
                State = FilingState.Invalidated,
                Timers = [],
                Referrals =
                [
                    .. filing.Referrals.Select(referral =>
                        referral.State is ReferralState.Open or ReferralState.Answered
                            ? referral with
                            {
                                State = ReferralState.Cancelled,
                            }
                            : referral
                    ),
                ],
            },
            TimerStarted timer => filing with { Timers = Without(filing.Timers, timer.Kind).Add(new DueTimer(timer.Kind, timer.Due)) },
            TimerStopped timer => filing with { Timers = Without(filing.Timers, timer.Kind) },
            TimerExpired timer => filing with
            {
                Timers = Without(filing.Timers, timer.Kind),
                RiskTimeOver = filing.RiskTimeOver || timer.Kind == TimerKind.RiskAnalysis,
                DelayOver = filing.DelayOver || timer.Kind == TimerKind.Assessment,
            },
            EnsMoved moved => filing with
            {
                Ens = moved.To,
                PartlyArrived = moved.Partly,
                ArrivedWith = moved.Arrival ?? filing.ArrivedWith,
                Proposals = moved.To is EnsState.PendingCompleteness or EnsState.ConsideredComplete ? filing.Proposals : [],
            },
            HousesMoved moved => WithHouses(filing, moved.Houses, house => house with { State = moved.To, Ens = moved.Ens }),
            HouseRelated related => WithHouses(filing, [related.House], house => house with { RelatedByHand = related.Master }),
            RiskMoved moved => filing with { Risk = moved.To },
            RisksFound found => WithHouses(
                filing with
                {
                    Houses = [.. filing.Houses.Select(house => house with { AtRisk = false })],
                },
                found.Houses,
                house => house with { AtRisk = true }
            ),
            PreLoadingAssessed assessed => Assessed(WithHouses(filing, assessed.Houses, house => house with { PreLoadingDone = true })),
            Flagged flagged => filing with { Flags = flagged.Flags },
            HousesProposed proposed => filing with { Proposals = proposed.Proposals },
            DoNotLoadIssued order => WithHouses(
                filing with
                {
                    WasHeld = true,
                    HeldContainers = [.. filing.HeldContainers.Union(order.Containers, StringComparer.Ordinal)],
                },
                order.Houses,
                house => house with { DoNotLoad = true }
            ),
            DoNotLoadCleared => filing with
            {
                HeldContainers = [],
                Houses = [.. filing.Houses.Select(house => house with { DoNotLoad = false })],
            },
            ReferralSent sent => filing with { Referrals = filing.Referrals.Add(sent.Referral) },
            ReferralMoved moved => filing with
            {
                Referrals =
                [
                    .. filing.Referrals.Select(referral =>
                        referral.Reference == moved.Reference ? referral with { State = moved.To } : referral
                    ),
                ],
            },
            ControlDecided control => filing with
            {
                ControlDecided = true,
                ControlOffice = control.Office ?? filing.ControlOffice,
                ControlPlace = control.Place ?? filing.ControlPlace,
            },
            NotificationSent sent => filing with { Notifications = filing.Notifications.Add(sent.Notification) },
            _ => throw new InvalidOperationException($"Unknown event {happened.GetType().Name}."),
        };

    private static ImmutableArray<DueTimer> Without(ImmutableArray<DueTimer> timers, TimerKind kind) =>
        timers.RemoveAll(timer => timer.Kind == kind);

    private static Filing Assessed(Filing filing) => filing with { PreLoadingDone = filing.Houses.All(house => house.PreLoadingDone) };

    // Houses keep what is known of them by their document, or by their place where they have none; the analysis begins anew.
    private static ImmutableArray<House> Kept(Filing filing, FilingContent now)
    {
        var before = new Dictionary<string, House>(StringComparer.Ordinal);
        for (var i = 0; i < filing.Houses.Length; i++)
        {
            before.TryAdd(filing.Content.Houses[i].Document?.Number ?? $"#{i}", filing.Houses[i]);
        }

        return [.. now.Houses.Select((house, index) => Was(house, index) with { AtRisk = false, PreLoadingDone = false })];

        House Was(HouseContent house, int index) =>
            before.GetValueOrDefault(house.Document?.Number ?? $"#{index}") ?? filing.Houses.ElementAtOrDefault(index) ?? new House();
    }

    private static Filing WithHouses(Filing filing, ImmutableArray<int> indices, Func<House, House> change)
    {
        var houses = filing.Houses.ToBuilder();
        foreach (var index in indices)
        {
            houses[index] = change(houses[index]);
        }

        return filing with
        {
            Houses = houses.ToImmutable(),
        };
    }
}
