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
    public static FilingView Row(Filing filing) =>
        new(
            filing.Type,
            filing.Lrn,
            filing.Mrn,
            filing.Declarant,
            (FilingState)filing.State,
            filing.Key.Party,
            filing.Key.MessageId,
            filing.ReceivedAt,
            filing.RegisteredAt
        );

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
            [.. filing.Timers.OrderBy(timer => timer.Due).Select(timer => new DueTimer((TimerKind)timer.Kind, timer.Due))],
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
}
