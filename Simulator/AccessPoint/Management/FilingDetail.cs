using System.Text.Json;
using Ics2.AccessPoint.Storing;
using Ics2.Customs.Model;

namespace Ics2.AccessPoint.Management;

/// <summary>A filing with everything that happened to it, as <c>GET /filings/{mrn}</c> shows it.</summary>
internal sealed record FilingDetail(
    string Type,
    string? Mrn,
    string? Lrn,
    string? Declarant,
    string Party,
    FilingState State,
    EnsState Ens,
    bool PartlyArrived,
    RiskStage Risk,
    int Amendments,
    bool ControlDecided,
    IEnumerable<Flag> Flags,
    IEnumerable<Proposal> Proposals,
    IEnumerable<HouseView> Houses,
    IEnumerable<string> HeldContainers,
    IEnumerable<Referral> Referrals,
    IEnumerable<DueTimer> Timers,
    IEnumerable<HistoryView> History
)
{
    public static FilingDetail Of(Filing filing, IEnumerable<StoredEvent> history) =>
        new(
            filing.Type,
            filing.Mrn,
            filing.Lrn,
            filing.Declarant,
            filing.Key.Party,
            filing.State,
            filing.Ens,
            filing.PartlyArrived,
            filing.Risk,
            filing.Amendments,
            filing.ControlDecided,
            filing.Flags,
            filing.Proposals,
            filing.Houses.Select(
                (house, index) =>
                    new HouseView(
                        filing.Content.Houses[index].Document?.Number,
                        house.State,
                        house.DoNotLoad,
                        house.AtRisk,
                        house.Ens?.MessageId
                    )
            ),
            filing.HeldContainers,
            filing.Referrals,
            filing.Timers.OrderBy(timer => timer.Due),
            history.Select(happened => new HistoryView(happened.At, happened.Kind, JsonSerializer.Deserialize<JsonElement>(happened.Data)))
        );
}

/// <summary>A house of a filing.</summary>
/// <param name="Document">House document.</param>
/// <param name="DoNotLoad">Under an order.</param>
/// <param name="AtRisk">The full analysis found a risk in it.</param>
/// <param name="LinkedTo">Message id of the filing its ENS is built on.</param>
internal sealed record HouseView(string? Document, HouseState State, bool DoNotLoad, bool AtRisk, string? LinkedTo);

/// <summary>One thing that happened.</summary>
/// <param name="At">When.</param>
/// <param name="Data">With which details.</param>
internal sealed record HistoryView(DateTimeOffset At, string Event, JsonElement Data);
