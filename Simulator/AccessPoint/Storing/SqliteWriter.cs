using System.Threading.Channels;
using Microsoft.Data.Sqlite;

namespace Ics2.AccessPoint.Storing;

/// <summary>
/// The one writer of the database. Changes that wait at the same moment share a transaction, each under its own savepoint: one disk sync
/// for many receipts, while a change that fails takes back only itself. A change is done only after the commit.
/// </summary>
internal sealed class SqliteWriter : IAsyncDisposable
{
    private const int MaxPerCommit = 64;

    private readonly Session _session;
    private readonly Channel<Change> _queue = Channel.CreateUnbounded<Change>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Task _loop;

    public SqliteWriter(SqliteConnection connection)
    {
        _session = new Session(connection);
        _loop = Task.Run(RunAsync);
    }

    /// <summary>Makes one change, all of it or nothing.</summary>
    /// <param name="change">Runs inside the transaction; its exception takes the change back and goes to the caller.</param>
    /// <returns>What the change gave, once it is committed.</returns>
    public Task<T> WriteAsync<T>(Func<Session, T> change)
    {
        var waiting = new Change<T>(change);
        return _queue.Writer.TryWrite(waiting) ? waiting.Done : throw new ObjectDisposedException(nameof(SqliteWriter));
    }

    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _loop;
        _session.Dispose();
    }

    private async Task RunAsync()
    {
        var batch = new List<Change>(MaxPerCommit);
        while (await _queue.Reader.WaitToReadAsync())
        {
            while (batch.Count < MaxPerCommit && _queue.Reader.TryRead(out var change))
            {
                batch.Add(change);
            }

            Commit(batch);
            batch.Clear();
        }
    }

    private void Commit(List<Change> batch)
    {
        try
        {
            _session.Execute("BEGIN IMMEDIATE");
            foreach (var change in batch)
            {
                _session.Execute("SAVEPOINT change");
                if (!change.Run(_session))
                {
                    _session.Execute("ROLLBACK TO change");
                }

                _session.Execute("RELEASE change");
            }

            _session.Execute("COMMIT");
        }
        catch (SqliteException failure)
        {
            // The disk is full or gone: nothing of the batch is stored, and nobody gets a receipt.
            batch.ForEach(change => change.Fail(failure));
            TakeBack();
        }

        batch.ForEach(change => change.Finish());
    }

    private void TakeBack()
    {
        try
        {
            _session.Execute("ROLLBACK");
        }
        catch (SqliteException)
        {
            // SQLite has already ended the transaction, as it does when the disk is full.
        }
    }
}
