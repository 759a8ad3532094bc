using System.Globalization;
using Ics2.Rehearsal.Running.Results;
using Ics2.Reporting;

namespace Ics2.Rehearsal.Reporting;

/// <summary>A scenario that went otherwise than before.</summary>
/// <param name="Id">For example <c>CON-01</c>.</param>
/// <param name="Before">What became of it then; absent when it was not there.</param>
/// <param name="Now">What became of it now; absent when it is not there.</param>
/// <param name="SecondsBefore">How long it took then.</param>
/// <param name="SecondsNow">How long it took now.</param>
/// <param name="Reason">Why it did not pass now.</param>
public sealed record ScenarioChange(
    string Id,
    string Title,
    Verdict? Before,
    Verdict? Now,
    double? SecondsBefore,
    double? SecondsNow,
    string? Reason
)
{
    /// <summary>The change in words.</summary>
    public string Describe() =>
        (Before, Now) switch
        {
            ({ } before, { } now) when before == now =>
                $"{Figures.Seconds(SecondsBefore ?? 0)} then, {Figures.Seconds(SecondsNow ?? 0)} now",
            ({ } before, { } now) => $"{Wording.Word(before)} then, {Wording.Word(now)} now{(Reason is null ? "" : $": {Reason}")}",
            (null, { } now) => Wording.Word(now),
            ({ } before, null) => Wording.Word(before),
            _ => "",
        };
}

/// <summary>What changed from one run to a later one.</summary>
/// <param name="Before">When the earlier one began.</param>
/// <param name="Now">When the later one began.</param>
/// <param name="NewFailures">Failed or stayed open now, and did not then.</param>
/// <param name="Mended">Failed or stayed open then, and does not now.</param>
/// <param name="Changed">Went otherwise, for better or worse, without being either.</param>
/// <param name="Slower">Took clearly longer.</param>
/// <param name="Added">Only in the later run.</param>
/// <param name="Gone">Only in the earlier run.</param>
public sealed record RunComparison(
    DateTimeOffset Before,
    DateTimeOffset Now,
    IReadOnlyList<ScenarioChange> NewFailures,
    IReadOnlyList<ScenarioChange> Mended,
    IReadOnlyList<ScenarioChange> Changed,
    IReadOnlyList<ScenarioChange> Slower,
    IReadOnlyList<ScenarioChange> Added,
    IReadOnlyList<ScenarioChange> Gone
)
{
    private const double SlowerBy = 2;
    private const double SlowerSeconds = 1; // below that it is noise of the machine

    /// <summary>Whether there is nothing to tell.</summary>
    internal bool IsSame => NewFailures.Count + Mended.Count + Changed.Count + Slower.Count + Added.Count + Gone.Count == 0;

    /// <summary>Compares two runs.</summary>
    /// <param name="before">The earlier one.</param>
    /// <param name="now">The later one.</param>
    public static RunComparison Of(RehearsalDocument before, RehearsalDocument now)
    {
        var earlier = before.Scenarios.ToLookup(scenario => scenario.Id, StringComparer.Ordinal);
        var later = now.Scenarios.Select(scenario => scenario.Id).ToHashSet(StringComparer.Ordinal);
        var both = now
            .Scenarios.Where(scenario => earlier.Contains(scenario.Id))
            .Select(scenario => Change(earlier[scenario.Id].First(), scenario))
            .ToArray();
        return new RunComparison(
            before.Started,
            now.Started,
            [.. both.Where(change => IsBad(change.Now) && !IsBad(change.Before))],
            [.. both.Where(change => IsBad(change.Before) && change.Now is Verdict.Pass or Verdict.Warning && IsBad(change.Before))],
            [
                .. both.Where(change =>
                    change.Before != change.Now && IsBad(change.Before) == IsBad(change.Now)
                    || IsBad(change.Before) && change.Now == Verdict.Skipped
                ),
            ],
            [.. both.Where(IsSlower)],
            [.. now.Scenarios.Where(scenario => !earlier.Contains(scenario.Id)).Select(scenario => Change(null, scenario))],
            [.. before.Scenarios.Where(scenario => !later.Contains(scenario.Id)).Select(scenario => Change(scenario, null))]
        );
    }

    /// <summary>The counts in a sentence.</summary>
    public string Describe() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"since {Wording.Instant(Before)}: {NewFailures.Count} newly failed, {Mended.Count} mended, {Changed.Count} otherwise, {
                Slower.Count} slower, {Added.Count} new, {Gone.Count} gone"
        );

    internal static bool IsBad(Verdict? verdict) => verdict is Verdict.Fail or Verdict.Inconclusive;

    private static bool IsSlower(ScenarioChange change) =>
        change
            is {
                Now: Verdict.Pass or Verdict.Warning,
                Before: Verdict.Pass or Verdict.Warning,
                SecondsBefore: { } before,
                SecondsNow: { } now
            }
        && now > before * SlowerBy
        && now - before > SlowerSeconds;

    private static ScenarioChange Change(ScenarioDocument? before, ScenarioDocument? now) =>
        new(
            (now ?? before)!.Id,
            (now ?? before)!.Title,
            before?.Verdict,
            now?.Verdict,
            before?.Seconds,
            now?.Seconds,
            now?.Verdict == Verdict.Pass ? null : now?.Reason
        );
}
