using Ics2.Customs.Model;
using Ics2.Customs.Notices;
using Ics2.Ens.Amending;
using Ics2.Ens.Catalogue;
using Ics2.Ens.Findings;
using Ics2.Ens.Quality;

namespace Ics2.Customs.Registering;

/// <summary>Amendment, IE3Axx: replaces the whole filing, or is refused and changes nothing (lifecycle 6).</summary>
internal sealed class AmendFiling(
    FilingNotices notices,
    DataQuality dataQuality,
    AmendmentComparison versions,
    CustomsChecks checks,
    SpecPack pack
) : IRequestHandler
{
    public IReadOnlyList<string> Actions { get; } = [.. pack.MessageIds.Where(id => id.StartsWith("IE3A", StringComparison.Ordinal))];

    /// <summary>Data quality, as for a filing; errors of the life cycle are answered with IE3N01.</summary>
    public IReadOnlyList<ValidationFinding> Check(CustomsState state, TakeRequest request) => dataQuality.Check(request.Document!).Findings;

    public bool Handle(DecisionBuilder decision, TakeRequest request)
    {
        var document = request.Document!;
        var filing = decision.State.ByMrn(document.Mrn);
        var content = request.Content with { Lrn = filing?.Lrn, Unamendable = versions.Kept(document) };
        var findings = LifeCycleErrors(filing, request);
        if (findings.Count > 0)
        {
            decision.Send(
                request.Key.Party,
                request.Key.MessageId,
                notices.LifeCycleError(document, findings, decision.Now),
                DecisionBuilder.OwnOf(filing, request)
            );
            return false;
        }

        var (key, now) = (filing!.Key, decision.Now);
        var owners = filing.Houses.Select(house => house.Ens).OfType<FilingKey>().Distinct().Where(owner => owner != key).ToList();
        decision.Happens(new FilingAmended(key, now, content));
        if (filing.Timers.Any(timer => timer.Kind == TimerKind.RiskAnalysis))
        {
            decision.Happens(new TimerStopped(key, now, TimerKind.RiskAnalysis)); // and no new one starts (lifecycle 5.2 step 1)
        }

        foreach (var owner in owners.Where(owner => decision[owner].Risk != RiskStage.None))
        {
            decision.Happens(new RiskMoved(owner, now, RiskStage.None));
        }

        // What has arrived is analysed anew all the same (F-17 of field.md).
        foreach (var owner in owners.Append(key).Where(owner => decision[owner].Ens == EnsState.Arrived))
        {
            decision.Happens(new RiskMoved(owner, now, RiskStage.Ready));
        }

        var reference = document.Text("referralRequestReference");
        var hasReference = document.Definition.Root.Find("referralRequestReference") is not null;
        foreach (
            var referral in filing.Referrals.Where(referral =>
                referral is { Type: "AMD", State: ReferralState.Open } && (!hasReference || referral.Reference == reference)
            )
        )
        {
            decision.Happens(new ReferralMoved(key, now, referral.Reference, ReferralState.Answered));
        }

        decision.Send(request.Key.Party, request.Key.MessageId, notices.AmendmentDone(decision[key], now), key);
        return true;
    }

    private List<ValidationFinding> LifeCycleErrors(Filing? filing, TakeRequest request)
    {
        var root = "/" + request.Action;
        var document = request.Document!;
        if (request.Instructions.Refuse is { Message: "IE3N01" } order)
        {
            return [CustomsChecks.Ordered(request, order)];
        }

        if (filing is null || filing.IsArrival)
        {
            return [checks.Of("AMD01", Breach.Value, root + "/MRN", "No filing has this MRN.", document.Mrn, "the MRN of IE3R01")];
        }

        if (filing.Type[1..] != request.Action[4..])
        {
            return
            [
                checks.Of(
                    "AMD02",
                    Breach.Value,
                    root + "/SpecificCircumstanceIndicator",
                    "The MRN belongs to another type of filing.",
                    "F" + request.Action[4..],
                    filing.Type
                ),
            ];
        }

        if (
            !filing.IsAccepted
            || filing.ControlDecided
            || filing.Ens == EnsState.Presented
            || (filing.Houses.Length > 0 && filing.Houses.All(house => house.State == HouseState.Presented))
        )
        {
            var why =
                !filing.IsAccepted ? "invalidated"
                : filing.ControlDecided ? "under a control decision"
                : "presented";
            return
            [
                checks.Of(
                    "AMD03",
                    Breach.Value,
                    root + "/MRN",
                    $"The filing is {why} and cannot be amended.",
                    document.Mrn,
                    "a filing before control and presentation"
                ),
            ];
        }

        List<ValidationFinding> findings = [.. versions.Compare(filing.Content.Unamendable!, document)];
        if (document.Text("referralRequestReference") is { } reference && filing.Referrals.All(referral => referral.Reference != reference))
        {
            findings.Add(
                checks.Of(
                    "AMD04",
                    Breach.Value,
                    root + "/referralRequestReference",
                    "Customs sent no request with this reference about this MRN.",
                    reference,
                    "the reference of IE3Q02"
                )
            );
        }

        return findings;
    }
}
