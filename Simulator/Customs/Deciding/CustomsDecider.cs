using Ics2.Customs.Arrival;
using Ics2.Customs.Linking;
using Ics2.Customs.Model;
using Ics2.Customs.Notices;
using Ics2.Customs.Referrals;
using Ics2.Customs.Registering;
using Ics2.Customs.Risk;
using Ics2.Ens.Amending;
using Ics2.Ens.Catalogue;
using Ics2.Ens.Findings;
using Ics2.Ens.Quality;
using Ics2.Ens.Writing;

namespace Ics2.Customs.Deciding;

/// <summary>Customs as a function of what it knows, what it is asked, and the time (DESIGN section 3, Customs).</summary>
public sealed class CustomsDecider
{
    private readonly CustomsOptions options;
    private readonly EnsWriter writer;
    private readonly FilingNotices notices;
    private readonly DataQuality quality;
    private readonly RegisterFiling registerFiling;
    private readonly AmendFiling amendFiling;
    private readonly InvalidateFiling invalidateFiling;
    private readonly NotifyArrival notifyArrival;
    private readonly Consult consult;
    private readonly AnalyseRisk analyseRisk;
    private readonly ActForCustoms actForCustoms;

    /// <summary>Makes customs.</summary>
    /// <param name="pack">The messages.</param>
    /// <param name="options">Switches; null for the defaults.</param>
    /// <exception cref="ArgumentException">A switch makes no sense.</exception>
    public CustomsDecider(SpecPack pack, CustomsOptions? options = null)
    {
        this.options = options ?? new CustomsOptions();
        this.options.Validate();
        writer = new EnsWriter(pack, indent: false);
        notices = new FilingNotices(pack);
        quality = new DataQuality(pack);
        var versions = new AmendmentComparison(pack, this.options.RepresentativeByNumber);
        var risk = new RiskNotices(pack);
        var referrals = new SendReferrals(risk);
        var doNotLoad = new OrderDoNotLoad(risk);
        var arrivals = new ArrivalNotices(pack);
        var control = new NotifyControl(arrivals);
        registerFiling = new RegisterFiling(notices, new CheckLifeCycle(this.options), quality, versions);
        amendFiling = new AmendFiling(notices, versions);
        invalidateFiling = new InvalidateFiling(notices);
        notifyArrival = new NotifyArrival(notices, arrivals, control);
        consult = new Consult(notices);
        analyseRisk = new AnalyseRisk(risk, referrals, doNotLoad);
        actForCustoms = new ActForCustoms(new SetResult(analyseRisk, doNotLoad), referrals, control, new ExpireTimers(risk));
    }

    /// <summary>Decides.</summary>
    /// <param name="state">What customs knows that bears on the command, see <see cref="CustomsKeys"/>.</param>
    /// <param name="command">What it is asked.</param>
    /// <param name="now">The time.</param>
    /// <returns>What happens and what goes out.</returns>
    public Decision Decide(CustomsState state, CustomsCommand command, DateTimeOffset now)
    {
        var proceeding = new Proceeding(state, now, writer, options);
        switch (command)
        {
            case LodgeFiling lodge:
                if (registerFiling.Do(proceeding, lodge))
                {
                    GoOn(proceeding);
                }

                break;
            case TakeRequest request:
                Take(proceeding, request);
                break;
            case AboutFiling action:
                if (actForCustoms.Do(proceeding, action) is { } why)
                {
                    return new Decision([], []) { Refusal = why };
                }

                GoOn(proceeding);
                break;
            default:
                throw new ArgumentException($"Unknown command {command.GetType().Name}.", nameof(command));
        }

        return proceeding.Decision();
    }

    // After every change: linking and completeness, what does not fit together, then the analyses that have become possible (DEC-8, lifecycle 5.2).
    private void GoOn(Proceeding proceeding)
    {
        LinkFilings.Run(proceeding);
        CheckConsistency.Run(proceeding);
        analyseRisk.Run(proceeding);
    }

    private void Take(Proceeding proceeding, TakeRequest request)
    {
        if (request.Instructions.StaySilent)
        {
            return;
        }

        var findings = Findings(proceeding.State, request);
        if (findings.Count > 0)
        {
            proceeding.Send(request.Key.Party, request.Key.MessageId, notices.Refusal(request.Document, findings, proceeding.Now));
            return;
        }

        var changed = true;
        switch (request.Action)
        {
            case "IE3Q04":
                changed = invalidateFiling.Do(proceeding, request);
                break;
            case "IE3Q05":
                consult.Do(proceeding, request);
                changed = false;
                break;
            case "IE3N06":
                notifyArrival.Do(proceeding, request);
                break;
            case "IE3R02" or "IE3R03":
                AnswerReferral.Do(proceeding, request);
                break;
            default:
                changed = amendFiling.Do(proceeding, request);
                break;
        }

        if (changed)
        {
            GoOn(proceeding);
        }
    }

    private IReadOnlyList<ValidationFinding> Findings(CustomsState state, TakeRequest request)
    {
        if (RegisterFiling.IsOtherMessage(request))
        {
            return [RegisterFiling.OtherMessage(request)];
        }

        if (request.Findings.Count > 0 || request.Document is null)
        {
            return request.Findings;
        }

        return request switch
        {
            { Instructions.Refuse: { Message: "IE3N99" } order } => [RegisterFiling.Ordered(request, order)],
            { Action: "IE3Q05" } => Consult.Check(state, request),
            { Action: "IE3N06" } => [.. NotifyArrival.Check(state, request)],
            { Action: "IE3R02" or "IE3R03" } => AnswerReferral.Check(state, request),
            { Action: ['I', 'E', '3', 'A', ..] } => quality.Check(request.Document).Findings,
            _ => [],
        };
    }
}
