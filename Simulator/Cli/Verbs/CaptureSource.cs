namespace Ics2.Cli.Verbs;

/// <summary>One capture to explain, read when its turn comes.</summary>
/// <param name="Name">As the user wrote it, or its path in a folder.</param>
internal sealed record CaptureSource(string Name, Func<CancellationToken, Task<byte[]>> ReadAsync)
{
    private const string StandardInput = "-";

    /// <summary>What an argument stands for: a file, the captures of a folder, standard input, or the captures of a message id.</summary>
    /// <param name="data">The data folder of <c>serve</c>, where ids are looked up; null when none was given.</param>
    /// <exception cref="CouldNotRunException">It stands for nothing.</exception>
    public static IEnumerable<CaptureSource> Of(string argument, DirectoryInfo? data) =>
        argument == StandardInput ? [new CaptureSource(argument, ReadStandardInputAsync)]
        : Directory.Exists(argument) ? InFolder(argument)
        : File.Exists(argument) ? [FromFile(argument)]
        : data is not null ? OfMessage(argument, data)
        : throw new CouldNotRunException(
            argument.Contains('@', StringComparison.Ordinal)
                ? $"There is no file {argument}. If it is a message id, give the data folder of serve with --data."
                : $"There is no file or folder {argument}."
        );

    private static CaptureSource FromFile(string path) => new(path, cancellationToken => File.ReadAllBytesAsync(path, cancellationToken));

    private static IEnumerable<CaptureSource> InFolder(string folder)
    {
        var files = Directory.GetFiles(folder, "*.as4", SearchOption.AllDirectories);
        return files.Length > 0
            ? files.Order(StringComparer.Ordinal).Select(FromFile)
            : throw new CouldNotRunException($"{folder} is a folder, and it holds no captures (*.as4).");
    }

    // captures/DATE/MESSAGEID/{request,response}.as4, a repetition beside it as MESSAGEID~XXXX (cli-json, last paragraph).
    private static IEnumerable<CaptureSource> OfMessage(string id, DirectoryInfo data)
    {
        var captures = new DirectoryInfo(Path.Combine(data.FullName, "captures"));
        var files = captures.Exists
            ? captures
                .EnumerateDirectories()
                .SelectMany(day => day.EnumerateDirectories())
                .Where(folder => folder.Name == id || folder.Name.StartsWith(id + "~", StringComparison.Ordinal))
                .SelectMany(folder => folder.EnumerateFiles("*.as4"))
                .Select(file => file.FullName)
                .Order(StringComparer.Ordinal)
                .ToList()
            : [];
        return files.Count > 0
            ? files.Select(FromFile)
            : throw new CouldNotRunException($"There is no file {id}, and {captures.FullName} holds no capture of a message with this id.");
    }

    private static async Task<byte[]> ReadStandardInputAsync(CancellationToken cancellationToken)
    {
        await using var input = Console.OpenStandardInput();
        using var all = new MemoryStream();
        await input.CopyToAsync(all, cancellationToken);
        return all.ToArray();
    }
}
