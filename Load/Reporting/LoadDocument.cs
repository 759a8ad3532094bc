using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Ics2.Load.Engine;

namespace Ics2.Load.Reporting;

/// <summary>
/// The JSON document of <c>ics2 load</c>. Its names are fixed; further ones may be added. Times are milliseconds unless their name says
/// otherwise.
/// </summary>
/// <param name="Scenario">Which scenario ran.</param>
/// <param name="Key">The traders' seal keys: rsa2048, rsa3072 or rsa4096.</param>
/// <param name="Nodes">How many access points; 0 without a network; absent when nobody knows.</param>
/// <param name="Store">Where they keep messages: sqlite, postgresql, none or unknown.</param>
/// <param name="DurationSeconds">The measured time.</param>
/// <param name="Completed">Exchanges that began in it and went well.</param>
/// <param name="Errors">Counts by kind.</param>
/// <param name="ThroughputPerSecond">Exchanges that ended well within it, per second.</param>
/// <param name="LatencyMs">From the intended start; absent when nothing went well.</param>
/// <param name="Limit">The RSA limit of the same run.</param>
/// <param name="MemoryMb">Memory of the access point, or of the load generator where they are one; absent when it could not be looked
/// at.</param>
/// <param name="Passed">Whether every threshold was kept: the exit code.</param>
/// <param name="Stopped">Whether it was stopped early.</param>
/// <param name="Started">When it began.</param>
/// <param name="System">What was under load.</param>
/// <param name="CustomsKey">The seal key of customs.</param>
/// <param name="Plan">The plan in words.</param>
/// <param name="Shape">open or closed.</param>
/// <param name="WarmUpSeconds">What did not count.</param>
/// <param name="Facts">Channel, sizes and so on.</param>
/// <param name="Machine">Where it was measured.</param>
/// <param name="Engine">Whether the load generator was the limit.</param>
/// <param name="Answers">Whether every acknowledged filing was answered, and once; absent where nothing is answered.</param>
/// <param name="ErrorDetails">The errors with an example each.</param>
/// <param name="Kinds">Figures by kind of exchange.</param>
/// <param name="Steps">Latencies by step, from the intended start.</param>
/// <param name="Curve">The percentile curve.</param>
/// <param name="Timeline">The course.</param>
public sealed record LoadDocument(
    string Scenario,
    string Key,
    int? Nodes,
    string Store,
    double DurationSeconds,
    long Completed,
    IReadOnlyDictionary<string, long> Errors,
    double ThroughputPerSecond,
    LatencySummary? LatencyMs,
    LimitDocument Limit,
    MemoryDocument? MemoryMb,
    bool Passed,
    bool Stopped,
    DateTimeOffset Started,
    string System,
    string CustomsKey,
    string Plan,
    LoadShape Shape,
    double WarmUpSeconds,
    IReadOnlyDictionary<string, string> Facts,
    Machine Machine,
    EngineDocument Engine,
    AnswerCounts? Answers,
    IReadOnlyList<ThresholdDocument> Thresholds,
    IReadOnlyList<ErrorCount> ErrorDetails,
    IReadOnlyList<LabelResult> Kinds,
    IReadOnlyList<StepResult> Steps,
    IReadOnlyList<CurvePoint> Curve,
    IReadOnlyList<TimeSlice> Timeline
)
{
    private static readonly JsonSerializerOptions Json = Options(rounded: true);

    // The schema is about numbers, not about how they are rounded, which the exporter could not see through.
    /// <summary>How it is written, figures not rounded: what its schema is made with.</summary>
    public static JsonSerializerOptions SchemaJson { get; } = Options(rounded: false);

    /// <summary>Makes the document from a result.</summary>
    public static LoadDocument From(LoadResult result)
    {
        var (run, options, limit) = (result.Run, result.Options, result.Limit);
        return new LoadDocument(
            result.Scenario,
            $"rsa{options.KeySize}",
            options.System.Nodes,
            options.System.Store,
            run.Measured.TotalSeconds,
            run.Completed,
            run.Errors.ToDictionary(error => error.Kind, error => error.Count, StringComparer.Ordinal),
            run.ThroughputPerSecond,
            run.Latency,
            new LimitDocument(
                limit.Trader.PrivateAllCores,
                limit.Trader.PublicAllCores,
                result.TraderOperations + result.CustomsOperations,
                result.Ceiling,
                result.Share,
                result.TraderOperations,
                result.CustomsOperations,
                limit.Trader,
                limit.Customs,
                limit.Drift,
                result.ProcessorMs,
                result.ProcessorShare
            ),
            result.Memory is { } memory ? new MemoryDocument(memory.Start, memory.End, memory.Peak, memory.GrowthPercent) : null,
            result.Passed,
            run.Stopped,
            run.Started,
            options.System.Name,
            $"rsa{options.System.CustomsKeySize}",
            run.Plan.ToString(),
            run.Plan.Shape,
            run.Plan.WarmUp.TotalSeconds,
            options.Facts.ToDictionary(fact => fact.Name, fact => fact.Value, StringComparer.Ordinal),
            result.Machine,
            new EngineDocument(result.Saturation.Is, result.Saturation.Reasons, result.Saturation.Remarks, run.LateShare, run.Lateness),
            result.Answers,
            [
                .. result.Thresholds.Select(threshold => new ThresholdDocument(
                    threshold.Threshold.Text,
                    threshold.Value,
                    threshold.Kept,
                    threshold.Text
                )),
            ],
            run.Errors,
            run.Labels,
            run.Steps,
            [.. run.Curve.Select(point => new CurvePoint(point.Percentile, point.Milliseconds))],
            run.Timeline
        );
    }

    /// <summary>The document as JSON text.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Json);

    private static JsonSerializerOptions Options(bool rounded)
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            WriteIndented = true,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            RespectNullableAnnotations = true,
            RespectRequiredConstructorParameters = true,
            NumberHandling = JsonNumberHandling.Strict,
            Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
            TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
        };
        if (rounded)
        {
            options.Converters.Add(new Rounding());
        }

        return options;
    }

    // Three decimals are microseconds where milliseconds are meant; more is noise.
    private sealed class Rounding : JsonConverter<double>
    {
        public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDouble();

        public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options) =>
            writer.WriteNumberValue(Math.Round(value, 3));
    }
}

/// <summary>The RSA limit.</summary>
/// <param name="PrivateOpsPerSecond">Private operations per second with the traders' key size, all cores.</param>
/// <param name="PublicOpsPerSecond">Public operations per second, all cores.</param>
/// <param name="PrivateOpsPerExchange">Counted in the run.</param>
/// <param name="CeilingPerSecond">Exchanges per second if only private operations took time.</param>
/// <param name="Share">Throughput over ceiling, 0 to 1.</param>
/// <param name="TraderOpsPerExchange">The part of the traders.</param>
/// <param name="CustomsOpsPerExchange">The part of customs.</param>
/// <param name="Trader">Rates with the traders' key size.</param>
/// <param name="Customs">Rates with the key size of customs.</param>
/// <param name="Drift">By how much the rate after the load differs from that before: noise.</param>
/// <param name="ProcessorMsPerExchange">Processor time of both ends per exchange; 0 when the access point is not ours to look into.</param>
/// <param name="ProcessorShare">The part of it that private operations take, 0 to 1: the share a machine without other work would
/// reach.</param>
public sealed record LimitDocument(
    double PrivateOpsPerSecond,
    double PublicOpsPerSecond,
    double PrivateOpsPerExchange,
    double CeilingPerSecond,
    double Share,
    double TraderOpsPerExchange,
    double CustomsOpsPerExchange,
    RsaRates Trader,
    RsaRates Customs,
    double Drift,
    double ProcessorMsPerExchange,
    double ProcessorShare
);

/// <summary>Memory, megabytes.</summary>
/// <param name="Start">At the beginning.</param>
/// <param name="End">At the end.</param>
/// <param name="Peak">At the most.</param>
/// <param name="GrowthPercent">From minute 5, or the middle of a shorter run, to the end.</param>
public sealed record MemoryDocument(double Start, double End, double Peak, double GrowthPercent);

/// <summary>Whether the load generator was the limit.</summary>
/// <param name="Saturated">Whether it was.</param>
/// <param name="Reasons">Why.</param>
/// <param name="Remarks">What a reader should know besides.</param>
/// <param name="LateShare">Share of exchanges that began more than 10 ms late, 0 to 1.</param>
/// <param name="LatenessMs">How late they began.</param>
public sealed record EngineDocument(
    bool Saturated,
    IReadOnlyList<string> Reasons,
    IReadOnlyList<string> Remarks,
    double LateShare,
    LatencySummary? LatenessMs
);

/// <summary>A threshold.</summary>
/// <param name="Text">As it was set.</param>
/// <param name="Value">What was found.</param>
/// <param name="Kept">Whether it was kept.</param>
/// <param name="Finding">The same for people.</param>
public sealed record ThresholdDocument(string Text, double? Value, bool Kept, string Finding);

/// <summary>A point of the percentile curve.</summary>
/// <param name="Percentile">Percent of the exchanges that were not slower.</param>
/// <param name="Ms">Milliseconds.</param>
public sealed record CurvePoint(double Percentile, double Ms);
