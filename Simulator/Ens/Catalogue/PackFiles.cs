namespace Ics2.Ens.Catalogue;

/// <summary>Where the files of a spec pack come from. Names use forward slashes: <c>messages/IE3F10.txt</c>.</summary>
internal interface IPackFiles
{
    /// <summary>The file, or null when the pack has none of that name.</summary>
    TextReader? Open(string name);

    /// <summary>The names of the files below a folder.</summary>
    IEnumerable<string> List(string folder);
}

/// <summary>The pack inside the assembly.</summary>
internal sealed class EmbeddedPackFiles : IPackFiles
{
    private const string Prefix = "SpecPack/";

    public TextReader? Open(string name) =>
        typeof(EmbeddedPackFiles).Assembly.GetManifestResourceStream(Prefix + name) is { } stream ? new StreamReader(stream) : null;

    public IEnumerable<string> List(string folder) =>
        from resource in typeof(EmbeddedPackFiles).Assembly.GetManifestResourceNames()
        where resource.StartsWith(Prefix + folder + "/", StringComparison.Ordinal)
        select resource[Prefix.Length..];
}

/// <summary>A pack in a folder, laid over another one.</summary>
internal sealed class DirectoryPackFiles(string directory, IPackFiles below) : IPackFiles
{
    public TextReader? Open(string name)
    {
        var path = Path.Combine(directory, name);
        if (File.Exists(path))
        {
            return File.OpenText(path);
        }

        return name is PackReader.HeaderFile ? null : below.Open(name);
    }

    public IEnumerable<string> List(string folder)
    {
        var path = Path.Combine(directory, folder);
        var own = Directory.Exists(path)
            ? Directory.EnumerateFiles(path, "*.txt").Select(file => folder + "/" + Path.GetFileName(file))
            : [];
        return own.Union(below.List(folder), StringComparer.Ordinal);
    }
}
