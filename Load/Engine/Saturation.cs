using System.Globalization;

namespace Ics2.Load.Engine;

/// <summary>
/// Whether the load generator itself was the limit: then the figures say something about it and not about the access point.
/// </summary>
/// <param name="Reasons">Why; empty when it was not.</param>
/// <param name="Remarks">What a reader should know besides.</param>
public sealed record Saturation(IReadOnlyList<string> Reasons, IReadOnlyList<string> Remarks)
{
    private const double MostLate = 0.01;
    private const double MaxClientShare = 0.85;
    private const double LongPoolDelay = 50;
    private const double FullMachine = 0.95;
    private const double OthersMatter = 0.15;
    private const double MaxCompiling = 0.1;

    /// <summary>Whether it was.</summary>
    public bool Is => Reasons.Count > 0;

    /// <summary>Judges a run.</summary>
    /// <param name="run">The figures.</param>
    /// <param name="isRemote">False when what is measured runs in this very process, whose use of the processor is then no fault.</param>
    /// <param name="cores">Cores of the machine.</param>
    public static Saturation Judge(Measurement run, bool isRemote, int cores)
    {
        var reasons = new List<string>();
        var remarks = new List<string>();
        if (run.LateShare > MostLate)
        {
            reasons.Add(
                Text($"{run.LateShare:P1} of the exchanges began more than 10 ms after they were due (the latest {run.Lateness?.Max:0} ms)")
            );
        }

        var vitals = run.Timeline.Where(slice => slice.Counts).Select(slice => slice.Vitals).OfType<Vitals>().ToList();
        if (vitals.Count > 0 && isRemote)
        {
            var client = vitals.Average(slice => slice.ClientCores) / cores;
            if (client > MaxClientShare)
            {
                reasons.Add(Text($"it used {client:P0} of all {cores} cores"));
            }

            // A single delay is a pause of the garbage collector; a third of them is a queue.
            if (vitals.Count(slice => slice.PoolDelayMs > LongPoolDelay) is var slow && slow * 3 > vitals.Count)
            {
                reasons.Add(Text($"its work waited more than {LongPoolDelay:0} ms for a thread in {slow} of {vitals.Count} looks"));
            }
        }

        // Time compiling is time on the clock, which on a full machine is more than processor time: a hint, not a figure.
        if (
            vitals.Sum(slice => slice.CompilingCores) is var compiling
            && compiling > MaxCompiling * vitals.Sum(slice => slice.ClientCores)
            && compiling > 0
        )
        {
            remarks.Add("The programs were still compiling their code while it was measured: the figures grow with a longer --warm-up.");
        }

        Describe(vitals, cores, remarks);
        return new Saturation(reasons, remarks);
    }

    private static void Describe(List<Vitals> vitals, int cores, List<string> remarks)
    {
        if (vitals.Count == 0 || vitals.Average(slice => slice.MachineCores) is not { } machine)
        {
            return;
        }

        var client = vitals.Average(slice => slice.ClientCores);
        var server = vitals.Average(slice => slice.ServerCores) ?? 0;
        if (machine > FullMachine * cores)
        {
            remarks.Add(
                Text($"The machine was full: the load generator used {client:0.00} of {cores} cores, the access point {server:0.00}.")
            );
        }

        if (machine - client - server is var others && others > OthersMatter * cores)
        {
            remarks.Add(
                Text($"Other processes used {others:0.00} of {cores} cores meanwhile: the figures are lower than those of an idle machine.")
            );
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
