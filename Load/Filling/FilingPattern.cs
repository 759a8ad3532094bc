using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;

namespace Ics2.Load.Filling;

/// <summary>An answered filing with its rows in every table, of which copies are made.</summary>
internal sealed class FilingPattern
{
    private const int Most = 256;
    private const int GuidLength = 36;

    private readonly List<(CopiedTable Table, Func<CopyName, object>[] Row)> _rows = [];

    private FilingPattern(CopiedTables tables, string party, string messageId)
    {
        var read = tables.All.SelectMany(table => table.Read(party, messageId).Select(row => (Table: table, Row: row))).ToList();
        var marks = Marks(party, messageId, [.. read.Select(row => new StoredRow(row.Table, row.Row))]);
        foreach (var (table, row) in read)
        {
            _rows.Add((table, [.. row.Select((value, i) => Copied(table.Columns[i], value, marks))]));
        }
    }

    /// <summary>Messages of one copy, in both directions.</summary>
    public int Messages => _rows.Count(row => row.Table.Name is "incoming" or "outgoing");

    /// <summary>Reads the patterns: filings of a run whose answers are delivered.</summary>
    /// <param name="tag">In their LRNs.</param>
    public static List<FilingPattern> ReadAll(SqliteConnection store, CopiedTables tables, string tag)
    {
        using var filings = store.CreateCommand();
        filings.CommandText = """
            SELECT f.party, f.message_id FROM filing f JOIN outgoing o ON o.ref_to = f.message_id AND o.recipient = f.party
            WHERE instr(f.lrn, @tag) > 0 GROUP BY f.party, f.message_id HAVING min(o.delivered_at IS NOT NULL) ORDER BY f.sequence LIMIT @most
            """;
        filings.Parameters.AddWithValue("@tag", tag);
        filings.Parameters.AddWithValue("@most", Most);
        using var reader = filings.ExecuteReader();
        var patterns = new List<FilingPattern>();
        while (reader.Read())
        {
            patterns.Add(new FilingPattern(tables, reader.GetString(0), reader.GetString(1)));
        }

        return patterns;
    }

    /// <summary>Writes a copy.</summary>
    public void Write(CopyName name)
    {
        foreach (var (table, row) in _rows)
        {
            table.Write(row, name);
        }
    }

    // Everything by which a filing is found, and the seconds in which something happened to it.
    private static List<Mark> Marks(string party, string messageId, IReadOnlyList<StoredRow> rows)
    {
        var marks = new Dictionary<string, Mark>(StringComparer.Ordinal);
        void Add(string text, Func<string, CopyName, string> copy) => marks.TryAdd(text, new Mark(text, name => copy(text, name)));

        Add(party, (_, name) => name.Party);
        foreach (var id in rows.Where(row => row.Table.Name == "outgoing").Select(row => row.Text("message_id")).Append(messageId))
        {
            Add(id[..GuidLength], (text, name) => name.Id(text));
        }

        foreach (var filing in rows.Where(row => row.Table.Name == "filing"))
        {
            Add(filing.Text("lrn"), (text, name) => name.Reference(text));
            Add(filing.Text("mrn"), (text, name) => name.Mrn(text));
        }

        foreach (var key in rows.Where(row => row.Table.Name == "customs_key").Select(row => row.Text("key")))
        {
            if (key[0] is 'M' or 'H' or 'R')
            {
                Add(key[1..], (text, name) => name.Reference(text)); // a transport document or receptacle
            }
            else if (key[0] is 'V')
            {
                Add(key.Split('|')[1], (text, name) => name.Vessel(text)); // mode|means|day
            }
        }

        foreach (var at in rows.SelectMany(row => row.Instants()))
        {
            Add(Second(at), (_, name) => Second(at + name.Shift));
        }

        return [.. marks.Values];
    }

    private static string Second(DateTimeOffset at) => at.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture);

    private static Func<CopyName, object> Copied(string column, object value, List<Mark> marks)
    {
        if (value is long instant && StoredRow.IsInstant(column, instant))
        {
            return name => instant + (long)name.Shift.TotalMilliseconds;
        }

        var bytes = value switch
        {
            string text => Encoding.UTF8.GetBytes(text),
            byte[] raw => raw,
            _ => [],
        };
        var copied = new CopiedBytes(bytes, marks);
        return copied.IsConstant ? _ => value
            : value is string ? name => Encoding.UTF8.GetString(copied.Copy(name))
            : name => copied.Copy(name);
    }

    private sealed record StoredRow(CopiedTable Table, object[] Values)
    {
        public string Text(string column) => (string)Values[Table.Columns.ToList().IndexOf(column)];

        public IEnumerable<DateTimeOffset> Instants() =>
            Values
                .Where((value, i) => value is long at && IsInstant(Table.Columns[i], at))
                .Select(value => DateTimeOffset.FromUnixTimeMilliseconds((long)value));

        // Milliseconds; 0 stands for at once.
        public static bool IsInstant(string column, long value) =>
            value > 0 && (column == "at" || column.EndsWith("_at", StringComparison.Ordinal));
    }
}
