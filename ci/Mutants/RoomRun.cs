using System.Collections.Concurrent;
using System.Globalization;

namespace Ics2.Mutants;

/// <summary>The faults of one room, judged by the tests of that room.</summary>
/// <param name="tests">The tests of the copy.</param>
/// <param name="folders">Folders of <c>Tests</c> whose tests count.</param>
internal sealed class RoomRun(string tests, string folders, Accepted accepted, Ledger ledger, Options options)
{
    private List<CoveringTest> _covering = [];

    /// <summary>Runs the tests once to see what they ask for, then those that ask for a fault with it.</summary>
    public async Task JudgeAsync(IReadOnlyList<Fault> faults, Action<string> say)
    {
        using (var worker = new Worker(tests, folders))
        {
            _covering = await worker.CoverAsync();
        }

        say(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{_covering.Count} tests of {folders}, {_covering.Count(test => !test.Passes)} skipped or failing, for {faults.Count} faults"
            )
        );

        // In no order of the files, so that a run that is broken off has seen a bit of everything.
        var random = new Random(options.Seed);
        var queue = new ConcurrentQueue<Fault>(faults.OrderBy(fault => fault.Id).ToList().OrderBy(_ => random.Next()));
        await Task.WhenAll(Enumerable.Range(0, options.Jobs).Select(_ => WorkAsync(queue)));
    }

    private async Task WorkAsync(ConcurrentQueue<Fault> queue)
    {
        using var worker = new Worker(tests, folders);
        while (queue.TryDequeue(out var fault))
        {
            ledger.Add(await JudgeAsync(worker, fault));
        }
    }

    private async Task<Verdict> JudgeAsync(Worker worker, Fault fault)
    {
        var covered = false;
        foreach (var portion in CoveringTest.For(fault.Id, _covering))
        {
            covered = true;
            if (await worker.RunAsync(fault.Id, portion) is { Length: > 0 } by)
            {
                return by == Worker.TimedOut ? new Verdict(fault, Fate.TimedOut, "") : new Verdict(fault, Fate.Killed, by);
            }
        }

        return accepted.ReasonFor(fault) is { } reason
            ? new Verdict(fault, Fate.Accepted, reason)
            : new Verdict(fault, covered ? Fate.Survived : Fate.NotCovered, "");
    }
}
