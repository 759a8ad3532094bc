using Ics2.AccessPoint.Chaos;
using Ics2.Contract.Traders;
using Ics2.Trader.Pulling;

namespace Ics2.Tests.EndToEnd;

/// <summary>
/// The access point out of order for one trader: it refuses everything, keeps what waits, and delivers it by class and age when it is back.
/// </summary>
public sealed class OutageTests(ChaosBench bench)
{
    [Theory]
    [InlineData(ReplyChannel.Push)]
    [InlineData(ReplyChannel.Pull)]
    public async Task What_waited_comes_by_class_and_age_after_the_outage(ReplyChannel channel)
    {
        await using var trader = await bench.EnrolAsync(channel);
        await trader.FileAsync();
        var mrn = (await trader.ReceiveAsync()).Mrn.ShouldNotBeNull();
        await trader.DeliveredAsync(1);

        trader.Suffer(ChaosEffect.Outage, ChaosFrequency.Always);
        await trader.ActAsync(
            mrn,
            new
            {
                action = "sendReferral",
                type = "RFI",
                text = "What is it?",
            }
        ); // IE3Q02, class B
        await trader.ActAsync(
            mrn,
            new
            {
                action = "sendReferral",
                type = "RFI",
                text = "Whose is it?",
            }
        ); // IE3Q02, class B
        await trader.ActAsync(mrn, new { action = "setRiskResult", result = "noRisk" }); // IE3N03, class A
        await trader.UntilAsync("out", rows => rows.Count == 4);
        var refused = await trader.FileAsync();
        refused.Trail.Select(attempt => attempt.HttpStatus).ShouldBe([503, 503, 503, 503]);
        await Task.Delay(300, trader.Ct); // long enough for a push that should not be
        trader.Untaken().ShouldBeEmpty();
        if (channel == ReplyChannel.Pull)
        {
            (await trader.Client.PullAsync(trader.Ct)).Outcome.ShouldBe(PullOutcome.Failed);
        }

        trader.Relieve(ChaosEffect.Outage);

        string[] came = [(await trader.ReceiveAsync()).Action, (await trader.ReceiveAsync()).Action, (await trader.ReceiveAsync()).Action];
        came.ShouldBe(["IE3N03", "IE3Q02", "IE3Q02"]);
        (await trader.DeliveredAsync(4)).ShouldAllBe(row => row.GetProperty("attempts").GetInt32() == 1);
        (await trader.SeenAsync("in")).Count.ShouldBe(1);
        trader.Applied.ShouldContain(one =>
            one.MessageId == refused.MessageId.Value && one.Outcome!.Contains("503", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Maintenance_that_ends_by_itself_is_survived_by_a_trader_that_tries_again()
    {
        await using var trader = await bench.EnrolAsync(ReplyChannel.Pull);
        trader.Suffer(ChaosEffect.Outage, ChaosFrequency.Always, period: TimeSpan.FromMilliseconds(400));

        var lodged = await trader.FileAsync();
        while (!lodged.Accepted)
        {
            lodged = await trader.FileAsync();
        }

        (await trader.ReceiveAsync()).RefToMessageId.ShouldBe(lodged.MessageId.Value);
    }
}
