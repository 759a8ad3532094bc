using Io.Cucumber.Messages.Types;
using Reqnroll.Formatters.RuntimeSupport;
using Feature = Ics2.Rehearsal.Running.Gherkin.Feature;

namespace Ics2.Rehearsal.Bridge;

/// <summary>A feature as Reqnroll's formatters want it: source, parsed document and compiled scenarios.</summary>
internal sealed class FeatureMessages(Feature feature) : IFeatureLevelCucumberMessages
{
    public bool HasMessages => true;

    public Source Source { get; } = new(feature.Uri, feature.Source, SourceMediaType.TEXT_X_CUCUMBER_GHERKIN_PLAIN);

    public GherkinDocument GherkinDocument => feature.Document;

    public IEnumerable<Pickle> Pickles => feature.Scenarios.Select(scenario => scenario.Pickle);
}
