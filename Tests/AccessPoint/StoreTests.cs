using System.Text;
using Ics2.AccessPoint.Storing;
using Ics2.As4;
using Ics2.As4.Messages;
using Ics2.Customs.Model;
using Ics2.Tests.Support;
using Ics2.Trust.Certificates;

namespace Ics2.Tests.AccessPoint;

/// <summary>What every store promises.</summary>
public abstract class StoreTests : IAsyncDisposable
{
    private const string Party = "BE0123456789";

    private static readonly DateTimeOffset Noon = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    private readonly TempFolder _folder = new();

    private protected string Folder => _folder.Path;

    /// <summary>Opens the store of this test; again, after it was closed.</summary>
    internal abstract IStore Open(string folder);

    [Fact]
    public async Task A_message_is_recorded_with_its_receipt_and_found_again_after_a_restart()
    {
        await using (var store = Open())
        {
            (await store.RecordAsync(Incoming("a@x", "one"))).ShouldBeOfType<Recording.New>();
        }

        await using var again = Open();
        var sequence = again.Waiting().ShouldHaveSingleItem();
        var waiting = (await again.TakeUpAsync(sequence)).ShouldNotBeNull();
        waiting.MessageId.Value.ShouldBe("a@x");
        Text(waiting.Wire).ShouldBe("wire one");
        var repeated = (await again.RecordAsync(Incoming("a@x", "one", receipt: "another receipt"))).ShouldBeOfType<Recording.Duplicate>();
        Text(repeated.FirstReceipt).ShouldBe("receipt one");
    }

    [Fact]
    public async Task Fifty_concurrent_posts_of_one_message_are_recorded_once_and_get_the_first_receipt__AS4_02()
    {
        await using var store = Open();
        var recordings = await Task.WhenAll(
            Enumerable.Range(0, 50).Select(i => Task.Run(() => store.RecordAsync(Incoming("a@x", "one", receipt: $"receipt {i}"))))
        );

        recordings.OfType<Recording.New>().Count().ShouldBe(1);
        var duplicates = recordings.OfType<Recording.Duplicate>().ToList();
        duplicates.Count.ShouldBe(49);
        duplicates.Select(duplicate => Text(duplicate.FirstReceipt)).Distinct(StringComparer.Ordinal).ShouldHaveSingleItem();
        store.Waiting().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Other_content_under_a_used_id_is_a_conflict_that_tells_when_the_first_came__AS4_04()
    {
        await using var store = Open();
        await store.RecordAsync(Incoming("a@x", "one"));

        var conflict = (
            await store.RecordAsync(Incoming("a@x", "two") with { ReceivedAt = Noon.AddHours(1) })
        ).ShouldBeOfType<Recording.Conflict>();

        conflict.FirstReceivedAt.ShouldBe(Noon);
        store.Waiting().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Two_parties_may_use_the_same_id()
    {
        await using var store = Open();
        await store.RecordAsync(Incoming("a@x", "one"));

        (
            await store.RecordAsync(Incoming("a@x", "one") with { Party = TraderPartyId.Parse("NL0123456789") })
        ).ShouldBeOfType<Recording.New>();
    }

    [Fact]
    public async Task A_decision_is_stored_once_however_many_workers_reach_it()
    {
        await using var store = Open();
        var sequence = await RecordAsync(store, "a@x");

        var completions = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(i => store.CompleteAsync(sequence, Decision("a@x", "lrn", "mrn", Outgoing($"out{i}@x"))))
        );

        completions.Count(completion => completion == Completion.Done).ShouldBe(1);
        completions.Count(completion => completion == Completion.AlreadyDone).ShouldBe(7);
        store.Messages(new MessageQuery("out", Party, 100)).ShouldHaveSingleItem();
        store.Waiting().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_decision_that_finds_its_lrn_taken_changes_nothing_and_asks_to_decide_again__R3003()
    {
        await using var store = Open();
        var first = await RecordAsync(store, "a@x");
        var second = await RecordAsync(store, "b@x");
        await store.CompleteAsync(first, Decision("a@x", "same", "mrn1", Outgoing("out1@x")));

        (await store.CompleteAsync(second, Decision("b@x", "same", "mrn2", Outgoing("out2@x")))).ShouldBe(Completion.Outdated);

        store.Waiting().ShouldBe([second]);
        store.FindMessages(new MessageAddress("out2@x")).ShouldBeEmpty();
        store.Filings(new FilingQuery(10)).ShouldHaveSingleItem().Filing.Mrn.ShouldBe("mrn1");
        store.CustomsState(["LBE1|same"]).State.Filings.Values.ShouldHaveSingleItem().IsLive.ShouldBeTrue();
    }

    [Fact]
    public async Task What_came_in_and_what_went_out_under_one_id_are_two_messages()
    {
        await using var store = Open();
        await store.CompleteAsync(await RecordAsync(store, "same@x"), Decision("same@x", "lrn", "mrn", Outgoing("same@x")));

        store.FindMessages(new MessageAddress("same@x")).Select(row => row.Direction).ShouldBe(["in", "out"]);
        foreach (var (direction, content) in new[] { ("in", "wire same@x"), ("out", "same@x") })
        {
            var row = store.FindMessages(new MessageAddress("same@x", Party, direction)).ShouldHaveSingleItem();
            row.Direction.ShouldBe(direction);
            Encoding.UTF8.GetString(store.Raw(row).ShouldNotBeNull().Body.Span).ShouldBe(content);
        }
    }

    [Fact]
    public async Task A_failing_change_takes_back_only_itself()
    {
        await using var store = Open();
        var sequence = await RecordAsync(store, "a@x");
        await store.CompleteAsync(sequence, Decision("a@x", "lrn", "mrn", Outgoing("out@x")));
        var other = await RecordAsync(store, "b@x");

        // Both go through the writer together; the first violates the unique message id of the outbox.
        var failing = store.CompleteAsync(other, Decision("b@x", "lrn2", "mrn2", Outgoing("out@x")));
        var recording = store.RecordAsync(Incoming("c@x", "three"));

        (await failing).ShouldBe(Completion.Outdated);
        (await recording).ShouldBeOfType<Recording.New>();
        store.Waiting().Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_folder_in_use_is_refused_with_the_reason()
    {
        await using var store = Open();

        Should.Throw<InvalidOperationException>(() => Open()).Message.ShouldContain("in use");
    }

    [Fact]
    public async Task Events_are_kept_beside_the_state_they_add_up_to()
    {
        await using var store = Open();
        await store.CompleteAsync(await RecordAsync(store, "a@x"), Decision("a@x", "lrn", "mrn", Outgoing("out@x")));

        var filing = store.Filings(new FilingQuery(10)).ShouldHaveSingleItem().Filing;

        filing.State.ShouldBe(FilingState.Accepted);
        filing.RegisteredAt.ShouldBe(Noon);
    }

    [Fact]
    public async Task A_reset_forgets_messages_and_filings_and_outdates_what_was_decided_before()
    {
        await using var store = Open();
        await store.PutOperatorAsync(Operator.Unknown(TraderPartyId.Parse(Party)), Noon);
        await store.CompleteAsync(await RecordAsync(store, "a@x"), Decision("a@x", "lrn", "mrn", Outgoing("out@x")));
        var before = store.CustomsState(["LBE1|lrn"]).Versions;

        await store.ResetAsync();

        store.Filings(new FilingQuery(10)).ShouldBeEmpty();
        store.Messages(new MessageQuery(Direction: null, Party: null, 10)).ShouldBeEmpty();
        store.Operators().ShouldHaveSingleItem();
        (await store.StoreAsync(Decision("b@x", "lrn", "mrn2") with { Versions = before })).ShouldBe(Completion.Outdated);
    }

    [Fact]
    public async Task A_timer_is_due_from_its_instant_until_it_is_gone()
    {
        await using var store = Open();
        var decided = Decision("a@x", "lrn", "mrn", Outgoing("out@x"));
        var filing = decided.Filings.ShouldHaveSingleItem();
        var timed = decided with { Filings = [filing with { Timers = [new DueTimer(TimerKind.TwoHundredDays, Noon.AddDays(200))] }] };
        await store.CompleteAsync(await RecordAsync(store, "a@x"), timed);

        (await store.DueTimersAsync(Noon.AddDays(199))).ShouldBeEmpty();
        store.NextTimerDue().ShouldBe(Noon.AddDays(200));
        (await store.DueTimersAsync(Noon.AddDays(200)))
            .ShouldHaveSingleItem()
            .ShouldBe(new StoredTimer("mrn", TimerKind.TwoHundredDays, Noon.AddDays(200)));

        await store.StoreAsync(new Decided(Noon, [], [filing with { Timers = [] }], []));
        store.NextTimerDue().ShouldBeNull();
    }

    [Fact]
    public async Task A_setting_is_what_it_was_set_to_last()
    {
        await using var store = Open();
        await store.PutSettingAsync("eori/BE1", "unknown");
        await store.PutSettingAsync("eori/BE1", "exists");
        await store.PutSettingAsync("clock", "now");

        store.Settings("eori/").ShouldHaveSingleItem().ShouldBe(KeyValuePair.Create("eori/BE1", "exists"));
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    internal static IncomingMessage Incoming(string id, string content, string? receipt = null, DateTimeOffset? at = null) =>
        new(
            TraderPartyId.Parse(Party),
            MessageId.Parse(id),
            "IE3F10",
            Encoding.UTF8.GetBytes(content),
            at ?? Noon,
            IncomingState.Waiting,
            Wire("wire " + content),
            Wire(receipt ?? "receipt " + content)
        );

    internal static NewOutgoing Outgoing(string id, string action = "IE3R01", int priority = 1, string recipient = Party) =>
        new(
            TraderPartyId.Parse(recipient),
            action,
            priority,
            "a@x",
            Noon,
            new SealedMessage(MessageId.Parse(id), Wire(id), [new SealReference("#body", [], "sha256", "digest")])
        );

    internal static Decided Decision(string messageId, string lrn, string mrn, params NewOutgoing[] outgoing)
    {
        var key = new FilingKey(Party, messageId);
        CustomsEvent[] events = [new FilingRegistered(key, Noon, "F10", lrn, "BE1", Noon, mrn), new FilingAccepted(key, Noon)];
        return new Decided(
            Noon,
            events,
            [.. events.Aggregate(CustomsState.Empty, (state, happened) => state.After(happened)).Filings.Values],
            outgoing
        );
    }

    private static WireMessage Wire(string text) => new("multipart/related", Encoding.UTF8.GetBytes(text));

    private static string Text(WireMessage wire) => Encoding.UTF8.GetString(wire.Body.Span);

    internal static async Task<long> RecordAsync(IStore store, string id) =>
        (await store.RecordAsync(Incoming(id, id))).ShouldBeOfType<Recording.New>().Sequence;

    private IStore Open() => Open(_folder.Path);
}

/// <summary>The store in the data folder.</summary>
public sealed class SqliteStoreTests : StoreTests
{
    internal override IStore Open(string folder) => SqliteStore.Open(folder);
}
