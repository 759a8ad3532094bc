using Ics2.AccessPoint.Storing;
using Ics2.As4;
using Ics2.As4.Profiles;
using Ics2.Contract.Traders;
using Ics2.Tests.Support;
using Ics2.Trust.Certificates;
using Microsoft.Extensions.Logging.Abstractions;

namespace Ics2.Tests.AccessPoint;

/// <summary>What every store promises about the outbox.</summary>
public abstract class OutboxOrderTests : IAsyncDisposable
{
    private const string PartyText = "BE0123456789";

    private static readonly TraderPartyId Party = TraderPartyId.Parse(PartyText);

    private static readonly DateTimeOffset Now = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset LeaseEnd = Now.AddMinutes(1);

    private readonly TempFolder _folder = new();
    private readonly Lazy<IStore> _opened;

    protected OutboxOrderTests() => _opened = new(() => Open(_folder.Path));

    private IStore Store => _opened.Value;

    internal abstract IStore Open(string folder);

    [Fact]
    public async Task Higher_classes_go_first_and_within_a_class_the_oldest()
    {
        await PutAsync("c1@x", "IE3N02");
        await PutAsync("b1@x", "IE3R01");
        await PutAsync("a1@x", "IE3Q01");
        await PutAsync("b2@x", "IE3N99");
        await PutAsync("a2@x", "IE3N03");

        (await AllAsync()).ShouldBe(["a1@x", "a2@x", "b1@x", "b2@x", "c1@x"]);
    }

    [Fact]
    public async Task Parallel_pulls_get_different_messages()
    {
        for (var i = 0; i < 20; i++)
        {
            await PutAsync($"m{i}@x", "IE3R01");
        }

        var offered = await Task.WhenAll(Enumerable.Range(0, 25).Select(_ => Task.Run(() => Store.OfferNextAsync(Party, Now, LeaseEnd))));

        var ids = offered.Where(message => message is not null).Select(message => message!.Sealed.MessageId.Value).ToList();
        ids.Count.ShouldBe(20);
        ids.Distinct(StringComparer.Ordinal).Count().ShouldBe(20);
    }

    [Fact]
    public async Task A_message_without_a_receipt_is_offered_again_when_its_lease_ends__AS4_14()
    {
        await PutAsync("m@x", "IE3R01");
        var first = (await Store.OfferNextAsync(Party, Now, LeaseEnd)).ShouldNotBeNull();

        (await Store.OfferNextAsync(Party, LeaseEnd.AddTicks(-10_000), LeaseEnd)).ShouldBeNull();
        var second = (await Store.OfferNextAsync(Party, LeaseEnd, LeaseEnd.AddMinutes(1))).ShouldNotBeNull();

        second.Sealed.Wire.Body.ToArray().ShouldBe(first.Sealed.Wire.Body.ToArray());
        second.Attempt.ShouldBe(2);
    }

    [Fact]
    public async Task A_message_with_a_receipt_is_never_offered_again()
    {
        await PutAsync("m@x", "IE3R01");
        var offered = (await Store.OfferNextAsync(Party, Now, LeaseEnd)).ShouldNotBeNull();

        await Store.DeliveredAsync(offered.Sequence, Now, new WireMessage("multipart/related", new byte[] { 1 }));

        (await Store.OfferNextAsync(Party, LeaseEnd.AddHours(1), LeaseEnd.AddHours(2))).ShouldBeNull();
        Store.FindMessages(new MessageAddress("m@x", PartyText)).ShouldHaveSingleItem().State.ShouldBe("delivered");
    }

    [Fact]
    public async Task Nobody_gets_what_is_for_another_system_of_the_same_party()
    {
        await PutAsync("m@x", "IE3R01", "sys1@" + PartyText);

        (await Store.OfferNextAsync(Party, Now, LeaseEnd)).ShouldBeNull();
        (await Store.OfferNextAsync(TraderPartyId.Parse("sys1@" + PartyText), Now, LeaseEnd)).ShouldNotBeNull();
    }

    [Fact]
    public async Task Only_connected_traders_with_push_have_pushes_due()
    {
        await PutAsync("m@x", "IE3R01");
        Store.DuePushes(Now).ShouldBeEmpty();
        Store.NextPushDue(Now).ShouldBeNull();

        await Store.PutOperatorAsync(new Operator(Party, ReplyChannel.Push, "https://localhost/", Connected: false), Now);
        Store.DuePushes(Now).ShouldBeEmpty();

        await Store.PutOperatorAsync(new Operator(Party, ReplyChannel.Push, "https://localhost/", Connected: true), Now);
        Store.DuePushes(Now).ShouldHaveSingleItem().PartyId.ShouldBe(Party);
        await Store.OfferNextAsync(Party, Now, LeaseEnd);
        Store.DuePushes(Now).ShouldBeEmpty();
        Store.NextPushDue(Now).ShouldBe(LeaseEnd);
    }

    [Fact]
    public async Task Entering_a_trader_anew_gives_its_failed_messages_fresh_attempts()
    {
        await PutAsync("m@x", "IE3R01");
        var offered = (await Store.OfferNextAsync(Party, Now, LeaseEnd)).ShouldNotBeNull();
        await Store.NotDeliveredAsync(offered.Sequence, "no answer", nextAttempt: null);
        Store.FindMessages(new MessageAddress("m@x", PartyText)).ShouldHaveSingleItem().State.ShouldBe("failed");

        await Store.PutOperatorAsync(new Operator(Party, ReplyChannel.Push, "https://localhost/other", Connected: true), Now);

        (await Store.OfferNextAsync(Party, Now, LeaseEnd)).ShouldNotBeNull().Attempt.ShouldBe(1);
    }

    [Fact]
    public void Every_action_to_traders_has_the_class_that_the_interface_document_gives_it()
    {
        Profile
            .Ics2HtiV2.ActionsToTrader.Where(action => Priorities.Of(action) == Priorities.A)
            .ShouldBe(["IE3Q01", "IE3Q03", "IE3N03", "IE3N08"], ignoreOrder: true);
        Profile
            .Ics2HtiV2.ActionsToTrader.Where(action => Priorities.Of(action) == Priorities.B)
            .ShouldBe(["IE3Q02", "IE3R01", "IE3R04", "IE3R08", "IE3N01", "IE3N99"], ignoreOrder: true);
    }

    public async ValueTask DisposeAsync()
    {
        if (_opened.IsValueCreated)
        {
            await Store.DisposeAsync();
        }

        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    private async Task PutAsync(string id, string action, string recipient = PartyText)
    {
        var recorded = (Recording.New)await Store.RecordAsync(StoreTests.Incoming("for-" + id, id));
        await Store.CompleteAsync(
            recorded.Sequence,
            new Decided(Now, [], [], [StoreTests.Outgoing(id, action, Priorities.Of(action), recipient)])
        );
    }

    private async Task<List<string>> AllAsync()
    {
        var ids = new List<string>();
        while (await Store.OfferNextAsync(Party, Now, LeaseEnd) is { } offered)
        {
            ids.Add(offered.Sealed.MessageId.Value);
        }

        return ids;
    }
}

/// <summary>The store in the data folder.</summary>
public sealed class SqliteOutboxOrderTests : OutboxOrderTests
{
    internal override IStore Open(string folder) => SqliteStore.Open(folder);
}

/// <summary>The shared store.</summary>
public sealed class PostgresOutboxOrderTests(PostgresFixture postgres) : OutboxOrderTests
{
    internal override IStore Open(string folder) => PostgresStore.Open(folder, postgres.NewDatabase(), NullLogger<PostgresStore>.Instance);
}
