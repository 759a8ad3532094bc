using System.Net;
using System.Text;
using System.Text.Json;
using Ics2.As4;
using Ics2.As4.Checking;
using Ics2.As4.Messages;
using Ics2.As4.Profiles;
using Ics2.As4.Receipts;
using Ics2.As4.Sealing;
using Ics2.Contract.Traders;
using Ics2.Tests.Support;
using Ics2.Trader.Messages;
using Ics2.Trader.Pulling;
using Ics2.Trader.Settings;

namespace Ics2.Tests.Trader.Pulling;

public sealed class PullTests : IDisposable
{
    private const string Registered =
        "<IE3R01 xmlns=\"urn:wco:datamodel:eu:ics2:2\"><LRN>LRN-1</LRN><MRN>26BE000000000001A1</MRN></IE3R01>";

    private readonly TraderWorld _world = new();

    private FakeCustoms Customs => _world.Customs;

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task A_message_is_pulled_kept_and_acknowledged_in_a_request_of_its_own()
    {
        var sent = Customs.Message(Registered, refTo: "mine@trader.example");
        Customs
            .ThenMessage(sent)
            .Then(seen =>
            {
                _world.InboxFiles().ShouldHaveSingleItem("the message is on disk before the receipt leaves");
                return FakeCustoms.Body(HttpStatusCode.OK, null, []);
            });
        var result = await Pull();
        result.Outcome.ShouldBe(PullOutcome.Received);
        result.Acknowledged.ShouldBeTrue(result.Error?.ToString());
        var message = result.Message!;
        (
            message.Action,
            message.MessageId,
            message.RefToMessageId,
            message.Lrn,
            message.Mrn,
            message.Xml,
            message.SealValid,
            message.ReceivedAt
        ).ShouldBe(
            (
                "IE3R01",
                sent.MessageId.Value,
                "mine@trader.example",
                "LRN-1",
                "26BE000000000001A1",
                Registered,
                true,
                _world.Clock.GetUtcNow()
            )
        );
        Customs.Requests[0].Envelope.Signal.ShouldBeOfType<PullRequest>().Mpc!.Value.ShouldBe(_world.Settings.Mpc);
        ShouldAcknowledge(Customs.Requests[1], sent);
    }

    [Fact]
    public async Task A_message_is_written_for_programs_as_documented()
    {
        Customs.ThenMessage(Customs.Message(Registered)).ThenNothing();
        var json = JsonSerializer.SerializeToNode((await Pull()).Message, ReceivedCustomsMessage.Json)!.AsObject();
        json.Select(property => property.Key)
            .ShouldBe(["action", "messageId", "receivedAt", "sealValid", "lrn", "mrn", "xml", "attachments"]);
    }

    [Fact]
    public async Task Attachments_come_with_their_message()
    {
        var message = Customs.Writer.WriteUserMessage(
            Customs.Header(action: "IE3R08"),
            [
                new Payload("doc@sti", "application/xml", Encoding.UTF8.GetBytes("<IE3R08/>")),
                new Payload("more@sti", "application/xml", Encoding.UTF8.GetBytes("<more/>")),
            ]
        );
        Customs.ThenMessage(message).ThenNothing();
        var attachment = (await Pull()).Message!.Attachments.ShouldHaveSingleItem();
        (attachment.Id, attachment.MimeType, Encoding.UTF8.GetString(attachment.Bytes)).ShouldBe(
            ("more@sti", "application/xml", "<more/>")
        );
        JsonSerializer
            .Serialize(attachment, ReceivedCustomsMessage.Json)
            .ShouldBe("""{"id":"more@sti","mimeType":"application/xml","content":"PG1vcmUvPg==","bytes":7}""");
        await using var client = _world.Client();
        client.Inbox.Find(message.MessageId.Value)!.Attachments.ShouldHaveSingleItem().Bytes.ShouldBe(attachment.Bytes);
    }

    // AS4-13
    [Fact]
    public async Task An_empty_channel_is_the_normal_end()
    {
        Customs.Then(Customs.EmptyChannel);
        var result = await Pull();
        result.Outcome.ShouldBe(PullOutcome.Empty);
        result.Error!.Severity.ShouldBe(ErrorSeverity.Warning);
    }

    [Fact]
    public async Task Everything_that_waits_is_pulled_in_order_until_the_channel_is_empty()
    {
        foreach (var number in Enumerable.Range(1, 3))
        {
            Customs.ThenMessage(Customs.Message($"<IE3R01><LRN>{number}</LRN></IE3R01>")).ThenNothing();
        }

        Customs.Then(Customs.EmptyChannel);
        (await PullAll()).Select(result => result.Message!.Lrn).ShouldBe(["1", "2", "3"]);
        _world.InboxFiles().Length.ShouldBe(3);
    }

    // as4-profile g: a carrier gets messages that refer to somebody else's filing.
    [Theory]
    [InlineData("unknown@somebody.example")]
    [InlineData(null)]
    public async Task A_message_may_refer_to_what_this_trader_never_sent(string? refTo)
    {
        Customs.ThenMessage(Customs.Message(Registered, refTo)).ThenNothing();
        var result = await Pull();
        result.Outcome.ShouldBe(PullOutcome.Received);
        result.Message!.RefToMessageId.ShouldBe(refTo);
    }

    [Fact]
    public async Task A_message_that_comes_twice_is_acknowledged_twice_and_delivered_once()
    {
        var sent = Customs.Message(Registered);
        Customs.ThenMessage(sent).ThenNothing().ThenMessage(sent).ThenNothing().Then(Customs.EmptyChannel);
        var results = await PullAll();
        results.Select(result => result.Outcome).ShouldBe([PullOutcome.Received, PullOutcome.Duplicate]);
        results[1].Message.ShouldBeNull();
        Customs.Requests[3].Body.ShouldBe(Customs.Requests[1].Body, "the same bytes get the same receipt");
    }

    [Fact]
    public async Task The_same_content_sealed_anew_under_the_same_id_gets_a_receipt_for_its_own_seal()
    {
        var first = Customs.Message(Registered);
        var again = Customs.Message(Registered, id: first.MessageId);
        Customs.ThenMessage(first).ThenNothing().ThenMessage(again).ThenNothing().Then(Customs.EmptyChannel);
        (await PullAll()).Select(result => result.Outcome).ShouldBe([PullOutcome.Received, PullOutcome.Duplicate]);
        ShouldAcknowledge(Customs.Requests[3], again);
    }

    [Fact]
    public async Task Another_content_under_the_same_id_is_refused()
    {
        var first = Customs.Message(Registered);
        Customs
            .ThenMessage(first)
            .ThenNothing()
            .ThenMessage(Customs.Message("<IE3R01/>", id: first.MessageId))
            .ThenNothing()
            .Then(Customs.EmptyChannel);
        var results = await PullAll();
        results.Select(result => result.Outcome).ShouldBe([PullOutcome.Received, PullOutcome.Refused]);
        results[1].Error!.CheckId.ShouldBe("inbox.same-id");
        Customs.Requests[3].Envelope.Signal.ShouldBeOfType<ErrorSignal>();
    }

    [Fact]
    public async Task A_restart_still_knows_what_was_received()
    {
        var sent = Customs.Message(Registered);
        Customs.ThenMessage(sent).ThenNothing();
        (await Pull()).Outcome.ShouldBe(PullOutcome.Received);
        Customs.ThenMessage(sent).ThenNothing();
        (await Pull()).Outcome.ShouldBe(PullOutcome.Duplicate);
        _world.InboxFiles().Length.ShouldBe(1);
    }

    [Fact]
    public async Task A_crash_between_inbox_and_receipt_loses_nothing_and_delivers_once()
    {
        var sent = Customs.Message(Registered);
        using var power = new CancellationTokenSource();
        Customs
            .ThenMessage(sent)
            .Then(
                async (_, cancellationToken) =>
                {
                    await power.CancelAsync();
                    await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
                    throw new InvalidOperationException("unreachable");
                }
            );
        await using (var crashing = _world.Client())
        {
            await Should.ThrowAsync<OperationCanceledException>(() => crashing.PullAsync(power.Token));
        }

        Customs.ThenMessage(sent).ThenNothing().Then(Customs.EmptyChannel);
        var results = await PullAll();
        results.Where(result => result.Message is not null).ShouldHaveSingleItem().MessageId.ShouldBe(sent.MessageId.Value);
        ShouldAcknowledge(Customs.Requests[3], sent);
        Customs.Then(Customs.EmptyChannel);
        (await PullAll()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_receipt_customs_did_not_take_is_reported_and_the_message_delivered_all_the_same()
    {
        Customs.ThenMessage(Customs.Message(Registered)).ThenError(EbmsErrorCode.InvalidReceipt);
        var result = await Pull();
        result.Message.ShouldNotBeNull();
        result.Acknowledged.ShouldBeFalse();
        result.Error!.Code.Code.ShouldBe("EBMS:0302");
    }

    [Theory]
    [InlineData(HttpStatusCode.Accepted, true)]
    [InlineData(HttpStatusCode.NoContent, true)]
    [InlineData(HttpStatusCode.BadGateway, false)]
    public async Task The_answer_to_a_receipt_is_judged_by_its_status(HttpStatusCode status, bool acknowledged)
    {
        Customs.ThenMessage(Customs.Message(Registered)).ThenNothing(status);
        (await Pull()).Acknowledged.ShouldBe(acknowledged);
    }

    [Fact]
    public async Task A_message_changed_on_the_way_is_refused_with_a_sealed_error_and_not_kept()
    {
        var sent = Customs.Message(Registered);
        await ShouldBeRefused(
            sent with
            {
                Wire = sent.Wire.Edit(text => text.Replace("IE3R01</eb:Action>", "IE3R04</eb:Action>", StringComparison.Ordinal)),
            },
            "seal.digest"
        );
    }

    [Fact]
    public async Task A_message_with_a_changed_document_is_refused()
    {
        var sent = Customs.Message(Registered);
        var body = sent.Wire.Body.ToArray();
        var gzip = body.AsSpan().IndexOf(new byte[] { 0x1f, 0x8b, 0x08 });
        body[gzip + 15] ^= 1;
        await ShouldBeRefused(sent with { Wire = sent.Wire with { Body = body } }, "seal.digest");
    }

    [Fact]
    public async Task An_unsealed_message_is_refused() => await ShouldBeRefused(Unsealed(Customs.Message(Registered)), "seal.present");

    [Fact]
    public async Task A_message_for_another_party_is_refused() =>
        await ShouldBeRefused(Customs.Message(Registered, to: "DE999999"), "header.addressee");

    [Fact]
    public async Task A_message_with_an_action_of_the_other_direction_is_refused() =>
        await ShouldBeRefused(Customs.Message("<IE3F10/>", action: "IE3F10"), "header.action");

    [Fact]
    public async Task A_bad_message_offered_over_and_over_does_not_hold_the_trader_for_ever()
    {
        var bad = Customs.Message(Registered, to: "DE999999");
        Customs.Otherwise = seen =>
            seen.Envelope.Signal is PullRequest ? FakeCustoms.Wire(bad.Wire) : FakeCustoms.Body(HttpStatusCode.OK, null, []);
        (await PullAll()).Count.ShouldBe(3);
    }

    [Theory]
    [InlineData(HttpStatusCode.OK, "")]
    [InlineData(HttpStatusCode.BadGateway, "<html>")]
    public async Task Without_a_usable_answer_the_pull_failed(HttpStatusCode status, string body)
    {
        Customs.Then(_ => FakeCustoms.Body(status, "text/html", Encoding.UTF8.GetBytes(body)));
        var result = (await PullAll()).ShouldHaveSingleItem();
        result.Outcome.ShouldBe(PullOutcome.Failed);
        result.Error!.Found!.ShouldContain($"HTTP {(int)status}");
    }

    [Fact]
    public async Task A_refused_pull_says_what_customs_said()
    {
        Customs.ThenError(EbmsErrorCode.Other, "not your channel", "A001");
        var result = await Pull();
        result.Outcome.ShouldBe(PullOutcome.Failed);
        result.Error!.Detail.ShouldContain("not your channel");
    }

    [Fact]
    public async Task A_ping_is_acknowledged_and_not_delivered()
    {
        var profile = Profile.Ics2HtiV2;
        var ping = Customs.Writer.WriteUserMessage(
            Customs.Header(action: profile.TestAction) with
            {
                Service = new TypedValue(profile.TestService, null),
            },
            []
        );
        Customs.ThenMessage(ping).ThenNothing();
        (await Pull()).Message.ShouldBeNull();
        ShouldAcknowledge(Customs.Requests[1], ping);
        _world.InboxFiles().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_trader_enrolled_for_push_is_told_to_listen()
    {
        using var pushed = new TraderWorld(ReplyChannel.Push);
        await using var client = pushed.Client();
        (
            await Should.ThrowAsync<TraderFolderException>(() => client.PullAsync(TestContext.Current.CancellationToken))
        ).Message.ShouldContain("ics2 listen");
    }

    private static SealedMessage Unsealed(SealedMessage sent) => sent with { Wire = sent.Wire.WithoutSeal() };

    private static void ShouldAcknowledge(Seen seen, SealedMessage sent)
    {
        var receipt = seen.Envelope.Signal.ShouldBeOfType<Receipt>();
        ReceiptCheck.Compare(sent.MessageId, sent.References, receipt).ShouldAllBe(check => check.Verdict == CheckVerdict.Passed);
        var seal = new SealVerifier(new ReadLimits()).Verify(seen.Envelope, seen.Package);
        (seal.SignatureValid, seal.CoversMessaging, seal.CoversBody).ShouldBe((true, true, true));
    }

    private async Task<PullResult> Pull()
    {
        await using var client = _world.Client();
        return await client.PullAsync(TestContext.Current.CancellationToken);
    }

    private async Task<List<PullResult>> PullAll()
    {
        await using var client = _world.Client();
        return await client.PullAllAsync(TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);
    }

    private async Task ShouldBeRefused(SealedMessage bad, string check)
    {
        Customs.ThenMessage(bad).ThenNothing();
        var result = await Pull();
        result.Outcome.ShouldBe(PullOutcome.Refused);
        result.Error!.CheckId.ShouldBe(check);
        _world.InboxFiles().ShouldBeEmpty();
        var told = Customs.Requests[1];
        var error = told.Envelope.Signal.ShouldBeOfType<ErrorSignal>();
        error.RefToMessageId.ShouldBe(bad.MessageId.Value);
        new SealVerifier(new ReadLimits()).Verify(told.Envelope, told.Package).SignatureValid.ShouldBe(true);
    }
}
