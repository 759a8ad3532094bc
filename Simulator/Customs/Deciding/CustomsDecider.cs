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
    private readonly CustomsChecks _checks;
    private readonly FilingNotices _notices;
    private readonly RegisterFiling _registerFiling;
    private readonly AmendFiling _amendFiling;
    private readonly Dictionary<string, IRequestHandler> _handlers;
    private readonly AnalyseRisk _analyseRisk;
    private readonly NotifyControl _control;
    private readonly ActForCustoms _actForCustoms;

    /// <summary>Makes customs.</summary>
    /// <param name="pack">The messages.</param>
    /// <param name="options">Switches; null for the defaults.</param>
    /// <exception cref="ArgumentException">A switch makes no sense.</exception>
    public CustomsDecider(SpecPack pack, CustomsOptions? options = null)
    {
        _options = options ?? new CustomsOptions();
        _options.Validate();
        _writer = new EnsWriter(pack, indent: false);
        _checks = new CustomsChecks(pack);
        _notices = new FilingNotices(pack);
        var quality = new DataQuality(pack);
        var versions = new AmendmentComparison(pack, _options.RepresentativeByNumber);
        var risk = new RiskNotices(pack);
        var referrals = new SendReferrals(risk);
        var doNotLoad = new OrderDoNotLoad(risk);
        var arrivals = new ArrivalNotices(pack);
        _control = new NotifyControl(arrivals);
        _registerFiling = new RegisterFiling(_notices, new CheckLifeCycle(_options, _checks), quality, versions, _checks);
        _amendFiling = new AmendFiling(_notices, quality, versions, _checks, pack);
        IRequestHandler[] handlers =
        [
            _amendFiling,
            new InvalidateFiling(_notices, _checks),
            new NotifyArrival(_notices, arrivals, _control, _checks, _options),
            new AnswerReferral(_checks),
            new ConsultFilings(_notices, _checks),
        ];
        _handlers = handlers
            .SelectMany(handler => handler.Actions.Select(action => (action, handler)))
            .ToDictionary(entry => entry.action, entry => entry.handler, StringComparer.Ordinal);
        _analyseRisk = new AnalyseRisk(risk, referrals, doNotLoad);
        _actForCustoms = new ActForCustoms(new SetResult(_analyseRisk, doNotLoad), referrals, _control, new ExpireTimers(risk));
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
        _control.Run(decision);
    }

    private void Take(DecisionBuilder decision, TakeRequest request)
    {
        if (request.Instructions.StaySilent)
        {
            return;
        }

        // A profile may let a message pass that the pack does not name; what no other takes was always taken for an amendment.
        var handler = _handlers.GetValueOrDefault(request.Action, _amendFiling);
        var findings = Findings(decision.State, request, handler);
        if (findings.Count > 0)
        {
            decision.Send(
                request.Key.Party,
                request.Key.MessageId,
                _notices.Refusal(request.Action, request.Document, findings, decision.Now)
            );
        }
        else if (handler.Handle(decision, request))
        {
            FollowUp(decision);
        }
    }

    private IReadOnlyList<ValidationFinding> Findings(CustomsState state, TakeRequest request, IRequestHandler handler) =>
        _checks.OtherMessage(request) is { } other ? [other]
        : request.Findings.Count > 0 || request.Document is null ? request.Findings
        : request.Instructions.Refuse is { Message: "IE3N99" } order ? [CustomsChecks.Ordered(request, order)]
        : handler.Check(state, request);
}
