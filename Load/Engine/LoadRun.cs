namespace Ics2.Load.Engine;

/// <summary>What is under load, as far as the report has to say.</summary>
/// <param name="Name">For people: "a private access point in a process of its own on this machine".</param>
/// <param name="Nodes">How many access points; 0 where the load generator is all there is, null when nobody knows.</param>
/// <param name="Store">Where they keep messages: <c>sqlite</c>, <c>postgresql</c>, <c>none</c>, <c>unknown</c>.</param>
/// <param name="CustomsKeySize">RSA bits of the seal of customs.</param>
public sealed record SystemUnderLoad(string Name, int? Nodes, string Store, int CustomsKeySize)
{
    /// <summary>The processes of the access points, where they are ours to look at.</summary>
    public Func<IReadOnlyList<int>> Processes { get; init; } = () => [];

    /// <summary>Whether it is another process than the load generator.</summary>
    public bool IsSeparate => Nodes is not 0;
}

/// <summary>What a run is asked for.</summary>
public sealed record LoadRunOptions
{
    /// <summary>When, and how often.</summary>
    public required LoadPlan Plan { get; init; }

    /// <summary>RSA bits of the traders' seals.</summary>
    public required int KeySize { get; init; }

    /// <summary>What is under load.</summary>
    public required SystemUnderLoad System { get; init; }

    /// <summary>The limits that decide.</summary>
    public IReadOnlyList<Threshold> Thresholds { get; init; } = [];

    /// <summary>How the engine behaves.</summary>
    public EngineOptions Engine { get; init; } = new();

    /// <summary>Facts for the head of the report: channel, sizes.</summary>
    public IReadOnlyList<(string Name, string Value)> Facts { get; init; } = [];

    /// <summary>How long each of the figures of the RSA limit is measured, before and again after the load.</summary>
    public TimeSpan LimitTime { get; init; } = TimeSpan.FromSeconds(1);
}

/// <summary>Whether a threshold was kept.</summary>
/// <param name="Value">What was found; null when there was nothing to compare, which breaks it.</param>
/// <param name="Kept">Whether it was kept.</param>
/// <param name="Text">The same for people.</param>
public sealed record ThresholdResult(Threshold Threshold, double? Value, bool Kept, string Text);

/// <summary>Megabytes of working set of the access point, or of this process where they are one.</summary>
/// <param name="Start">At the beginning.</param>
/// <param name="End">At the end: the mean of the last tenth.</param>
/// <param name="Peak">At the most.</param>
/// <param name="GrowthPercent">From minute 5, or the middle of a shorter run, to the end.</param>
public sealed record MemoryCourse(double Start, double End, double Peak, double GrowthPercent);

/// <summary>Everything a report tells.</summary>
public sealed record LoadResult
{
    /// <summary>The scenario.</summary>
    public required string Scenario { get; init; }

    /// <summary>What was asked for.</summary>
    public required LoadRunOptions Options { get; init; }

    /// <summary>Where.</summary>
    public required Machine Machine { get; init; }

    /// <summary>The figures.</summary>
    public required Measurement Run { get; init; }

    /// <summary>The RSA limit of the same run.</summary>
    public required RsaLimit Limit { get; init; }

    /// <summary>Private operations per exchange: of the traders.</summary>
    public required double TraderOperations { get; init; }

    /// <summary>Private operations per exchange: of customs.</summary>
    public required double CustomsOperations { get; init; }

    /// <summary>Whether the engine was the limit.</summary>
    public required Saturation Saturation { get; init; }

    /// <summary>Who was answered.</summary>
    public required AnswerCounts? Answers { get; init; }

    /// <summary>Memory of what was under load; null when it could not be looked at.</summary>
    public required MemoryCourse? Memory { get; init; }

    /// <summary>The thresholds, kept or not.</summary>
    public required IReadOnlyList<ThresholdResult> Thresholds { get; init; }

    /// <summary>Exchanges per second if only private operations took time.</summary>
    public double Ceiling => Limit.Ceiling(TraderOperations, CustomsOperations);

    /// <summary>The share of it that was reached, 0 to 1.</summary>
    public double Share => Ceiling > 0 ? Run.ThroughputPerSecond / Ceiling : 0;

    /// <summary>
    /// Processor time of both ends per exchange in the measured time, milliseconds; 0 when nobody looked. With <see cref="ProcessorShare"/>
    /// it says how good the implementation is, even on a machine that others use too.
    /// </summary>
    public double ProcessorMs
    {
        get
        {
            var slices = Run.Timeline.Where(slice => slice is { Counts: true, Vitals: not null }).ToList();
            var done = slices.Sum(slice => slice.Completed + slice.Failed);
            var width = Run.Timeline.Count > 1 ? Run.Timeline[1].At - Run.Timeline[0].At : 0;
            return done == 0 ? 0 : slices.Sum(slice => slice.Vitals!.ClientCores + (slice.Vitals.ServerCores ?? 0)) * width * 1000 / done;
        }
    }

    /// <summary>
    /// The part of that time that the private operations take, 0 to 1: the share of the limit that a machine without other work would
    /// reach.
    /// </summary>
    public double ProcessorShare =>
        ProcessorMs > 0 ? ((TraderOperations * Limit.Trader.PrivateMs) + (CustomsOperations * Limit.Customs.PrivateMs)) / ProcessorMs : 0;

    /// <summary>Whether something went well and every threshold was kept.</summary>
    public bool Passed => Run.Completed > 0 && Thresholds.All(threshold => threshold.Kept);
}

/// <summary>A whole run: the RSA limit, the load, the RSA limit again, and what follows from them.</summary>
/// <param name="scenario">What to do.</param>
/// <param name="options">What is asked for.</param>
/// <param name="clock">Measures.</param>
public sealed class LoadRun(ILoadScenario scenario, LoadRunOptions options, TimeProvider clock)
{
    private readonly LoadEngine _engine = new(
        scenario,
        options.Plan,
        options.Engine with
        {
            Vitals = new VitalSigns(options.System.Processes, clock),
        },
        clock
    );

    /// <summary>The live figures.</summary>
    public LoadProgress Progress() => _engine.Progress();

    /// <summary>Runs.</summary>
    /// <param name="cancellationToken">Ends the load early; the result is what was measured so far.</param>
    public async Task<LoadResult> RunAsync(CancellationToken cancellationToken = default)
    {
        int[] sizes = [options.KeySize, options.System.CustomsKeySize];
        var before = await RsaLimit.MeasureAsync(sizes, options.LimitTime, clock);
        var operations = scenario.Operations;
        var run = await _engine.RunAsync(cancellationToken);
        var done = scenario.Operations;
        var after = await RsaLimit.MeasureAsync(sizes, options.LimitTime, clock);
        var limit = RsaLimit.Of(before, after, options.KeySize, options.System.CustomsKeySize);
        return Conclude(
            scenario,
            options,
            run,
            limit,
            new PrivateOperations(done.Trader - operations.Trader, done.Customs - operations.Customs)
        );
    }

    /// <summary>What follows from the figures.</summary>
    internal static LoadResult Conclude(
        ILoadScenario scenario,
        LoadRunOptions options,
        Measurement run,
        RsaLimit limit,
        PrivateOperations operations
    )
    {
        var exchanges = Math.Max(1.0, run.EverCompleted);
        var result = new LoadResult
        {
            Scenario = scenario.Name,
            Options = options,
            Machine = Machine.This(),
            Run = run,
            Limit = limit,
            TraderOperations = operations.Trader / exchanges,
            CustomsOperations = operations.Customs / exchanges,
            Saturation = Saturation.Judge(run, options.System.IsSeparate, Environment.ProcessorCount),
            Answers = scenario.Answers,
            Memory = MemoryOf(run, options.System.IsSeparate),
            Thresholds = [],
        };
        return result with { Thresholds = [.. options.Thresholds.Select(threshold => Hold(threshold, result))] };
    }

    private static ThresholdResult Hold(Threshold threshold, LoadResult result)
    {
        var latency = result.Run.Latency;
        var value = threshold.Metric switch
        {
            "p50" => latency?.P50,
            "p90" => latency?.P90,
            "p95" => latency?.P95,
            "p99" => latency?.P99,
            "p999" => latency?.P999,
            "max" => latency?.Max,
            "errors" when threshold.IsShare => result.Run.ErrorShare * 100,
            "errors" => result.Run.Failed,
            "throughput" => result.Run.ThroughputPerSecond,
            "share" => result.Share * 100,
            "memory" => result.Memory?.Peak,
            "memory-growth" => result.Memory?.GrowthPercent,
            "unanswered" => result.Answers?.Unanswered,
            "duplicates" => result.Answers?.Duplicates,
            var unknown => throw new InvalidOperationException($"The threshold {unknown} is not held against anything."),
        };
        if (value is not { } found)
        {
            return new ThresholdResult(threshold, null, Kept: false, "there was nothing to compare");
        }

        return threshold.IsLatency && result.Saturation.Is
            ? new ThresholdResult(
                threshold,
                found,
                Kept: false,
                $"found {threshold.Show(found)}, but the load generator was the limit: {result.Saturation.Reasons[0]}"
            )
            : new ThresholdResult(threshold, found, threshold.IsKept(found), $"found {threshold.Show(found)}");
    }

    private static MemoryCourse? MemoryOf(Measurement run, bool isSeparate)
    {
        var course = run
            .Timeline.Where(slice => slice.At < run.Plan.Length.TotalSeconds && slice.Vitals is not null)
            .Select(slice => (slice.At, Mb: isSeparate ? slice.Vitals!.ServerMb : slice.Vitals!.ClientMb))
            .Where(slice => slice.Mb is not null)
            .Select(slice => (slice.At, Mb: slice.Mb!.Value))
            .ToList();
        if (course.Count == 0)
        {
            return null;
        }

        var length = course[^1].At;
        var from = length > 600 ? 300 : length / 2;
        var tenth = Math.Max(1, course.Count / 10);
        var basis = course.Where(slice => slice.At >= from).Take(tenth).Average(slice => slice.Mb);
        var end = course.TakeLast(tenth).Average(slice => slice.Mb);
        return new MemoryCourse(course[0].Mb, end, course.Max(slice => slice.Mb), (end / basis - 1) * 100);
    }
}
