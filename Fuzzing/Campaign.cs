using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Ics2.Fuzzing;

/// <summary>
/// A run: each target in turn for a second, until the time is over. An exception, an input that takes too long or one that needs far more
/// memory than its size allows for is a failure; its input is kept, and the run goes on.
/// </summary>
internal sealed class Campaign(IReadOnlyList<Target> targets, int seed, string folder)
{
    private const long FewBytes = 48 * 1024 * 1024; // whatever the input: tables, buffers, the limits of the profile
    private const int PerByte = 600; // allocated in all, not at one time

    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan TooLong = TimeSpan.FromSeconds(20); // on machines that many share

    private readonly List<string> _failures = [];
    private readonly HashSet<string> _told = new(StringComparer.Ordinal);
    private long _begun;

    /// <summary>Runs.</summary>
    /// <returns>Whether nothing failed.</returns>
    public async Task<bool> RunAsync(TimeSpan time, CancellationToken cancellationToken)
    {
        Console.WriteLine($"seed {seed}, inputs kept in {folder}");
        var random = new Random(seed);
        var all = targets.Select(target => new State(target, random)).ToList();
        using var watchdog = new Timer(_ => EndWhatHangs(), null, TooLong, Turn);
        foreach (var state in all)
        {
            await BeginAsync(state);
        }

        var started = Stopwatch.GetTimestamp();
        var heap = Heap();
        var told = 0.25;
        while (Stopwatch.GetElapsedTime(started) is var elapsed && elapsed < time && !cancellationToken.IsCancellationRequested)
        {
            if (elapsed / time >= told)
            {
                Tell(all, elapsed);
                told += 0.25;
            }

            foreach (var state in all)
            {
                await TakeTurnAsync(state, random);
            }
        }

        Tell(all, Stopwatch.GetElapsedTime(started));
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"heap {heap / 1024 / 1024} MB at the beginning, {Heap() / 1024 / 1024} MB at the end; "
                    + $"{all.Sum(state => state.Runs):N0} executions; {_failures.Count} failures of {_told.Count} kinds"
            )
        );
        return _failures.Count == 0;
    }

    private static long Heap() => GC.GetTotalMemory(forceFullCollection: true);

    private async Task BeginAsync(State state)
    {
        var kept = Path.Combine(folder, state.Target.Name);
        Directory.CreateDirectory(kept);
        foreach (var input in state.Target.Seeds.Concat(Directory.GetFiles(kept).Order(StringComparer.Ordinal).Select(File.ReadAllBytes)))
        {
            if (await TryAsync(state, input) || state.Inputs.Count == 0)
            {
                state.Inputs.Add(input);
            }
        }

        state.FirstBranches = state.Coverage.Branches;
    }

    private async Task TakeTurnAsync(State state, Random random)
    {
        for (var turn = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(turn) < Turn; )
        {
            // Younger inputs are those that got further.
            var young = random.Next(2) == 0 ? Math.Max(0, state.Inputs.Count - 32) : 0;
            var input = state.Mutator.Change(
                state.Inputs[random.Next(young, state.Inputs.Count)],
                state.Inputs[random.Next(state.Inputs.Count)]
            );
            if (await TryAsync(state, input))
            {
                state.Inputs.Add(input);
                await File.WriteAllBytesAsync(Path.Combine(folder, state.Target.Name, NameOf(input)), input);
            }
        }
    }

    // Whether the input did something new.
    private async Task<bool> TryAsync(State state, byte[] input)
    {
        state.Runs++;
        (state.Current, _current) = (input, state);
        var before = GC.GetTotalAllocatedBytes();
        Coverage.Begin();
        Volatile.Write(ref _begun, Stopwatch.GetTimestamp());
        try
        {
            await state.Target.ReadAsync(input);
        }
        catch (Exception fault)
        {
            Fail(state, input, fault.GetType().Name + ": " + fault.Message, fault.ToString());
        }
        finally
        {
            Volatile.Write(ref _begun, 0);
        }

        var isNew = state.Coverage.End();
        var allocated = GC.GetTotalAllocatedBytes() - before;
        if (allocated > FewBytes + (long)PerByte * input.Length)
        {
            Fail(state, input, string.Create(CultureInfo.InvariantCulture, $"{allocated:N0} bytes for an input of {input.Length:N0}"), "");
        }

        return isNew;
    }

    private State? _current;

    // It cannot be interrupted, so the run ends with it.
    private void EndWhatHangs()
    {
        if (Volatile.Read(ref _begun) is var begun and not 0 && Stopwatch.GetElapsedTime(begun) > TooLong && _current is { } state)
        {
            Fail(state, state.Current, $"takes longer than {TooLong.TotalSeconds:0} s", "");
            Environment.Exit(1);
        }
    }

    private void Fail(State state, byte[] input, string what, string trace)
    {
        var failures = Directory.CreateDirectory(Path.Combine(folder, "failures")).FullName;
        var file = Path.Combine(failures, $"{state.Target.Name}-{NameOf(input)}");
        File.WriteAllBytes(file, input);
        File.WriteAllText(file + ".txt", what + "\n" + trace);
        _failures.Add(file);

        // One fault is reached by many inputs; it is where it was thrown.
        var lines = trace.Split('\n');
        if (_told.Add(state.Target.Name + string.Concat(lines.Skip(1).Take(2))))
        {
            Console.Error.WriteLine($"FAILURE {state.Target.Name}: {what}\n  input {file}\n{string.Join('\n', lines.Take(12))}");
        }
    }

    private static string NameOf(byte[] input) => Convert.ToHexStringLower(SHA256.HashData(input).AsSpan(0, 8));

    private static void Tell(List<State> all, TimeSpan elapsed)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"after {elapsed.TotalSeconds:0} s\n");
        foreach (var state in all)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"  {state.Target.Name, -12} {state.Runs, 10:N0} executions  {state.Inputs.Count, 6:N0} inputs"
            );
            text.Append(CultureInfo.InvariantCulture, $"  {state.FirstBranches, 6:N0} -> {state.Coverage.Branches, 6:N0} branches\n");
        }

        Console.Write(text);
    }

    private sealed class State(Target target, Random random)
    {
        public Target Target => target;

        public Coverage Coverage { get; } = new();

        public Mutator Mutator { get; } = new(random, target.Words);

        public List<byte[]> Inputs { get; } = [];

        public byte[] Current { get; set; } = [];

        public int FirstBranches { get; set; }

        public long Runs { get; set; }
    }
}
