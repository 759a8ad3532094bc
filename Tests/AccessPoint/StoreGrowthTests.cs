using System.Reflection;
using System.Runtime.InteropServices;
using Ics2.AccessPoint.Storing;
using Ics2.As4;
using Ics2.Contract.Traders;
using Ics2.Customs.Model;
using Ics2.Load.Filling;
using Ics2.Tests.Support;
using Ics2.Trust.Certificates;

namespace Ics2.Tests.AccessPoint;

/// <summary>
/// What a statement costs must not depend on how much is stored. Steps of SQLite's machine are counted: they are the same on every
/// computer.
/// </summary>
public sealed class StoreGrowthTests
{
    private const int VmSteps = 4; // SQLITE_STMTSTATUS_VM_STEP
    private const string Sender = "BE0123456789",
        Puller = "NL0123456789";
    private const string Tag = "FILL01";
    private const string Pattern = "0f5b7c36-2d9e-4a55-9d0c-3b5f7e1d2a11@x";

    // Not while messages flow: it begins anew, looks once at the start at what waits, or counts all of it for somebody who asks.
    private static readonly string[] NotHot =
    [
        nameof(IStore.ResetAsync),
        nameof(IStore.OfferAgainAsync),
        nameof(IStore.Counts),
        "get_Poll",
        "DisposeAsync",
    ];

    // Read once after an entry has changed.
    private const string AllOperators = "FROM operator o ORDER BY o.party";

    private static readonly DateTimeOffset Noon = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task No_statement_costs_more_with_thirty_times_as_much_stored()
    {
        var few = await StepsAsync(copies: 20);
        var many = await StepsAsync(copies: 600);

        few.Count.ShouldBeGreaterThan(25);
        many.Keys.ShouldBe(few.Keys, ignoreOrder: true);
        many.Where(measured =>
                measured.Value > (few[measured.Key] * 5 / 4) + 20 && !measured.Key.EndsWith(AllOperators, StringComparison.Ordinal)
            )
            .Select(measured => $"{few[measured.Key]} steps became {measured.Value}: {measured.Key}")
            .ShouldBeEmpty();
    }

    // Steps of each statement that one of everything takes.
    private static async Task<Dictionary<string, long>> StepsAsync(int copies)
    {
        using var folder = new TempFolder();
        await using (var store = SqliteStore.Open(folder.Path))
        {
            await PrepareAsync(store, waiting: copies);
        }

        using (var stored = StoredMessages.Open(folder.Path))
        {
            stored.Fill(stored.Count() + (2 * copies), Tag, CancellationToken.None);
        }

        await using var full = SqliteStore.Open(folder.Path);
        var calls = DispatchProxy.Create<IStore, Recorded>();
        ((Recorded)(object)calls).Store = full;
        await DoEverythingAsync(calls);

        ((Recorded)(object)calls).Called.ShouldBe(
            typeof(IStore)
                .GetInterfaces()
                .SelectMany(role => role.GetMethods())
                .Select(method => method.Name)
                .Except(NotHot, StringComparer.Ordinal),
            ignoreOrder: true
        );
        return Steps(full);
    }

    // A filing answered and delivered, which is copied, and a trader who leaves its messages where they are.
    private static async Task PrepareAsync(SqliteStore store, int waiting)
    {
        await store.PutOperatorAsync(
            new Operator(TraderPartyId.Parse(Sender), ReplyChannel.Push, "https://localhost/", Connected: true),
            Noon
        );
        await store.PutOperatorAsync(new Operator(TraderPartyId.Parse(Puller), ReplyChannel.Pull, PushUrl: null, Connected: true), Noon);
        for (var i = 0; i < 2; i++)
        {
            var old = (
                await store.RecordAsync(StoreTests.Incoming($"old-{i}@x", "old") with { Party = TraderPartyId.Parse(Puller) })
            ).ShouldBeOfType<Recording.New>();
            await store.SetAsideAsync(old.Sequence, "why");
        }

        var answer = StoreTests.Outgoing("7a1d2c60-8f3b-4d21-9a5e-6c7d8e9f0a1b@x", recipient: Sender) with { RefToMessageId = Pattern };
        var left = Enumerable.Range(0, waiting).Select(i => StoreTests.Outgoing($"left-{i}@x", priority: i % 3, recipient: Puller));
        await store.CompleteAsync(
            await StoreTests.RecordAsync(store, Pattern),
            StoreTests.Decision(Pattern, $"WAIT-{Tag}0000001", "26BE0123456789AAT0", [answer, .. left])
        );
        var offered = (await store.OfferNextAsync(TraderPartyId.Parse(Sender), Noon, Noon.AddMinutes(1))).ShouldNotBeNull();
        await store.DeliveredAsync(offered.Sequence, Noon, new WireMessage("multipart/related", "receipt"u8.ToArray()));
    }

    private static async Task DoEverythingAsync(IStore store)
    {
        var now = Noon.AddHours(1);
        var first = (await store.RecordAsync(StoreTests.Incoming("new-1@x", "one"))).ShouldBeOfType<Recording.New>().Sequence;
        (await store.RecordAsync(StoreTests.Incoming("new-1@x", "one"))).ShouldBeOfType<Recording.Duplicate>();
        store.Waiting().ShouldBe([first]);
        store.SizeOf(first).ShouldBePositive();
        (await store.TakeUpAsync(first)).ShouldNotBeNull();
        store.CustomsState([$"LBE1|WAIT-{Tag}0000001"]).State.Filings.ShouldNotBeEmpty();
        var decided = StoreTests.Decision(
            "new-1@x",
            "new-lrn-1",
            "26BE1123456789AAT0",
            StoreTests.Outgoing("new-out-1@x"),
            StoreTests.Outgoing("new-out-2@x"),
            StoreTests.Outgoing("new-out-3@x")
        );
        (await store.CompleteAsync(first, decided)).ShouldBe(Completion.Done);
        (await store.StoreAsync(StoreTests.Decision("new-2@x", "new-lrn-2", "26BE2123456789AAT0"))).ShouldBe(Completion.Done);
        await store.SetAsideAsync(
            (await store.RecordAsync(StoreTests.Incoming("new-3@x", "three"))).ShouldBeOfType<Recording.New>().Sequence,
            "why"
        );

        store.DuePushes(now).ShouldHaveSingleItem().PartyId.ToString().ShouldBe(Sender);
        var offered = (await store.OfferNextAsync(TraderPartyId.Parse(Sender), now, now.AddMinutes(1))).ShouldNotBeNull();
        store.NextPushDue(now).ShouldNotBeNull();
        await store.DeliveredAsync(offered.Sequence, now, new WireMessage("multipart/related", "receipt"u8.ToArray()));
        await store.NotDeliveredAsync(
            (await store.OfferNextAsync(TraderPartyId.Parse(Sender), now, now.AddMinutes(1))).ShouldNotBeNull().Sequence,
            "why",
            nextAttempt: null
        );
        await store.NoteAsync(
            (await store.OfferNextAsync(TraderPartyId.Parse(Puller), now, now.AddMinutes(1))).ShouldNotBeNull().Sequence,
            "note"
        );
        store.Sent("new-out-1@x").ShouldNotBeNull();

        await store.DueTimersAsync(now);
        store.NextTimerDue();
        store.Filing("26BE1123456789AAT0").ShouldNotBeNull();
        store.History(new FilingKey(Sender, "new-1@x")).ShouldNotBeEmpty();
        store.Filings(new FilingQuery(10)).Count.ShouldBe(10);
        foreach (
            var query in from direction in new[] { null, "in", "out" }
            from party in new[] { null, Sender, Puller }
            select new MessageQuery(direction, party, 2)
        )
        {
            var newest = store.Messages(query);
            newest.Count.ShouldBe(2);
            store.Messages(query with { Before = newest[0].Place })[0].Sequence.ShouldBe(newest[1].Sequence);
            store.Messages(query with { After = newest[1].Place })[^1].Sequence.ShouldBe(newest[0].Sequence);
        }

        var filings = store.Filings(new FilingQuery(2));
        store.Filings(new FilingQuery(1, Before: filings[0].Sequence)).ShouldHaveSingleItem().Sequence.ShouldBe(filings[1].Sequence);
        store.Filings(new FilingQuery(1, After: filings[1].Sequence)).ShouldHaveSingleItem().Sequence.ShouldBe(filings[0].Sequence);
        store.FilingOf(filings[0].Filing.Key).ShouldNotBeNull().Sequence.ShouldBe(filings[0].Sequence);
        var latest = store.Latest();
        store.MessagesAfter(latest with { Incoming = latest.Incoming - 1 }, 5).ShouldHaveSingleItem().Direction.ShouldBe("in");
        store.HappenedAfter(latest with { Events = latest.Events - 1 }, 5).ShouldHaveSingleItem();
        store.Timers(5);

        store.Raw(store.FindMessages(new MessageAddress("new-1@x")).ShouldHaveSingleItem()).ShouldNotBeNull();
        store.Operator(TraderPartyId.Parse(Sender)).ShouldNotBeNull();
        await store.PutSettingAsync("name", "value");
        store.Settings("na").ShouldHaveSingleItem();
        await store.PutOperatorAsync(
            new Operator(TraderPartyId.Parse(Sender), ReplyChannel.Push, "https://localhost/", Connected: true),
            now
        );
        store.Operators().ShouldNotBeEmpty();
    }

    private static Dictionary<string, long> Steps(SqliteStore store)
    {
        var steps = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var connection in store.Connections)
        {
            var database = connection.Handle!.DangerousGetHandle();
            for (
                var statement = Sqlite.sqlite3_next_stmt(database, 0);
                statement != 0;
                statement = Sqlite.sqlite3_next_stmt(database, statement)
            )
            {
                var sql = Marshal.PtrToStringUTF8(Sqlite.sqlite3_sql(statement))!;
                steps[sql] = steps.GetValueOrDefault(sql) + Sqlite.sqlite3_stmt_status(statement, VmSteps, 0);
            }
        }

        return steps;
    }

    // The wrapper hides statements that it did not hand out itself. LibraryImport would need unsafe code in all tests.
#pragma warning disable SYSLIB1054
    private static class Sqlite
    {
        private const string Library = "e_sqlite3";

        [DllImport(Library)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        public static extern nint sqlite3_next_stmt(nint database, nint statement);

        [DllImport(Library)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        public static extern nint sqlite3_sql(nint statement);

        [DllImport(Library)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        public static extern int sqlite3_stmt_status(nint statement, int counter, int reset);
    }
#pragma warning restore SYSLIB1054

    /// <summary>Passes calls on, and knows which there were.</summary>
#pragma warning disable CA1852 // the proxy derives from it
    internal class Recorded : DispatchProxy
#pragma warning restore CA1852
    {
        public IStore Store { get; set; } = null!;

        public HashSet<string> Called { get; } = [];

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            Called.Add(targetMethod!.Name);
            return targetMethod.Invoke(Store, args);
        }
    }
}
