using System.Net;
using System.Text;
using Ics2.As4;
using Ics2.As4.Checking;
using Ics2.As4.Messages;
using Ics2.As4.Profiles;
using Ics2.As4.Receipts;
using Ics2.As4.Sealing;
using Ics2.As4.Writing;
using Ics2.Contract.Traders;
using Ics2.Tests.Support;
using Ics2.Trader;
using Ics2.Trader.Conduct;
using Ics2.Trader.Pulling;

namespace Ics2.Tests.Trader.Conduct;

public sealed class ReceivingMisconductTests : IDisposable
{
    private static readonly byte[] Filing = Encoding.UTF8.GetBytes("<IE3F10/>");

    private readonly TraderWorld _world = new();

    private FakeCustoms Customs => _world.Customs;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _world.Dispose();

    [Theory]
    [InlineData("receipt-without-body", "seal.covers-body")]
    [InlineData("receipt-for-another", "receipt.ref")]
    [InlineData("receipt-wrong-digest", "receipt.reference")]
    [InlineData("unsealed-receipt", "seal.present")]
    public async Task A_wrong_receipt_is_wrong_in_one_way_and_the_message_is_kept_with_the_right_one(string name, string check)
    {
        var sent = Customs.Message("<IE3R01/>");
        Customs.ThenMessage(sent).ThenNothing().ThenMessage(sent).ThenNothing();
        (await PullAsync(name)).Outcome.ShouldBe(PullOutcome.Received);
        Failures(sent, Customs.Requests[1]).ShouldBe([check]);

        (await PullAsync(name: null)).Outcome.ShouldBe(PullOutcome.Duplicate);
        Failures(sent, Customs.Requests[3]).ShouldBeEmpty();
    }

    [Fact]
    public async Task No_receipt_leaves_and_the_client_knows_it()
    {
        Customs.ThenMessage(Customs.Message("<IE3R01/>"));
        var result = await PullAsync("no-receipt");
        (result.Outcome, result.Acknowledged).ShouldBe((PullOutcome.Received, false));
        Customs.Requests.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_push_is_answered_without_a_receipt()
    {
        using var world = new TraderWorld(ReplyChannel.Push);
        await using var receiver = await PushReceiver.StartAsync(
            world.Folder,
            world.Options with
            {
                Around = [ReceivingMisconduct.NoReceipt],
            },
            new PushOptions { Port = 0 },
            Ct
        );
        using var http = PushingCustoms.Connection(TraderPki.Instance.Pki.CustomsTls.Certificate);
        var message = world.Customs.Message("<IE3R01/>");
        using var content = new ReadOnlyMemoryContent(message.Wire.Body);
        content.Headers.TryAddWithoutValidation("Content-Type", message.Wire.ContentType);
        using var answer = await http.PostAsync(receiver.Url, content, Ct);
        (answer.StatusCode, (await answer.Content.ReadAsByteArrayAsync(Ct)).Length).ShouldBe((HttpStatusCode.OK, 0));
        world.InboxFiles().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task No_retry_gives_up_after_one_attempt()
    {
        Customs.ThenNothing();
        await using var client = Client("no-retry");
        var result = await client.LodgeAsync(Filing, cancellationToken: Ct);
        (result.Accepted, result.Attempts).ShouldBe((false, 1));
    }

    [Fact]
    public async Task A_new_message_id_is_taken_for_each_attempt_up_to_as_many_as_ever()
    {
        Customs.ThenNothing().ThenNothing().ThenReceipt();
        await using var client = Client("new-message-id");
        var result = await client.LodgeAsync(Filing, cancellationToken: Ct);
        (result.Accepted, result.Attempts).ShouldBe((true, 3));
        Customs.Requests.Select(request => request.Envelope.MessageId).Distinct().Count().ShouldBe(3);
        result.MessageId.ShouldBe(Customs.Requests[^1].Envelope.MessageId);
    }

    [Fact]
    public async Task A_refusal_is_not_repeated_under_a_new_id_either()
    {
        Customs.ThenError(EbmsErrorCode.Other);
        await using var client = Client("new-message-id");
        (await client.LodgeAsync(Filing, cancellationToken: Ct)).Attempts.ShouldBe(1);
    }

    [Theory]
    [InlineData("somebody@else.example", PullOutcome.Refused)]
    [InlineData("mine@be0123456789.trader.invalid", PullOutcome.Received)]
    [InlineData(null, PullOutcome.Received)]
    public async Task An_answer_to_somebody_else_s_message_is_refused(string? refTo, PullOutcome outcome)
    {
        Customs.ThenMessage(Customs.Message("<IE3R01/>", refTo)).ThenNothing();
        (await PullAsync("refuses-unknown-reference")).Outcome.ShouldBe(outcome);
        (Customs.Requests[1].Envelope.Signal is ErrorSignal).ShouldBe(outcome == PullOutcome.Refused);
    }

    [Fact]
    public async Task An_empty_channel_is_asked_three_times_and_then_taken_for_a_failure()
    {
        Customs.Then(Customs.EmptyChannel).Then(Customs.EmptyChannel).Then(Customs.EmptyChannel);
        var result = await PullAsync("empty-is-error");
        (result.Outcome, result.Error!.Code).ShouldBe((PullOutcome.Failed, EbmsErrorCode.EmptyMessagePartitionChannel));
        Customs.Requests.Count.ShouldBe(3);
    }

    [Theory]
    [InlineData("accepts-tampered-seal", PullOutcome.Received)]
    [InlineData("accepts-leaf-only", PullOutcome.Refused)]
    public async Task A_seal_that_does_not_fit_is_taken_by_who_does_not_verify_it(string name, PullOutcome outcome)
    {
        var message = Customs.Message("<IE3R01/>");
        var text = Encoding
            .Latin1.GetString(message.Wire.Body.Span)
            .Replace("IE3R01</eb:Action>", "IE3R04</eb:Action>", StringComparison.Ordinal);
        Customs.ThenMessage(message with { Wire = message.Wire with { Body = Encoding.Latin1.GetBytes(text) } }).ThenNothing();
        (await PullAsync(name)).Outcome.ShouldBe(outcome);
    }

    [Theory]
    [InlineData("accepts-leaf-only", PullOutcome.Received)]
    [InlineData("accepts-tampered-seal", PullOutcome.Refused)]
    public async Task A_leaf_without_its_chain_is_taken_by_who_does_not_ask_for_it(string name, PullOutcome outcome)
    {
        using var leafOnly = new SealingIdentity(TraderPki.Instance.Pki.CustomsSeal.Certificate, []);
        Customs
            .ThenMessage(
                new MessageWriter(Profile.Ics2HtiV2, leafOnly, FakeCustoms.Host, _world.Clock).WriteUserMessage(
                    Customs.Header(),
                    [new Payload("doc@sti", "application/xml", Filing)]
                )
            )
            .ThenNothing();
        (await PullAsync(name)).Outcome.ShouldBe(outcome);
    }

    [Theory]
    [InlineData("accepts-foreign-seal", PullOutcome.Received)]
    [InlineData("accepts-tampered-seal", PullOutcome.Refused)]
    public async Task A_seal_of_another_trader_is_taken_by_who_does_not_ask_whose_it_is(string name, PullOutcome outcome)
    {
        var foreign = TraderPki.Instance.Pki.IssueForeignSeal();
        using var identity = new SealingIdentity(foreign.Certificate, foreign.Chain);
        Customs
            .ThenMessage(
                new MessageWriter(Profile.Ics2HtiV2, identity, FakeCustoms.Host, _world.Clock).WriteUserMessage(
                    Customs.Header(),
                    [new Payload("doc@sti", "application/xml", Filing)]
                )
            )
            .ThenNothing();
        (await PullAsync(name)).Outcome.ShouldBe(outcome);
    }

    [Fact]
    public async Task A_repetition_is_dropped_without_the_receipt_by_who_does_not_keep_it__F_13()
    {
        var sent = Customs.Message("<IE3R01/>");
        Customs.ThenMessage(sent).ThenNothing().ThenMessage(sent).ThenNothing();
        await using var client = Client("drops-repetitions");
        (await client.PullAsync(Ct)).Outcome.ShouldBe(PullOutcome.Received);
        (await client.PullAsync(Ct)).Outcome.ShouldBe(PullOutcome.Refused);
    }

    [Fact]
    public void Every_receiving_misconduct_has_a_test_here() =>
        ReceivingMisconduct.All.Count.ShouldBe(13, "write a test for the new one, then count it");

    private TraderClient Client(string? name) =>
        _world.Client(options => options with { Around = [.. ReceivingMisconduct.All.Where(misconduct => misconduct.Name == name)] });

    private async Task<PullResult> PullAsync(string? name)
    {
        await using var client = Client(name);
        return await client.PullAsync(Ct);
    }

    private static List<string> Failures(SealedMessage sent, Seen receipt)
    {
        var (envelope, package) = (receipt.Envelope, receipt.Package);
        IEnumerable<Check> checks =
        [
            .. new SealPolicy(Profile.Ics2HtiV2).Check(envelope, package, new SealVerifier(new ReadLimits()).Verify(envelope, package)),
            .. ReceiptCheck.Compare(sent.MessageId, sent.References, envelope.Signal.ShouldBeOfType<Receipt>()),
        ];
        return [.. checks.Where(check => check.Verdict == CheckVerdict.Failed).Select(check => check.Id)];
    }
}
