using OwnReqnroll.StandIns;
using Reqnroll;
using Reqnroll.Infrastructure;
using Reqnroll.Plugins;
using Reqnroll.UnitTestProvider;
using Xunit;

[assembly: RuntimePlugin(typeof(XunitAdapter))]
[assembly: AssemblyFixture(typeof(ReqnrollRun))]

namespace OwnReqnroll.StandIns;

/// <summary>
/// Stands in for the plugin of <c>Reqnroll.xunit.v3</c>: tells Reqnroll how a test says that it is pending or to be skipped.
/// </summary>
public sealed class XunitAdapter : IRuntimePlugin, IUnitTestRuntimeProvider
{
    public void Initialize(
        RuntimePluginEvents runtimePluginEvents, RuntimePluginParameters runtimePluginParameters, UnitTestProviderConfiguration unitTestProviderConfiguration)
    {
        unitTestProviderConfiguration.UseUnitTestProvider("xunit");
        runtimePluginEvents.RegisterGlobalDependencies += (_, run) => run.ObjectContainer.RegisterTypeAs<XunitAdapter, IUnitTestRuntimeProvider>("xunit");
        runtimePluginEvents.CustomizeTestThreadDependencies += (_, worker) =>
            worker.ObjectContainer.RegisterTypeAs<ReqnrollAttachmentHandler, IReqnrollAttachmentHandler>();
    }

    public void TestPending(string message) => Assert.Fail(message);

    public void TestInconclusive(string message) => Assert.Fail(message);

    public void TestIgnore(string message) => Assert.Skip(message);

    public ScenarioExecutionStatus? DetectExecutionStatus(Exception exception) => null;
}

/// <summary>
/// Stands in for the code that the generator adds to the project: begins the run before the first test and ends it after the last.
/// </summary>
public sealed class ReqnrollRun : IAsyncLifetime
{
    public async ValueTask InitializeAsync() => await TestRunnerManager.OnTestRunStartAsync(typeof(ReqnrollRun).Assembly);

    public async ValueTask DisposeAsync() => await TestRunnerManager.OnTestRunEndAsync(typeof(ReqnrollRun).Assembly);
}
