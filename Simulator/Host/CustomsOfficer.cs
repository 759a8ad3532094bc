using System.Text.Json;
using Ics2.Customs.Model;

namespace Ics2.Simulator;

/// <summary>
/// Customs at will: acts on filings (lifecycle 10.1), sets what operators want, moves the clock. All of it goes over the management API, so
/// whatever is done here can be done with curl, and works alike on a simulator in another process. What customs refuses is an exception
/// that says why, and has changed nothing.
/// </summary>
public sealed class CustomsOfficer : IDisposable
{
    private readonly ManagementClient _api;

    /// <summary>Connects to a simulator.</summary>
    /// <param name="management">Base of its management API.</param>
    /// <param name="token">The token of that API; null where it asks for none.</param>
    public CustomsOfficer(Uri management, string? token = null) => _api = new ManagementClient(management, token);

    /// <summary>The connection, for whoever looks at customs through the same API.</summary>
    internal ManagementClient Api => _api;

    /// <summary>A filing as customs sees it.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public Task<FilingOnFile> FilingAsync(string mrn, CancellationToken cancellationToken = default) =>
        _api.SendAsync<FilingOnFile>(HttpMethod.Get, $"filings/{Uri.EscapeDataString(mrn)}", body: null, cancellationToken);

    /// <summary>The newest filing, accepted or refused, with an LRN.</summary>
    /// <returns>Its MRN; null when there is no such filing (yet), or it was refused before it got one.</returns>
    public async Task<string?> FindMrnAsync(string lrn, CancellationToken cancellationToken = default) =>
        (
            await _api.SendAsync<FilingList>(
                HttpMethod.Get,
                $"filings?limit=1000&lrn={Uri.EscapeDataString(lrn)}",
                body: null,
                cancellationToken
            )
        )
            .Filings.Select(filing => filing.Mrn)
            .FirstOrDefault();

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
    ) =>
        AskAsync(
            mrn,
            new
            {
                action = "sendReferral",
                type = "RFI",
                text,
                houseDocument,
            },
            cancellationToken
        );

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
    ) =>
        AskAsync(
            mrn,
            new
            {
                action = "sendReferral",
                type = "AMD",
                text,
                pointer = path,
            },
            cancellationToken
        );

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
    ) =>
        AskAsync(
            mrn,
            new
            {
                action = "sendReferral",
                type = "RFS",
                methods,
                houseDocument,
            },
            cancellationToken
        );

    /// <summary>Asks several things in one message.</summary>
    /// <param name="mrn">The filing.</param>
    /// <param name="questions">RFI and AMD for one IE3Q02, or RFS for one IE3Q03.</param>
    /// <returns>The references, in order.</returns>
    public async Task<IReadOnlyList<string>> AskAsync(
        string mrn,
        IReadOnlyList<OrderedReferral> questions,
        CancellationToken cancellationToken = default
    )
    {
        var requests = questions.Select(one => new
        {
            one.Type,
            one.Text,
            Pointer = one.Element,
            Methods = one.Methods ?? [],
            one.HouseDocument,
        });
        return
        [
            .. (await ActAsync(mrn, new { action = "sendReferral", requests }, cancellationToken))
                .Referrals.TakeLast(questions.Count)
                .Select(referral => referral.Reference),
        ];
    }

    /// <summary>Closes a request, answered or not.</summary>
    /// <param name="mrn">The filing.</param>
    /// <param name="reference">The request.</param>
    public Task CloseReferralAsync(string mrn, string reference, CancellationToken cancellationToken = default) =>
        ActAsync(mrn, new { action = "closeReferral", reference }, cancellationToken);

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
    ) =>
        ActAsync(
            mrn,
            new
            {
                action = "setRiskResult",
                result,
                houses = houses ?? [],
            },
            cancellationToken
        );

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
            new
            {
                action = "setRiskResult",
                result = RiskStage.DoNotLoad,
                containers = containers ?? [],
                houses = houses ?? [],
            },
            cancellationToken
        );

    /// <summary>Lifts do-not-load orders (DEC-23).</summary>
    /// <param name="mrn">The filing.</param>
    public Task LiftDoNotLoadAsync(string mrn, CancellationToken cancellationToken = default) =>
        ActAsync(mrn, new { action = "clearDoNotLoad" }, cancellationToken);

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
            new
            {
                action = "decideControl",
                warnAeo,
                office,
                place,
            },
            cancellationToken
        );

    /// <summary>Has the goods presented in the national system.</summary>
    /// <param name="mrn">The filing.</param>
    public Task PresentAsync(string mrn, CancellationToken cancellationToken = default) =>
        ActAsync(mrn, new { action = "present" }, cancellationToken);

    /// <summary>Relates a house to a master that its data do not link.</summary>
    /// <param name="mrn">The house filing.</param>
    /// <param name="masterMrn">The master filing.</param>
    /// <param name="houseDocument">One house; null for all of the filing.</param>
    public Task RelateAsync(string mrn, string masterMrn, string? houseDocument = null, CancellationToken cancellationToken = default) =>
        ActAsync(
            mrn,
            new
            {
                action = "relateHouse",
                masterMrn,
                houseDocument,
            },
            cancellationToken
        );

    /// <summary>Relates none of the houses that were proposed: the filers hear that the ENS is incomplete.</summary>
    /// <param name="mrn">The master filing.</param>
    public Task DismissProposalsAsync(string mrn, CancellationToken cancellationToken = default) =>
        ActAsync(mrn, new { action = "dismissProposals" }, cancellationToken);

    /// <summary>Lets the analysis begin on an incomplete ENS.</summary>
    /// <param name="mrn">The master filing.</param>
    public Task StartAnalysisAsync(string mrn, CancellationToken cancellationToken = default) =>
        ActAsync(mrn, new { action = "startRiskAnalysis" }, cancellationToken);

    /// <summary>Expires a timer, due or not.</summary>
    /// <param name="mrn">The filing.</param>
    /// <param name="timer">Which.</param>
    public Task ExpireAsync(string mrn, TimerKind timer, CancellationToken cancellationToken = default) =>
        ActAsync(mrn, new { action = "expireTimer", timer }, cancellationToken);

    /// <summary>Any action, as <c>POST /filings/{mrn}/actions</c> takes it.</summary>
    /// <param name="mrn">The filing.</param>
    /// <param name="action">For example <c>new { action = "present" }</c>.</param>
    /// <returns>The filing afterwards, without its history.</returns>
    /// <exception cref="InvalidOperationException">Customs cannot do that now; the message says why. Nothing has changed.</exception>
    public Task<FilingOnFile> ActAsync(string mrn, object action, CancellationToken cancellationToken = default) =>
        _api.SendAsync<FilingOnFile>(HttpMethod.Post, $"filings/{Uri.EscapeDataString(mrn)}/actions", action, cancellationToken);

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
    ) =>
        _api.SendAsync<JsonElement>(
            HttpMethod.Post,
            "refusals",
            new
            {
                message,
                code,
                text,
                party = partyId,
            },
            cancellationToken
        );

    /// <summary>Changes what customs has on file about an operator; what is null stays.</summary>
    /// <param name="partyId">The operator.</param>
    /// <param name="change">What changes.</param>
    public Task ChangeOperatorAsync(string partyId, OperatorChange change, CancellationToken cancellationToken = default) =>
        _api.SendAsync<JsonElement>(HttpMethod.Patch, $"operators/{Uri.EscapeDataString(partyId)}", change, cancellationToken);

    /// <summary>The time of customs.</summary>
    public async Task<DateTimeOffset> NowAsync(CancellationToken cancellationToken = default) =>
        (await _api.SendAsync<ClockOnFile>(HttpMethod.Get, "clock", body: null, cancellationToken)).Now;

    /// <summary>Moves the clock of customs, if it is manual; everything that falls due has happened when this returns.</summary>
    /// <param name="by">How far, at most ten years.</param>
    /// <returns>The time afterwards.</returns>
    /// <exception cref="InvalidOperationException">The clock is real.</exception>
    public async Task<DateTimeOffset> AdvanceAsync(TimeSpan by, CancellationToken cancellationToken = default) =>
        (
            await _api.SendAsync<ClockOnFile>(
                HttpMethod.Post,
                "clock/advance",
                new { by = System.Xml.XmlConvert.ToString(by) },
                cancellationToken
            )
        ).Now;

    /// <summary>Puts another playbook in force.</summary>
    /// <param name="yaml">The playbook.</param>
    /// <exception cref="InvalidOperationException">It makes no sense; the message names the lines.</exception>
    public async Task FollowPlaybookAsync(string yaml, CancellationToken cancellationToken = default)
    {
        using var content = new StringContent(yaml, System.Text.Encoding.UTF8, "application/yaml");
        using var response = await _api.SendAsync(HttpMethod.Put, "playbook", content, cancellationToken);
    }

    /// <summary>Forgets all messages and filings; operators stay.</summary>
    public Task ResetAsync(CancellationToken cancellationToken = default) =>
        _api.SendAsync<JsonElement>(HttpMethod.Post, "reset", new { }, cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => _api.Dispose();

    private async Task<string> AskAsync(string mrn, object action, CancellationToken cancellationToken) =>
        (await ActAsync(mrn, action, cancellationToken)).Referrals[^1].Reference;

    private sealed record ClockOnFile(DateTimeOffset Now);

    private sealed record FilingList(IReadOnlyList<FilingRow> Filings);

    private sealed record FilingRow(string? Mrn);
}
