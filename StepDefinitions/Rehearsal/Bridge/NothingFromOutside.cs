using Reqnroll.Analytics;
using Reqnroll.Configuration;
using Reqnroll.Plugins;

namespace Ics2.Rehearsal.Bridge;

/// <summary>
/// Keeps a rehearsal to itself. Left alone, Reqnroll would send usage data when a run begins, run the code of any
/// <c>*.ReqnrollPlugin.dll</c> in
/// the working directory, and follow a <c>reqnroll.json</c> that happens to lie there.
/// </summary>
internal sealed class NothingFromOutside : IAnalyticsRuntimeTelemetryService, IRuntimePluginLocator, IRuntimeConfigurationProvider
{
    public void SendProjectRunningEvent() { }

    public void SendFeatureUseEvent(
        string featureName,
        Dictionary<string, string>? properties = null,
        Dictionary<string, double>? metrics = null
    ) { }

    public IReadOnlyList<string> GetAllRuntimePlugins() => [];

    /// <summary>Numbers and dates in features are read alike on every machine.</summary>
    public ReqnrollConfiguration LoadConfiguration(ReqnrollConfiguration reqnrollConfiguration)
    {
        reqnrollConfiguration.BindingCulture = System.Globalization.CultureInfo.InvariantCulture;
        return reqnrollConfiguration;
    }
}
