using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Ics2.Contract;
using Ics2.Contract.Management;
using Ics2.Contract.Traders;
using Ics2.Ens.Catalogue;
using Ics2.Ens.Reading;
using Ics2.Rehearsal.Running;
using Ics2.Rehearsal.Running.Results;
using Ics2.Simulator;

namespace Ics2.StepDefinitions;

/// <summary>The customs side of a rehearsal, asked over the management API like any outsider would.</summary>
public sealed partial class ObservedCustoms
{
    private const string AssessedWhenTold = "WAIT-";

    private readonly Ics2Simulator? _simulator;
    private readonly ICustomsManagement _api;

    /// <summary>Connects to a simulator of the rehearsal's own.</summary>
    /// <param name="simulator">The running simulator.</param>
    /// <param name="pack">The messages that it speaks.</param>
    public ObservedCustoms(Ics2Simulator simulator, SpecPack pack)
        : this(simulator.Officer.Api, pack) => _simulator = simulator;

    /// <summary>Connects to a customs that others use too.</summary>
    /// <param name="api">Its management API.</param>
    /// <param name="pack">The messages that it speaks.</param>
    public ObservedCustoms(ICustomsManagement api, SpecPack pack)
    {
        _api = api;
        _pack = pack;
        _reader = new EnsReader(pack);
    }

    /// <summary>How long customs and client are given for what is to happen between them.</summary>
    public TimeSpan WaitTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Its access point, where it is the rehearsal's own; null where others use it too.</summary>
    public Uri? OwnEndpoint => _simulator?.AccessPoint.As4;

    /// <summary>
    /// An LRN. A simulator of the rehearsal's own assesses when a scenario says so; one that runs already is asked to by the LRN, as its
    /// default playbook offers.
    /// </summary>
    /// <param name="now">When the message is written.</param>
    /// <param name="number">Tells it from others of the same second.</param>
    public string LrnOf(DateTimeOffset now, int number)
    {
        var unique = number % 100_000_000;
        return _simulator is null
            ? string.Create(CultureInfo.InvariantCulture, $"{AssessedWhenTold}{now:HHmmss}{unique}")
            : string.Create(CultureInfo.InvariantCulture, $"S{now:yyMMddHHmmss}{unique}");
    }

    /// <summary>The simulator itself, for what no customs of others can be asked: its chaos, its registry.</summary>
    /// <exception cref="ScenarioEndedException">It is not the rehearsal's own, so the scenario does not apply.</exception>
    public Ics2Simulator Simulator
    {
        get
        {
            NeedOwn();
            return _simulator;
        }
    }

    /// <summary>Ends the scenario as skipped where customs is not set up as the rehearsal sets up its own.</summary>
    [MemberNotNull(nameof(_simulator))]
    public void NeedOwn()
    {
        if (_simulator is null)
        {
            throw NeedsItsOwn();
        }
    }

    /// <summary>That a scenario cannot run against a customs that others use too.</summary>
    public static ScenarioEndedException NeedsItsOwn() =>
        new(
            StepStatus.Skipped,
            "It needs a customs of its own (its clock, its chaos, its registry or its lists), and --attach runs against one that others use too."
        );

    /// <summary>Enrols a trader.</summary>
    /// <param name="request">Who, and how it gets its messages.</param>
    public Task<EnrolledTrader> EnrolAsync(EnrolmentRequest request, CancellationToken cancellationToken) =>
        _simulator is null ? _api.EnrolAsync(request, cancellationToken) : _simulator.Enrolment.EnrolAsync(request, cancellationToken);

    /// <summary>Says where customs pushes to.</summary>
    /// <param name="partyId">The trader.</param>
    public Task PushToAsync(string partyId, Uri url, CancellationToken cancellationToken) =>
        _simulator is null
            ? ChangeAsync(partyId, new OperatorEntry { Channel = ReplyChannel.Push, PushUrl = url.ToString() }, cancellationToken)
            : _simulator.Enrolment.SetChannelAsync(partyId, ReplyChannel.Push, url, cancellationToken);

    /// <summary>The id of the newest exchange; null when there was none yet.</summary>
    public async Task<string?> LastExchangeAsync(CancellationToken cancellationToken) =>
        (await _api.ExchangesAsync(limit: 1, cancellationToken: cancellationToken)) is [var last, ..] ? last.Id : null;

    /// <summary>
    /// Every exchange of some traders, pushes and what cannot be read included, oldest first. What does not even say whom it is from is
    /// told by the certificate of its connection.
    /// </summary>
    /// <param name="players">The traders.</param>
    /// <param name="after">Only those after this one.</param>
    public async Task<IReadOnlyList<ExchangeView>> ExchangesOfAsync(
        IReadOnlyList<Player> players,
        string after,
        CancellationToken cancellationToken
    )
    {
        const int page = 1000;
        List<ExchangeView> all = [];
        while (true)
        {
            var next = await _api.ExchangesAsync(limit: page, cursor: new Cursor(After: after), cancellationToken: cancellationToken);
            all.AddRange(next.Reverse().Where(IsTheirs));
            if (next.Count < page)
            {
                return all;
            }

            after = next[0].Id;
        }

        bool IsTheirs(ExchangeView one) =>
            players.Any(player =>
                one.Party is null
                    ? one.Tls?.Subject?.Contains(player.Eori, StringComparison.OrdinalIgnoreCase) == true
                    : one.Party == player.PartyId
            );
    }

    /// <summary>The bytes of one side of an exchange.</summary>
    /// <param name="link">As the exchange names it.</param>
    public Task<byte[]> ExchangeBytesAsync(string link, CancellationToken cancellationToken) =>
        _api.ExchangeBytesAsync(link, cancellationToken);

    /// <summary>One side of an exchange explained, with the lists and the registry of this customs.</summary>
    /// <param name="id">The exchange.</param>
    /// <param name="ofResponse">The answer instead of the request.</param>
    public Task<InspectionDocument> InspectionAsync(string id, bool ofResponse, CancellationToken cancellationToken) =>
        _api.InspectionAsync(id, ofResponse, cancellationToken);

    /// <summary>A filing as customs sees it: states, links, referrals, history (<c>GET /filings/{mrn}</c>).</summary>
    public Task<FilingDetail> FilingAsync(string mrn, CancellationToken cancellationToken) => _api.FilingAsync(mrn, cancellationToken);

    /// <summary>Lets customs act on a filing.</summary>
    /// <param name="action">As <c>POST /filings/{mrn}/actions</c> takes it.</param>
    /// <exception cref="InvalidOperationException">Customs cannot do that now.</exception>
    public Task ActAsync(string mrn, ActionRequest action, CancellationToken cancellationToken) =>
        _api.ActAsync(mrn, action, cancellationToken);

    /// <summary>
    /// Moves the clock of customs; everything that falls due has happened when this returns. Only where customs has a clock of the
    /// scenario's own.
    /// </summary>
    /// <param name="by">For example <c>200d</c>.</param>
    public Task AdvanceClockAsync(string by, CancellationToken cancellationToken) =>
        Durations.TryParse(by, out var howFar, out var why)
            ? _api.AdvanceClockAsync(howFar, cancellationToken)
            : throw new ArgumentException(why, nameof(by));

    /// <summary>Messages that a trader does without.</summary>
    /// <param name="partyId">The trader.</param>
    public async Task<IReadOnlyList<string>> UnsubscribedAsync(string partyId, CancellationToken cancellationToken) =>
        (await _api.OperatorAsync(partyId, cancellationToken)).Unsubscribed;

    /// <summary>Changes what customs has on file about a trader; what is null stays.</summary>
    /// <param name="partyId">The trader.</param>
    /// <param name="change">What changes.</param>
    public Task ChangeAsync(string partyId, OperatorEntry change, CancellationToken cancellationToken) =>
        _api.ChangeOperatorAsync(partyId, change, cancellationToken);

    /// <summary>Declares whether an EORI exists from now on (R3005).</summary>
    /// <param name="exists">Whether it does.</param>
    public Task DeclareEoriAsync(string eori, bool exists, CancellationToken cancellationToken) =>
        _api.DeclareEoriAsync(eori, exists, cancellationToken);

    /// <summary>Refuses the next message of a trader, whatever it says.</summary>
    public Task RefuseNextAsync(RefusalRequest refusal, CancellationToken cancellationToken) =>
        _api.RefuseNextAsync(refusal, cancellationToken);

    /// <summary>The last TLS handshakes that were refused, newest first.</summary>
    public async Task<IReadOnlyList<TlsRefusal>> TlsRefusalsAsync(CancellationToken cancellationToken) =>
        (await _api.TlsRefusalsAsync(cancellationToken)).Refusals;
}
