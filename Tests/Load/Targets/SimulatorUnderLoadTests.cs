using System.Globalization;
using Ics2.Load.Targets;
using Ics2.Tests.Support;

namespace Ics2.Tests.Load.Targets;

public sealed class SimulatorUnderLoadTests
{
    [Fact]
    public async Task A_node_that_does_not_answer_is_named_with_what_to_do()
    {
        var nowhere = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{FreePort.Find()}/"));

        var why = (
            await Should.ThrowAsync<TargetException>(() =>
                SimulatorUnderLoad.ConnectAsync([nowhere], token: null, TestContext.Current.CancellationToken)
            )
        ).Message;

        why.ShouldContain(nowhere.ToString());
        why.ShouldContain("--management");
    }
}
