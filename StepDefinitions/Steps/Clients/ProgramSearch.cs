namespace Ics2.StepDefinitions.Clients;

/// <summary>Looks for a program where starting it would: as a path, beside this one, in the working directory, on the PATH.</summary>
internal static class ProgramSearch
{
    private const UnixFileMode Executable = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>Why it cannot be started; null when it can.</summary>
    /// <param name="program">As it stands on the command line.</param>
    public static string? WhyMissing(string program)
    {
        if (Path.IsPathRooted(program))
        {
            return WhyNot(program);
        }

        string[] folders =
        [
            Path.GetDirectoryName(Environment.ProcessPath) ?? "",
            Environment.CurrentDirectory,
            .. Environment.GetEnvironmentVariable("PATH")?.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries) ?? [],
        ];
        var reasons = folders.Select(folder => WhyNot(Path.Combine(folder, program))).ToList();
        return reasons.Contains(null)
            ? null
            : reasons.Find(reason => !reason!.EndsWith(NoSuchProgram, StringComparison.Ordinal))
                ?? $"there is no program '{program}' on the PATH or in {Environment.CurrentDirectory}.";
    }

    private const string NoSuchProgram = "is no program.";

    private static string? WhyNot(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            string[] endings = ["", .. Environment.GetEnvironmentVariable("PATHEXT")?.Split(';') ?? [".EXE"]];
            return endings.Any(ending => File.Exists(path + ending)) ? null : $"{path} {NoSuchProgram}";
        }

        return !File.Exists(path) ? $"{path} {NoSuchProgram}"
            : (File.GetUnixFileMode(path) & Executable) == UnixFileMode.None ? $"{path} may not be executed; chmod +x it."
            : null;
    }
}
