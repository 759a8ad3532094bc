using Ics2.StepDefinitions;

namespace Ics2.Tests.Steps;

public sealed class StepArgumentTests
{
    /// <summary>Reqnroll traces the arguments of each step, also of one that comes before anything was filed.</summary>
    [Fact]
    public void A_trader_that_has_filed_nothing_can_be_traced() =>
        new Player("BE0123456789", "BE0123456789", Client: null!).ToString().ShouldBe("BE0123456789");
}
