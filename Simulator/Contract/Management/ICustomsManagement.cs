using Ics2.Contract.Rehearsals;
using Ics2.Contract.Traders;

namespace Ics2.Contract.Management;

/// <summary>
/// Customs as its management API lets one see and drive it: over HTTP for whoever stands outside, in process for pages that are served with
/// it. What customs refuses is an exception that says why, and has changed nothing.
/// </summary>
public interface ICustomsManagement
{
    /// <summary>What this node is.</summary>
    Task<NodeView> NodeAsync(CancellationToken cancellationToken = default);

    /// <summary>The nodes that work as one access point with this one; this one alone, where it has a store of its own.</summary>
    Task<IReadOnlyList<NodeAddress>> NodesAsync(CancellationToken cancellationToken = default);

    /// <summary>The same customs asked at another node, which alone knows what went over its wire: what is told of that names the node.</summary>
    /// <param name="node">One of <see cref="NodesAsync"/>.</param>
    ICustomsManagement At(NodeAddress node);

    /// <summary>Messages in both directions, newest first.</summary>
    /// <param name="direction"><c>in</c> or <c>out</c>; null for both.</param>
    /// <param name="party">The trader; null for all.</param>
    /// <param name="limit">1 to 1000; null for 100.</param>
    /// <param name="cursor">From which place on; null for the newest.</param>
    Task<IReadOnlyList<MessageView>> MessagesAsync(
        string? direction = null,
        string? party = null,
        int? limit = null,
        Cursor? cursor = null,
        CancellationToken cancellationToken = default
    );

    /// <summary>How much there is, by state.</summary>
    Task<CountsView> CountsAsync(CancellationToken cancellationToken = default);

    /// <summary>The bytes of a message as on the wire.</summary>
    Task<RawMessage> RawAsync(MessageView message, CancellationToken cancellationToken = default);

    /// <summary>What was posted to the AS4 endpoint, or pushed from there, and how it was answered; newest first.</summary>
    /// <param name="party">The trader; null for all.</param>
    /// <param name="limit">1 to 1000; null for 100.</param>
    /// <param name="cursor">From which id on; null for the newest.</param>
    Task<IReadOnlyList<ExchangeView>> ExchangesAsync(
        string? party = null,
        int? limit = null,
        Cursor? cursor = null,
        CancellationToken cancellationToken = default
    );

    /// <summary>One exchange.</summary>
    Task<ExchangeView> ExchangeAsync(string id, CancellationToken cancellationToken = default);

    /// <summary>The bytes of one side of an exchange, in the form of a capture: header lines, an empty line, the body.</summary>
    /// <param name="link"><see cref="ExchangeView.Request"/> or <see cref="ExchangeView.Response"/>.</param>
    Task<byte[]> ExchangeBytesAsync(string link, CancellationToken cancellationToken = default);

    /// <summary>One side of an exchange explained check by check.</summary>
    /// <param name="id">The exchange.</param>
    /// <param name="ofResponse">The answer instead of the request.</param>
    Task<InspectionDocument> InspectionAsync(string id, bool ofResponse = false, CancellationToken cancellationToken = default);

    /// <summary>A message explained check by check.</summary>
    Task<InspectionDocument> InspectionAsync(MessageView message, CancellationToken cancellationToken = default);

    /// <summary>The business document in a message, and what customs finds in it.</summary>
    Task<ContentView> DocumentAsync(MessageView message, CancellationToken cancellationToken = default);

    /// <summary>A message by its id; <paramref name="party"/> and <paramref name="direction"/> where several bear it.</summary>
    /// <param name="party">The trader.</param>
    /// <param name="direction"><c>in</c> or <c>out</c>.</param>
    Task<MessageView> MessageAsync(
        string messageId,
        string? party = null,
        string? direction = null,
        CancellationToken cancellationToken = default
    );

    /// <summary>The last TLS handshakes that were refused, and keys that do two jobs.</summary>
    Task<TlsRefusalList> TlsRefusalsAsync(CancellationToken cancellationToken = default);

    /// <summary>How each trusted list fares that customs goes by.</summary>
    Task<IReadOnlyList<ListView>> TrustedListsAsync(CancellationToken cancellationToken = default);

    /// <summary>Filings and arrival notifications, newest first.</summary>
    /// <param name="lrn">Only those with this LRN, among the last.</param>
    /// <param name="limit">1 to 1000; null for 100.</param>
    /// <param name="cursor">From which place on; null for the newest.</param>
    Task<IReadOnlyList<FilingView>> FilingsAsync(
        string? lrn = null,
        int? limit = null,
        Cursor? cursor = null,
        CancellationToken cancellationToken = default
    );

    /// <summary>What falls due, soonest first.</summary>
    /// <param name="limit">1 to 1000; null for 100.</param>
    Task<IReadOnlyList<TimerView>> TimersAsync(int? limit = null, CancellationToken cancellationToken = default);

    /// <summary>What happens, as it happens, until cancelled. A connection that drops is taken up again where it broke off.</summary>
    /// <param name="after">The id of the last event that is known; null to begin now.</param>
    IAsyncEnumerable<WatchedEvent> WatchAsync(long? after = null, CancellationToken cancellationToken = default);

    /// <summary>A filing with its history.</summary>
    Task<FilingDetail> FilingAsync(string mrn, CancellationToken cancellationToken = default);

    /// <summary>What an officer may do with a filing as it stands, and why not the rest.</summary>
    Task<IReadOnlyList<ActionChoice>> ActionsAsync(string mrn, CancellationToken cancellationToken = default);

    /// <summary>What an AS4 product has to be told to speak with this access point.</summary>
    /// <param name="party">The trader's party id; null for an example.</param>
    Task<IReadOnlyList<PModeParameter>> PModeAsync(string? party = null, CancellationToken cancellationToken = default);

    /// <summary>The playbook in force as a table.</summary>
    Task<IReadOnlyList<PlaybookRuleView>> PlaybookRulesAsync(CancellationToken cancellationToken = default);

    /// <summary>Which rule of the playbook would take a document.</summary>
    /// <param name="xml">The business document.</param>
    Task<PlaybookMatch> PlaybookMatchAsync(string xml, CancellationToken cancellationToken = default);

    /// <summary>Acts on a filing as an officer does (lifecycle 10.1).</summary>
    /// <returns>The filing afterwards, without its history.</returns>
    Task<FilingDetail> ActAsync(string mrn, ActionRequest action, CancellationToken cancellationToken = default);

    /// <summary>Refuses the next message, whatever it says.</summary>
    /// <param name="refusal">Whose, and with what.</param>
    Task RefuseNextAsync(RefusalRequest refusal, CancellationToken cancellationToken = default);

    /// <summary>All operators.</summary>
    Task<IReadOnlyList<OperatorView>> OperatorsAsync(CancellationToken cancellationToken = default);

    /// <summary>An operator; the default entry for one that nobody entered.</summary>
    Task<OperatorView> OperatorAsync(string partyId, CancellationToken cancellationToken = default);

    /// <summary>Changes what customs has on file about an operator; what is null stays.</summary>
    /// <param name="change">What changes.</param>
    Task<OperatorView> ChangeOperatorAsync(string partyId, OperatorEntry change, CancellationToken cancellationToken = default);

    /// <summary>Enrols a trader.</summary>
    /// <param name="request">Who, and how it gets its messages.</param>
    Task<EnrolledTrader> EnrolAsync(EnrolmentRequest request, CancellationToken cancellationToken = default);

    /// <summary>The traders that were enrolled here, with their certificates.</summary>
    Task<IReadOnlyList<TraderView>> TradersAsync(CancellationToken cancellationToken = default);

    /// <summary>Suspends or ends a registration in UUM&amp;DS, or makes it active again.</summary>
    /// <param name="change">Which, and how.</param>
    Task<IReadOnlyList<TraderView>> ChangeRegistrationAsync(
        string partyId,
        RegistrationChange change,
        CancellationToken cancellationToken = default
    );

    /// <summary>Checks the two certificates of go-live, requirement by requirement.</summary>
    /// <param name="request">Whose, and the certificates.</param>
    Task<PreflightView> PreflightAsync(PreflightRequest request, CancellationToken cancellationToken = default);

    /// <summary>Which EORIs exist.</summary>
    Task<RegisterView> EoriRegisterAsync(CancellationToken cancellationToken = default);

    /// <summary>Declares whether an EORI exists from now on (R3005).</summary>
    /// <param name="exists">Whether it does.</param>
    Task<RegisterView> DeclareEoriAsync(string eori, bool exists, CancellationToken cancellationToken = default);

    /// <summary>The playbook in force.</summary>
    /// <returns>YAML.</returns>
    Task<string> PlaybookAsync(CancellationToken cancellationToken = default);

    /// <summary>Puts another playbook in force.</summary>
    /// <param name="yaml">The playbook.</param>
    Task PutPlaybookAsync(string yaml, CancellationToken cancellationToken = default);

    /// <summary>What goes wrong on purpose, and what came of it.</summary>
    Task<ChaosView> ChaosAsync(CancellationToken cancellationToken = default);

    /// <summary>Replaces all rules of chaos; what was held back by those before is delivered.</summary>
    /// <param name="yaml">The rules as <c>serve --chaos</c> takes them; <c>rules: []</c> ends it.</param>
    Task<ChaosView> PutChaosAsync(string yaml, CancellationToken cancellationToken = default);

    /// <summary>Sets one rule of chaos; the others stay.</summary>
    /// <param name="name">Of the rule.</param>
    /// <param name="yaml">The rule, as one of those that <c>serve --chaos</c> takes.</param>
    Task<ChaosView> PutChaosRuleAsync(string name, string yaml, CancellationToken cancellationToken = default);

    /// <summary>Ends one rule of chaos; the others stay.</summary>
    /// <param name="name">Of the rule.</param>
    Task<ChaosView> EndChaosRuleAsync(string name, CancellationToken cancellationToken = default);

    /// <summary>Customs' clock.</summary>
    Task<ClockView> ClockAsync(CancellationToken cancellationToken = default);

    /// <summary>Moves a manual clock; everything that falls due has happened when this returns.</summary>
    /// <param name="by">How far, at most ten years.</param>
    Task<ClockView> AdvanceClockAsync(TimeSpan by, CancellationToken cancellationToken = default);

    /// <summary>What can be rehearsed, and by whom.</summary>
    Task<RehearsalOffer> RehearsalOfferAsync(CancellationToken cancellationToken = default);

    /// <summary>The last rehearsals that this simulator started, newest first.</summary>
    Task<IReadOnlyList<RehearsalView>> RehearsalsAsync(CancellationToken cancellationToken = default);

    /// <summary>A rehearsal with what it told.</summary>
    /// <param name="after">How many lines are known already.</param>
    Task<RehearsalDetail> RehearsalAsync(string id, int after = 0, CancellationToken cancellationToken = default);

    /// <summary>Begins a rehearsal.</summary>
    /// <param name="request">What, and who is judged.</param>
    Task<RehearsalView> StartRehearsalAsync(RehearsalRequest request, CancellationToken cancellationToken = default);

    /// <summary>Interrupts the rehearsal under way; it says so, and its report is written.</summary>
    Task StopRehearsalAsync(string id, CancellationToken cancellationToken = default);

    /// <summary>Says something to the guide that leads a person through a rehearsal.</summary>
    /// <param name="answer">What the person says.</param>
    Task AnswerGuideAsync(string id, GuideAnswer answer, CancellationToken cancellationToken = default);

    /// <summary>A trader that a person is to set the client up as, keys included: only with the token.</summary>
    /// <param name="party">Its party id.</param>
    Task<EnrolledTrader> RehearsalTraderAsync(string party, CancellationToken cancellationToken = default);

    /// <summary>Forgets all messages and filings; operators stay.</summary>
    Task ResetAsync(CancellationToken cancellationToken = default);
}
