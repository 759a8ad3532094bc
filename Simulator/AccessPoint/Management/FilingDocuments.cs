using System.Globalization;
using System.Text.Json;
using Ics2.AccessPoint.Storing;
using Ics2.Contract.Management;
using Filing = Ics2.Customs.Model.Filing;

namespace Ics2.AccessPoint.Management;

/// <summary>
/// What the management API says about a filing. Its states have words and numbers of their own in <see cref="Ics2.Contract"/>, which knows
/// nothing of customs; a test holds both alike.
/// </summary>
internal static class FilingDocuments
{
    public static FilingView Row(FilingRow row)
    {
        var filing = row.Filing;
        return new FilingView(
            filing.Type,
            filing.Lrn,
            filing.Mrn,
            filing.Declarant,
            (FilingState)filing.State,
            filing.Key.Party,
            filing.Key.MessageId,
            filing.ReceivedAt,
            filing.RegisteredAt
        )
        {
            Ens = (EnsState)filing.Ens,
            Houses = filing.Houses.IsEmpty
                ? null
                : new HouseCount(filing.Houses.Length, filing.Houses.Count(house => house.Ens is not null)),
            Risk = (RiskStage)filing.Risk,
            OpenReferrals = filing.Referrals.Count(referral => (ReferralState)referral.State == ReferralState.Open),
            NextTimer = filing.Timers.IsEmpty ? null : Timer(filing.Timers.MinBy(timer => timer.Due)!),
            Cursor = row.Sequence.ToString(CultureInfo.InvariantCulture),
        };
    }

    public static TimerView Running(StoredTimer timer) => new(timer.Mrn, (TimerKind)timer.Kind, timer.Due);

    /// <summary>The name of the event that a timer has run out.</summary>
    public const string TimerExpired = "TimerExpired";

    /// <summary>A timer that has just run out.</summary>
    /// <param name="data">The event, as stored.</param>
    public static TimerView Expired(Filing filing, string data)
    {
        var expired = JsonSerializer.Deserialize<ExpiredTimer>(data, JsonSerializerOptions.Web)!;
        return new TimerView(filing.Mrn ?? "", (TimerKind)expired.Kind, expired.At) { Expired = true };
    }

    public static FilingDetail Detail(Filing filing, IEnumerable<StoredEvent> history) =>
        new(
            filing.Type,
            filing.Mrn,
            filing.Lrn,
            filing.Declarant,
            filing.Key.Party,
            (FilingState)filing.State,
            (EnsState)filing.Ens,
            filing.PartlyArrived,
            (RiskStage)filing.Risk,
            filing.Amendments,
            filing.ControlDecided,
            [.. filing.Flags.Select(flag => new Flag(flag.Kind, flag.Text))],
            [.. filing.Proposals.Select(proposal => new Proposal(proposal.Mrn, proposal.HouseDocument, proposal.Why))],
            [
                .. filing.Houses.Select(
                    (house, index) =>
                        new HouseView(
                            filing.Content.Houses[index].Document?.Number,
                            (HouseState)house.State,
                            house.DoNotLoad,
                            house.AtRisk,
                            house.Ens?.MessageId
                        )
                ),
            ],
            filing.HeldContainers,
            [
                .. filing.Referrals.Select(referral => new Referral(
                    referral.Reference,
                    referral.Type,
                    (ReferralState)referral.State,
                    referral.PreLoading,
                    referral.Ordered
                )),
            ],
            [.. filing.Timers.OrderBy(timer => timer.Due).Select(Timer)],
            [
                .. history.Select(happened => new HistoryView(
                    happened.At,
                    happened.Kind,
                    JsonSerializer.Deserialize<JsonElement>(happened.Data)
                )),
            ]
        )
        {
            Hints = [.. filing.Hints.Select(hint => new Flag(hint.Kind, hint.Text))],
        };

    private static DueTimer Timer(Customs.Model.DueTimer timer) => new((TimerKind)timer.Kind, timer.Due);

    private sealed record ExpiredTimer(int Kind, DateTimeOffset At);
}
