using System.Net;
using System.Net.Sockets;
using System.Xml.Linq;
using Ics2.As4.Messages;
using Ics2.Tests.Support;

namespace Ics2.Tests.EndToEnd;

/// <summary>Section 8 of attack-cases.md: what waits for a trader is for that trader alone.</summary>
public sealed class PullSafetyTests(SharedCustoms customs, TraderOfTheClass one) : IClassFixture<TraderOfTheClass>
{
    [Fact]
    public async Task A_pull_without_a_seal_gets_nothing__AS4_12()
    {
        using var trader = await customs.EnrolAsync();
        await FiledAsync(trader);

        var reply = await trader.PostAsync(
            Attacker.Edit(trader.Writer.WritePullRequest(trader.Channel), envelope => Attacker.Security(envelope).Remove())
        );

        reply.Error.Code.ShouldBe(EbmsErrorCode.PolicyNoncompliance);
        await ShouldStillWaitAsync(trader);
    }

    [Fact]
    public async Task A_pull_sealed_by_another_trader_is_refused_in_the_same_words_whether_something_waits_or_not__AS4_11_AS4_12()
    {
        using var trader = await customs.EnrolAsync();
        var thief = one.Trader;
        var empty = await thief.PostAsync(thief.Writer.WritePullRequest(trader.Channel).Wire);
        await FiledAsync(trader);

        var full = await thief.PostAsync(thief.Writer.WritePullRequest(trader.Channel).Wire);

        full.Error.Code.ShouldBe(EbmsErrorCode.Other);
        full.Error.Detail.ShouldBe(empty.Error.Detail);
        full.Status.ShouldBe(empty.Status);
        await ShouldStillWaitAsync(trader);
    }

    [Fact]
    public async Task A_pull_of_the_traders_channel_whose_header_was_changed_after_sealing_is_refused__AS4_12()
    {
        using var trader = await customs.EnrolAsync();
        var thief = one.Trader;
        await FiledAsync(trader);

        var reply = await thief.PostAsync(
            Attacker.Edit(
                thief.Writer.WritePullRequest(thief.Channel),
                envelope => envelope.Descendants(Attacker.Eb + "PullRequest").Single().SetAttributeValue("mpc", trader.Channel.Value)
            )
        );

        reply.Error.Code.ShouldBe(EbmsErrorCode.FailedAuthentication);
        await ShouldStillWaitAsync(trader);
    }

    [Fact]
    public async Task A_receipt_by_another_trader_does_not_deliver_and_says_no_more_than_one_for_an_unknown_message__AS4_15()
    {
        using var trader = await customs.EnrolAsync();
        var other = one.Trader;
        await FiledAsync(trader);
        var message = await trader.PullAsync();

        var foreign = await other.PostAsync(other.Writer.WriteReceipt(message).Wire);
        var row = (await customs.MessagesAsync(trader, "out")).ShouldHaveSingleItem();

        foreign.Error.Code.ShouldBe(EbmsErrorCode.InvalidReceipt);
        row.GetProperty("state").GetString().ShouldBe("waiting");
        var neverSent = new HttpReply(0, other.Filing().Wire).Envelope;
        var unknown = await other.PostAsync(other.Writer.WriteReceipt(neverSent).Wire);
        Without(foreign.Error.Detail, message.MessageId.Value).ShouldBe(Without(unknown.Error.Detail, neverSent.MessageId.Value));
        (await trader.PostAsync(trader.Writer.WriteReceipt(message).Wire)).Status.ShouldBe((int)HttpStatusCode.Accepted);
        (await customs.MessagesAsync(trader, "out")).ShouldHaveSingleItem().GetProperty("state").GetString().ShouldBe("delivered");
    }

    [Fact]
    public async Task Addresses_in_WS_Addressing_headers_are_never_called__AS4_17()
    {
        using var trader = await customs.EnrolAsync();
        using var inner = new TcpListener(IPAddress.Loopback, 0);
        inner.Start();
        var address = $"http://{inner.LocalEndpoint}/";
        XNamespace addressing = "http://www.w3.org/2005/08/addressing";
        var filing = trader.Filing();

        var good = await trader.PostAsync(Attacker.Edit(filing, AddTo));
        var bad = await trader.PostAsync(
            Attacker.Edit(
                trader.Filing(),
                envelope =>
                {
                    AddTo(envelope);
                    Attacker.Security(envelope).Remove();
                }
            )
        );
        await trader.PullAsync();

        good.Acknowledges(filing.MessageId).ShouldBeTrue();
        bad.Error.Code.ShouldBe(EbmsErrorCode.PolicyNoncompliance);
        inner.Pending().ShouldBeFalse();

        void AddTo(XDocument envelope) =>
            Attacker
                .Header(envelope)
                .Add(
                    new[] { "ReplyTo", "FaultTo", "From", "To" }.Select(name => new XElement(
                        addressing + name,
                        new XElement(addressing + "Address", address)
                    ))
                );
    }

    private static string Without(string text, string id) => text.Replace(id, "ID", StringComparison.Ordinal);

    private static async Task FiledAsync(WireTrader trader)
    {
        var filing = trader.Filing();
        (await trader.PostAsync(filing.Wire)).Acknowledges(filing.MessageId).ShouldBeTrue();
    }

    private static async Task ShouldStillWaitAsync(WireTrader trader) => (await trader.PullAsync()).UserMessage!.Action.ShouldBe("IE3R01");
}
