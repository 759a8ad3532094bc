using Ics2.As4.Messages;
using Ics2.Tests.Support;

namespace Ics2.Tests.AccessPoint;

/// <summary>
/// The playbook's measure transport-fault, over the real wire: the first attempt fails, its repetition gets through, and nothing happens
/// twice.
/// </summary>
public sealed class TransportFaultTests(PkiFixture pki) : IDisposable
{
    private readonly TempFolder _folder = new();

    [Theory]
    [InlineData("FAULT-1", 503, false)]
    [InlineData("EBMS-1", 500, false)]
    [InlineData("LOST-1", 200, true)]
    public async Task A_message_is_repeated_after_a_fault_and_processed_once(string lrn, int status, bool recorded)
    {
        await using var host = await RunningHost.StartAsync(pki, _folder.Path, options => options with { Playbook = "default" });
        var filing = pki.Trader.Lodge(pki.Trader.Header(), AccessPointHostTests.Sample(lrn));

        var (first, answer) = await host.PostAsync(pki.Trader, filing);
        first.ShouldBe(status);
        if (lrn == "EBMS-1")
        {
            ReceivingBench.Read(answer).Signal.ShouldBeOfType<ErrorSignal>().Errors.ShouldHaveSingleItem().Code.Code.ShouldBe("EBMS:0004");
        }
        else
        {
            answer.Body.Length.ShouldBeLessThan(100);
        }

        (await host.GetAsync("/messages?direction=in")).GetProperty("messages").GetArrayLength().ShouldBe(recorded ? 1 : 0);

        var (second, receipt) = await host.PostAsync(pki.Trader, filing);
        second.ShouldBe(200);
        ReceivingBench.Read(receipt).Signal.ShouldBeOfType<Receipt>().RefToMessageId.ShouldBe(filing.MessageId.Value);
        await host.UntilAsync("/messages?direction=out", list => list.GetProperty("messages").GetArrayLength() == 1);
        (await host.GetAsync("/filings")).GetProperty("filings").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task A_fault_without_times_never_ends_and_concerns_nobody_else()
    {
        var file = Path.Combine(_folder.Path, "playbook.yaml");
        await File.WriteAllTextAsync(
            file,
            "rules:\n  - name: out\n    when: { lrn: OUT-* }\n    then: [transport-fault: http-error]\n",
            TestContext.Current.CancellationToken
        );
        await using var host = await RunningHost.StartAsync(
            pki,
            Path.Combine(_folder.Path, "data"),
            options => options with { Playbook = file }
        );
        var filing = pki.Trader.Lodge(pki.Trader.Header(), AccessPointHostTests.Sample("OUT-1"));
        for (var i = 0; i < 3; i++)
        {
            (await host.PostAsync(pki.Trader, filing)).Status.ShouldBe(503);
        }

        (await host.PostAsync(pki.Trader, pki.Trader.Lodge(pki.Trader.Header(), AccessPointHostTests.Sample("IN-1")))).Status.ShouldBe(200);
    }

    public void Dispose() => _folder.Dispose();
}
