using Ics2.Rehearsal.Reporting;
using Ics2.Reporting;

namespace Ics2.Cli.Output;

/// <summary>What changed since an earlier run, in lines.</summary>
internal static class ComparisonText
{
    private const int LongestReason = 200;

    public static void Write(TextWriter output, RunComparison changes)
    {
        output.WriteLine($"Compared {changes.Describe()}");
        Tell("newly failed", changes.NewFailures);
        Tell("mended", changes.Mended);
        Tell("otherwise", changes.Changed);
        Tell("slower", changes.Slower);

        void Tell(string head, IReadOnlyList<ScenarioChange> scenarios)
        {
            foreach (var scenario in scenarios)
            {
                output.WriteLine(
                    $"  {head, -12} {scenario.Id, -10} {Printable.Line(scenario.Title)}, {Printable.Line(scenario.Describe(), LongestReason)}"
                );
            }
        }
    }
}
