using Ics2.Rehearsal.Running;
using Ics2.Rehearsal.Running.Results;
using Ics2.Simulator;
using Ics2.StepDefinitions.Clients;

namespace Ics2.Features.Reqnroll;

/// <summary>Gives the steps what the runner of this house gives them, and makes a check that did not hold fail its step.</summary>
[Binding]
public sealed class HouseObjects(Verdicts verdicts)
{
    [BeforeTestRun(Order = int.MinValue)]
    public static void Run(IObjectContainer container)
    {
        container.RegisterInstanceAs<ITraderUnderTest>(new BuiltinTrader());
        container.RegisterInstanceAs(new RunSeal());
    }

    [BeforeScenario(Order = int.MinValue)]
    public static void Scenario(IObjectContainer container)
    {
        var id = Guid.NewGuid().ToString("N");
        container.RegisterInstanceAs(
            new ScenarioContext
            {
                Id = id,
                Title = id,
                Tags = [],
                PickleId = id,
                Seed = Random.Shared.Next(),
                EvidenceFolder = Path.Combine(AppContext.BaseDirectory, "evidence", id),
            }
        );
    }

    [AfterStep]
    public void Judge()
    {
        if (verdicts.TakeChecks().FirstOrDefault(check => check.Verdict == Verdict.Fail) is { } failed)
        {
            throw new InvalidOperationException(failed.Describe());
        }
    }
}
