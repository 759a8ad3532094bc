using System.Collections.Concurrent;
using System.Globalization;
using Ics2.Mutants;

// Unit tests: those that need no whole simulator, command line, browser or run of scenarios.
const string Folders = "As4,AccessPoint,Trust,Customs,Ens,Transport,Trader,TrustServices";

var options = Options.Parse(args);
var sources = new SourceTree(options.Root, File.ReadLines(Path.Combine(AppContext.BaseDirectory, "targets.txt")), options.Only);
var known = sources.Faults();
var accepted = new Accepted(Path.Combine(options.Root, "ci", "mutants-accepted.tsv"));
var before = options.Again is { } again ? Ledger.Read(again, known) : [];
var chosen = known.Where(fault => !before.TryGetValue(fault.Key, out var verdict) || !verdict.IsNoticed).ToList();
if (options.Sample is { } count)
{
    var random = new Random(options.Seed);
    chosen = [.. chosen.Where(fault => accepted.ReasonFor(fault) is null).OrderBy(_ => random.Next()).Take(count)];
}

if (options.List)
{
    chosen.ForEach(fault => Console.WriteLine($"{fault.File}:{fault.Line} {fault.Member}: `{fault.Original}` -> {fault.Kind}"));
    Console.WriteLine($"{chosen.Count} faults in {sources.Files.Count} files");
    return 0;
}

var folder = options.Work ?? Path.Combine(Path.GetTempPath(), $"ics2-mutants-{Environment.ProcessId}");
try
{
    var clock = TimeProvider.System.GetTimestamp();
    var copy = new SpoiledCopy(options.Root, folder);
    copy.Copy([.. sources.Files]);
    var built = copy.Build(sources, chosen);
    Say($"{built.Count} of {chosen.Count} faults compile");
    List<CoveringTest> tests;
    using (var worker = new Worker(copy.TestsPath, Folders))
    {
        tests = worker.Cover();
    }

    Say($"{tests.Count} tests, of which {tests.Count(test => !test.Passes)} did not pass or were skipped");
    var ledger = new Ledger(options, before.Values.Where(verdict => verdict.IsNoticed));

    // In no order of the files, so that a run that is broken off has seen a bit of everything.
    var drawn = new Random(options.Seed);
    var queue = new ConcurrentQueue<Fault>(built.OrderBy(fault => fault.Id).ToList().OrderBy(_ => drawn.Next()));
    var workers = Enumerable.Range(0, options.Jobs).Select(_ => new Thread(() => Work(copy.TestsPath))).ToList();
    workers.ForEach(thread => thread.Start());
    workers.ForEach(thread => thread.Join());
    Say("done");
    return ledger.Conclude(accepted, known, options);

    void Work(string path)
    {
        using var worker = new Worker(path, Folders);
        while (queue.TryDequeue(out var fault))
        {
            ledger.Add(Judge(worker, fault));
        }
    }

    Verdict Judge(Worker worker, Fault fault)
    {
        var covered = false;
        foreach (var portion in CoveringTest.For(fault.Id, tests))
        {
            covered = true;
            if (worker.Run(fault.Id, portion) is { Length: > 0 } by)
            {
                return new Verdict(fault, by == Worker.TimedOut ? Fate.TimedOut : Fate.Killed, by == Worker.TimedOut ? "" : by);
            }
        }

        return accepted.ReasonFor(fault) is { } reason
            ? new Verdict(fault, Fate.Accepted, reason)
            : new Verdict(fault, covered ? Fate.Survived : Fate.NotCovered, "");
    }

    void Say(string what) =>
        Console.Error.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"{TimeProvider.System.GetElapsedTime(clock).TotalSeconds, 5:F0} s  {what}")
        );
}
finally
{
    if (options.Work is null && Directory.Exists(folder))
    {
        Directory.Delete(folder, recursive: true);
    }
}
