using Ics2.As4;
using Ics2.As4.Checking;
using Ics2.As4.Messages;
using Ics2.As4.Receipts;
using Ics2.Tests.Support;

namespace Ics2.Tests.EndToEnd;

/// <summary>Section 8 of attack-cases.md: the same id again.</summary>
public sealed class RepetitionTests(SharedCustoms customs)
{
    [Fact]
    public async Task Fifty_posts_of_one_id_at_once_are_one_filing_with_one_receipt_and_one_answer__AS4_02()
    {
        using var trader = await customs.EnrolAsync();
        var filing = trader.Filing();

        var replies = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => trader.PostAsync(filing.Wire)));

        replies.ShouldAllBe(reply => reply.Acknowledges(filing.MessageId));
        replies.Select(reply => Convert.ToBase64String(reply.Wire.Body.Span)).Distinct(StringComparer.Ordinal).ShouldHaveSingleItem();
        (await customs.MessagesAsync(trader, "in")).ShouldHaveSingleItem();
        (await trader.PullAsync()).UserMessage!.Action.ShouldBe("IE3R01");
        (await customs.MessagesAsync(trader, "out")).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Fifty_filings_of_one_id_and_different_content_at_once_are_one_filing_and_49_conflicts__AS4_02()
    {
        using var trader = await customs.EnrolAsync();
        var id = MessageId.New("trader.example.eu");
        var filings = Enumerable.Range(0, 50).Select(_ => trader.Filing(id)).ToList();

        var replies = await Task.WhenAll(filings.Select(filing => trader.PostAsync(filing.Wire)));

        replies.Count(reply => reply.Acknowledges(id)).ShouldBe(1);
        replies.Where(reply => !reply.Acknowledges(id)).ShouldAllBe(reply => reply.Error.Code == EbmsErrorCode.ValueInconsistent);
        (await customs.MessagesAsync(trader, "in")).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task The_same_id_with_another_document_is_refused_and_the_first_stays__AS4_04()
    {
        using var trader = await customs.EnrolAsync();
        var first = trader.Filing();
        var receipt = await trader.PostAsync(first.Wire);

        var conflict = await trader.PostAsync(trader.Filing(first.MessageId).Wire);

        conflict.Error.Code.ShouldBe(EbmsErrorCode.ValueInconsistent);
        conflict.Error.Detail.ShouldContain("first received at");
        (await trader.PostAsync(first.Wire)).Wire.Body.ToArray().ShouldBe(receipt.Wire.Body.ToArray());
        (await customs.MessagesAsync(trader, "in")).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task The_same_content_under_the_same_id_sealed_anew_gets_a_receipt_for_its_own_digests_and_is_one_filing()
    {
        using var trader = await customs.EnrolAsync();
        var (id, document) = (MessageId.New("trader.example.eu"), trader.Document());
        var (first, anew) = (trader.Filing(id, document), trader.Filing(id, document));

        var replies = new[] { await trader.PostAsync(first.Wire), await trader.PostAsync(anew.Wire), await trader.PostAsync(first.Wire) };

        Holds(replies[0], first).ShouldBeTrue();
        Holds(replies[1], anew).ShouldBeTrue();
        replies[2].Wire.Body.ToArray().ShouldBe(replies[0].Wire.Body.ToArray());
        (await customs.MessagesAsync(trader, "in")).ShouldHaveSingleItem();

        static bool Holds(HttpReply reply, SealedMessage sent) =>
            ReceiptCheck.Compare(sent.MessageId, sent.References, reply.Envelope.Signal.ShouldBeOfType<Receipt>()).FirstError() is null;
    }

    [Fact]
    public async Task Two_traders_may_use_the_same_id_and_neither_sees_the_other()
    {
        using var one = await customs.EnrolAsync();
        using var other = await customs.EnrolAsync();
        var id = MessageId.New("trader.example.eu");

        (await one.PostAsync(one.Filing(id).Wire)).Acknowledges(id).ShouldBeTrue();
        (await other.PostAsync(other.Filing(id).Wire)).Acknowledges(id).ShouldBeTrue();

        (await one.PullAsync()).UserMessage!.To.Id.ShouldBe(one.PartyId);
        (await other.PullAsync()).UserMessage!.To.Id.ShouldBe(other.PartyId);
    }
}
