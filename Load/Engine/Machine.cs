using System.Diagnostics;
using System.Reflection;
using System.Runtime;
using System.Runtime.InteropServices;

namespace Ics2.Load.Engine;

/// <summary>Where it was measured.</summary>
/// <param name="Processor">Its name; null where the platform does not tell.</param>
/// <param name="Cores">Logical processors.</param>
/// <param name="MemoryMb">Memory of the machine, or of the container.</param>
/// <param name="System">Operating system and architecture.</param>
/// <param name="Runtime">The .NET version.</param>
/// <param name="Collector">How garbage is collected.</param>
/// <param name="Optimised">False for a debug build, whose figures say nothing.</param>
public sealed record Machine(string? Processor, int Cores, long MemoryMb, string System, string Runtime, string Collector, bool Optimised)
{
    /// <summary>This machine.</summary>
    public static Machine This() =>
        new(
            ProcessorName(),
            Environment.ProcessorCount,
            GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (1024 * 1024),
            $"{RuntimeInformation.OSDescription} {RuntimeInformation.OSArchitecture}",
            RuntimeInformation.FrameworkDescription,
            $"{(GCSettings.IsServerGC ? "server" : "workstation")}{(GCSettings.LatencyMode == GCLatencyMode.Batch ? "" : ", concurrent")}",
            typeof(Machine).Assembly.GetCustomAttribute<DebuggableAttribute>() is not { IsJITOptimizerDisabled: true }
        );

    private static string? ProcessorName()
    {
        try
        {
            return File.ReadLines("/proc/cpuinfo")
                .FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))
                ?.Split(':', 2)[1]
                .Trim();
        }
        catch (Exception elsewhere) when (elsewhere is IOException or UnauthorizedAccessException)
        {
            return Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER");
        }
    }
}
