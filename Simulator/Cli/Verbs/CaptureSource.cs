namespace Ics2.Cli.Verbs;

/// <summary>The captures that arguments stand for: inputs as everywhere, and the captures of a message id.</summary>
internal static class CaptureSource
{
    private const string Pattern = "*.as4";

    /// <summary>What arguments stand for, in their order.</summary>
    /// <param name="data">The data folder of <c>serve</c>, where ids are looked up; null when none was given.</param>
    public static IEnumerable<(string Name, Func<CancellationToken, Task<InputBytes>> Read)> Of(
        IEnumerable<string> arguments,
        DirectoryInfo? data
    ) => arguments.SelectMany(argument => InputFiles.Of(IsInput(argument) ? [argument] : OfMessage(argument, data), Pattern));

    private static bool IsInput(string argument) =>
        argument == InputFiles.StandardInput || Directory.Exists(argument) || File.Exists(argument);

    // captures/DATE/MESSAGEID/{request,response}.as4, a repetition beside it as MESSAGEID~XXXX (cli-json, last paragraph).
    private static List<string> OfMessage(string id, DirectoryInfo? data)
    {
        var captures = data is null ? null : new DirectoryInfo(Path.Combine(data.FullName, "captures"));
        var found = captures is { Exists: true }
            ? captures
                .EnumerateDirectories()
                .SelectMany(day => day.EnumerateDirectories())
                .Where(folder => folder.Name == id || folder.Name.StartsWith(id + "~", StringComparison.Ordinal))
                .SelectMany(folder => folder.EnumerateFiles(Pattern))
                .Select(file => file.FullName)
                .Order(StringComparer.Ordinal)
                .ToList()
            : [];
        return found.Count > 0 ? found : [id];
    }
}
