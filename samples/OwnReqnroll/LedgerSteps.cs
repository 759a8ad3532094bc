using Ics2.StepDefinitions;
using Reqnroll;
using Xunit;

namespace OwnReqnroll;

/// <summary>A step of one's own. It asks in its constructor for what the steps of the package work with.</summary>
[Binding]
public sealed class LedgerSteps(Cast cast)
{
    [Then("our ledger has {int} entry/entries")]
    public void LedgerHas(int entries) => Assert.Equal(entries, cast.Trader.Lodgings.Count);
}
