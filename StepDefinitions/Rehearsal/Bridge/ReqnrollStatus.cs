using Ics2.Rehearsal.Running;
using Ics2.Rehearsal.Running.Results;
using Reqnroll;
using Reqnroll.UnitTestProvider;

namespace Ics2.Rehearsal.Bridge;

/// <summary>Tells Reqnroll which of our endings is no failure. What it would tell a test framework stands in the results already.</summary>
internal sealed class ReqnrollStatus : IUnitTestRuntimeProvider
{
    public ScenarioExecutionStatus? DetectExecutionStatus(Exception exception) =>
        exception is ScenarioEndedException { Status: StepStatus.Skipped } ? ScenarioExecutionStatus.Skipped : null;

    public void TestPending(string message) { }

    public void TestInconclusive(string message) { }

    public void TestIgnore(string message) { }
}
