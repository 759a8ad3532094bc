using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Ics2.Contract;

namespace Ics2.Load.Engine;

/// <summary>How load is put on.</summary>
public enum LoadShape
{
    /// <summary>Exchanges begin at a rate, whether earlier ones have ended or not, as traders do who know nothing of each other.</summary>
    Open,

    /// <summary>
    /// So many clients, each beginning its next exchange when the last has ended: finds the most that can be done, but waits politely for a
    /// slow server.
    /// </summary>
    Closed,
}

/// <summary>A stretch of a plan.</summary>
/// <param name="From">Exchanges per second, or clients, at its beginning.</param>
/// <param name="To">The same at its end; the way between is straight.</param>
/// <param name="Length">How long it takes.</param>
public sealed record LoadStage(double From, double To, TimeSpan Length);

/// <summary>A plan: what load there is at which moment, and which moments count.</summary>
/// <param name="Shape">Rate or clients.</param>
/// <param name="Stages">The stretches, one after the other.</param>
/// <param name="WarmUp">How much of the beginning does not count.</param>
public sealed record LoadPlan(LoadShape Shape, IReadOnlyList<LoadStage> Stages, TimeSpan WarmUp)
{
    /// <summary>All of it.</summary>
    public TimeSpan Length => Stages.Aggregate(TimeSpan.Zero, (sum, stage) => sum + stage.Length);

    /// <summary>The part that counts.</summary>
    public TimeSpan Measured => Length - WarmUp;

    /// <summary>The highest rate, or the most clients.</summary>
    public double Peak => Stages.Max(stage => Math.Max(stage.From, stage.To));

    /// <summary>Makes a plan as the command line words it.</summary>
    /// <param name="shape">What the numbers mean.</param>
    /// <param name="text">A number, held for <paramref name="duration"/>; or stretches as <c>50..500/30s,500/60s</c>, which have their own
    /// lengths.</param>
    /// <param name="duration">How long a plain number is held and measured.</param>
    /// <param name="ramp">How long a plain number is approached from nothing; does not count.</param>
    /// <param name="warmUp">How long the first value is held before anything counts.</param>
    /// <param name="why">What is wrong with the text.</param>
    public static bool TryParse(
        LoadShape shape,
        string text,
        TimeSpan duration,
        TimeSpan ramp,
        TimeSpan warmUp,
        [NotNullWhen(true)] out LoadPlan? plan,
        [NotNullWhen(false)] out string? why
    )
    {
        plan = null;
        var stages = new List<LoadStage>();
        if (TryNumber(text, out var value))
        {
            stages =
            [
                .. ramp > TimeSpan.Zero ? new[] { new LoadStage(0, value, ramp) } : [],
                new LoadStage(value, value, warmUp + duration),
            ];
            warmUp += ramp;
        }
        else
        {
            foreach (var part in text.Split(',', StringSplitOptions.TrimEntries))
            {
                if (!TryStage(part, out var stage))
                {
                    why =
                        $"'{part}' is no stretch of a plan; write a number, or VALUE/TIME and FROM..TO/TIME separated by commas, "
                        + $"for example 50..500/30s,500/60s.";
                    return false;
                }

                stages.Add(stage);
            }

            if (warmUp > TimeSpan.Zero)
            {
                var first = stages[0].From > 0 ? stages[0].From : Math.Max(1, stages[0].To / 10);
                stages.Insert(0, new LoadStage(first, first, warmUp));
            }
        }

        why =
            shape == LoadShape.Closed && stages.Exists(stage => stage.From % 1 != 0 || stage.To % 1 != 0) ? "Clients are whole numbers."
            : stages.Max(stage => Math.Max(stage.From, stage.To)) is var peak && peak <= 0 ? "A plan has to put on some load."
            : peak > 1_000_000 ? "More than a million is not meant seriously."
            : stages.Sum(stage => stage.Length.TotalDays) > 30 ? "Longer than thirty days is not meant seriously."
            : null;
        plan = why is null ? new LoadPlan(shape, stages, warmUp) : null;
        return plan is not null;
    }

    /// <summary>The load at a moment.</summary>
    /// <param name="at">Time since the beginning.</param>
    /// <returns>Exchanges per second or clients; 0 after the end.</returns>
    public double At(TimeSpan at)
    {
        foreach (var stage in Stages)
        {
            if (at < stage.Length)
            {
                return stage.From + ((stage.To - stage.From) * (at / stage.Length));
            }

            at -= stage.Length;
        }

        return 0;
    }

    /// <summary>When the exchanges of an open plan begin, evenly spread: exchange n when the sum of the rate so far reaches n.</summary>
    public IEnumerable<TimeSpan> Arrivals()
    {
        var begun = TimeSpan.Zero;
        double before = 0;
        double number = 0;
        foreach (var (from, to, length) in Stages)
        {
            var seconds = length.TotalSeconds;
            var all = (from + to) / 2 * seconds;
            for (; number < before + all - 1e-9; number++)
            {
                yield return begun + TimeSpan.FromSeconds(Inverse(number - before, from, (to - from) / seconds));
            }

            before += all;
            begun += length;
        }
    }

    /// <inheritdoc/>
    public override string ToString()
    {
        var unit = Shape == LoadShape.Open ? "exchanges per second" : "clients";
        return string.Join(
            ", then ",
            Stages.Select(stage =>
                stage.From == stage.To
                    ? string.Create(CultureInfo.InvariantCulture, $"{stage.From:0.###} {unit} for {stage.Length.TotalSeconds:0.###} s")
                    : string.Create(
                        CultureInfo.InvariantCulture,
                        $"{stage.From:0.###} to {stage.To:0.###} {unit} in {stage.Length.TotalSeconds:0.###} s"
                    )
            )
        );
    }

    // Solves from*t + slope*t*t/2 = count for t, in the form that does not cancel when the slope is small.
    private static double Inverse(double count, double from, double slope) =>
        count <= 0 ? 0 : 2 * count / (from + Math.Sqrt(Math.Max(0, (from * from) + (2 * slope * count))));

    private static bool TryStage(string text, [NotNullWhen(true)] out LoadStage? stage)
    {
        stage = null;
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0 || !Durations.TryParse(text[(slash + 1)..], out var length) || length <= TimeSpan.Zero)
        {
            return false;
        }

        var range = text[..slash].Split("..");
        if (range.Length > 2 || !TryNumber(range[0], out var from) || !TryNumber(range[^1], out var to))
        {
            return false;
        }

        stage = new LoadStage(from, to, length);
        return true;
    }

    private static bool TryNumber(string text, out double number) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number) && double.IsFinite(number);
}
