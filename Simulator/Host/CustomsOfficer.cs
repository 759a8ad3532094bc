using Ics2.Contract.Management;

namespace Ics2.Simulator;

/// <summary>
/// Customs at will: acts on filings (lifecycle 10.1), sets what operators want, moves the clock. All of it goes through the management API,
/// so whatever is done here can be done with curl, and works alike on a simulator in another process. What customs refuses is an exception
/// that says why, and has changed nothing.
/// </summary>
/// <param name="customs">The management API.</param>
public sealed class CustomsOfficer(ICustomsManagement customs)
{
    /// <summary>The API itself, for whoever looks at customs and for whatever has no word of its own here.</summary>
    public ICustomsManagement Api => customs;

    /// <summary>A filing as customs sees it.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public Task<FilingDetail> FilingAsync(string mrn, CancellationToken cancellationToken = default) =>
        customs.FilingAsync(mrn, cancellationToken);

    /// <summary>The newest filing, accepted or refused, with an LRN.</summary>
    /// <returns>Its MRN; null when there is no such filing (yet), or it was refused before it got one.</returns>
    public async Task<string?> FindMrnAsync(string lrn, CancellationToken cancellationToken = default) =>
        (await customs.FilingsAsync(lrn, limit: 1000, cancellationToken: cancellationToken)).Select(filing => filing.Mrn).FirstOrDefault();

    /// <summary>Asks for information: IE3Q02, and IE3N04 to the carrier.</summary>
    /// <param name="mrn">The filing.</param>
    /// <param name="text">The question.</param>
    /// <param name="houseDocument">The house it is about; null for the first.</param>
    /// <returns>The reference to be answered.</returns>
    public Task<string> RequestInformationAsync(
        string mrn,
        string text,
        string? houseDocument = null,
        CancellationToken cancellationToken = default
    ) => AskAsync(mrn, new ReferralRequest("RFI") { Text = text, HouseDocument = houseDocument }, cancellationToken);

    /// <summary>Asks to amend: IE3Q02, and IE3N04 to the carrier.</summary>
    /// <param name="mrn">The filing.</param>
    /// <param name="text">What is wrong.</param>
    /// <param name="path">The element to improve.</param>
    /// <returns>The reference, for <c>referralRequestReference</c> of the amendment.</returns>
    public Task<string> RequestAmendmentAsync(
        string mrn,
        string text,
        string? path = null,
        CancellationToken cancellationToken = default
    ) => AskAsync(mrn, new ReferralRequest("AMD") { Text = text, Pointer = path }, cancellationToken);

    /// <summary>Asks to screen, before loading in the air only: IE3Q03, and IE3N05 to the carrier.</summary>
    /// <param name="mrn">The filing.</param>
    /// <param name="methods">Recommended methods, CL724.</param>
    /// <param name="houseDocument">The house; null for the first.</param>
    /// <returns>The reference to be answered.</returns>
    public Task<string> RequestScreeningAsync(
        string mrn,
        IReadOnlyList<string> methods,
        string? houseDocument = null,
        CancellationToken cancellationToken = default
    ) => AskAsync(mrn, new ReferralRequest("RFS") { Methods = methods, HouseDocument = houseDocument }, cancellationToken);

    /// <summary>Asks several things in one message.</summary>
    /// <param name="mrn">The filing.</param>
    /// <param name="questions">RFI and AMD for one IE3Q02, or RFS for one IE3Q03.</param>
    /// <returns>The references, in order.</returns>
    public async Task<IReadOnlyList<string>> AskAsync(
        string mrn,
        IReadOnlyList<ReferralRequest> questions,
        CancellationToken cancellationToken = default
    ) =>
        [
            .. (await ActAsync(mrn, new ActionRequest("sendReferral") { Requests = questions }, cancellationToken))
                .Referrals.TakeLast(questions.Count)
                .Select(referral => referral.Reference),
        ];

    /// <summary>Closes a request, answered or not.</summary>
    /// <param name="mrn">The filing.</param>
    /// <param name="reference">The request.</param>
    public Task CloseReferralAsync(string mrn, string reference, CancellationToken cancellationToken = default) =>
        ActAsync(mrn, new ActionRequest("closeReferral") { Reference = reference }, cancellationToken);

    /// <summary>Ends the risk analysis under way: IE3N03.</summary>
    /// <param name="mrn">The filing.</param>
    /// <param name="result">No risk or risk identified; for do not load see <see cref="OrderDoNotLoadAsync"/>.</param>
    /// <param name="houses">Risk identified: the houses with the risk, so that IE3N03 lists the others (lifecycle 9.6). Before loading: the
    /// houses that are finished. None for all.</param>
    public Task AssessAsync(
        string mrn,
        RiskStage result = RiskStage.NoRisk,
        IReadOnlyList<string>? houses = null,
        CancellationToken cancellationToken = default
    ) => ActAsync(mrn, new ActionRequest("setRiskResult") { Result = result.Word(), Houses = houses ?? [] }, cancellationToken);

    /// <summary>Orders not to load: IE3Q01 to filer and carrier; what is not held gets its IE3N03.</summary>
    /// <param name="mrn">The filing.</param>
    /// <param name="containers">In the deep sea: container numbers; none for all.</param>
    /// <param name="houses">Before loading in the air: house documents; none for all.</param>
    public Task OrderDoNotLoadAsync(
        string mrn,
        IReadOnlyList<string>? containers = null,
        IReadOnlyList<string>? houses = null,
        CancellationToken cancellationToken = default
    ) =>
        ActAsync(
            mrn,
            new ActionRequest("setRiskResult")
            {
                Result = RiskStage.DoNotLoad.Word(),
                Containers = containers ?? [],
                Houses = houses ?? [],
            },
            cancellationToken
        );

    /// <summary>Lifts do-not-load orders (DEC-23).</summary>
    /// <param name="mrn">The filing.</param>
    public Task LiftDoNotLoadAsync(string mrn, CancellationToken cancellationToken = default) =>
        ActAsync(mrn, new ActionRequest("clearDoNotLoad"), cancellationToken);

    /// <summary>Decides a control: IE3N08 on arrival, and IE3N09 at once to AEOS holders if they are warned.</summary>
    /// <param name="mrn">The master or full filing.</param>
    /// <param name="warnAeo">Whether AEOS holders are warned.</param>
    /// <param name="office">Office of control; null for that of first entry.</param>
    /// <param name="place">Place of examination.</param>
    public Task DecideControlAsync(
        string mrn,
        bool warnAeo = false,
        string? office = null,
        string? place = null,
        CancellationToken cancellationToken = default
    ) =>
        ActAsync(
            mrn,
            new ActionRequest("decideControl")
            {
                WarnAeo = warnAeo,
                Office = office,
                Place = place,
            },
            cancellationToken
        );

    /// <summary>Has the goods presented in the national system.</summary>
    /// <param name="mrn">The filing.</param>
    public Task PresentAsync(string mrn, CancellationToken cancellationToken = default) =>
        ActAsync(mrn, new ActionRequest("present"), cancellationToken);

    /// <summary>Relates a house to a master that its data do not link.</summary>
    /// <param name="mrn">The house filing.</param>
    /// <param name="masterMrn">The master filing.</param>
    /// <param name="houseDocument">One house; null for all of the filing.</param>
    public Task RelateAsync(string mrn, string masterMrn, string? houseDocument = null, CancellationToken cancellationToken = default) =>
        ActAsync(mrn, new ActionRequest("relateHouse") { MasterMrn = masterMrn, HouseDocument = houseDocument }, cancellationToken);

    /// <summary>Relates none of the houses that were proposed: the filers hear that the ENS is incomplete.</summary>
    /// <param name="mrn">The master filing.</param>
    public Task DismissProposalsAsync(string mrn, CancellationToken cancellationToken = default) =>
        ActAsync(mrn, new ActionRequest("dismissProposals"), cancellationToken);

    /// <summary>Lets the analysis begin on an incomplete ENS.</summary>
    /// <param name="mrn">The master filing.</param>
    public Task StartAnalysisAsync(string mrn, CancellationToken cancellationToken = default) =>
        ActAsync(mrn, new ActionRequest("startRiskAnalysis"), cancellationToken);

    /// <summary>Expires a timer, due or not.</summary>
    /// <param name="mrn">The filing.</param>
    /// <param name="timer">Which.</param>
    public Task ExpireAsync(string mrn, TimerKind timer, CancellationToken cancellationToken = default) =>
        ActAsync(mrn, new ActionRequest("expireTimer") { Timer = timer.Word() }, cancellationToken);

    /// <summary>Any action.</summary>
    /// <param name="mrn">The filing.</param>
    /// <param name="action">The action, for example <c>new ActionRequest("present")</c>.</param>
    /// <returns>The filing afterwards, without its history.</returns>
    /// <exception cref="InvalidOperationException">Customs cannot do that now; the message says why. Nothing has changed.</exception>
    public Task<FilingDetail> ActAsync(string mrn, ActionRequest action, CancellationToken cancellationToken = default) =>
        customs.ActAsync(mrn, action, cancellationToken);

    /// <summary>Refuses the next message, whatever it says.</summary>
    /// <param name="message"><c>IE3N99</c> or <c>IE3N01</c>.</param>
    /// <param name="code">CL723.</param>
    /// <param name="text">What is said.</param>
    /// <param name="partyId">Whose; null for anybody's.</param>
    public Task RefuseNextAsync(
        string message,
        string code,
        string text,
        string? partyId = null,
        CancellationToken cancellationToken = default
    ) => customs.RefuseNextAsync(new RefusalRequest(message, code, text, partyId), cancellationToken);

    /// <summary>Changes what customs has on file about an operator; what is null stays.</summary>
    /// <param name="partyId">The operator.</param>
    /// <param name="change">What changes.</param>
    public Task ChangeOperatorAsync(string partyId, OperatorEntry change, CancellationToken cancellationToken = default) =>
        customs.ChangeOperatorAsync(partyId, change, cancellationToken);

    /// <summary>The time of customs.</summary>
    public async Task<DateTimeOffset> NowAsync(CancellationToken cancellationToken = default) =>
        (await customs.ClockAsync(cancellationToken)).Now;

    /// <summary>Moves the clock of customs, if it is manual; everything that falls due has happened when this returns.</summary>
    /// <param name="by">How far, at most ten years.</param>
    /// <returns>The time afterwards.</returns>
    /// <exception cref="InvalidOperationException">The clock is real.</exception>
    public async Task<DateTimeOffset> AdvanceAsync(TimeSpan by, CancellationToken cancellationToken = default) =>
        (await customs.AdvanceClockAsync(by, cancellationToken)).Now;

    /// <summary>Puts another playbook in force.</summary>
    /// <param name="yaml">The playbook.</param>
    /// <exception cref="InvalidOperationException">It makes no sense; the message names the lines.</exception>
    public Task FollowPlaybookAsync(string yaml, CancellationToken cancellationToken = default) =>
        customs.PutPlaybookAsync(yaml, cancellationToken);

    /// <summary>Forgets all messages and filings; operators stay.</summary>
    public Task ResetAsync(CancellationToken cancellationToken = default) => customs.ResetAsync(cancellationToken);

    private async Task<string> AskAsync(string mrn, ReferralRequest question, CancellationToken cancellationToken) =>
        (await AskAsync(mrn, [question], cancellationToken))[0];
}
