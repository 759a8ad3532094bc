using System.Globalization;
using System.Text.RegularExpressions;
using Gherkin;
using Gherkin.CucumberMessages;
using Gherkin.CucumberMessages.Pickles;
using Io.Cucumber.Messages.Types;

namespace Ics2.Rehearsal.Running.Gherkin;

/// <summary>Reads .feature files with the official parser and compiler, collecting the faults of all of them.</summary>
internal sealed partial class FeatureReader
{
    public List<string> Faults { get; } = [];

    /// <summary>Reads one file; null when it is empty or has faults.</summary>
    public Feature? Read(string path, string text)
    {
        try
        {
            using var source = new StringReader(text);
            var ids = new FeatureIds(path);
            var document = new AstMessagesConverter(ids).ConvertGherkinDocumentToEventArgs(new Parser().Parse(source), path);
            if (document.Feature is null)
            {
                return null;
            }

            var feature = new Feature(path, text, document);
            feature.Scenarios = Scenarios(feature, ids);
            return feature;
        }
        catch (CompositeParserException faults)
        {
            Faults.AddRange(faults.Errors.Select(fault => Describe(path, fault)));
        }
        catch (ParserException fault)
        {
            Faults.Add(Describe(path, fault));
        }

        return null;
    }

    private static List<Scenario> Scenarios(Feature feature, FeatureIds ids)
    {
        var keywords = StepsOf(feature.Document).ToDictionary(step => step.Id, StringComparer.Ordinal);
        var origins = ScenarioOrigin.Of(feature.Document);
        var pickles = new PickleCompiler(ids).Compile(feature.Document);
        var named = pickles.ConvertAll(pickle =>
            (Pickle: pickle, Origin: origins[pickle.AstNodeIds[0]], Id: CatalogueId(feature, pickle, origins[pickle.AstNodeIds[0]]))
        );
        var rows = named
            .GroupBy(entry => (entry.Id, Outline: entry.Pickle.AstNodeIds[0]))
            .ToDictionary(group => group.Key, group => group.Select(entry => entry.Pickle).ToList());

        return named.ConvertAll(entry =>
        {
            var outline = rows[(entry.Id, entry.Pickle.AstNodeIds[0])];
            var id =
                outline.Count == 1
                    ? entry.Id
                    : string.Create(CultureInfo.InvariantCulture, $"{entry.Id}.{outline.IndexOf(entry.Pickle) + 1}");
            var steps = entry.Pickle.Steps.Select(step =>
            {
                var origin = keywords[step.AstNodeIds[0]];
                return new ScenarioStep(origin.Keyword.Trim(), origin.Location.Line, step);
            });
            return new Scenario(id, entry.Id, feature, entry.Pickle, entry.Origin, [.. steps]);
        });
    }

    /// <summary>
    /// The id among tags; the last one counts: tags of Examples come after those of the outline, and those after the feature's.
    /// </summary>
    public static string? IdIn(IEnumerable<string> tags) => tags.LastOrDefault(tag => IdTag().IsMatch(tag))?.TrimStart('@');

    private static string CatalogueId(Feature feature, Pickle pickle, ScenarioOrigin origin) =>
        IdIn(pickle.Tags.Select(tag => tag.Name))
        ?? string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileNameWithoutExtension(feature.Uri)}-{origin.Line(pickle)}");

    private static IEnumerable<Step> StepsOf(GherkinDocument document)
    {
        var children = document.Feature.Children;
        var rules = children.Where(child => child.Rule is not null).SelectMany(child => child.Rule.Children).ToArray();
        return children
            .SelectMany(child => child.Background?.Steps ?? child.Scenario?.Steps ?? [])
            .Concat(rules.SelectMany(child => child.Background?.Steps ?? child.Scenario?.Steps ?? []));
    }

    private static string Describe(string path, ParserException fault)
    {
        // The parser's message begins with "(line:column): ", which is said here in the form that editors can follow.
        var place = fault.Location is { } location
            ? string.Create(CultureInfo.InvariantCulture, $"({location.Line},{location.Column})")
            : "";
        return $"{path}{place}: {Place().Replace(fault.Message, "")}";
    }

    [GeneratedRegex(@"^@?[A-Z][A-Z0-9]*-[0-9]+[a-z]?$", RegexOptions.CultureInvariant, 60_000)]
    private static partial Regex IdTag();

    [GeneratedRegex(@"^\(\d+:\d+\): ", RegexOptions.CultureInvariant, 60_000)]
    private static partial Regex Place();
}
