using System.Text;
using Ics2.AccessPoint.Receiving;
using Ics2.As4;
using Ics2.As4.Messages;
using Ics2.Tests.Support;
using Ics2.Trust.Certificates;

namespace Ics2.Tests.AccessPoint;

/// <summary>What is answered to a message that falls before it was understood: the id it told all the same, the status, or nothing.</summary>
public sealed class RefusedHeaderTests(PkiFixture pki) : IAsyncDisposable
{
    private readonly ReceivingBench _bench = new(pki);

    [Fact]
    public async Task An_error_to_a_refused_header_names_the_message_in_the_answer_and_in_the_log()
    {
        var message = pki.Trader.Lodge(pki.Trader.Header(), "<IE3F10/>");
        var (exchange, answer) = await PostAsync(Edited(message, "<eb:Action>", "<eb:Action><x/>"));

        var error = ReceivingBench.Error(answer);
        error.RefToMessageInError.ShouldBe(message.MessageId.Value);
        answer.Status.ShouldBe(500);
        exchange.MessageId.ShouldBe(message.MessageId.Value);
        exchange.Refusal.ShouldNotBeNull().CheckId.ShouldNotBeNull();
        ReceivingBench.Read(answer.Wire!).Signal.ShouldNotBeNull().RefToMessageId.ShouldBe(message.MessageId.Value);
    }

    [Fact]
    public async Task A_message_that_falls_at_its_packaging_still_tells_its_id_and_gets_400()
    {
        var message = pki.Trader.Lodge(pki.Trader.Header(), "<IE3F10/>");
        var (exchange, answer) = await PostAsync(new WireMessage(message.Wire.ContentType, message.Wire.Body[..^10]));

        (answer.Status, ReceivingBench.Error(answer).Code.Code).ShouldBe((400, "EBMS:0007"));
        exchange.MessageId.ShouldBe(message.MessageId.Value);
    }

    [Fact]
    public async Task An_error_is_never_answered_with_an_error()
    {
        var error = pki.Trader.Writer.WriteError(new EbmsError(EbmsErrorCode.DeliveryFailure, "the disk is full"), "never-sent@x");

        var (exchange, answer) = await PostAsync(error);

        (answer.Status, answer.Wire).ShouldBe((202, null));
        exchange.Refusal.ShouldNotBeNull();
    }

    [Fact]
    public async Task Whatever_is_wrong_with_a_receipt_is_EBMS_0302()
    {
        var message = await _bench.PutAsync(pki.Trader);
        var receipt = pki.Trader.Writer.WriteReceipt(ReceivingBench.Read(message.Wire)).Wire;
        var text = Encoding.Latin1.GetString(receipt.Body.Span);
        var at = text.IndexOf("<ds:SignatureValue>", StringComparison.Ordinal) + "<ds:SignatureValue>".Length + 20;
        var changed = text.Remove(at, 1).Insert(at, text[at] == 'A' ? "B" : "A");

        var (_, answer) = await PostAsync(new WireMessage(receipt.ContentType, Encoding.Latin1.GetBytes(changed)));

        ReceivingBench.Error(answer).Code.Code.ShouldBe("EBMS:0302");
        _bench.Sent(message).State.ShouldBe("waiting");
    }

    [Fact]
    public async Task Whose_party_id_cannot_be_read_is_told_before_the_registry_is_asked()
    {
        var header = pki.Trader.Header();
        var (exchange, answer) = await PostAsync(pki.Trader.Lodge(header with { From = header.From with { Id = "@@" } }, "<IE3F10/>").Wire);

        (ReceivingBench.Error(answer).Code.Code, exchange.Refusal?.CheckId).ShouldBe(("EBMS:0001", "header.from-party-id"));
        _bench.Registry.Asked.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_seal_that_does_not_hold_never_reaches_the_registry_or_the_store()
    {
        var message = pki.Trader.Lodge(pki.Trader.Header(), "<IE3F10/>");
        await PostAsync(Edited(message, "<eb:Action>IE3F10", "<eb:Action>IE3F11"));

        _bench.Registry.Asked.ShouldBeEmpty();
        _bench.Store.Waiting().ShouldBeEmpty();
    }

    [Fact]
    public async Task An_accepted_filing_was_asked_about_once_under_its_own_party()
    {
        var (exchange, answer) = await PostAsync(pki.Trader.Lodge(pki.Trader.Header(), "<IE3F10/>").Wire);

        answer.Status.ShouldBe(200);
        exchange.Refusal.ShouldBeNull();
        exchange.Sender.ShouldBe(TraderPartyId.Parse(pki.Trader.PartyId));
        _bench.Registry.Asked.ShouldBe([pki.Trader.PartyId]);
        _bench.Store.Waiting().ShouldHaveSingleItem();
    }

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    private static WireMessage Edited(SealedMessage message, string old, string now)
    {
        var text = Encoding.Latin1.GetString(message.Wire.Body.Span);
        text.ShouldContain(old, Case.Sensitive);
        return new WireMessage(message.Wire.ContentType, Encoding.Latin1.GetBytes(text.Replace(old, now, StringComparison.Ordinal)));
    }

    private async Task<(Exchange Exchange, Answer Answer)> PostAsync(WireMessage wire)
    {
        var exchange = new Exchange(wire.ContentType, wire.Body, _bench.Clock.GetUtcNow());
        return (exchange, await _bench.Pipeline.ReceiveAsync(exchange, TestContext.Current.CancellationToken));
    }
}
