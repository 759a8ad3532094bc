using Ics2.AccessPoint.Storing;
using Microsoft.Data.Sqlite;

namespace Ics2.Tests.AccessPoint;

/// <summary>What is not committed was not done, and whoever asked for it is told.</summary>
public sealed class SqliteWriterTests : IAsyncDisposable
{
    private readonly SqliteConnection _connection = new("Data Source=:memory:;Foreign Keys=True");
    private readonly SqliteWriter _writer;

    public SqliteWriterTests()
    {
        _connection.Open();
        Run("CREATE TABLE parent (id INTEGER PRIMARY KEY)");

        // A reference that is looked at by COMMIT alone: every statement succeeds, and the transaction fails, as on a disk that is full.
        Run("CREATE TABLE child (id INTEGER PRIMARY KEY, parent INTEGER REFERENCES parent (id) DEFERRABLE INITIALLY DEFERRED)");
        _writer = new SqliteWriter(_connection);
    }

    [Fact]
    public async Task A_batch_whose_COMMIT_fails_is_reported_to_every_change_of_it_and_nothing_of_it_is_stored()
    {
        using var gate = new ManualResetEventSlim();
        var before = await HeldUpAsync(gate, session => session.Execute("INSERT INTO parent (id) VALUES (1)"));

        // Both wait by now, so they share the next transaction.
        var good = _writer.WriteAsync(session => session.Execute("INSERT INTO parent (id) VALUES (2)"));
        var orphan = _writer.WriteAsync(session => session.Execute("INSERT INTO child (id, parent) VALUES (1, 99)"));
        gate.Set();

        (await before).ShouldBe(1);
        await Should.ThrowAsync<SqliteException>(good);
        await Should.ThrowAsync<SqliteException>(orphan);
        (await CountAsync("parent")).ShouldBe(1);
        (await CountAsync("child")).ShouldBe(0);
    }

    [Fact]
    public async Task After_a_COMMIT_that_failed_the_next_change_is_stored()
    {
        await Should.ThrowAsync<SqliteException>(
            _writer.WriteAsync(session => session.Execute("INSERT INTO child (id, parent) VALUES (1, 99)"))
        );

        await _writer.WriteAsync(session => session.Execute("INSERT INTO parent (id) VALUES (3)"));

        (await CountAsync("parent")).ShouldBe(1);
        (await CountAsync("child")).ShouldBe(0);
    }

    [Fact]
    public async Task A_change_that_fails_half_way_takes_back_what_it_had_done_and_leaves_its_neighbours()
    {
        using var gate = new ManualResetEventSlim();
        var before = await HeldUpAsync(gate, _ => 0);
        var first = _writer.WriteAsync(session => session.Execute("INSERT INTO parent (id) VALUES (1)"));
        var failing = _writer.WriteAsync<int>(session =>
        {
            session.Execute("INSERT INTO parent (id) VALUES (2)");
            throw new InvalidDataException("half way");
        });
        var last = _writer.WriteAsync(session => session.Execute("INSERT INTO parent (id) VALUES (3)"));
        gate.Set();

        await before;
        (await first).ShouldBe(1);
        (await last).ShouldBe(1);
        (await Should.ThrowAsync<InvalidDataException>(failing)).Message.ShouldBe("half way");
        (await _writer.WriteAsync(session => session.Query("SELECT id FROM parent ORDER BY id", row => row.GetInt64(0)))).ShouldBe([1, 3]);
    }

    [Fact]
    public async Task More_changes_than_one_commit_takes_are_all_made_in_their_order()
    {
        const int Many = 200;
        using var gate = new ManualResetEventSlim();
        var before = await HeldUpAsync(gate, _ => 0);
        var all = Enumerable
            .Range(1, Many)
            .Select(id =>
                _writer.WriteAsync(session =>
                    session.Execute("INSERT INTO child (id) VALUES ((SELECT coalesce(max(id), 0) + 1 FROM child))")
                )
            )
            .ToList();
        gate.Set();

        await before;
        (await Task.WhenAll(all)).Sum().ShouldBe(Many);
        (await CountAsync("child")).ShouldBe(Many);
    }

    [Fact]
    public async Task A_closed_writer_takes_no_change_and_has_made_those_that_it_took()
    {
        var taken = _writer.WriteAsync(session => session.Execute("INSERT INTO parent (id) VALUES (1)"));
        await _writer.DisposeAsync();

        (await taken).ShouldBe(1);
        Should.Throw<ObjectDisposedException>(() => _writer.WriteAsync(_ => 0));
    }

    public async ValueTask DisposeAsync()
    {
        await _writer.DisposeAsync();
        await _connection.DisposeAsync();
    }

    // A change that the writer is at, alone: what is asked for now waits, and shares the next transaction.
    private async Task<Task<int>> HeldUpAsync(ManualResetEventSlim gate, Func<Session, int> change)
    {
        TaskCompletionSource begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
        var held = _writer.WriteAsync(session =>
        {
            begun.SetResult();
            gate.Wait(TimeSpan.FromMinutes(1));
            return change(session);
        });
        await begun.Task;
        return held;
    }

    private Task<long> CountAsync(string table) =>
        _writer.WriteAsync(session => session.Query($"SELECT count(*) FROM {table}", row => row.GetInt64(0)).Single());

    private void Run(string sql)
    {
        using var command = _connection.CreateCommand();
#pragma warning disable CA2100 // texts of this test
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}
