using Ics2.AccessPoint.Settings;
using Ics2.AccessPoint.Storing;
using Ics2.Contract.Traders;
using Ics2.Customs.Model;
using Ics2.Tests.Support;
using Ics2.Trust.Certificates;
using Microsoft.Extensions.Logging.Abstractions;

namespace Ics2.Tests.AccessPoint;

/// <summary>The shared store, and what several nodes on it promise.</summary>
public sealed class PostgresStoreTests(PostgresFixture postgres) : StoreTests
{
    private readonly Lazy<PostgresAddress> _database = new(postgres.NewDatabase);
    private readonly TempFolder _other = new();

    internal override IStore Open(string folder) => PostgresStore.Open(folder, _database.Value, NullLogger<PostgresStore>.Instance);

    [Fact]
    public void A_statement_that_a_session_repeats_goes_by_its_new_values()
    {
        using var database = new PostgresDatabase(_database.Value, NullLogger.Instance);

        // Often enough for Npgsql to prepare it by itself.
        for (var i = 0; i < 10; i++)
        {
            database
                .Read(session =>
                    new[] { "one", "other" }
                        .Select(value => session.Query("SELECT CAST(@value AS text)", row => row.GetString(0), ("@value", value))[0])
                        .ToList()
                )
                .ShouldBe(["one", "other"]);
        }
    }

    [Fact]
    public async Task What_one_node_recorded_a_moment_ago_is_left_to_it()
    {
        await using var one = Open(Folder);
        await using var other = Open(_other.Path);
        var sequence = await RecordAsync(one, "a@x");

        other.Waiting().ShouldBeEmpty();
        (await other.TakeUpAsync(sequence)).ShouldBeNull();
        (await one.TakeUpAsync(sequence)).ShouldNotBeNull();
    }

    [Fact]
    public async Task What_a_node_leaves_for_long_another_takes_and_then_it_is_the_others()
    {
        await using var one = Open(Folder);
        await using var other = Open(_other.Path);
        var sequence = await RecordAsync(one, "a@x");

        await UntilAsync(() => other.Waiting().Count == 1);

        (await other.TakeUpAsync(sequence)).ShouldNotBeNull();
        (await one.TakeUpAsync(sequence)).ShouldBeNull();
        one.Waiting().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_node_that_is_started_anew_has_what_it_had_before()
    {
        long sequence;
        await using (var killed = Open(Folder))
        {
            sequence = await RecordAsync(killed, "a@x");
        }

        await using var again = Open(Folder);
        again.Waiting().ShouldBe([sequence]);
        (await again.TakeUpAsync(sequence)).ShouldNotBeNull();
    }

    [Fact]
    public async Task Two_nodes_that_decide_about_one_message_store_one_decision()
    {
        await using var one = Open(Folder);
        await using var other = Open(_other.Path);
        for (var i = 0; i < 20; i++)
        {
            var sequence = await RecordAsync(one, $"m{i}@x");
            var nodes = Enumerable
                .Range(0, 8)
                .Select(n =>
                    (n % 2 == 0 ? one : other).CompleteAsync(sequence, Decision($"m{i}@x", $"lrn{i}", $"mrn{i}", Outgoing($"out{i}-{n}@x")))
                );

            (await Task.WhenAll(nodes)).Count(completion => completion == Completion.Done).ShouldBe(1);
        }

        one.Messages(new MessageQuery("out", Party: null, 100)).Count.ShouldBe(20);
    }

    [Fact]
    public async Task Decisions_that_rest_on_one_key_are_stored_one_after_the_other()
    {
        await using var one = Open(Folder);
        await using var other = Open(_other.Path);

        // All have seen the same state, as two nodes do that look at the same moment.
        var seen = one.CustomsState(["Mdocument", "Zanother"]).Versions;
        var sequences = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => RecordAsync(i % 2 == 0 ? one : other, $"m{i}@x")));
        var completions = await Task.WhenAll(
            sequences.Select(
                (sequence, i) =>
                    (i % 2 == 0 ? one : other).CompleteAsync(
                        sequence,
                        Decision($"m{i}@x", "same", $"mrn{i}", Outgoing($"out{i}@x")) with
                        {
                            Versions = new Dictionary<string, long>(seen, StringComparer.Ordinal) { ["LBE1|same"] = 0 },
                        }
                    )
            )
        );

        completions.Count(completion => completion == Completion.Done).ShouldBe(1);
        completions.Count(completion => completion == Completion.Outdated).ShouldBe(9);
    }

    [Fact]
    public async Task Two_nodes_that_offer_at_once_offer_each_message_once()
    {
        await using var one = Open(Folder);
        await using var other = Open(_other.Path);
        var now = TimeProvider.System.GetUtcNow();
        for (var i = 0; i < 30; i++)
        {
            await one.CompleteAsync(await RecordAsync(one, $"m{i}@x"), Decision($"m{i}@x", $"lrn{i}", $"mrn{i}", Outgoing($"out{i}@x")));
        }

        var offers = await Task.WhenAll(
            Enumerable
                .Range(0, 40)
                .Select(i => (i % 2 == 0 ? one : other).OfferNextAsync(TraderPartyId.Parse("BE0123456789"), now, now.AddMinutes(1)))
        );

        offers.OfType<OfferedMessage>().Select(offer => offer.Sequence).ShouldBeUnique();
        offers.OfType<OfferedMessage>().Count().ShouldBe(30);
    }

    [Fact]
    public async Task Two_nodes_that_look_at_once_take_different_timers()
    {
        await using var one = Open(Folder);
        await using var other = Open(_other.Path);
        var now = TimeProvider.System.GetUtcNow();
        for (var i = 0; i < 120; i++)
        {
            var decided = Decision($"m{i}@x", $"lrn{i}", $"mrn{i}", Outgoing($"out{i}@x"));
            await one.StoreAsync(
                decided with
                {
                    Filings = [decided.Filings.ShouldHaveSingleItem() with { Timers = [new DueTimer(TimerKind.TwoHundredDays, now)] }],
                }
            );
        }

        var taken = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => (i % 2 == 0 ? one : other).DueTimersAsync(now)));

        taken.SelectMany(timers => timers).Select(timer => timer.Mrn).ShouldBeUnique(StringComparer.Ordinal);
        taken.Sum(timers => timers.Count).ShouldBe(120);
    }

    [Fact]
    public async Task Only_the_node_that_is_started_anew_offers_again_what_it_had_offered()
    {
        await using var one = Open(Folder);
        await using var other = Open(_other.Path);
        var now = TimeProvider.System.GetUtcNow();
        await one.CompleteAsync(await RecordAsync(one, "a@x"), Decision("a@x", "lrn", "mrn", Outgoing("out@x")));
        await one.OfferNextAsync(TraderPartyId.Parse("BE0123456789"), now, now.AddMinutes(1));

        await other.OfferAgainAsync();
        (await other.OfferNextAsync(TraderPartyId.Parse("BE0123456789"), now, now.AddMinutes(1))).ShouldBeNull();

        await one.OfferAgainAsync();
        (await other.OfferNextAsync(TraderPartyId.Parse("BE0123456789"), now, now.AddMinutes(1))).ShouldNotBeNull();
    }

    [Fact]
    public async Task An_entry_of_a_trader_made_at_one_node_holds_at_the_other_at_once()
    {
        await using var one = Open(Folder);
        await using var other = Open(_other.Path);
        other.Operators().ShouldBeEmpty();

        await one.PutOperatorAsync(
            new Operator(TraderPartyId.Parse("BE0123456789"), ReplyChannel.Pull, PushUrl: null, Connected: true),
            TimeProvider.System.GetUtcNow()
        );
        other.Operators().ShouldHaveSingleItem().Connected.ShouldBeTrue();

        await one.PutOperatorAsync(
            new Operator(TraderPartyId.Parse("BE0123456789"), ReplyChannel.Pull, PushUrl: null, Connected: false),
            TimeProvider.System.GetUtcNow()
        );
        other.Operators().ShouldHaveSingleItem().Connected.ShouldBeFalse();
    }

    [Fact]
    public async Task A_server_that_cuts_all_connections_off_is_reached_again_without_a_restart()
    {
        await using var store = Open(Folder);
        await RecordAsync(store, "a@x");

        PostgresFixture.CutOff(_database.Value);

        await RecordAsync(store, "b@x");
        store.Messages(new MessageQuery("in", Party: null, 10)).Count.ShouldBe(2);
    }

    [Fact]
    public void A_server_that_does_not_answer_is_named_without_its_password()
    {
        PostgresAddress.TryParse("postgresql://ics2:geheim@127.0.0.1:1/ics2", out var nowhere, out _).ShouldBeTrue();

        var refusal = Should.Throw<IOException>(() => PostgresStore.Open(_other.Path, nowhere, NullLogger<PostgresStore>.Instance));

        refusal.Message.ShouldContain("postgresql://127.0.0.1:1/ics2 does not answer");
        refusal.Message.ShouldNotContain("geheim");
    }

    [Theory]
    [InlineData("mysql://localhost/x", "expected postgresql://")]
    [InlineData("accesspoint.db", "expected postgresql://")]
    [InlineData("postgresql://localhost", "found no database")]
    [InlineData("postgresql://localhost/x?colour=red", "'colour' behind the question mark")]
    public void What_is_no_address_is_refused_with_the_reason(string text, string reason)
    {
        PostgresAddress.TryParse(text, out _, out var why).ShouldBeFalse();
        why.ShouldNotBeNull().ShouldContain(reason);
    }

    private static async Task UntilAsync(Func<bool> isSo)
    {
        for (var begun = TimeProvider.System.GetTimestamp(); !isSo(); await Task.Delay(50, TestContext.Current.CancellationToken))
        {
            TimeProvider.System.GetElapsedTime(begun).ShouldBeLessThan(TimeSpan.FromSeconds(30));
        }
    }
}
