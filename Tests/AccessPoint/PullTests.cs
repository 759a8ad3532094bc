using Ics2.AccessPoint.Receiving;
using Ics2.AccessPoint.Storing;
using Ics2.As4;
using Ics2.As4.Messages;
using Ics2.Contract.Traders;
using Ics2.Tests.Support;
using Ics2.Trust.Certificates;

namespace Ics2.Tests.AccessPoint;

public sealed class PullTests(PkiFixture pki) : IAsyncDisposable
{
    private readonly ReceivingBench _bench = new(pki);

    [Fact]
    public async Task A_pull_gets_the_bytes_that_were_sealed_and_a_receipt_of_its_own_post_ends_the_matter()
    {
        var waiting = await _bench.PutAsync(pki.Trader);

        var pulled = await PullAsync(pki.Trader);
        pulled.Status.ShouldBe(200);
        pulled.Wire.ShouldNotBeNull().Body.ToArray().ShouldBe(waiting.Wire.Body.ToArray());

        var answer = await _bench.PostAsync(pki.Trader.Writer.WriteReceipt(ReceivingBench.Read(pulled.Wire)));
        answer.ShouldBe(new Answer(202, Wire: null));
        State(waiting).ShouldBe("delivered");

        _bench.Clock.Advance(TimeSpan.FromHours(1));
        ReceivingBench.Error(await PullAsync(pki.Trader)).Code.ShouldBe(EbmsErrorCode.EmptyMessagePartitionChannel);
    }

    [Fact]
    public async Task An_empty_channel_is_a_warning_with_status_200__AS4_13()
    {
        var answer = await PullAsync(pki.Trader);

        answer.Status.ShouldBe(200);
        ReceivingBench.Error(answer).Severity.ShouldBe(ErrorSeverity.Warning);
    }

    [Fact]
    public async Task A_foreign_channel_gives_the_same_answer_whether_mail_waits_or_not__AS4_11()
    {
        var empty = ReceivingBench.Error(await PullAsync(pki.Trader, pki.Other.Channel));
        await _bench.PutAsync(pki.Other);
        var full = ReceivingBench.Error(await PullAsync(pki.Trader, pki.Other.Channel));

        empty.Code.Code.ShouldBe("EBMS:0004");
        empty.Detail.ShouldStartWith("A001");
        full.Detail.ShouldBe(empty.Detail);
    }

    [Theory]
    [InlineData("urn:other")]
    [InlineData("http://docs.oasis-open.org/ebxml-msg/ebms/v3.0/ns/core/200704/defaultMPC")]
    [InlineData("urn:fdc:ec.europa.eu:2019:eu_ics2_c2t")]
    [InlineData("urn:fdc:ec.europa.eu:2019:eu_ics2_c2t/EORI/")]
    [InlineData("urn:other/EORI/BE0123456789")]
    public async Task A_channel_of_nobody_is_EBMS_0010(string channel)
    {
        Mpc.TryParse(channel, out var mpc, out _).ShouldBeTrue();

        ReceivingBench.Error(await PullAsync(pki.Trader, mpc)).Code.Code.ShouldBe("EBMS:0010");
    }

    [Fact]
    public async Task A_trader_enrolled_for_push_is_told_so()
    {
        await _bench.PutAsync(pki.Trader);
        await _bench.Store.PutOperatorAsync(
            new Operator(TraderPartyId.Parse(pki.Trader.PartyId), ReplyChannel.Push, "https://localhost/", Connected: true),
            _bench.Clock.GetUtcNow()
        );

        var error = ReceivingBench.Error(await PullAsync(pki.Trader));

        error.Code.Code.ShouldBe("EBMS:0010");
        error.Detail.ShouldContain("enrolled for push");
    }

    [Fact]
    public async Task A_receipt_of_another_trader_gets_the_answer_of_an_unknown_message__AS4_15()
    {
        var waiting = await _bench.PutAsync(pki.Trader);
        var pulled = await PullAsync(pki.Trader);

        var foreign = ReceivingBench.Error(await _bench.PostAsync(pki.Other.Writer.WriteReceipt(ReceivingBench.Read(pulled.Wire!))));

        foreign.Code.Code.ShouldBe("EBMS:0302");
        foreign.Detail.ShouldContain("was not sent to you");
        State(waiting).ShouldBe("waiting");
    }

    [Fact]
    public async Task A_receipt_for_one_message_does_not_deliver_another__KEY_18()
    {
        var first = await _bench.PutAsync(pki.Trader);
        var second = await _bench.PutAsync(pki.Trader);
        var pulled = ReceivingBench.Read((await PullAsync(pki.Trader)).Wire!);
        await PullAsync(pki.Trader);

        (await _bench.PostAsync(pki.Trader.Writer.WriteReceipt(pulled))).Status.ShouldBe(202);

        State(first).ShouldBe("delivered");
        State(second).ShouldBe("waiting");
    }

    [Fact]
    public async Task A_receipt_that_repeats_other_digests_is_EBMS_0302_and_the_message_stays__KEY_19()
    {
        var waiting = await _bench.PutAsync(pki.Trader);
        await PullAsync(pki.Trader);

        // A message of the trader's own making under the id of the pulled one: its references differ.
        var forged = pki.Trader.Lodge(pki.Trader.Header() with { MessageId = waiting.MessageId }, "<IE3R01/>");
        var answer = await _bench.PostAsync(pki.Trader.Writer.WriteReceipt(ReceivingBench.Read(forged.Wire)));

        answer.Status.ShouldBe(500);
        ReceivingBench.Error(answer).Code.Code.ShouldBe("EBMS:0302");
        State(waiting).ShouldBe("waiting");
    }

    [Fact]
    public async Task A_receipt_repeated_because_our_answer_was_lost_is_welcome()
    {
        await _bench.PutAsync(pki.Trader);
        var receipt = pki.Trader.Writer.WriteReceipt(ReceivingBench.Read((await PullAsync(pki.Trader)).Wire!));

        (await _bench.PostAsync(receipt)).Status.ShouldBe(202);
        (await _bench.PostAsync(receipt)).Status.ShouldBe(202);
    }

    [Fact]
    public async Task A_receipt_for_a_message_that_never_was_is_EBMS_0302()
    {
        var stray = pki.Trader.Lodge(pki.Trader.Header(), "<IE3R01/>");

        ReceivingBench
            .Error(await _bench.PostAsync(pki.Trader.Writer.WriteReceipt(ReceivingBench.Read(stray.Wire))))
            .Code.Code.ShouldBe("EBMS:0302");
    }

    [Fact]
    public async Task What_a_trader_reports_about_a_pulled_message_is_noted_and_the_message_stays_on_offer()
    {
        var waiting = await _bench.PutAsync(pki.Trader);
        await PullAsync(pki.Trader);

        var answer = await _bench.PostAsync(
            pki.Trader.Writer.WriteSealedError(
                new EbmsError(EbmsErrorCode.DeliveryFailure, "disk full\r\nforged line"),
                waiting.MessageId.Value
            )
        );

        answer.Status.ShouldBe(202);
        var row = _bench.Sent(waiting);
        row.State.ShouldBe("waiting");
        row.Note.ShouldNotBeNull().ShouldContain("EBMS:0202");
        row.Note.ShouldNotContain("\n");
    }

    [Fact]
    public async Task An_unsigned_pull_is_refused__AS4_12()
    {
        var answer = await PostUnsignedAsync(pki.Trader.Writer.WritePullRequest(pki.Trader.Channel));

        ReceivingBench.Error(answer).Code.Code.ShouldBe("EBMS:0103");
    }

    [Fact]
    public async Task An_unsigned_receipt_delivers_nothing__KEY_17()
    {
        var waiting = await _bench.PutAsync(pki.Trader);
        var receipt = pki.Trader.Writer.WriteReceipt(ReceivingBench.Read((await PullAsync(pki.Trader)).Wire!));

        ReceivingBench.Error(await PostUnsignedAsync(receipt)).Code.Code.ShouldBe("EBMS:0302");
        State(waiting).ShouldBe("waiting");
    }

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    private Task<Answer> PullAsync(TraderKit trader, Mpc? channel = null) =>
        _bench.PostAsync(trader.Writer.WritePullRequest(channel ?? trader.Channel));

    private Task<Answer> PostUnsignedAsync(SealedMessage message)
    {
        var text = System.Text.Encoding.Latin1.GetString(message.Wire.Body.Span);
        var from = text.IndexOf("<wsse:Security", StringComparison.Ordinal);
        var to = text.IndexOf("</wsse:Security>", StringComparison.Ordinal) + "</wsse:Security>".Length;
        return _bench.PostAsync(message.Wire.ContentType, System.Text.Encoding.Latin1.GetBytes(text.Remove(from, to - from)));
    }

    private string State(SealedMessage message) => _bench.Sent(message).State;
}
