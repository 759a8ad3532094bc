using Io.Cucumber.Messages.Types;

namespace Ics2.Rehearsal.Running.Gherkin;

/// <summary>One .feature file as read.</summary>
public sealed class Feature
{
    internal Feature(string uri, string source, GherkinDocument document)
    {
        Uri = uri;
        Source = source;
        Document = document;
        Tags = [.. document.Feature.Tags.Select(tag => tag.Name.TrimStart('@'))];
        var slash = uri.IndexOf('/', StringComparison.Ordinal);
        Area = slash < 0 ? Path.GetFileNameWithoutExtension(uri) : uri[..slash];
    }

    /// <summary>The file's path below the features folder, with forward slashes, such as <c>connectivity/ping.feature</c>.</summary>
    public string Uri { get; }

    /// <summary>The text of the file.</summary>
    public string Source { get; }

    /// <summary>The parsed file, as an official Cucumber message.</summary>
    public GherkinDocument Document { get; }

    /// <summary>The title after "Feature:".</summary>
    public string Name => Document.Feature.Name;

    /// <summary>What the reports group by: the first folder of the path, or the file's name when it lies in none.</summary>
    public string Area { get; }

    /// <summary>The tags of the feature, without the at sign.</summary>
    public IReadOnlyList<string> Tags { get; }

    /// <summary>The scenarios of the feature, one per row of an outline.</summary>
    public IReadOnlyList<Scenario> Scenarios { get; internal set; } = [];
}
