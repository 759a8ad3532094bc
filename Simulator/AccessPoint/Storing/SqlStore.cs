using System.Data.Common;
using System.Text.Json;
using Ics2.As4.Messages;
using Ics2.Trust.Certificates;

namespace Ics2.AccessPoint.Storing;

/// <summary>
/// The store in SQL, all that SQLite and PostgreSQL have in common. What differs is how reads and changes reach the database, what guards a
/// change against others at the same moment, and the few words of <see cref="Dialect"/>.
/// </summary>
internal abstract partial class SqlStore(Dialect dialect) : IStore
{
    /// <inheritdoc/>
    public abstract TimeSpan Poll { get; }

    /// <inheritdoc/>
    public abstract ValueTask DisposeAsync();

    /// <summary>The name of this node, under which it claims and offers.</summary>
    protected abstract string Node { get; }

    /// <summary>Reads what is committed.</summary>
    protected abstract T Read<T>(Func<Session, T> read);

    /// <summary>Makes a change, all of it or nothing.</summary>
    protected abstract Task<T> WriteAsync<T>(Func<Session, T> change);

    /// <summary>Makes a change of a single statement.</summary>
    protected virtual Task<T> WriteOneAsync<T>(Func<Session, T> change) => WriteAsync(change);

    /// <summary>Versions of keys, which nobody else can change before the change that asks for them is over.</summary>
    protected abstract Dictionary<string, long> HeldVersions(Session session, IReadOnlyCollection<string> keys);

    /// <summary>Lets decisions that are being stored end, and no other begin before the change is over.</summary>
    protected abstract void HoldDecisions(Session session);

    /// <summary>Whether a change failed because somebody else has stored what must be unique.</summary>
    protected abstract bool IsTaken(DbException failure);

    /// <summary>A trader by the party id in a column.</summary>
    protected static TraderPartyId Party(DbDataReader row, int column) => TraderPartyId.Parse(row.GetString(column));

    /// <summary>The AS4 id in a column.</summary>
    protected static MessageId Id(DbDataReader row, int column) => MessageId.Parse(row.GetString(column));

    /// <summary>Texts as one parameter, for <see cref="Dialect.Texts"/>.</summary>
    protected static string List(IEnumerable<string> texts) => JsonSerializer.Serialize(texts);
}

/// <summary>The words that differ.</summary>
/// <param name="Snapshot">Begins a transaction whose reads all see the same state.</param>
/// <param name="SkipLocked">Ends a sub-query that chooses what to take, so that two takers never wait for each other nor take the
/// same.</param>
/// <param name="Texts">Rows of one column <c>value</c> from the parameter <c>@list</c>, JSON.</param>
/// <param name="Now">Milliseconds by the clock of the database, which all nodes share; claims go by it.</param>
internal sealed record Dialect(string Snapshot, string SkipLocked, string Texts, string Now);
