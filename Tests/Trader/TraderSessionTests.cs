using System.Net;
using System.Text;
using Ics2.As4.Messages;
using Ics2.Contract.Traders;
using Ics2.Tests.Support;
using Ics2.Trader;
using Ics2.Trader.Messages;
using Ics2.Trader.Settings;

namespace Ics2.Tests.Trader;

public sealed class TraderSessionTests
{
    private static readonly Submission Filing = Read("<IE3F10><LRN>LRN-1</LRN></IE3F10>");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_reply_to_the_message_is_waited_for_by_pulling()
    {
        using var world = new TraderWorld();
        var id = MessageId.New("trader.example");
        var reply = world.Customs.Message("<IE3R01/>", refTo: id.Value);
        world
            .Customs.ThenReceipt()
            .Then(world.Customs.EmptyChannel)
            .Then(world.Customs.EmptyChannel)
            .ThenMessage(reply)
            .ThenNothing()
            .Then(world.Customs.EmptyChannel);
        var result = await Send(world, Filing with { MessageId = id }, TimeSpan.FromSeconds(30));
        result.Lodging.Accepted.ShouldBeTrue();
        result.Replies.ShouldHaveSingleItem().MessageId.ShouldBe(reply.MessageId.Value);
    }

    [Theory]
    [InlineData("<IE3R01><LRN>LRN-1</LRN></IE3R01>", "IE3R01")]
    [InlineData("<IE3N99><functionalReference>LRN-1</functionalReference></IE3N99>", "IE3N99")]
    public async Task A_reply_without_reference_to_the_message_is_known_by_the_lrn(string xml, string action)
    {
        using var world = new TraderWorld();
        world.Customs.ThenReceipt().ThenMessage(world.Customs.Message(xml, action: action)).ThenNothing().Then(world.Customs.EmptyChannel);
        (await Send(world, Filing, TimeSpan.FromSeconds(30))).Replies.ShouldHaveSingleItem().Action.ShouldBe(action);
    }

    [Fact]
    public async Task What_comes_for_others_stays_in_the_inbox_for_the_next_pull()
    {
        using var world = new TraderWorld();
        var other = world.Customs.Message("<IE3N03><MRN>other</MRN></IE3N03>", refTo: "other@x", action: "IE3N03");
        world
            .Customs.ThenReceipt()
            .ThenMessage(other)
            .ThenNothing()
            .ThenMessage(world.Customs.Message("<IE3R01><LRN>LRN-1</LRN></IE3R01>"))
            .ThenNothing()
            .Then(world.Customs.EmptyChannel);
        (await Send(world, Filing, TimeSpan.FromSeconds(30))).Replies.ShouldHaveSingleItem().Action.ShouldBe("IE3R01");
        world.Customs.Then(world.Customs.EmptyChannel);
        await using var client = world.Client();
        (await client.PullAllAsync(Ct).ToListAsync(Ct)).ShouldHaveSingleItem().MessageId.ShouldBe(other.MessageId.Value);
    }

    [Fact]
    public async Task Several_replies_that_wait_together_come_together()
    {
        using var world = new TraderWorld();
        world.Customs.ThenReceipt();
        foreach (var action in new[] { "IE3R01", "IE3N03" })
        {
            world.Customs.ThenMessage(world.Customs.Message($"<{action}><LRN>LRN-1</LRN></{action}>", action: action)).ThenNothing();
        }

        world.Customs.Then(world.Customs.EmptyChannel);
        (await Send(world, Filing, TimeSpan.FromSeconds(30))).Replies.Select(reply => reply.Action).ShouldBe(["IE3R01", "IE3N03"]);
    }

    [Fact]
    public async Task When_the_time_is_over_there_are_no_replies_and_polling_was_no_hammering()
    {
        using var world = new TraderWorld();
        world.Customs.ThenReceipt();
        world.Customs.Otherwise = world.Customs.EmptyChannel;
        var result = await Send(world, Filing, TimeSpan.FromSeconds(10));
        result.Replies.ShouldBeEmpty();
        world.Customs.Requests.Count.ShouldBeInRange(8, 16);
    }

    [Fact]
    public async Task A_message_offered_without_end_does_not_make_the_trader_hammer()
    {
        using var world = new TraderWorld();
        var other = world.Customs.Message("<IE3N03/>", action: "IE3N03");
        world.Customs.ThenReceipt();
        world.Customs.Otherwise = seen =>
            seen.Envelope.Signal is PullRequest ? FakeCustoms.Wire(other.Wire) : FakeCustoms.Body(HttpStatusCode.BadGateway, null, []);
        var result = await Send(world, Filing, TimeSpan.FromSeconds(3));
        result.Replies.ShouldBeEmpty();
        world.Customs.Requests.Count.ShouldBeLessThan(100);
    }

    [Fact]
    public async Task While_pulling_fails_it_is_tried_again_and_the_last_failure_is_told()
    {
        using var world = new TraderWorld();
        world.Customs.ThenReceipt();
        world.Customs.Otherwise = _ => FakeCustoms.Body(HttpStatusCode.BadGateway, null, []);
        (await Send(world, Filing, TimeSpan.FromSeconds(3))).LastFailure!.Error!.Found!.ShouldContain("502");
    }

    [Fact]
    public async Task A_refused_message_is_not_waited_for()
    {
        using var world = new TraderWorld();
        world.Customs.ThenError(EbmsErrorCode.Other, "no", "A001");
        var result = await Send(world, Filing, TimeSpan.FromSeconds(30));
        result.Lodging.Accepted.ShouldBeFalse();
        world.Customs.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Without_waiting_nothing_is_pulled()
    {
        using var world = new TraderWorld();
        world.Customs.ThenReceipt();
        (await Send(world, Filing, TimeSpan.Zero)).Lodging.Accepted.ShouldBeTrue();
        world.Customs.Requests.Count.ShouldBe(1);
    }

    // OPS-04
    [Fact]
    public async Task A_pushed_reply_may_overtake_the_receipt()
    {
        using var world = new TraderWorld(ReplyChannel.Push);
        using var folder = Reopened(world);
        world.Customs.Then(
            async (seen, cancellationToken) =>
            {
                await PushingCustoms.PushAsync(
                    folder.Settings.PushUrl!,
                    world.Customs.Message("<IE3N03/>", refTo: "other@x", action: "IE3N03"),
                    cancellationToken
                );
                await PushingCustoms.PushAsync(
                    folder.Settings.PushUrl!,
                    world.Customs.Message("<IE3R01/>", refTo: seen.Envelope.MessageId.Value),
                    cancellationToken
                );
                return world.Customs.Receipt(seen);
            }
        );
        await using var session = await TraderSession.StartAsync(folder, world.Options, cancellationToken: Ct);
        var result = await session.SendAsync(Filing, TimeSpan.FromSeconds(30), Ct);
        result.Replies.ShouldHaveSingleItem().Action.ShouldBe("IE3R01");
    }

    [Fact]
    public async Task While_somebody_else_listens_for_this_trader_the_reply_is_found_in_the_shared_inbox()
    {
        using var world = new TraderWorld(ReplyChannel.Push);
        using var folder = Reopened(world);
        await using var listening = await PushReceiver.StartAsync(folder, world.Options, cancellationToken: Ct);
        await PushingCustoms.PushAsync(folder.Settings.PushUrl!, world.Customs.Message("<IE3R01/>", refTo: "before@x"), Ct);
        world.Customs.Then(
            async (seen, cancellationToken) =>
            {
                await PushingCustoms.PushAsync(
                    folder.Settings.PushUrl!,
                    world.Customs.Message("<IE3R01/>", refTo: seen.Envelope.MessageId.Value),
                    cancellationToken
                );
                return world.Customs.Receipt(seen);
            }
        );
        var log = new List<string>();
        await using var session = await TraderSession.StartAsync(folder, world.Options, new PushOptions { Log = log.Add }, Ct);
        log.ShouldHaveSingleItem().ShouldContain("inbox");
        var result = await session.SendAsync(Filing, TimeSpan.FromSeconds(30), Ct);
        result.Replies.ShouldHaveSingleItem().RefToMessageId.ShouldBe(result.Lodging.MessageId.Value);
    }

    private static Submission Read(string xml) =>
        Submission.TryRead(Encoding.UTF8.GetBytes(xml), out var submission, out var why)
            ? submission
            : throw new InvalidOperationException(why);

    // A port that was free a moment ago.
    private static TraderFolder Reopened(TraderWorld world)
    {
        using var probe = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        var port = ((IPEndPoint)probe.LocalEndpoint).Port;
        probe.Stop();
        world.Write(world.Settings with { PushUrl = new Uri($"https://localhost:{port}/as4") });
        return TraderFolder.Open(world.Path);
    }

    // The clock moves as long as the session waits for it.
    private static async Task<SessionResult> Send(TraderWorld world, Submission submission, TimeSpan wait)
    {
        await using var session = await TraderSession.StartAsync(world.Folder, world.Options, cancellationToken: Ct);
        var sending = session.SendAsync(submission, wait, Ct);
        while (!sending.IsCompleted)
        {
            await Task.Delay(1, Ct);
            world.Clock.Advance(TimeSpan.FromMilliseconds(50));
        }

        return await sending;
    }
}
