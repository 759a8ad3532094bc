namespace Ics2.Contract.Rehearsals;

/// <summary>What <c>POST /rehearsals</c> takes; all of it may be absent.</summary>
public sealed record RehearsalRequest
{
    /// <summary>Only the scenarios of this plan; null for all.</summary>
    public string? Plan { get; init; }

    /// <summary>Only scenarios for which this expression holds, for example <c>@connectivity and not @push</c>.</summary>
    public string? Tags { get; init; }

    /// <summary>Only scenarios with these ids; empty for all.</summary>
    public IReadOnlyList<string> Scenarios { get; init; } = [];

    /// <summary>Who is judged: <c>builtin</c>, <c>manual</c> (a person), <c>exec:CMD</c> or <c>http:URL</c>.</summary>
    public string Client { get; init; } = "builtin";

    /// <summary>
    /// Whether this running simulator judges, as <c>rehearse --attach</c> has it, instead of one of the rehearsal's own. A person is always
    /// judged by this one, which they can watch.
    /// </summary>
    public bool Here { get; init; }

    /// <summary>Longest that one thing may take that the client is asked, as <see cref="Durations"/> reads it; null for the usual.</summary>
    public string? ClientTime { get; init; }

    /// <summary>Where a person's client takes what customs pushes; https.</summary>
    public Uri? PushUrl { get; init; }

    /// <summary>Repeats a run: every EORI and filing follows from it.</summary>
    public int? Seed { get; init; }

    /// <summary>Name of the product under test, for the report.</summary>
    public string? Product { get; init; }

    /// <summary>Its version.</summary>
    public string? ProductVersion { get; init; }

    /// <summary>Who runs the rehearsal.</summary>
    public string? Tester { get; init; }
}

/// <summary>How far a rehearsal is.</summary>
public enum RehearsalState
{
    /// <summary>It is under way.</summary>
    Running,

    /// <summary>It came to its end, and nothing failed or stayed open.</summary>
    Passed,

    /// <summary>It came to its end, and something failed or stayed open.</summary>
    NotPassed,

    /// <summary>It was stopped before its end, by somebody or with the simulator.</summary>
    Interrupted,
}

/// <summary>A rehearsal that a simulator started.</summary>
/// <param name="Id">Rises with time.</param>
/// <param name="State">How far it is.</param>
/// <param name="Chosen">Which scenarios, in words.</param>
/// <param name="Client">Who is judged.</param>
/// <param name="Here">Whether this running simulator judges.</param>
/// <param name="Started">When it began.</param>
/// <param name="Scenarios">The scenarios, in the order of the catalogue.</param>
public sealed record RehearsalView(
    string Id,
    RehearsalState State,
    string Chosen,
    string Client,
    bool Here,
    DateTimeOffset Started,
    IReadOnlyList<RehearsedView> Scenarios
)
{
    /// <summary>When it ended; null while it is under way.</summary>
    public DateTimeOffset? Ended { get; init; }

    /// <summary>The product under test, in the words of whoever ran it.</summary>
    public string? Product { get; init; }

    /// <summary>From this everything random in it follows.</summary>
    public int Seed { get; init; }

    /// <summary>Faults of the harness, and why it was interrupted.</summary>
    public IReadOnlyList<string> Problems { get; init; } = [];

    /// <summary>Path of the report; null while there is none.</summary>
    public string? Report { get; init; }
}

/// <summary>A scenario of a rehearsal.</summary>
/// <param name="Id">For example <c>CON-01</c>.</param>
/// <param name="Title">What it shows.</param>
/// <param name="State"><c>waiting</c>, <c>running</c>, or its verdict: <c>pass</c>, <c>warning</c>, <c>skipped</c>, <c>inconclusive</c> or
/// <c>fail</c>.</param>
/// <param name="Reason">Why, unless it passed.</param>
public sealed record RehearsedView(string Id, string Title, string State = "waiting", string? Reason = null);

/// <summary>A rehearsal with what it told (<c>GET /rehearsals/{id}</c>).</summary>
/// <param name="Rehearsal">How it stands.</param>
/// <param name="Lines">What it told after the lines that were known: steps, checks, and what a person is to do. Of the latest rehearsal
/// only; the report of an earlier one has it all.</param>
/// <param name="Next">How many lines there are.</param>
public sealed record RehearsalDetail(RehearsalView Rehearsal, IReadOnlyList<GuideLine> Lines, int Next);

/// <summary>The last rehearsals (<c>GET /rehearsals</c>).</summary>
/// <param name="Rehearsals">Newest first.</param>
public sealed record RehearsalsView(IReadOnlyList<RehearsalView> Rehearsals);

/// <summary>What can be rehearsed, and by whom (<c>GET /rehearsals/offer</c>).</summary>
/// <param name="Plans">Those that come with the tool.</param>
/// <param name="Scenarios">All scenarios.</param>
/// <param name="NoCommands">Why no command can be started as the client; null when one can.</param>
public sealed record RehearsalOffer(IReadOnlyList<PlanOffer> Plans, IReadOnlyList<ScenarioOffer> Scenarios, string? NoCommands);

/// <summary>A plan.</summary>
/// <param name="Name">For example <c>sea-carrier</c>.</param>
/// <param name="Title">For people.</param>
/// <param name="Scenarios">How many scenarios it has.</param>
public sealed record PlanOffer(string Name, string Title, int Scenarios);

/// <summary>A scenario.</summary>
/// <param name="Id">For example <c>CON-01</c>.</param>
/// <param name="Title">What it shows.</param>
public sealed record ScenarioOffer(string Id, string Title);

/// <summary>That a rehearsal went on: an event <c>rehearsal</c> of <c>GET /events</c>.</summary>
/// <param name="Rehearsal">Its id.</param>
/// <param name="State">How far it is.</param>
/// <param name="Line">What it told; null when it began or ended.</param>
public sealed record RehearsalEvent(string Rehearsal, RehearsalState State, GuideLine? Line = null);
