using System.Globalization;
using Ics2.Mutants;

var options = Options.Parse(args);
var sources = new SourceTree(
    options.Root,
    await File.ReadAllLinesAsync(Path.Combine(AppContext.BaseDirectory, "targets.txt")),
    options.Only
);
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
    var ledger = new Ledger(options, before.Values.Where(verdict => verdict.IsNoticed));
    foreach (var room in built.GroupBy(fault => fault.File.Split('/')[1], StringComparer.Ordinal))
    {
        await new RoomRun(copy.TestsPath, options.Tests ?? UnitTests.Of(room.Key), accepted, ledger, options).JudgeAsync([.. room], Say);
    }

    Say("done");
    return ledger.Conclude(accepted, known, options);

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
