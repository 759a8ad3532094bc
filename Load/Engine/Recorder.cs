namespace Ics2.Load.Engine;

/// <summary>
/// Counts. Memory does not grow with the number of exchanges: histograms, a slice of time at a fixed width, and a bounded number of names.
/// One lock; it is held for a microsecond.
/// </summary>
internal sealed class Recorder(LoadPlan plan, TimeSpan sliceWidth)
{
    private const int MaxNames = 40;
    private const int LongestExample = 600;
    private const string Others = "other";

    private static readonly TimeSpan LateFrom = TimeSpan.FromMilliseconds(10);

    private readonly Lock _gate = new();
    private readonly LatencyHistogram _all = new();
    private readonly LatencyHistogram _slice = new();
    private readonly LatencyHistogram _lateness = new();
    private readonly Dictionary<string, (long Count, string Example)> _errors = new(StringComparer.Ordinal);
    private readonly Dictionary<string, LatencyHistogram> _steps = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Label> _labels = new(StringComparer.Ordinal);
    private readonly List<TimeSlice> _timeline = [];
    private long _completed,
        _failed,
        _completedInside,
        _ever,
        _late,
        _sliceCompleted,
        _sliceFailed,
        _total,
        _totalFailed;
    private int _sliceIndex;

    /// <summary>Tells how things are at the end of a slice; set by the engine.</summary>
    public Func<(int InFlight, Vitals? Vitals)> Look { get; set; } = () => (0, null);

    /// <summary>An exchange began, so much after it should have.</summary>
    public void Began(TimeSpan intended, TimeSpan late)
    {
        if (Counts(intended))
        {
            lock (_gate)
            {
                _lateness.Add(late);
                _late += late > LateFrom ? 1 : 0;
            }
        }
    }

    /// <summary>An exchange ended.</summary>
    /// <param name="intended">When it should have begun, since the start.</param>
    /// <param name="now">Now, since the start.</param>
    /// <param name="outcome">How.</param>
    /// <param name="marks">The steps reached.</param>
    public void Ended(TimeSpan intended, TimeSpan now, ExchangeOutcome outcome, IReadOnlyList<(string Step, TimeSpan At)> marks)
    {
        lock (_gate)
        {
            Roll(now);
            var failure = outcome.Failure;
            _ever += failure is null ? 1 : 0;
            Tally(failure, now - intended);
            if (!Counts(intended))
            {
                return;
            }

            var label = Named(_labels, outcome.Label, () => new Label());
            if (failure is null)
            {
                _completed++;
                _completedInside += now <= plan.Length ? 1 : 0;
                _all.Add(now - intended);
                label.Completed.Add(now - intended);
            }
            else
            {
                _failed++;
                label.Failed++;
                AddError(failure, 1);
            }

            foreach (var (step, at) in marks)
            {
                Named(_steps, step, () => new LatencyHistogram()).Add(at);
            }
        }
    }

    /// <summary>Something went wrong that is no exchange of its own: a late intervention, a second answer.</summary>
    public void Wrong(TimeSpan intended, Failure failure)
    {
        lock (_gate)
        {
            _totalFailed++;
            if (Counts(intended))
            {
                _failed++;
                AddError(failure, 1);
            }
        }
    }

    /// <summary>The step of something that follows after the end of an exchange.</summary>
    public void Reached(TimeSpan intended, string step, TimeSpan at)
    {
        lock (_gate)
        {
            if (Counts(intended))
            {
                Named(_steps, step, () => new LatencyHistogram()).Add(at);
            }
        }
    }

    /// <summary>Closes slices up to now, so that a silent time shows.</summary>
    public void Tick(TimeSpan now)
    {
        lock (_gate)
        {
            Roll(now);
        }
    }

    /// <summary>For the live figures: the last full slice, and the counts so far, warm-up included.</summary>
    public (TimeSlice? Last, long Completed, long Failed, IReadOnlyList<ErrorCount> Errors) Glance()
    {
        lock (_gate)
        {
            return (_timeline.Count == 0 ? null : _timeline[^1], _total - _totalFailed, _totalFailed, Errors());
        }
    }

    public Measurement Close(TimeSpan now, DateTimeOffset started, bool stopped)
    {
        lock (_gate)
        {
            Roll(now + sliceWidth);
            var last = _timeline.FindLastIndex(slice => slice.At < plan.Length.TotalSeconds || slice.Completed + slice.Failed > 0);
            _timeline.RemoveRange(last + 1, _timeline.Count - last - 1);
            var measured = (now < plan.Length ? now : plan.Length) - plan.WarmUp;
            measured = measured > TimeSpan.Zero ? measured : TimeSpan.Zero;
            return new Measurement
            {
                Plan = plan,
                Started = started,
                Stopped = stopped,
                Measured = measured,
                Completed = _completed,
                Failed = _failed,
                ThroughputPerSecond = measured > TimeSpan.Zero ? _completedInside / measured.TotalSeconds : 0,
                Latency = _all.Summary(),
                Curve = _all.Curve(),
                Errors = Errors(),
                Labels =
                [
                    .. _labels
                        .Select(label => new LabelResult(
                            label.Key,
                            label.Value.Completed.Count,
                            label.Value.Failed,
                            label.Value.Completed.Summary()
                        ))
                        .OrderByDescending(label => label.Completed),
                ],
                Steps = [.. _steps.Select(step => new StepResult(step.Key, step.Value.Summary()!)).OrderBy(step => step.Latency.P50)],
                Lateness = plan.Shape == LoadShape.Open ? _lateness.Summary() : null,
                LateShare = _lateness.Count == 0 ? 0 : (double)_late / _lateness.Count,
                Timeline = [.. _timeline],
                EverCompleted = _ever,
            };
        }
    }

    private bool Counts(TimeSpan intended) => intended >= plan.WarmUp;

    private void Tally(Failure? failure, TimeSpan latency)
    {
        _total++;
        if (failure is null)
        {
            _sliceCompleted++;
            _slice.Add(latency);
        }
        else
        {
            _sliceFailed++;
            _totalFailed++;
        }
    }

    private void Roll(TimeSpan now)
    {
        for (var index = (int)(now / sliceWidth); _sliceIndex < index; _sliceIndex++)
        {
            var at = _sliceIndex * sliceWidth;
            var (inFlight, vitals) = Look();
            double? Percentile(double of) => _slice.Count == 0 ? null : _slice.At(of);
            _timeline.Add(
                new TimeSlice(
                    at.TotalSeconds,
                    at >= plan.WarmUp && at < plan.Length,
                    _sliceCompleted,
                    _sliceFailed,
                    Percentile(50),
                    Percentile(99),
                    Percentile(100),
                    inFlight,
                    vitals
                )
            );
            _slice.Clear();
            (_sliceCompleted, _sliceFailed) = (0, 0);
        }
    }

    private void AddError(Failure failure, long count)
    {
        var kind = _errors.ContainsKey(failure.Kind) || _errors.Count < MaxNames ? failure.Kind : Others;
        _errors[kind] = _errors.TryGetValue(kind, out var known)
            ? known with
            {
                Count = known.Count + count,
            }
            : (count, failure.Text.Length > LongestExample ? failure.Text[..LongestExample] + "…" : failure.Text);
    }

    private List<ErrorCount> Errors() =>
        [
            .. _errors
                .Select(error => new ErrorCount(error.Key, error.Value.Count, error.Value.Example))
                .OrderByDescending(error => error.Count),
        ];

    private static T Named<T>(Dictionary<string, T> known, string name, Func<T> make)
    {
        var key = known.ContainsKey(name) || known.Count < MaxNames ? name : Others;
        return known.TryGetValue(key, out var found) ? found : known[key] = make();
    }

    private sealed class Label
    {
        public LatencyHistogram Completed { get; } = new();

        public long Failed { get; set; }
    }
}
