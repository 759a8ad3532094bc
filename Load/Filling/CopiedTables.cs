using Microsoft.Data.Sqlite;

namespace Ics2.Load.Filling;

/// <summary>All tables in which a filing leaves rows.</summary>
internal sealed class CopiedTables : IDisposable
{
    // Which rows a filing leaves where. What was set while running belongs to no filing.
    private static readonly (string Name, string Rows, bool IsShared)[] Known =
    [
        ("operator", "party = @party", true),
        ("incoming", "party = @party AND message_id = @id", false),
        ("customs_event", "party = @party AND message_id = @id", false),
        ("filing", "party = @party AND message_id = @id", false),
        ("customs_key", "party = @party AND message_id = @id", false),
        ("customs_key_version", "key IN (SELECT key FROM customs_key WHERE party = @party AND message_id = @id)", true),
        ("customs_timer", "party = @party AND message_id = @id", false),
        ("outgoing", "recipient = @party AND ref_to = @id", false),
    ];

    private CopiedTables(IReadOnlyList<CopiedTable> all) => All = all;

    public IReadOnlyList<CopiedTable> All { get; }

    /// <summary>Gets ready.</summary>
    /// <exception cref="InvalidOperationException">The store has a table that nobody told this class of.</exception>
    public static CopiedTables Of(SqliteConnection store)
    {
        using var tables = store.CreateCommand();
        tables.CommandText = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name <> 'setting'";
        using var reader = tables.ExecuteReader();
        while (reader.Read())
        {
            if (!Known.Any(known => known.Name == reader.GetString(0)))
            {
                throw new InvalidOperationException(
                    $"The store has a table {reader.GetString(0)}, and {nameof(CopiedTables)} does not say which of its rows belong to a filing."
                );
            }
        }

        return new CopiedTables([.. Known.Select(known => new CopiedTable(store, known.Name, known.Rows, known.IsShared))]);
    }

    public void Dispose()
    {
        foreach (var table in All)
        {
            table.Dispose();
        }
    }
}
