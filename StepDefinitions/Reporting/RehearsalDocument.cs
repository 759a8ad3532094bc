using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Ics2.StepDefinitions.Running.Results;

namespace Ics2.StepDefinitions.Reporting;

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
public sealed record RehearsalDocument(
    RunSummary Summary,
    bool Succeeded,
    int Seed,
    string? SpecPack,
    string? Client,
    DateTimeOffset Started,
    double Seconds,
    IReadOnlyList<string> Problems,
    IReadOnlyList<ScenarioDocument> Scenarios)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
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

    /// <summary>Makes the document from a result.</summary>
    /// <param name="run">The result.</param>
    /// <param name="relativeTo">The folder that evidence paths start from; null: the evidence folder as it was given.</param>
    public static RehearsalDocument From(RunResult run, string? relativeTo = null)
    {
        var evidence = relativeTo is null ? run.EvidenceFolder : Path.GetRelativePath(relativeTo, run.EvidenceFolder);
        return new RehearsalDocument(
            run.Summary, run.Succeeded, run.Seed, run.SpecPack, run.Client, run.Started, Round(run.Duration), run.Problems,
            [.. run.Scenarios.Select(scenario => ScenarioDocument.From(scenario, evidence.Replace('\\', '/')))]);
    }

    /// <summary>The document as JSON text.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Json);

    /// <summary>The JSON schema that every such document obeys.</summary>
    public static JsonNode Schema() => Json.GetJsonSchemaAsNode(typeof(RehearsalDocument));

    internal static double Round(TimeSpan duration) => Math.Round(duration.TotalSeconds, 3);
}

/// <summary>One scenario in the document.</summary>
/// <param name="Id">The id, such as <c>CON-01</c>.</param>
/// <param name="Title">The title.</param>
/// <param name="Area">The area.</param>
/// <param name="Verdict">The verdict.</param>
/// <param name="Reason">Why, unless it passed.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="Evidence">The folder with its evidence files; absent when there are none.</param>
/// <param name="Feature">The file it stands in, below the features folder.</param>
/// <param name="Line">The line it stands at.</param>
/// <param name="Tags">Its tags, without the at sign.</param>
/// <param name="Seed">Its own seed.</param>
/// <param name="Steps">Its steps.</param>
/// <param name="EvidenceFiles">The names of its evidence files.</param>
/// <param name="Timeline">The messages seen.</param>
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
    IReadOnlyList<TimelineEntry> Timeline)
{
    internal static ScenarioDocument From(ScenarioResult result, string evidenceFolder)
    {
        var scenario = result.Scenario;
        var files = result.Evidence.Select(file => $"{evidenceFolder}/{file.Path}").ToArray();
        return new ScenarioDocument(
            scenario.Id, scenario.Title, scenario.Area, result.Verdict, result.Reason, RehearsalDocument.Round(result.Duration),
            files.Length == 0 ? null : files[0][..files[0].LastIndexOf('/')], scenario.Feature.Uri, scenario.Line, scenario.Tags, result.Seed,
            [.. result.Steps.Select(StepDocument.From)], [.. files.Select(Path.GetFileName).OfType<string>()], result.Timeline);
    }
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
    string Keyword, string Text, StepStatus Status, string? Reason, string? Suggestion, double Seconds, IReadOnlyList<CheckResult> Checks)
{
    internal static StepDocument From(StepResult step) => new(
        step.Keyword, step.Text, step.Status, step.Reason, step.Suggestion, RehearsalDocument.Round(step.Duration), step.Checks);
}
