using System.Collections.Immutable;

namespace Ics2.Customs;

/// <summary>What each event makes of a known filing.</summary>
internal static class FilingChanges
{
    public static Filing Apply(Filing filing, CustomsEvent happened) => happened switch
    {
        FilingAccepted => filing with { State = FilingState.Accepted },
        FilingRejected => filing with { State = FilingState.Rejected, Timers = [] },
        FilingAmended amended => filing with
        {
            Content = amended.Content,
            Amendments = filing.Amendments + 1,
            Houses = [.. filing.Houses.Take(amended.Content.Houses.Length)],
            Risk = RiskStage.None,
            PreLoadingDone = false,
        },
        FilingInvalidated => filing with
        {
            State = FilingState.Invalidated,
            Timers = [],
            Referrals = [.. filing.Referrals.Select(referral => referral.State is ReferralState.Open or ReferralState.Answered ? referral with { State = ReferralState.Cancelled } : referral)],
        },
        TimerStarted timer => filing with { Timers = Without(filing.Timers, timer.Kind).Add(new DueTimer(timer.Kind, timer.Due)) },
        TimerStopped timer => filing with { Timers = Without(filing.Timers, timer.Kind) },
        TimerExpired timer => filing with
        {
            Timers = Without(filing.Timers, timer.Kind),
            RiskTimeOver = filing.RiskTimeOver || timer.Kind == TimerKind.RiskAnalysis,
        },
        EnsMoved moved => filing with { Ens = moved.To },
        HousesMoved moved => WithHouses(filing, moved.Houses, house => house with { State = moved.To, Ens = moved.Ens }),
        HouseRelated related => WithHouses(filing, [related.House], house => house with { RelatedByHand = related.Master }),
        RiskMoved moved => filing with { Risk = moved.To },
        PreLoadingAssessed => filing with { PreLoadingDone = true },
        DoNotLoadIssued order => WithHouses(
            filing with { WasHeld = true, HeldContainers = [.. filing.HeldContainers.Union(order.Containers, StringComparer.Ordinal)] },
            order.Houses,
            house => house with { DoNotLoad = true }),
        DoNotLoadCleared => filing with { HeldContainers = [], Houses = [.. filing.Houses.Select(house => house with { DoNotLoad = false })] },
        ReferralSent sent => filing with { Referrals = filing.Referrals.Add(sent.Referral) },
        ReferralMoved moved => filing with
        {
            Referrals = [.. filing.Referrals.Select(referral => referral.Reference == moved.Reference ? referral with { State = moved.To } : referral)],
        },
        ControlDecided => filing with { ControlDecided = true },
        NotificationSent sent => filing with { Notifications = filing.Notifications.Add(sent.Notification) },
        _ => throw new InvalidOperationException($"Unknown event {happened.GetType().Name}."),
    };

    private static ImmutableArray<DueTimer> Without(ImmutableArray<DueTimer> timers, TimerKind kind) => timers.RemoveAll(timer => timer.Kind == kind);

    private static Filing WithHouses(Filing filing, ImmutableArray<int> indices, Func<House, House> change)
    {
        var houses = filing.Houses.ToBuilder();
        foreach (var index in indices)
        {
            houses[index] = change(houses[index]);
        }

        return filing with { Houses = houses.ToImmutable() };
    }
}
