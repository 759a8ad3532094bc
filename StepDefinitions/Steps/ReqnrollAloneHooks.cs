using Ics2.Rehearsal.Running;
using Ics2.StepDefinitions.Clients;

namespace Ics2.StepDefinitions;

/// <summary>Gives the steps what a rehearsal gives them, where a project of somebody else's runs them on Reqnroll alone.</summary>
[Binding]
public static class ReqnrollAloneHooks
{
    /// <summary>Judges the built-in client unless the project has registered another.</summary>
    /// <param name="container">Of the run.</param>
    [BeforeTestRun(Order = 0)]
    public static void ChooseClient(IObjectContainer container)
    {
        if (!container.IsRegistered<ITraderUnderTest>())
        {
            container.RegisterInstanceAs<ITraderUnderTest>(new BuiltinTrader());
        }
    }

    /// <summary>Registers what steps ask for.</summary>
    /// <param name="container">Of the scenario.</param>
    /// <param name="scenario">What Reqnroll knows about it.</param>
    [BeforeScenario(Order = int.MinValue)]
    public static void Begin(IObjectContainer container, ScenarioContext scenario)
    {
        if (!container.IsRegistered<RehearsedScenario>())
        {
            RehearsedScenario.RegisterIn(container, scenario.ScenarioInfo);
        }
    }
}
