using Ics2.AccessPoint.Chaos;
using Ics2.Contract.Traders;
using Ics2.Trader.Lodging;
using Ics2.Trader.Pulling;

namespace Ics2.Tests.EndToEnd;

/// <summary>Whatever becomes of the answer, what was filed is filed once, and the trader that repeats it learns so.</summary>
public sealed class ChaosOnAnswersTests(ChaosBench bench)
{
    [Theory]
    [InlineData(ChaosEffect.HttpError, AttemptOutcome.NoReceipt)]
    [InlineData(ChaosEffect.LoseReceipt, AttemptOutcome.NoAnswer)]
    [InlineData(ChaosEffect.Reset, AttemptOutcome.NoAnswer)]
    [InlineData(ChaosEffect.UnsignedReceipt, AttemptOutcome.InvalidReceipt)]
    [InlineData(ChaosEffect.ReceiptForAnother, AttemptOutcome.InvalidReceipt)]
    [InlineData(ChaosEffect.WrongDigests, AttemptOutcome.InvalidReceipt)]
    [InlineData(ChaosEffect.ForeignSeal, AttemptOutcome.InvalidReceipt)]
    [InlineData(ChaosEffect.EmptyBody, AttemptOutcome.NoReceipt)]
    [InlineData(ChaosEffect.HtmlBody, AttemptOutcome.NoReceipt)]
    public async Task A_spoiled_answer_costs_the_trader_a_repetition_and_nothing_else(ChaosEffect effect, AttemptOutcome first)
    {
        await using var trader = await bench.EnrolAsync(ReplyChannel.Pull);
        trader.Suffer(effect);

        var lodged = await trader.FileAsync();

        lodged.Trail.Select(attempt => attempt.Outcome).ShouldBe([first, AttemptOutcome.Receipted]);
        (await trader.ReceiveAsync()).RefToMessageId.ShouldBe(lodged.MessageId.Value);
        var filed = (await trader.SeenAsync("in")).ShouldHaveSingleItem();
        filed.GetProperty("messageId").GetString().ShouldBe(lodged.MessageId.Value);
        filed.GetProperty("chaos").EnumerateArray().ShouldHaveSingleItem().GetProperty("do").GetString().ShouldBe(effect.Name());
    }

    [Fact]
    public async Task A_late_receipt_makes_an_impatient_trader_repeat_and_the_repetition_is_recognised()
    {
        await using var trader = await bench.EnrolAsync(ReplyChannel.Pull, patience: TimeSpan.FromMilliseconds(700));
        trader.Suffer(ChaosEffect.LateReceipt, delay: TimeSpan.FromSeconds(2));

        var lodged = await trader.FileAsync();

        lodged.Trail[0].Outcome.ShouldBe(AttemptOutcome.NoAnswer);
        lodged.Accepted.ShouldBeTrue();
        (await trader.SeenAsync("in")).Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(ReplyChannel.Pull)]
    [InlineData(ReplyChannel.Push)]
    public async Task A_receipt_that_comes_twice_harms_nobody(ReplyChannel channel)
    {
        await using var trader = await bench.EnrolAsync(channel);
        trader.Suffer(ChaosEffect.DuplicateReceipt);

        var lodged = await trader.FileAsync();

        lodged.Attempts.ShouldBe(1);
        (await trader.ReceiveAsync()).RefToMessageId.ShouldBe(lodged.MessageId.Value);
        await trader.DeliveredAsync(1);
        while (trader.Applied.ShouldHaveSingleItem().Outcome is null)
        {
            await Task.Delay(20, trader.Ct);
        }
    }

    [Fact]
    public async Task The_answer_to_a_pull_is_lost_only_by_a_rule_that_says_so_and_the_message_is_offered_again()
    {
        await using var trader = await bench.EnrolAsync(ReplyChannel.Pull);
        trader.Suffer(ChaosEffect.LoseReceipt, action: ChaosRule.PullRequest);

        (await trader.FileAsync()).Attempts.ShouldBe(1);
        await trader.UntilAsync("out", rows => rows.Count == 1);
        (await trader.Client.PullAsync(trader.Ct)).Outcome.ShouldBe(PullOutcome.Failed);

        (await trader.ReceiveAsync()).Action.ShouldBe("IE3R01");
        (await trader.DeliveredAsync(1))[0].GetProperty("attempts").GetInt32().ShouldBe(2);
    }

    [Fact]
    public async Task A_rule_is_counted_for_each_trader_by_itself()
    {
        await using var trader = await bench.EnrolAsync(ReplyChannel.Pull);
        await using var other = await bench.EnrolAsync(ReplyChannel.Pull);
        trader.Suffer(ChaosEffect.EmptyBody, ChaosFrequency.Every(2));

        (await other.FileAsync()).Attempts.ShouldBe(1);
        (await trader.FileAsync()).Attempts.ShouldBe(1);
        (await trader.FileAsync()).Attempts.ShouldBe(2);
        other.Applied.ShouldBeEmpty();
    }

    [Fact]
    public async Task Whatever_goes_wrong_with_whatever_probability_everything_arrives_once()
    {
        await using var trader = await bench.EnrolAsync(ReplyChannel.Push);
        var often = ChaosFrequency.Probability(0.3); // of the seed 0: the same dice in every run
        ChaosEffect[] effects =
        [
            .. Enum.GetValues<ChaosEffect>().Except([ChaosEffect.Outage, ChaosEffect.LateReceipt, ChaosEffect.UnknownReference]),
        ];
        foreach (var effect in effects)
        {
            trader.Suffer(effect, often, delay: TimeSpan.FromMilliseconds(300));
        }

        var filed = new List<string>();
        for (var number = 0; number < 12; number++)
        {
            filed.Add((await trader.FileAsync()).MessageId.Value);
        }

        foreach (var effect in effects)
        {
            trader.Relieve(effect);
        }

        await trader.UntilAsync("in", rows => rows.All(row => row.GetProperty("state").GetString() == "processed"));
        var recorded = (await trader.SeenAsync("in")).Select(row => row.GetProperty("messageId").GetString()!).ToList();
        await trader.DeliveredAsync(recorded.Count);
        trader.Untaken().Select(message => message.RefToMessageId).ShouldBe(recorded, ignoreOrder: true);
        recorded.ShouldBeSubsetOf(filed, StringComparer.Ordinal);
        trader.Applied.Select(one => one.Do).Distinct(StringComparer.Ordinal).Count().ShouldBeGreaterThan(6);
    }
}
