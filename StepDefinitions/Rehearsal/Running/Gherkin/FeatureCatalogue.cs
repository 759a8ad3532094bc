using System.Reflection;
using System.Text;

namespace Ics2.Rehearsal.Running.Gherkin;

/// <summary>All features that were found, and their scenarios in the order of the files.</summary>
public sealed class FeatureCatalogue
{
    private const string Root = "Features/";

    private FeatureCatalogue(IReadOnlyList<Feature> features)
    {
        Features = features;
        Scenarios = [.. features.SelectMany(feature => feature.Scenarios)];
    }

    /// <summary>The features, ordered by path.</summary>
    public IReadOnlyList<Feature> Features { get; }

    /// <summary>The scenarios of all features.</summary>
    public IReadOnlyList<Scenario> Scenarios { get; }

    /// <summary>Reads the features embedded in this assembly (the whole of the folder Features).</summary>
    /// <exception cref="FeatureSyntaxException">A file cannot be read.</exception>
    public static FeatureCatalogue Embedded() => FromAssembly(typeof(FeatureCatalogue).Assembly);

    /// <summary>Reads every embedded resource named <c>Features/….feature</c>.</summary>
    /// <param name="assembly">The assembly that holds them.</param>
    /// <exception cref="FeatureSyntaxException">A file cannot be read.</exception>
    public static FeatureCatalogue FromAssembly(Assembly assembly) =>
        FromSources(
            assembly
                .GetManifestResourceNames()
                .Where(name => name.EndsWith(".feature", StringComparison.Ordinal))
                .Select(name => (name, ReadResource(assembly, name)))
        );

    /// <summary>Reads every .feature file of a folder and of those below it.</summary>
    /// <exception cref="FeatureSyntaxException">A file cannot be read.</exception>
    /// <exception cref="IOException">The folder or a file cannot be opened.</exception>
    public static FeatureCatalogue FromFolder(string folder) =>
        FromSources(
            Directory
                .EnumerateFiles(folder, "*.feature", SearchOption.AllDirectories)
                .Select(file => (Path.GetRelativePath(folder, file), File.ReadAllText(file)))
        );

    /// <summary>Reads features given as text.</summary>
    /// <param name="sources">Path and text of each file.</param>
    /// <exception cref="FeatureSyntaxException">A file cannot be read, or two scenarios carry the same id; all faults of all files are
    /// listed.</exception>
    public static FeatureCatalogue FromSources(IEnumerable<(string Path, string Text)> sources)
    {
        var reader = new FeatureReader();
        var features = sources
            .Select(source => (Path: Normalise(source.Path), source.Text))
            .OrderBy(source => source.Path, StringComparer.Ordinal)
            .Select(source => reader.Read(source.Path, source.Text))
            .OfType<Feature>()
            .ToArray();
        var faults = reader.Faults.Concat(SharedIds(features)).ToArray();
        return faults.Length == 0 ? new FeatureCatalogue(features) : throw new FeatureSyntaxException(faults);
    }

    private static IEnumerable<string> SharedIds(Feature[] features) =>
        features
            .SelectMany(feature => feature.Scenarios)
            .GroupBy(scenario => scenario.Id, StringComparer.OrdinalIgnoreCase)
            .Where(group => group.Count() > 1)
            .Select(group =>
                $"{Place(group.Last())}: the scenario id {group.Key} is already used at {Place(group.First())}; give each scenario an id tag of its own."
            );

    private static string Place(Scenario scenario) => $"{scenario.Feature.Uri}({scenario.Line})";

    private static string Normalise(string path)
    {
        var slashed = path.Replace('\\', '/');
        return slashed.StartsWith(Root, StringComparison.Ordinal) ? slashed[Root.Length..] : slashed;
    }

    private static string ReadResource(Assembly assembly, string name)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
