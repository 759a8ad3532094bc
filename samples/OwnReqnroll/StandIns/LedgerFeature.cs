using System.Collections.Specialized;
using System.Globalization;
using Reqnroll;
using Xunit;

namespace OwnReqnroll.StandIns;

/// <summary>Stands in for <c>Ledger.feature.cs</c>, which Reqnroll's generator would write from <c>Ledger.feature</c>.</summary>
public sealed class LedgerFeature : IAsyncLifetime
{
    private static readonly FeatureInfo Feature = new(CultureInfo.GetCultureInfo("en-US"), "", "Our ledger", "", ProgrammingLanguage.CSharp, []);

    private readonly ITestRunner _runner = TestRunnerManager.GetTestRunnerForAssembly(typeof(LedgerFeature).Assembly, featureHint: Feature);

    public async ValueTask InitializeAsync() => await _runner.OnFeatureStartAsync(Feature);

    public async ValueTask DisposeAsync()
    {
        await _runner.OnFeatureEndAsync();
        TestRunnerManager.ReleaseTestRunner(_runner);
    }

    [Fact]
    public async Task Every_filing_is_booked()
    {
        _runner.OnScenarioInitialize(new ScenarioInfo("Every filing is booked", "", [], new OrderedDictionary()), null);
        try
        {
            await _runner.OnScenarioStartAsync();
            await _runner.GivenAsync("a trader that pulls its messages", null, null, "Given ");
            await _runner.WhenAsync("the trader files an IE3F10", null, null, "When ");
            await _runner.ThenAsync("customs acknowledges with a valid receipt", null, null, "Then ");
            await _runner.AndAsync("our ledger has 1 entry", null, null, "And ");
            await _runner.CollectScenarioErrorsAsync();
        }
        finally
        {
            await _runner.OnScenarioEndAsync();
        }
    }
}
