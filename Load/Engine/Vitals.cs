using System.Diagnostics;
using System.Globalization;
using System.Runtime;

namespace Ics2.Load.Engine;

/// <summary>How the processes were during a slice of time.</summary>
/// <param name="ClientMb">Memory of the load generator, megabytes of working set.</param>
/// <param name="ServerMb">The same of the access point; null when it is not ours to look at, or is down.</param>
/// <param name="ClientCores">Processor cores the load generator kept busy.</param>
/// <param name="ServerCores">The same of the access point.</param>
/// <param name="MachineCores">The same of the whole machine, others' work included; null where the platform does not tell.</param>
/// <param name="PoolDelayMs">How long a piece of work waited for a thread of the load generator, milliseconds.</param>
/// <param name="CompilingCores">Processor cores the load generator kept busy compiling its own code; the access point, which started with
/// it, does the like.</param>
public sealed record Vitals(
    double ClientMb,
    double? ServerMb,
    double ClientCores,
    double? ServerCores,
    double? MachineCores,
    double PoolDelayMs,
    double CompilingCores
);

/// <summary>Looks at the processes.</summary>
/// <param name="servers">Ids of the processes of the access point; may change when one is started anew.</param>
/// <param name="clock">Measures.</param>
public sealed class VitalSigns(Func<IReadOnlyList<int>> servers, TimeProvider clock)
{
    private const double Megabyte = 1024 * 1024;

    private readonly Dictionary<int, TimeSpan> _serverTimes = [];
    private long _last = clock.GetTimestamp();
    private TimeSpan _clientTime = Environment.CpuUsage.TotalTime;
    private TimeSpan? _machineTime = MachineTime();
    private TimeSpan _compiling = JitInfo.GetCompilationTime();
    private long _probe;
    private double _delay;

    /// <summary>Looks. What was used is counted since the last look. Not for several threads.</summary>
    public Vitals Look()
    {
        var seconds = Math.Max(clock.GetElapsedTime(_last).TotalSeconds, 1e-3);
        _last = clock.GetTimestamp();
        var client = Environment.CpuUsage.TotalTime;
        var machine = MachineTime();
        var compiling = JitInfo.GetCompilationTime();
        var (memory, busy) = LookAtServers();
        var vitals = new Vitals(
            Environment.WorkingSet / Megabyte,
            memory / Megabyte,
            (client - _clientTime).TotalSeconds / seconds,
            busy?.TotalSeconds / seconds,
            (machine - _machineTime)?.TotalSeconds / seconds,
            PoolDelay(),
            (compiling - _compiling).TotalSeconds / seconds
        );
        (_clientTime, _machineTime, _compiling) = (client, machine, compiling);
        return vitals;
    }

    // The delay of the probe of before, or how long that one is waiting already; then the next is sent.
    private double PoolDelay()
    {
        var waiting = Interlocked.Read(ref _probe);
        if (waiting != 0)
        {
            return clock.GetElapsedTime(waiting).TotalMilliseconds;
        }

        var delay = Volatile.Read(ref _delay);
        var sent = clock.GetTimestamp();
        Interlocked.Exchange(ref _probe, sent);
        ThreadPool.UnsafeQueueUserWorkItem(
            _ =>
            {
                Volatile.Write(ref _delay, clock.GetElapsedTime(sent).TotalMilliseconds);
                Interlocked.Exchange(ref _probe, 0);
            },
            null
        );
        return delay;
    }

    private (double? Memory, TimeSpan? Busy) LookAtServers()
    {
        double? memory = null;
        TimeSpan? busy = null;
        foreach (var id in servers())
        {
            try
            {
                using var process = Process.GetProcessById(id);
                var used = process.TotalProcessorTime;
                memory = (memory ?? 0) + process.WorkingSet64;
                busy = (busy ?? TimeSpan.Zero) + (_serverTimes.TryGetValue(id, out var before) ? used - before : TimeSpan.Zero);
                _serverTimes[id] = used;
            }
            catch (Exception gone) when (gone is ArgumentException or InvalidOperationException or System.ComponentModel.Win32Exception)
            {
                _serverTimes.Remove(id);
            }
        }

        return (memory, busy);
    }

    // Linux only: user, nice, system, irq, softirq, in hundredths of a second.
    private static TimeSpan? MachineTime()
    {
        try
        {
            using var file = new StreamReader("/proc/stat");
            var fields = file.ReadLine()!.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            return TimeSpan.FromMilliseconds(10 * new[] { 1, 2, 3, 6, 7 }.Sum(i => long.Parse(fields[i], CultureInfo.InvariantCulture)));
        }
        catch (Exception elsewhere)
            when (elsewhere
                    is IOException
                        or UnauthorizedAccessException
                        or FormatException
                        or IndexOutOfRangeException
                        or NullReferenceException
            )
        {
            return null;
        }
    }
}
