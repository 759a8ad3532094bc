using Ics2.AccessPoint.Storing;
using Ics2.Customs.Deciding;
using Ics2.Customs.Model;
using Ics2.Ens.Catalogue;
using Ics2.Ens.Values;
using Ics2.Tests.Support;
using Microsoft.Data.Sqlite;

namespace Ics2.Tests.Load;

/// <summary>What <c>--stored</c> writes is what filings leave that were really lodged, answered and acknowledged.</summary>
public sealed class StoredMessagesTests(PkiFixture pki)
{
    private const string IsCopy = "GLOB 'BE6*'"; // the EORIs of their traders; real ones begin with BE7

    // The tables, how to tell copies, and whether every filing leaves as many rows.
    private static readonly (string Table, string Owner, bool PerFiling)[] Tables =
    [
        ("incoming", "party", true),
        ("outgoing", "recipient", true),
        ("filing", "party", true),
        ("customs_event", "party", true),
        ("customs_key", "party", true),
        ("customs_timer", "party", true),
        ("customs_key_version", "substr(key, 2)", false),
        ("operator", "party", false),
    ];

    [Fact]
    public async Task Copies_have_the_shape_of_what_was_really_answered_and_live_on_like_it()
    {
        using var data = new PreparedData(pki);
        string[] load =
        [
            "load",
            "--stored",
            "700",
            "--data",
            data.Data,
            "--clients",
            "2",
            "--traders",
            "2",
            "--warm-up",
            "0s",
            "--duration",
            "1s",
        ];
        (await Ics2Process.RunAsync(load)).ShouldEndWith(0).Errors.ShouldContain("filling the store with 700 messages");

        await using (var database = new SqliteConnection($"Data Source={Path.Combine(data.Data, "accesspoint.db")};Pooling=False"))
        {
            await database.OpenAsync(TestContext.Current.CancellationToken);
            foreach (var (table, owner, perFiling) in Tables)
            {
                CompareShape(database, table, owner, perFiling);
            }
        }

        await ShouldLiveOnAsync(data.Data);
        (await Ics2Process.RunAsync([.. load, "--scenario", "transport"])).ShouldEndWith(0).Errors.ShouldNotContain("filling");
    }

    // Column by column: types, lengths, and the values of all that is neither an instant nor text.
    private static void CompareShape(SqliteConnection database, string table, string owner, bool perFiling)
    {
        foreach (var column in Rows(database, $"SELECT name FROM pragma_table_info('{table}') WHERE name <> 'sequence'"))
        {
            var shape =
                $"typeof({column}) || ' ' || coalesce(length({column}), '') || ' ' || CASE WHEN typeof({column}) = 'integer' AND "
                + $"{column} < 100000 THEN {column} ELSE '' END";
            string[] Shapes(string which) => [.. Rows(database, $"SELECT DISTINCT {shape} FROM {table} WHERE {which}")];
            var copied = Shapes($"{owner} {IsCopy}");
            copied.ShouldNotBeEmpty($"{table}.{column}");
            copied.Except(Shapes($"NOT {owner} {IsCopy}"), StringComparer.Ordinal).ShouldBeEmpty($"{table}.{column}");
        }

        if (perFiling)
        {
            double PerFiling(string which) =>
                double.Parse(
                    Rows(
                            database,
                            $"SELECT count(*) * 1.0 / (SELECT count(*) FROM filing WHERE party {which}) FROM {table} WHERE {owner} {which}"
                        )
                        .Single(),
                    System.Globalization.CultureInfo.InvariantCulture
                );
            // the last ones may not have been answered when the load ended
            PerFiling(IsCopy).ShouldBe(PerFiling($"NOT {IsCopy}"), tolerance: 0.02, table);
        }
    }

    private static async Task ShouldLiveOnAsync(string folder)
    {
        await using var store = SqliteStore.Open(folder);
        var copies = store
            .Filings(new FilingQuery(1000))
            .Select(row => row.Filing)
            .Where(filing => filing.Key.Party.StartsWith("BE6", StringComparison.Ordinal))
            .ToList();
        copies.Count.ShouldBeGreaterThan(200);
        copies.Select(filing => filing.Mrn!).ShouldBeUnique(StringComparer.Ordinal);
        copies.Select(filing => filing.Lrn!).ShouldBeUnique(StringComparer.Ordinal);
        copies.Select(filing => filing.Key.Party).Distinct(StringComparer.Ordinal).Count().ShouldBeGreaterThan(50);
        copies.Select(filing => filing.ReceivedAt).Distinct().Count().ShouldBeGreaterThan(50);
        var customs = new CustomsDecider(SpecPack.Embedded());
        foreach (var filing in copies.Take(10))
        {
            Mrn.TryParse(filing.Mrn, out _, out var why).ShouldBeTrue(why);
            store.Filing(filing.Mrn!).ShouldNotBeNull().Key.ShouldBe(filing.Key);
            store.History(filing.Key).ShouldAllBe(happened => happened.Data.Contains(filing.Key.MessageId));
            store
                .FindMessages(new MessageAddress(filing.Key.MessageId, filing.Key.Party))
                .ShouldHaveSingleItem()
                .State.ShouldBe("processed");
            store
                .Messages(new MessageQuery("out", filing.Key.Party, 1000))
                .Where(message => message.RefToMessageId == filing.Key.MessageId)
                .ShouldHaveSingleItem()
                .State.ShouldBe("delivered");

            // Found under each of its keys, and its timer can expire.
            foreach (var key in CustomsKeys.Of(filing))
            {
                store.CustomsState([key]).State.Filings.Keys.ShouldContain(filing.Key, key);
            }

            var timer = filing.Timers.MinBy(timer => timer.Due)!;
            var expiry = new ExpireTimer(filing.Mrn!, timer.Kind);
            var known = store.CustomsState(CustomsKeys.Of(expiry));
            var decision = customs.Decide(known.State, expiry, timer.Due);
            decision.Refusal.ShouldBeNull();
            (await store.StoreAsync(new Decided(timer.Due, decision.Events, decision.Changed, []) { Versions = known.Versions })).ShouldBe(
                Completion.Done
            );
        }
    }

    private static List<string> Rows(SqliteConnection database, string sql)
    {
        using var command = database.CreateCommand();
#pragma warning disable CA2100 // names of tables and columns, from above
        command.CommandText = sql;
#pragma warning restore CA2100
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
        {
            rows.Add(reader.GetString(0));
        }

        return rows;
    }
}
