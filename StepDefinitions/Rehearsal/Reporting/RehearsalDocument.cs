using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Ics2.Contract.Management;
using Ics2.Rehearsal.Plans;
using Ics2.Rehearsal.Requirements;
using Ics2.Rehearsal.Running.Results;

namespace Ics2.Rehearsal.Reporting;

/// <summary>The JSON document of <c>ics2 rehearse</c>. Its names are fixed; further ones may be added.</summary>
/// <param name="Summary">The counts by verdict.</param>
/// <param name="Succeeded">Nothing failed and nothing stayed open.</param>
/// <param name="Seed">From this everything random in the run follows.</param>
/// <param name="SpecPack">Which version of the messages was used.</param>
/// <param name="Client">Who was judged.</param>
/// <param name="Started">When the run began.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="Problems">Faults of the harness outside any scenario.</param>
/// <param name="Scenarios">The scenarios, in the order of the catalogue.</param>
/// <param name="Plan">The plan that was chosen.</param>
/// <param name="ExpectedFailures">The list of expected failures.</param>
/// <param name="Requirements">Every requirement of the catalogue, also those that no scenario can show.</param>
public sealed record RehearsalDocument(
    RunSummary Summary,
    bool Succeeded,
    int Seed,
    string? SpecPack,
    string? Client,
    DateTimeOffset Started,
    double Seconds,
    IReadOnlyList<string> Problems,
    IReadOnlyList<ScenarioDocument> Scenarios,
    string? Plan,
    IReadOnlyList<ExpectedFailureDocument> ExpectedFailures,
    IReadOnlyList<RequirementDocument> Requirements
)
{
    /// <summary>Whether the run was stopped from outside before its end; what was not run is skipped and says so.</summary>
    public bool Interrupted { get; init; }

    /// <summary>How it is written.</summary>
    public static JsonSerializerOptions Json { get; } =
        new(JsonSerializerDefaults.Web)
        {
            WriteIndented = true,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
            RespectNullableAnnotations = true,
            RespectRequiredConstructorParameters = true,
            NumberHandling = JsonNumberHandling.Strict,
            TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
        };

    /// <summary>Who and what was tested, and with what.</summary>
    public RunFacts? Facts { get; init; }

    /// <summary>How many checks held or did not, by whose doing they judge.</summary>
    public CheckCounts? Checks { get; init; }

    /// <summary>Warnings failed the run too.</summary>
    public bool Strict { get; init; }

    /// <summary>What changed since an earlier run; absent where none was given.</summary>
    public RunComparison? Baseline { get; init; }

    /// <summary>Reads a document of an earlier run, also of an older version of this product.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidDataException">It is no such document; the message names the file.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static RehearsalDocument Read(string path)
    {
        try
        {
            return
                JsonSerializer.Deserialize<RehearsalDocument>(File.ReadAllBytes(path), Lenient)
                    is {
                        Scenarios: not null,
                        Summary: not null,
                        Requirements: not null,
                        ExpectedFailures: not null,
                        Problems: not null
                    } document
                ? document
                : throw new InvalidDataException($"{path}: this is no rehearsal.json; it has no scenarios.");
        }
        catch (JsonException other)
        {
            throw new InvalidDataException($"{path}: this is no rehearsal.json: {other.Message}", other);
        }
    }

    private static JsonSerializerOptions OneLine { get; } = new(Json) { WriteIndented = false };

    // What an older version left out is absent.
    private static JsonSerializerOptions Lenient { get; } = new(Json) { RespectRequiredConstructorParameters = false };

    /// <summary>Makes the document from a result.</summary>
    /// <param name="run">The result.</param>
    /// <param name="relativeTo">The folder that evidence paths start from; null: the evidence folder as it was given.</param>
    public static RehearsalDocument From(RunResult run, string? relativeTo = null)
    {
        var evidence = relativeTo is null ? run.EvidenceFolder : Path.GetRelativePath(relativeTo, run.EvidenceFolder);
        return new RehearsalDocument(
            run.Summary,
            run.Succeeded,
            run.Seed,
            run.SpecPack,
            run.Client,
            run.Started,
            Round(run.Duration),
            run.Problems,
            [.. run.Scenarios.Select(scenario => ScenarioDocument.From(scenario, evidence.Replace('\\', '/')))],
            run.Plan,
            [.. run.ExpectedFailures.Select(failure => ExpectedFailureDocument.From(failure, run))],
            [.. run.Requirements.Select(covered => RequirementDocument.From(covered, run))]
        )
        {
            Facts = run.Facts,
            Checks = CheckCounts.Of(run.Scenarios),
            Strict = run.Strict,
            Interrupted = run.Interrupted,
        };
    }

    /// <summary>The same document with what changed since an earlier run.</summary>
    /// <param name="before">The earlier one; null for none.</param>
    public RehearsalDocument Since(RehearsalDocument? before) =>
        before is null ? this : this with { Baseline = RunComparison.Of(before, this) };

    /// <summary>The document as JSON text.</summary>
    /// <param name="onOneLine">Whether it is one of several documents, each on a line.</param>
    public string ToJson(bool onOneLine = false) => JsonSerializer.Serialize(this, onOneLine ? OneLine : Json);

    /// <summary>The JSON schema that every such document obeys.</summary>
    public static JsonNode Schema() => DocumentSchema.Of(typeof(RehearsalDocument), Json, "ics2 rehearse");

    internal static double Round(TimeSpan duration) => Math.Round(duration.TotalSeconds, 3);
}

/// <summary>One scenario in the document.</summary>
/// <param name="Id">The id, such as <c>CON-01</c>.</param>
/// <param name="Reason">Why, unless it passed.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="Evidence">The folder with its evidence files; absent when there are none.</param>
/// <param name="Feature">The file it stands in, below the features folder.</param>
/// <param name="Line">The line it stands at.</param>
/// <param name="Tags">Its tags, without the at sign.</param>
/// <param name="Seed">Its own seed.</param>
/// <param name="EvidenceFiles">Its evidence files, by their path below that folder.</param>
/// <param name="Timeline">The messages seen.</param>
/// <param name="ExpectedFailure">Why it was expected to fail; absent when it was not.</param>
public sealed record ScenarioDocument(
    string Id,
    string Title,
    string Area,
    Verdict Verdict,
    string? Reason,
    double Seconds,
    string? Evidence,
    string Feature,
    long Line,
    IReadOnlyList<string> Tags,
    int Seed,
    IReadOnlyList<StepDocument> Steps,
    IReadOnlyList<string> EvidenceFiles,
    IReadOnlyList<TimelineEntry> Timeline,
    string? ExpectedFailure
)
{
    /// <summary>What the client was asked, in the order in which it came to an end.</summary>
    public IReadOnlyList<ClientCallDocument> ClientCalls { get; init; } = [];

    /// <summary>The exchanges between the scenario's traders and customs, in order of time.</summary>
    public IReadOnlyList<ExchangeDocument> Exchanges { get; init; } = [];

    /// <summary>When it began.</summary>
    public DateTimeOffset? Started { get; init; }

    /// <summary>The name of its feature.</summary>
    public string? FeatureName { get; init; }

    /// <summary>It failed or stayed open, as it was expected to.</summary>
    internal bool FailedAsExpected => ExpectedFailure is not null && Verdict >= Verdict.Inconclusive;

    internal static ScenarioDocument From(ScenarioResult result, string evidenceFolder)
    {
        var scenario = result.Scenario;
        var files = result.Evidence.Select(file => $"{evidenceFolder}/{file.Path}").ToArray();
        return new ScenarioDocument(
            scenario.Id,
            scenario.Title,
            scenario.Area,
            result.Verdict,
            result.Reason,
            RehearsalDocument.Round(result.Duration),
            files.Length == 0 ? null : $"{evidenceFolder}/{FolderOf(result.Evidence[0])}",
            scenario.Feature.Uri,
            scenario.Line,
            scenario.Tags,
            result.Seed,
            [.. result.Steps.Select(StepDocument.From)],
            [.. result.Evidence.Select(file => file.Path[(FolderOf(file).Length + 1)..])],
            result.Timeline,
            result.ExpectedFailure
        )
        {
            Started = result.Started,
            FeatureName = scenario.Feature.Name,
            ClientCalls = [.. result.ClientCalls.Select(ClientCallDocument.From)],
            Exchanges = [.. result.Exchanges.Select(ExchangeDocument.From)],
        };
    }

    private static string FolderOf(EvidenceFile file) => file.Path[..file.Path.IndexOf('/', StringComparison.Ordinal)];
}

/// <summary>One call of the client in the document; <c>client.jsonl</c> of the evidence has it with all that is kept of its output.</summary>
/// <param name="At">When it began.</param>
/// <param name="Party">As which trader the client acted.</param>
/// <param name="What">What was asked, in few words.</param>
/// <param name="Command">The command line or URL; absent for the client that runs in the rehearsal itself.</param>
/// <param name="Outcome">How it ended, as part of a sentence.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="ExitCode">Of a command that ended.</param>
/// <param name="HttpStatus">Of a webhook that answered.</param>
/// <param name="Output">The end of what it wrote to standard output, or answered.</param>
/// <param name="Errors">The end of what it wrote to standard error.</param>
/// <param name="Remark">Something that its owner should know.</param>
/// <param name="Times">How many calls in a row went like this.</param>
public sealed record ClientCallDocument(
    DateTimeOffset At,
    string Party,
    string What,
    string? Command,
    string Outcome,
    double Seconds,
    int? ExitCode,
    int? HttpStatus,
    string? Output,
    string? Errors,
    string? Remark,
    int Times
)
{
    private const int MaxShown = 2000;

    internal static ClientCallDocument From(ClientCall call) =>
        new(
            call.At,
            call.Party,
            call.What,
            call.Command,
            call.Outcome,
            RehearsalDocument.Round(call.Duration),
            call.ExitCode,
            call.HttpStatus,
            End(call.Output),
            End(call.Errors),
            call.Remark,
            call.Times
        );

    private static string? End(ClientOutput? output) =>
        output is null ? null
        : output.Text.Length <= MaxShown ? output.Text
        : "…" + output.Text[^MaxShown..];
}

/// <summary>One exchange in the document: where it is kept, and what stands in its <c>exchange.json</c> but for the headers.</summary>
/// <param name="Folder">Its folder, below that of the scenario.</param>
/// <param name="Exchange">The record; its bytes are named relative to the folder.</param>
public sealed record ExchangeDocument(string Folder, ExchangeView Exchange)
{
    private static readonly Dictionary<string, string> NoHeaders = [];

    internal static ExchangeDocument From(ExchangeEvidence kept) =>
        new(
            kept.Folder,
            kept.Exchange.Http is { } http
                ? kept.Exchange with
                {
                    Http = http with { RequestHeaders = NoHeaders, ResponseHeaders = NoHeaders },
                }
                : kept.Exchange
        );
}

/// <summary>One step in the document.</summary>
/// <param name="Keyword">The word it begins with; the kind of a hook.</param>
/// <param name="Text">Its text; the name of a hook.</param>
/// <param name="Status">What became of it.</param>
/// <param name="Reason">Why, unless it passed.</param>
/// <param name="Suggestion">What to do about it.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="Checks">The checks it made.</param>
public sealed record StepDocument(
    string Keyword,
    string Text,
    StepStatus Status,
    string? Reason,
    string? Suggestion,
    double Seconds,
    IReadOnlyList<CheckResult> Checks
)
{
    /// <summary>The text that was handed to it.</summary>
    public string? DocString { get; init; }

    /// <summary>What the client was asked in it, and what it said; absent where it was not asked.</summary>
    public IReadOnlyList<ClientCallDocument>? ClientCalls { get; init; }

    /// <summary>The table that was handed to it, the names of its columns first.</summary>
    public IReadOnlyList<IReadOnlyList<string>>? Table { get; init; }

    internal static StepDocument From(StepResult step) =>
        new(step.Keyword, step.Text, step.Status, step.Reason, step.Suggestion, RehearsalDocument.Round(step.Duration), step.Checks)
        {
            DocString = step.Step?.DocString,
            Table = step.Step is { Table.Count: > 0 } given ? given.Table : null,
            ClientCalls = step.ClientCalls.Count == 0 ? null : [.. step.ClientCalls.Select(ClientCallDocument.From)],
        };
}

/// <summary>How many checks were made.</summary>
/// <param name="Client">Of what the client did.</param>
/// <param name="Customs">Of what the simulated customs sent or decided, which shows nothing about the client.</param>
public sealed record CheckCounts(int Client, int Customs)
{
    internal static CheckCounts Of(IEnumerable<ScenarioResult> results)
    {
        var subjects = results.SelectMany(result => result.Steps).SelectMany(step => step.Checks).ToLookup(check => check.About);
        return new CheckCounts(subjects[CheckSubject.Client].Count(), subjects[CheckSubject.Customs].Count());
    }
}

/// <summary>What became of an expected failure.</summary>
public enum ExpectedFailureState
{
    /// <summary>It failed, or stayed open, as expected.</summary>
    Failed,

    /// <summary>It passed: the entry has to go.</summary>
    Passed,

    /// <summary>It was not chosen, or skipped.</summary>
    NotRun,
}

/// <summary>One expected failure in the document.</summary>
/// <param name="Id">The id of the scenario.</param>
/// <param name="Reason">Why it fails.</param>
/// <param name="State">What became of it.</param>
public sealed record ExpectedFailureDocument(string Id, string Reason, ExpectedFailureState State)
{
    internal static ExpectedFailureDocument From(ExpectedFailure failure, RunResult run) =>
        new(
            failure.Id,
            failure.Reason,
            run.UnexpectedPasses.Contains(failure) ? ExpectedFailureState.Passed
                : run.Of(failure).Any(result => result.FailedAsExpected) ? ExpectedFailureState.Failed
                : ExpectedFailureState.NotRun
        );
}

/// <summary>One requirement in the document.</summary>
/// <param name="Title">What it is about.</param>
/// <param name="Expected">What has to happen.</param>
/// <param name="Source">Where that is written.</param>
/// <param name="Level">How well it is founded.</param>
/// <param name="TestedBy">Its scenarios, chosen or not.</param>
/// <param name="Verdict">The worst of those chosen; absent when none was.</param>
/// <param name="WhyNot">Why it has no scenario; absent when it has one.</param>
public sealed record RequirementDocument(
    string Id,
    string Title,
    string Expected,
    string Source,
    RequirementLevel Level,
    IReadOnlyList<string> TestedBy,
    Verdict? Verdict,
    string? WhyNot
)
{
    /// <summary>By whose doing this run shows it; absent where no scenario of it came to a verdict.</summary>
    public CheckSubject? ShownBy { get; init; }

    internal static RequirementDocument From(RequirementCoverage covered, RunResult run) =>
        new(
            covered.Requirement.Id,
            covered.Requirement.Title,
            covered.Requirement.Expected,
            covered.Requirement.Source,
            covered.Requirement.Level,
            covered.TestedBy,
            run.VerdictOf(covered),
            covered.NotRun
        )
        {
            ShownBy = run.ShownBy(covered),
        };
}
