using Ics2.Rehearsal.Running;
using Ics2.StepDefinitions;
using Reqnroll;

namespace OwnTests;

/// <summary>A step of one's own beside those of the packages; it asks for what it needs in its constructor.</summary>
[Binding]
public sealed class OwnSteps(Cast cast, Verdicts verdicts)
{
    [Then("^our ledger has (\\d+) entr(?:y|ies)$")]
    public void LedgerHas(int entries) => verdicts.Check(
        "every filing is booked", cast.Trader.Lodgings.Count == entries, entries, cast.Trader.Lodgings.Count, "our handbook 7");
}
