using Ics2.AccessPoint.Chaos;
using Ics2.Contract.Traders;
using Ics2.Trader.Messages;
using Ics2.Trader.Pulling;

namespace Ics2.Tests.EndToEnd;

/// <summary>Whatever becomes of a message of customs on its way, the trader has it once in the end, as it was sealed.</summary>
public sealed class ChaosOnMessagesTests(ChaosBench bench)
{
    [Theory]
    [InlineData(ChaosEffect.TamperedPayload, ReplyChannel.Push, "seal.digest")]
    [InlineData(ChaosEffect.TamperedPayload, ReplyChannel.Pull, "seal.digest")]
    [InlineData(ChaosEffect.LeafOnlySeal, ReplyChannel.Push, "chain")]
    [InlineData(ChaosEffect.LeafOnlySeal, ReplyChannel.Pull, "chain")]
    [InlineData(ChaosEffect.ForeignSeal, ReplyChannel.Push, "not that of customs")]
    [InlineData(ChaosEffect.ForeignSeal, ReplyChannel.Pull, "not that of customs")]
    public async Task A_spoiled_message_is_refused_and_the_sound_one_comes_after_it(ChaosEffect effect, ReplyChannel channel, string reason)
    {
        await using var trader = await bench.EnrolAsync(channel);
        trader.Suffer(effect, ChaosFrequency.First(5), action: "IE3R01"); // more than customs tries in all: such sendings do not count
        await trader.FileAsync();

        (await trader.ReceiveAsync()).Action.ShouldBe("IE3R01");

        var row = (await trader.DeliveredAsync(1))[0];
        row.GetProperty("attempts").GetInt32().ShouldBe(6);
        row.GetProperty("chaos").GetArrayLength().ShouldBe(5);
        trader.Applied.ShouldAllBe(one => one.Outcome!.Contains(reason, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(ChaosEffect.DuplicateMessage, ReplyChannel.Push)]
    [InlineData(ChaosEffect.DuplicateMessage, ReplyChannel.Pull)]
    [InlineData(ChaosEffect.PushAgain, ReplyChannel.Push)]
    [InlineData(ChaosEffect.PushAgain, ReplyChannel.Pull)]
    public async Task A_message_that_comes_twice_is_taken_once_and_acknowledged_twice(ChaosEffect effect, ReplyChannel channel)
    {
        await using var trader = await bench.EnrolAsync(channel);
        trader.Suffer(effect, ChaosFrequency.Always);
        await trader.FileAsync();

        (await trader.ReceiveAsync()).Action.ShouldBe("IE3R01");

        if (channel == ReplyChannel.Pull)
        {
            var again = await trader.Client.PullAsync(trader.Ct);
            again.Outcome.ShouldBe(PullOutcome.Duplicate);
            again.Acknowledged.ShouldBeTrue();
            (await trader.Client.PullAsync(trader.Ct)).Outcome.ShouldBe(PullOutcome.Empty);
        }
        else
        {
            while (trader.Applied.ShouldHaveSingleItem().Outcome is not { } outcome || outcome.Split("valid receipt").Length != 3)
            {
                await Task.Delay(20, trader.Ct);
            }
        }

        await trader.DeliveredAsync(1);
        trader.Untaken().ShouldBeEmpty();
    }

    [Theory]
    [InlineData(ReplyChannel.Push)]
    [InlineData(ReplyChannel.Pull)]
    public async Task The_later_of_two_messages_comes_first(ReplyChannel channel)
    {
        await using var trader = await bench.EnrolAsync(channel);
        trader.Suffer(ChaosEffect.Reorder, delay: TimeSpan.FromSeconds(20));
        var first = await trader.FileAsync();
        await trader.UntilAsync("out", rows => rows.Count == 1);
        if (channel == ReplyChannel.Pull)
        {
            (await trader.Client.PullAsync(trader.Ct)).Outcome.ShouldBe(PullOutcome.Empty); // held back
        }

        var second = await trader.FileAsync();

        (await trader.ReceiveAsync()).RefToMessageId.ShouldBe(second.MessageId.Value);
        (await trader.ReceiveAsync()).RefToMessageId.ShouldBe(first.MessageId.Value);
        await trader.DeliveredAsync(2);
        trader.Applied.ShouldHaveSingleItem().Outcome!.ShouldContain("overtaken");
    }

    [Theory]
    [InlineData(ChaosEffect.Reorder)]
    [InlineData(ChaosEffect.LateMessage)]
    public async Task What_is_held_back_comes_by_itself_when_its_time_is_over(ChaosEffect effect)
    {
        await using var trader = await bench.EnrolAsync(ReplyChannel.Push);
        trader.Suffer(effect, ChaosFrequency.Always, delay: TimeSpan.FromMilliseconds(600));
        var since = TimeProvider.System.GetTimestamp();
        await trader.FileAsync();

        (await trader.ReceiveAsync()).Action.ShouldBe("IE3R01");

        TimeProvider.System.GetElapsedTime(since).ShouldBeGreaterThan(TimeSpan.FromMilliseconds(600));
        await trader.DeliveredAsync(1);
    }

    [Theory]
    [InlineData(ReplyChannel.Push)]
    [InlineData(ReplyChannel.Pull)]
    public async Task A_copy_refers_to_a_message_that_the_trader_never_sent(ReplyChannel channel)
    {
        await using var trader = await bench.EnrolAsync(channel);
        trader.Suffer(ChaosEffect.UnknownReference, ChaosFrequency.Always);
        var filed = await trader.FileAsync();

        ReceivedCustomsMessage[] both = [await trader.ReceiveAsync(), await trader.ReceiveAsync()];

        both.Count(message => message.RefToMessageId == filed.MessageId.Value).ShouldBe(1);
        both.Single(message => message.RefToMessageId != filed.MessageId.Value).Mrn.ShouldBe(both[0].Mrn);
        await trader.DeliveredAsync(2);
    }

    [Fact]
    public async Task A_receipt_for_what_was_spoiled_does_not_deliver_the_message()
    {
        await using var trader = await bench.EnrolAsync(ReplyChannel.Pull);
        using var gullible = new WireTrader(trader.Customs.AccessPoint.As4, trader.Enrolled, trader.Beside("gullible"));
        trader.Suffer(ChaosEffect.LeafOnlySeal);
        await trader.FileAsync();

        var spoiled = await gullible.PullAsync();
        (await gullible.PostAsync(gullible.Writer.WriteReceipt(spoiled).Wire)).Status.ShouldBe(202);

        trader.Applied.ShouldHaveSingleItem().Outcome!.ShouldContain("acknowledged");
        (await trader.SeenAsync("out")).ShouldHaveSingleItem().GetProperty("state").GetString().ShouldBe("waiting");
        (await trader.ReceiveAsync()).Action.ShouldBe("IE3R01");
        await trader.DeliveredAsync(1);
    }
}
