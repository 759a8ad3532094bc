using Ics2.Rehearsal.Running;
using Ics2.Rehearsal.Running.Gherkin;
using Reqnroll;

namespace Ics2.Rehearsal.Bridge;

/// <summary>Leads one scenario through Reqnroll, as the test that Reqnroll would have generated for it.</summary>
internal sealed class ScenarioExecution(Scenario scenario, ITestRunner worker, ScenarioCourse course, RunOptions options)
{
    /// <summary>Runs it to its end.</summary>
    /// <returns>Whether the worker can be used again.</returns>
    public async Task<bool> RunAsync()
    {
        worker.OnScenarioInitialize(GeneratedCode.Info(scenario), GeneratedCode.Info(scenario.Rule));
        var objects = worker.ScenarioContext.ScenarioContainer;
        objects.RegisterInstanceAs(course);
        objects.RegisterInstanceAs(course.Scenario);
        objects.RegisterInstanceAs(course.Verdicts);
        objects.RegisterInstanceAs(course.Evidence);

        if (await Bounded.RunAsync(LeadAsync, options, course.Time.LastResort) is { } stuck)
        {
            course.LeaveBehind(stuck);
            await Bounded.RunAsync(EndObjectsAsync, options, options.Grace);
            return false;
        }

        course.Time.BeginClosing();
        var thrown = await Bounded.RunAsync(worker.OnScenarioEndAsync, options, course.Time.LastResort);
        if (thrown is not (null or HookFaultException))
        {
            course.Fail("disposal", thrown);
            return false;
        }

        return true;

        Task EndObjectsAsync()
        {
            objects.Dispose();
            return Task.CompletedTask;
        }
    }

    private async Task LeadAsync()
    {
        await worker.OnScenarioStartAsync();
        foreach (var step in scenario.Steps)
        {
            course.Begin(step);
            try
            {
                await GeneratedCode.StepAsync(worker, step);
                course.End(thrown: null);
            }
            catch (Exception thrown)
            {
                course.End(thrown);
            }
        }

        // What the scenario failed with was told when it happened; here Reqnroll would say it to the test framework.
        await worker.CollectScenarioErrorsAsync().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
