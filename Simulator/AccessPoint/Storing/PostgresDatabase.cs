using System.Collections.Concurrent;
using Ics2.AccessPoint.Settings;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Ics2.AccessPoint.Storing;

/// <summary>
/// The connections to PostgreSQL. Changes are made by a few threads of their own, since waiting for a commit must not hold those that serve
/// traders.
/// What PostgreSQL itself asks to repeat (deadlocks), and what a restarted server cut off before its commit, is repeated.
/// </summary>
internal sealed class PostgresDatabase : IDisposable
{
    private const int Writers = 8;
    private const int MaxTries = 10;
    private const int MaxTriesToReach = 3;

    private readonly PostgresAddress _address;
    private readonly ILogger _log;
    private readonly NpgsqlDataSource _source;
    private readonly BlockingCollection<(Change Change, bool IsOne)> _queue = [];
    private readonly Thread[] _writers;
    private bool _isAway;

    public PostgresDatabase(PostgresAddress address, ILogger log)
    {
        this._address = address;
        this._log = log;
        _source = NpgsqlDataSource.Create(address.ConnectionString);
        _writers = [.. Enumerable.Range(0, Writers).Select(_ => new Thread(Write) { IsBackground = true, Name = "store" })];
        Array.ForEach(_writers, writer => writer.Start());
    }

    /// <summary>Does something with a connection of its own.</summary>
    /// <exception cref="StoreUnreachableException">The database does not answer, or refuses the user.</exception>
    public void Open(Action<NpgsqlConnection> prepare)
    {
        using var connection = Connect();
        prepare(connection);
    }

    /// <summary>Reads what is committed.</summary>
    /// <exception cref="StoreUnreachableException">The database does not answer.</exception>
    public T Read<T>(Func<Session, T> read)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                using var session = new PostgresSession(Connect());
                return read(session);
            }
            catch (Exception failure) when (IsCutOff(failure))
            {
                if (tries == MaxTriesToReach)
                {
                    throw Unreachable(failure);
                }
            }
        }
    }

    /// <summary>Makes a change, all of it or nothing.</summary>
    /// <param name="change">May run more than once.</param>
    /// <param name="isOne">Whether it is one statement, which needs no transaction around it.</param>
    /// <returns>What the change gave, once it is committed.</returns>
    public Task<T> WriteAsync<T>(Func<Session, T> change, bool isOne)
    {
        var waiting = new Change<T>(change);
        _queue.Add((waiting, isOne));
        return waiting.Done;
    }

    public void Dispose()
    {
        _queue.CompleteAdding();
        Array.ForEach(_writers, writer => writer.Join());
        _source.Dispose();
        _queue.Dispose();
    }

    private void Write()
    {
        foreach (var (change, isOne) in _queue.GetConsumingEnumerable())
        {
            var tries = 1;
            while (
                !TryMake(change, isOne, out var mayRepeat) && mayRepeat && tries < (IsCutOff(change.Failed) ? MaxTriesToReach : MaxTries)
            )
            {
                Thread.Sleep(tries++);
            }

            change.Finish(IsCutOff(change.Failed) ? Unreachable(change.Failed!) : change.Failed);
        }
    }

    private bool TryMake(Change change, bool isOne, out bool mayRepeat)
    {
        mayRepeat = true;
        try
        {
            using var session = new PostgresSession(Connect());
            if (isOne)
            {
                // Cut off, it may be stored or not; repeating it is harmless for every change of one statement.
                return change.Run(session) || !(mayRepeat = IsRepeatable(change.Failed));
            }

            using var transaction = session.Begin();
            if (!change.Run(session))
            {
                mayRepeat = IsRepeatable(change.Failed);
                return false;
            }

            mayRepeat = false; // a commit that was cut off may have happened: whoever asked finds out
            transaction.Commit();
            return true;
        }
        catch (Exception failure) when (failure is NpgsqlException or TimeoutException or IOException)
        {
            change.Fail(failure);
            return false;
        }
    }

    // A pooled connection may be dead and opens nevertheless; that shows with the first statement. What does not open says why.
    private NpgsqlConnection Connect()
    {
        try
        {
            var connection = _source.OpenConnection();
            if (Interlocked.Exchange(ref _isAway, value: false))
            {
                _log.LogWarning("The store {Store} answers again.", _address.Shown);
            }

            return connection;
        }
        catch (Exception refused) when (refused is NpgsqlException or TimeoutException)
        {
            var unreachable = new StoreUnreachableException(_address, refused);
            if (!Interlocked.Exchange(ref _isAway, value: true))
            {
                _log.LogError("{Why} Messages get an error and no receipt meanwhile; what has one is kept.", unreachable.Message);
            }

            throw unreachable;
        }
    }

    private StoreUnreachableException Unreachable(Exception failure) =>
        failure as StoreUnreachableException ?? new StoreUnreachableException(_address, failure);

    private static bool IsRepeatable(Exception? failure) =>
        failure is PostgresException { SqlState: PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected }
        || IsCutOff(failure);

    // Class 08: connection; 57P: the server stops or starts; 53: too many connections, disk full. Everything else that PostgreSQL says is
    // about the statement.
    private static bool IsCutOff(Exception? failure) =>
        failure switch
        {
            PostgresException said => said.SqlState.StartsWith("08", StringComparison.Ordinal)
                || said.SqlState.StartsWith("57P", StringComparison.Ordinal)
                || said.SqlState.StartsWith("53", StringComparison.Ordinal),
            NpgsqlException or TimeoutException or IOException => true,
            _ => false,
        };
}
