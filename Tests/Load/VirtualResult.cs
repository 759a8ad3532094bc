using Ics2.Load.Engine;

namespace Ics2.Tests.Load;

/// <summary>
/// The result of a run on a clock of its own: a hundred exchanges of five milliseconds in a second, in the middle of three.
/// </summary>
internal static class VirtualResult
{
    /// <summary>What a hostile server might answer.</summary>
    public const string HostileText = "<script>alert('x')</script> | `a`\u001b[31m\r\n,\"";

    /// <summary>Makes one.</summary>
    /// <param name="everyFails">Every such exchange fails; 0 for none.</param>
    /// <param name="thresholds">What is held against it.</param>
    /// <param name="answers">What the scenario's book says.</param>
    public static LoadResult Of(int everyFails = 0, IReadOnlyList<Threshold>? thresholds = null, AnswerCounts? answers = null)
    {
        var plan = VirtualRun.Hold(LoadShape.Open, 100, seconds: 1, warmUp: 1);
        var run = VirtualRun.Of(
            plan,
            async (exchange, clock, cancellationToken) =>
            {
                await Task.Delay(TimeSpan.FromMilliseconds(2), clock, cancellationToken);
                exchange.Mark("half way");
                await Task.Delay(TimeSpan.FromMilliseconds(3), clock, cancellationToken);
                return ScriptedScenario.Fine with
                {
                    Failure = everyFails > 0 && exchange.Number % everyFails == 0 ? new Failure("EBMS:0004 A001", HostileText) : null,
                };
            }
        );
        var options = new LoadRunOptions
        {
            Plan = plan,
            KeySize = 2048,
            System = new SystemUnderLoad("a " + HostileText, 1, "sqlite", 3072),
            Thresholds = thresholds ?? [],
            Facts = [("Fact", HostileText)],
        };
        var limit = new RsaLimit(new RsaRates(2048, 1000, 2000, 1, 30_000, 60_000), new RsaRates(3072, 500, 1000, 2, 15_000, 30_000), 0.02);
        var scenario = new ScriptedScenario((_, _) => throw new NotSupportedException()) { Answers = answers };
        return LoadRun.Conclude(scenario, options, run, limit, new PrivateOperations(2 * run.EverCompleted, 2 * run.EverCompleted));
    }
}
