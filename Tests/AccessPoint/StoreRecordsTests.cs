using System.Text;
using Ics2.AccessPoint.Storing;
using Ics2.As4;
using Ics2.Contract.Traders;
using Ics2.Customs.Model;
using Ics2.Tests.Support;
using Ics2.Trust.Certificates;
using Microsoft.Extensions.Logging.Abstractions;

namespace Ics2.Tests.AccessPoint;

/// <summary>What every store promises of each single record: found under what it says, changed once, not found any more afterwards.</summary>
public abstract class StoreRecordsTests : IAsyncDisposable
{
    private const string PartyText = "BE0123456789";

    private static readonly TraderPartyId Party = TraderPartyId.Parse(PartyText);
    private static readonly DateTimeOffset Noon = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);
    private static readonly WireMessage Receipt = new("text/receipt", Encoding.UTF8.GetBytes("receipt"));

    private readonly TempFolder _folder = new();
    private readonly Lazy<IStore> _opened;

    protected StoreRecordsTests() => _opened = new(() => Open(_folder.Path));

    private IStore Store => _opened.Value;

    internal abstract IStore Open(string folder);

    [Fact]
    public async Task What_waits_is_named_in_the_order_it_came_and_no_longer_once_it_is_processed_or_set_aside()
    {
        var all = new List<long>();
        foreach (var id in new[] { "c@x", "a@x", "b@x" })
        {
            all.Add(await StoreTests.RecordAsync(Store, id));
        }

        await Store.RecordAsync(StoreTests.Incoming("test@x", "test") with { State = IncomingState.Test });
        Store.Waiting().ShouldBe(all);

        await Store.CompleteAsync(all[0], StoreTests.Decision("c@x", "lrn", "mrn"));
        await Store.SetAsideAsync(all[1], "cannot be read");
        Store.Waiting().ShouldBe([all[2]]);
        (await Store.TakeUpAsync(all[0])).ShouldBeNull();
        (await Store.TakeUpAsync(all[1])).ShouldBeNull();
        (await Store.TakeUpAsync(all[2])).ShouldNotBeNull().MessageId.Value.ShouldBe("b@x");

        await Store.SetAsideAsync(all[0], "too late");
        (State("c@x"), State("a@x"), State("b@x"), State("test@x")).ShouldBe(("processed", "failed", "waiting", "test"));
        Row("a@x").Note.ShouldBe("cannot be read");
        Row("c@x").Note.ShouldBeNull();
    }

    [Fact]
    public async Task An_amended_filing_is_found_under_its_new_keys_and_no_longer_under_the_old_ones()
    {
        var decided = StoreTests.Decision("a@x", "lrn1", "mrn");
        await Store.CompleteAsync(await StoreTests.RecordAsync(Store, "a@x"), decided);
        Store.CustomsState(["LBE1|lrn1"]).State.Filings.ShouldHaveSingleItem();
        var before = Store.CustomsState(["LBE1|lrn1", "LBE1|lrn2"]).Versions;

        await Store.StoreAsync(new Decided(Noon, [], [decided.Filings[0] with { Lrn = "lrn2" }], []));

        Store.CustomsState(["LBE1|lrn1"]).State.Filings.ShouldBeEmpty();
        Store.CustomsState(["LBE1|lrn2"]).State.Filings.Values.ShouldHaveSingleItem().Lrn.ShouldBe("lrn2");
        Store.Filing("mrn").ShouldNotBeNull().Lrn.ShouldBe("lrn2");
        Store.Filing("other").ShouldBeNull();

        // Who decided by the old keys or the new ones decides again.
        (await Store.StoreAsync(StoreTests.Decision("b@x", "lrn3", "mrn3") with { Versions = before })).ShouldBe(Completion.Outdated);
    }

    [Fact]
    public async Task A_decision_whose_keys_have_not_changed_is_stored_and_one_whose_keys_have_is_not()
    {
        await Store.CompleteAsync(await StoreTests.RecordAsync(Store, "a@x"), StoreTests.Decision("a@x", "lrn1", "mrn1"));
        var seen = Store.CustomsState(["LBE1|lrn1", "LBE1|lrn2"]).Versions;
        var sequence = await StoreTests.RecordAsync(Store, "b@x");

        (await Store.CompleteAsync(sequence, StoreTests.Decision("b@x", "lrn2", "mrn2") with { Versions = seen })).ShouldBe(
            Completion.Done
        );
        var third = await StoreTests.RecordAsync(Store, "c@x");
        (await Store.CompleteAsync(third, StoreTests.Decision("c@x", "lrn3", "mrn3") with { Versions = seen })).ShouldBe(
            Completion.Outdated
        );
        Store.Waiting().ShouldBe([third]);
        Store.Filing("mrn3").ShouldBeNull();
    }

    [Fact]
    public async Task A_push_that_failed_is_due_at_its_next_attempt_and_never_after_the_last()
    {
        var sequence = await PutAsync("out@x");
        (await OfferAsync(Noon)).ShouldNotBeNull();

        await Store.NotDeliveredAsync(sequence, "no answer", Noon.AddMinutes(5));
        (State("out@x"), Row("out@x").Note).ShouldBe(("waiting", "no answer"));
        (await OfferAsync(Noon.AddMinutes(5).AddMilliseconds(-1))).ShouldBeNull();
        (await OfferAsync(Noon.AddMinutes(5))).ShouldNotBeNull().Attempt.ShouldBe(2);

        await Store.NotDeliveredAsync(sequence, "given up", nextAttempt: null);
        (State("out@x"), Row("out@x").Note).ShouldBe(("failed", "given up"));
        (await OfferAsync(Noon.AddYears(1))).ShouldBeNull();
        await Store.NoteAsync(sequence, "too late");
        Row("out@x").Note.ShouldBe("given up");
    }

    [Fact]
    public async Task A_receipt_ends_the_matter_whatever_is_said_afterwards()
    {
        var sequence = await PutAsync("out@x");
        await Store.NoteAsync(sequence, "an error of the trader's");
        Row("out@x").Note.ShouldBe("an error of the trader's");

        await Store.DeliveredAsync(sequence, Noon.AddMinutes(1), Receipt);
        await Store.DeliveredAsync(sequence, Noon.AddMinutes(2), Receipt);
        await Store.NotDeliveredAsync(sequence, "no answer", Noon);
        await Store.NoteAsync(sequence, "too late");

        var row = Row("out@x");
        (row.State, row.DeliveredAt, row.Note).ShouldBe(("delivered", Noon.AddMinutes(1), null));
        (await OfferAsync(Noon.AddYears(1))).ShouldBeNull();
    }

    [Fact]
    public async Task A_receipt_that_comes_after_the_last_attempt_still_counts()
    {
        var sequence = await PutAsync("out@x");
        await Store.NotDeliveredAsync(sequence, "given up", nextAttempt: null);

        await Store.DeliveredAsync(sequence, Noon, Receipt);

        State("out@x").ShouldBe("delivered");
    }

    [Fact]
    public async Task What_was_sent_is_known_by_its_id_with_its_references()
    {
        var sequence = await PutAsync("out@x");

        var sent = Store.Sent("out@x").ShouldNotBeNull();

        (sent.Sequence, sent.Recipient, sent.MessageId.Value).ShouldBe((sequence, Party, "out@x"));
        var reference = sent.References.ShouldHaveSingleItem();
        (reference.Uri, reference.DigestAlgorithm, reference.Digest).ShouldBe(("#body", "sha256", "digest"));
        Store.Sent("other@x").ShouldBeNull();
    }

    [Fact]
    public async Task What_was_on_offer_when_a_node_stopped_is_offered_at_once_by_the_next()
    {
        await PutAsync("out@x");
        var delivered = await PutAsync("done@x");
        (await OfferAsync(Noon)).ShouldNotBeNull();
        await Store.DeliveredAsync(delivered, Noon, Receipt);

        await Store.OfferAgainAsync();

        (await OfferAsync(Noon)).ShouldNotBeNull().Sealed.MessageId.Value.ShouldBe("out@x");
        (await OfferAsync(Noon)).ShouldBeNull();
    }

    [Fact]
    public async Task An_offer_says_what_is_offered()
    {
        await PutAsync("out@x");

        var offered = (await OfferAsync(Noon)).ShouldNotBeNull();

        (offered.Action, offered.RefToMessageId, offered.Attempt, offered.Recipient).ShouldBe(("IE3R01", "a@x", 1, Party));
        Encoding.UTF8.GetString(offered.Sealed.Wire.Body.Span).ShouldBe("out@x");
        offered.Sealed.References.ShouldHaveSingleItem().Digest.ShouldBe("digest");
    }

    [Fact]
    public async Task The_next_push_is_the_earliest_that_is_later_than_asked_for()
    {
        await Store.PutOperatorAsync(new Operator(Party, ReplyChannel.Push, "https://localhost/", Connected: true), Noon);
        var (first, second) = (await PutAsync("one@x"), await PutAsync("two@x"));
        await Store.NotDeliveredAsync(first, "no answer", Noon.AddMinutes(7));
        await Store.NotDeliveredAsync(second, "no answer", Noon.AddMinutes(5));

        Store.NextPushDue(Noon).ShouldBe(Noon.AddMinutes(5));
        Store.NextPushDue(Noon.AddMinutes(5)).ShouldBe(Noon.AddMinutes(7));
        Store.NextPushDue(Noon.AddMinutes(7)).ShouldBeNull();
    }

    [Fact]
    public async Task A_trader_is_what_was_entered_last_in_every_field()
    {
        Store.Operator(Party).ShouldBeNull();
        Store.Operators().ShouldBeEmpty();
        await Store.PutOperatorAsync(new Operator(Party, ReplyChannel.Push, "https://localhost/", Connected: true), Noon);
        Store.Operators().ShouldHaveSingleItem().Channel.ShouldBe(ReplyChannel.Push);

        Operator changed = new(Party, ReplyChannel.Pull, PushUrl: null, Connected: false)
        {
            AeoSecurity = true,
            Unsubscribed = ["IE3N02", "IE3N07"],
        };
        await Store.PutOperatorAsync(changed, Noon);

        foreach (var read in new[] { Store.Operator(Party).ShouldNotBeNull(), Store.Operators().ShouldHaveSingleItem() })
        {
            (read.PartyId, read.Channel, read.PushUrl, read.Connected, read.AeoSecurity).ShouldBe(
                (Party, ReplyChannel.Pull, null, false, true)
            );
            read.Unsubscribed.ShouldBe(["IE3N02", "IE3N07"]);
        }
    }

    [Fact]
    public async Task Whoever_watches_is_told_of_what_came_since()
    {
        var before = Store.Latest();
        var decided = StoreTests.Decision("a@x", "lrn", "mrn", StoreTests.Outgoing("out@x"));
        await Store.CompleteAsync(await StoreTests.RecordAsync(Store, "a@x"), decided);
        var key = decided.Filings[0].Key;

        Store.MessagesAfter(before, 10).Select(row => row.MessageId).ShouldBe(["a@x", "out@x"]);
        Store.HappenedAfter(before, 10).Select(happened => happened.Key).ShouldBe([key, key]);
        Store.HappenedAfter(before, 1).ShouldHaveSingleItem();
        Store.MessagesAfter(before, 1).Count.ShouldBe(2, "one of each direction");
        Store.History(key).Select(happened => happened.Kind).ShouldBe(Store.HappenedAfter(before, 10).Select(happened => happened.Kind));
        Store.History(key with { MessageId = "b@x" }).ShouldBeEmpty();
        Store.FilingOf(key).ShouldNotBeNull().Filing.Mrn.ShouldBe("mrn");
        Store.FilingOf(key with { MessageId = "b@x" }).ShouldBeNull();

        var after = Store.Latest();
        Store.MessagesAfter(after, 10).ShouldBeEmpty();
        Store.HappenedAfter(after, 10).ShouldBeEmpty();
    }

    [Fact]
    public async Task Filings_are_listed_from_the_newest_and_page_by_page()
    {
        foreach (var i in Enumerable.Range(1, 4))
        {
            await Store.CompleteAsync(await StoreTests.RecordAsync(Store, $"{i}@x"), StoreTests.Decision($"{i}@x", $"lrn{i}", $"mrn{i}"));
        }

        var all = Store.Filings(new FilingQuery(10));
        all.Select(row => row.Filing.Mrn).ShouldBe(["mrn4", "mrn3", "mrn2", "mrn1"]);
        Store.Filings(new FilingQuery(2)).Select(row => row.Filing.Mrn).ShouldBe(["mrn4", "mrn3"]);
        Store.Filings(new FilingQuery(2, Before: all[1].Sequence)).Select(row => row.Filing.Mrn).ShouldBe(["mrn2", "mrn1"]);
        Store.Filings(new FilingQuery(2, After: all[3].Sequence)).Select(row => row.Filing.Mrn).ShouldBe(["mrn3", "mrn2"]);
        Store.Filings(new FilingQuery(2, After: all[0].Sequence)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Timers_are_due_in_their_order_and_only_those_of_now()
    {
        var filing = StoreTests.Decision("a@x", "lrn", "mrn").Filings[0];
        DueTimer[] timers = [new(TimerKind.TwoHundredDays, Noon.AddDays(200)), new(Enum.GetValues<TimerKind>()[^1], Noon.AddHours(1))];
        await Store.StoreAsync(new Decided(Noon, [], [filing with { Timers = [.. timers] }], []));

        Store.NextTimerDue().ShouldBe(Noon.AddHours(1));
        Store.Timers(10).Select(timer => timer.Due).ShouldBe([Noon.AddHours(1), Noon.AddDays(200)]);
        Store.Timers(1).ShouldHaveSingleItem().Due.ShouldBe(Noon.AddHours(1));
        (await Store.DueTimersAsync(Noon.AddHours(1).AddMilliseconds(-1))).ShouldBeEmpty();
        (await Store.DueTimersAsync(Noon.AddDays(300))).Select(timer => timer.Due).ShouldBe([Noon.AddHours(1), Noon.AddDays(200)]);
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

    private Task<OfferedMessage?> OfferAsync(DateTimeOffset now) => Store.OfferNextAsync(Party, now, now.AddMinutes(1));

    private MessageRow Row(string id) => Store.FindMessages(new MessageAddress(id)).ShouldHaveSingleItem();

    private string State(string id) => Row(id).State;

    private async Task<long> PutAsync(string id)
    {
        await Store.CompleteAsync(await StoreTests.RecordAsync(Store, "for-" + id), new Decided(Noon, [], [], [StoreTests.Outgoing(id)]));
        return Row(id).Sequence;
    }
}

/// <summary>The store in the data folder.</summary>
public sealed class SqliteStoreRecordsTests : StoreRecordsTests
{
    internal override IStore Open(string folder) => SqliteStore.Open(folder);
}

/// <summary>The shared store.</summary>
public sealed class PostgresStoreRecordsTests(PostgresFixture postgres) : StoreRecordsTests
{
    internal override IStore Open(string folder) => PostgresStore.Open(folder, postgres.NewDatabase(), NullLogger<PostgresStore>.Instance);
}
