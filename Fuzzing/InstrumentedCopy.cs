using System.Diagnostics;
using SharpFuzz;

namespace Ics2.Fuzzing;

/// <summary>
/// The program again, in a folder of its own, where the product's assemblies count the branches they take. What was built stays as it is.
/// </summary>
internal static class InstrumentedCopy
{
    private static readonly string[] Read = ["Ics2.As4", "Ics2.Ens", "Ics2.Trust", "Ics2.Contract", "Ics2.AccessPoint"];

    /// <summary>Makes it, and runs it to its end.</summary>
    /// <param name="arguments">Of this run.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>Its exit code.</returns>
    public static async Task<int> RunAsync(string[] arguments, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("ics2-instrumented-");
        try
        {
            foreach (var file in Directory.GetFiles(AppContext.BaseDirectory))
            {
                File.Copy(file, Path.Combine(folder.FullName, Path.GetFileName(file)));
            }

            foreach (var name in Read)
            {
                Fuzzer.Instrument(Path.Combine(folder.FullName, name + ".dll"), _ => true, Options.Value);
            }

            using var program = Process.Start(
                Environment.ProcessPath!,
                [Path.Combine(folder.FullName, "Ics2.Fuzzing.dll"), .. arguments, "--instrumented", Root()]
            );
            await program.WaitForExitAsync(cancellationToken);
            return program.ExitCode;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string Root()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Ics2Conformance.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException("The repository with its fixtures was not found above the program.");
    }
}
