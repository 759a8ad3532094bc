using System.Diagnostics.CodeAnalysis;

namespace Ics2.Cli.Verbs;

/// <summary>What came of reading one input: its bytes, or why there are none.</summary>
internal readonly record struct InputBytes(byte[]? Bytes, string? Why)
{
    public bool TryGet([NotNullWhen(true)] out byte[]? bytes, [NotNullWhen(false)] out string? why)
    {
        (bytes, why) = (Bytes, Bytes is null ? Why ?? "" : null);
        return bytes is not null;
    }
}

/// <summary>
/// The inputs of a verb that takes several: files, folders, and standard input. Each is read when its turn comes, and one that cannot be
/// read stops no other.
/// </summary>
internal static class InputFiles
{
    /// <summary>Standard input, as an argument.</summary>
    public const string StandardInput = "-";

    /// <summary>What arguments stand for, in their order.</summary>
    /// <param name="pattern">Which files of a folder count, for example <c>*.xml</c>.</param>
    /// <returns>Name and reading of each input.</returns>
    public static IEnumerable<(string Name, Func<CancellationToken, Task<InputBytes>> Read)> Of(
        IEnumerable<string> arguments,
        string pattern
    ) => arguments.SelectMany(argument => Directory.Exists(argument) ? InFolder(argument, pattern) : [(argument, ReadOf(argument))]);

    private static IEnumerable<(string Name, Func<CancellationToken, Task<InputBytes>> Read)> InFolder(string folder, string pattern)
    {
        var files = Directory.GetFiles(folder, pattern, SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToList();
        return files.Count > 0
            ? files.Select(file => (file, ReadOf(file)))
            : [(folder, _ => Task.FromResult(new InputBytes(null, $"{folder} is a folder, and it holds no {pattern}.")))];
    }

    private static Func<CancellationToken, Task<InputBytes>> ReadOf(string argument) =>
        async cancellationToken =>
        {
            try
            {
                return new InputBytes(
                    argument == StandardInput ? await ReadStandardInputAsync(cancellationToken)
                        : File.Exists(argument) ? await File.ReadAllBytesAsync(argument, cancellationToken)
                        : throw new FileNotFoundException($"There is no file or folder {argument}."),
                    null
                );
            }
            catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
            {
                return new InputBytes(null, unreadable.Message);
            }
        };

    private static async Task<byte[]> ReadStandardInputAsync(CancellationToken cancellationToken)
    {
        await using var input = Console.OpenStandardInput();
        using var all = new MemoryStream();
        await input.CopyToAsync(all, cancellationToken);
        return all.ToArray();
    }
}
