using Ics2.AccessPoint.Processing;
using Ics2.Contract.Management;
using Ics2.Customs.Model;
using ReferralState = Ics2.Contract.Management.ReferralState;
using RiskStage = Ics2.Contract.Management.RiskStage;

namespace Ics2.AccessPoint.Management;

/// <summary>What an officer may do with a filing as it stands: each choice is put to customs, which says whether it would do it.</summary>
internal sealed class ActionMenu(OfficerCommands desk)
{
    /// <summary>The choices for a filing.</summary>
    public ActionChoices For(Filing filing) => new([.. Requests(filing).Select(one => Choice(filing.Mrn!, one.Label, one.Request))]);

    private static IEnumerable<(string Label, ActionRequest Request)> Requests(Filing filing)
    {
        yield return ("Ask for information", new("sendReferral") { Type = "RFI", Text = "Please describe the goods in more detail." });
        yield return ("Ask for an amendment", new("sendReferral") { Type = "AMD", Text = "Please correct the description of the goods." });
        yield return ("Ask for screening", new("sendReferral") { Type = "RFS", Text = "Please screen the consignment." });
        foreach (var referral in filing.Referrals.Where(one => (ReferralState)one.State is ReferralState.Open or ReferralState.Answered))
        {
            yield return ($"Close {referral.Type} {referral.Reference}", new("closeReferral") { Reference = referral.Reference });
            yield return ($"Escalate {referral.Type} {referral.Reference}", new("escalateReferral") { Reference = referral.Reference });
        }

        yield return ("Start the risk analysis", new("startRiskAnalysis"));
        yield return ("No risk", new("setRiskResult") { Result = RiskStage.NoRisk.Word() });
        yield return ("Risk identified", new("setRiskResult") { Result = RiskStage.RiskIdentified.Word() });
        yield return ("Do not load", new("setRiskResult") { Result = RiskStage.DoNotLoad.Word() });
        yield return ("Lift do-not-load", new("clearDoNotLoad"));
        yield return ("Control on arrival", new("decideControl"));
        yield return ("Present the goods", new("present"));
        foreach (var timer in filing.Timers.OrderBy(timer => timer.Due))
        {
            yield return ($"Fire timer: {timer.Kind.Word()}", new("expireTimer") { Timer = timer.Kind.Word() });
        }
    }

    private ActionChoice Choice(string mrn, string label, ActionRequest request) =>
        new(label, request, request.TryCommand(mrn, out var command, out var expected) ? desk.Refusal(command) : $"expected {expected}");
}
