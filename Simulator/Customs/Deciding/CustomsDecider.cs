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
    private readonly CustomsOptions _options;
    private readonly EnsWriter _writer;
    private readonly FilingNotices _notices;
    private readonly DataQuality _quality;
    private readonly RegisterFiling _registerFiling;
    private readonly AmendFiling _amendFiling;
    private readonly InvalidateFiling _invalidateFiling;
    private readonly NotifyArrival _notifyArrival;
    private readonly ConsultFilings _consult;
    private readonly AnalyseRisk _analyseRisk;
    private readonly ActForCustoms _actForCustoms;

    /// <summary>Makes customs.</summary>
    /// <param name="pack">The messages.</param>
    /// <param name="options">Switches; null for the defaults.</param>
    /// <exception cref="ArgumentException">A switch makes no sense.</exception>
    public CustomsDecider(SpecPack pack, CustomsOptions? options = null)
    {
        this._options = options ?? new CustomsOptions();
        this._options.Validate();
        _writer = new EnsWriter(pack, indent: false);
        _notices = new FilingNotices(pack);
        _quality = new DataQuality(pack);
        var versions = new AmendmentComparison(pack, this._options.RepresentativeByNumber);
        var risk = new RiskNotices(pack);
        var referrals = new SendReferrals(risk);
        var doNotLoad = new OrderDoNotLoad(risk);
        var arrivals = new ArrivalNotices(pack);
        var control = new NotifyControl(arrivals);
        _registerFiling = new RegisterFiling(_notices, new CheckLifeCycle(this._options), _quality, versions);
        _amendFiling = new AmendFiling(_notices, versions);
        _invalidateFiling = new InvalidateFiling(_notices);
        _notifyArrival = new NotifyArrival(_notices, arrivals, control);
        _consult = new ConsultFilings(_notices);
        _analyseRisk = new AnalyseRisk(risk, referrals, doNotLoad);
        _actForCustoms = new ActForCustoms(new SetResult(_analyseRisk, doNotLoad), referrals, control, new ExpireTimers(risk));
    }

    /// <summary>Decides.</summary>
    /// <param name="state">What customs knows that bears on the command, see <see cref="CustomsKeys"/>.</param>
    /// <param name="command">What it is asked.</param>
    /// <param name="now">The time.</param>
    /// <returns>What happens and what goes out.</returns>
    public Decision Decide(CustomsState state, CustomsCommand command, DateTimeOffset now)
    {
        var decision = new DecisionBuilder(state, now, _writer, _options);
        switch (command)
        {
            case LodgeFiling lodge:
                if (_registerFiling.Register(decision, lodge))
                {
                    FollowUp(decision);
                }

                break;
            case TakeRequest request:
                Take(decision, request);
                break;
            case AboutFiling action:
                if (_actForCustoms.Act(decision, action) is { } why)
                {
                    return new Decision([], []) { Refusal = why };
                }

                FollowUp(decision);
                break;
            default:
                throw new ArgumentException($"Unknown command {command.GetType().Name}.", nameof(command));
        }

        return decision.Decision();
    }

    // After every change: linking and completeness, what does not fit together, then the analyses that have become possible (DEC-8,
    // lifecycle 5.2).
    private void FollowUp(DecisionBuilder decision)
    {
        LinkFilings.Run(decision);
        CheckConsistency.Run(decision);
        _analyseRisk.Run(decision);
    }

    private void Take(DecisionBuilder decision, TakeRequest request)
    {
        if (request.Instructions.StaySilent)
        {
            return;
        }

        var findings = Findings(decision.State, request);
        if (findings.Count > 0)
        {
            decision.Send(request.Key.Party, request.Key.MessageId, _notices.Refusal(request.Document, findings, decision.Now));
            return;
        }

        var changed = true;
        switch (request.Action)
        {
            case "IE3Q04":
                changed = _invalidateFiling.Invalidate(decision, request);
                break;
            case "IE3Q05":
                _consult.Consult(decision, request);
                changed = false;
                break;
            case "IE3N06":
                _notifyArrival.Notify(decision, request);
                break;
            case "IE3R02" or "IE3R03":
                AnswerReferral.Answer(decision, request);
                break;
            default:
                changed = _amendFiling.Amend(decision, request);
                break;
        }

        if (changed)
        {
            FollowUp(decision);
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
            { Action: "IE3Q05" } => ConsultFilings.Check(state, request),
            { Action: "IE3N06" } => [.. NotifyArrival.Check(state, request)],
            { Action: "IE3R02" or "IE3R03" } => AnswerReferral.Check(state, request),
            { Action: ['I', 'E', '3', 'A', ..] } => _quality.Check(request.Document).Findings,
            _ => [],
        };
    }
}
