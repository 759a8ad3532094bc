using System.IO.Compression;
using System.Text;

namespace Ics2.Ens.Catalogue;

/// <summary>Where the files of a spec pack come from. Names use forward slashes: <c>messages/IE3F10.txt</c>.</summary>
internal interface IPackFiles
{
    /// <summary>The file, or null when the pack has none of that name.</summary>
    TextReader? Open(string name);

    /// <summary>The names of the files below a folder.</summary>
    IEnumerable<string> List(string folder);
}

/// <summary>The pack inside the assembly; its reference lists are packed together, since they are long.</summary>
internal sealed class EmbeddedPackFiles : IPackFiles
{
    private const string Prefix = "SpecPack/";
    private const string ReferenceArchive = "SpecPack/reference.zip";

    private readonly Lazy<string[]> _reference = new(ListReference);

    public TextReader? Open(string name) =>
        name.StartsWith(PackReader.ReferenceFolder, StringComparison.Ordinal) ? OpenReference(name) : OpenResource(name);

    public IEnumerable<string> List(string folder) =>
        folder is "reference"
            ? _reference.Value
            : from resource in typeof(EmbeddedPackFiles).Assembly.GetManifestResourceNames()
            where resource.StartsWith(Prefix + folder + "/", StringComparison.Ordinal)
            select resource[Prefix.Length..];

    private static StreamReader? OpenResource(string name) =>
        typeof(EmbeddedPackFiles).Assembly.GetManifestResourceStream(Prefix + name) is { } stream ? new StreamReader(stream) : null;

    private static StringReader? OpenReference(string name)
    {
        using var archive = OpenArchive();
        if (archive.GetEntry(name[PackReader.ReferenceFolder.Length..]) is not { } entry)
        {
            return null;
        }

        using var reader = new StreamReader(entry.Open(), Encoding.UTF8);
        return new StringReader(reader.ReadToEnd());
    }

    private static string[] ListReference()
    {
        using var archive = OpenArchive();
        return [.. archive.Entries.Select(entry => PackReader.ReferenceFolder + entry.FullName)];
    }

    private static ZipArchive OpenArchive() =>
        new(typeof(EmbeddedPackFiles).Assembly.GetManifestResourceStream(ReferenceArchive)!, ZipArchiveMode.Read);
}

/// <summary>A pack in a folder, laid over another one.</summary>
internal sealed class DirectoryPackFiles(string directory, IPackFiles below) : IPackFiles
{
    public TextReader? Open(string name)
    {
        var path = Path.Combine(directory, name);
        if (File.Exists(path))
        {
            return ForeignText.Open(path, name);
        }

        return name is PackReader.HeaderFile ? null : below.Open(name);
    }

    public IEnumerable<string> List(string folder)
    {
        var path = Path.Combine(directory, folder);
        var own = Directory.Exists(path)
            ? Directory
                .EnumerateFiles(path)
                .Where(file => Path.GetExtension(file) is ".txt" or ".tsv")
                .Select(file => folder + "/" + Path.GetFileName(file))
            : [];
        return own.Union(below.List(folder), StringComparer.Ordinal);
    }
}

/// <summary>Newer reference lists in a folder (<c>--reference</c>), laid over a pack: <c>CL244.tsv</c>, <c>stopwords.tsv</c>.</summary>
internal sealed class ReferenceFolderFiles : IPackFiles
{
    private readonly string _directory;
    private readonly IPackFiles _below;
    private readonly string[] _own;

    /// <summary>Lays the lists of a folder over a pack.</summary>
    /// <exception cref="SpecPackException">There is no such folder, or it holds no list.</exception>
    public ReferenceFolderFiles(string directory, IPackFiles below)
    {
        _directory = directory;
        _below = below;
        _own = Directory.Exists(directory)
            ? [.. Directory.EnumerateFiles(directory, "*.tsv").Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)]
            : throw new SpecPackException($"There is no folder {directory} with reference lists.");
        if (_own.Length == 0)
        {
            throw new SpecPackException($"The folder {directory} holds no reference list; expected files as CL244.tsv or stopwords.tsv.");
        }

        foreach (var name in _own)
        {
            ForeignText.Open(Path.Combine(directory, name), name).Dispose(); // told before anything is read
        }
    }

    /// <summary>The lists of the folder, as the pack names them.</summary>
    public IEnumerable<string> Own => _own.Select(name => PackReader.ReferenceFolder + name);

    public TextReader? Open(string name) =>
        name.StartsWith(PackReader.ReferenceFolder, StringComparison.Ordinal)
        && Array.IndexOf(_own, name[PackReader.ReferenceFolder.Length..]) >= 0
            ? ForeignText.Open(
                Path.Combine(_directory, name[PackReader.ReferenceFolder.Length..]),
                name[PackReader.ReferenceFolder.Length..]
            )
            : _below.Open(name);

    public IEnumerable<string> List(string folder) =>
        folder is "reference" ? Own.Union(_below.List(folder), StringComparer.Ordinal) : _below.List(folder);
}

/// <summary>Files that somebody else wrote: strict UTF-8, and not one of a gigabyte.</summary>
internal static class ForeignText
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Opens a file for reading within bounds.</summary>
    /// <exception cref="SpecPackException">The file cannot be opened, or is too long.</exception>
    public static StreamReader Open(string path, string name)
    {
        try
        {
            var length = new FileInfo(path).Length;
            return length <= BoundedLines.MaxCharacters
                ? new StreamReader(path, StrictUtf8, detectEncodingFromByteOrderMarks: false)
                : throw new SpecPackException(
                    $"{name}, line 1: the file has {length} bytes; no more than {BoundedLines.MaxCharacters} are read."
                );
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SpecPackException($"{name}: the file cannot be read: {exception.Message}");
        }
    }
}
