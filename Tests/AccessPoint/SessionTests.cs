using System.Globalization;
using Ics2.AccessPoint.Storing;
using Ics2.Tests.Support;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Ics2.Tests.AccessPoint;

/// <summary>One statement, used again and again with other values.</summary>
public sealed class SessionTests(PostgresFixture postgres)
{
    private const int Often = 12; // Npgsql prepares by itself what a connection has seen five times

    [Fact]
    public void A_statement_that_is_used_again_takes_the_new_values__PostgreSQL()
    {
        using var source = NpgsqlDataSource.Create(postgres.NewDatabase().ConnectionString);
        for (var i = 0; i < Often; i++)
        {
            using var session = new PostgresSession(source.OpenConnection());
            UseOften(session, "CAST(@text AS text)", "CAST(@number AS bigint)", "CAST(@bytes AS bytea)");
        }
    }

    [Fact]
    public void Changes_that_are_sent_together_again_and_again_take_the_new_values__PostgreSQL()
    {
        using var source = NpgsqlDataSource.Create(postgres.NewDatabase().ConnectionString);
        using var session = new PostgresSession(source.OpenConnection());
        session.Execute("CREATE TABLE sent (id bigint PRIMARY KEY, other bigint NOT NULL)");
        for (var i = 0L; i < Often; i++)
        {
            session.Send("INSERT INTO sent (id, other) VALUES (@id, 0)", ("@id", i));
            session.Send("UPDATE sent SET other = @other WHERE id = @id", ("@id", i), ("@other", -i));
            session.Flush();
        }

        session
            .Query("SELECT other FROM sent ORDER BY id", row => row.GetInt64(0))
            .ShouldBe(Enumerable.Range(0, Often).Select(number => -(long)number));
    }

    [Fact]
    public void A_statement_that_is_used_again_takes_the_new_values__SQLite()
    {
        var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        using var session = new Session(connection);
        UseOften(session, "@text", "@number", "@bytes");
    }

    private static void UseOften(Session session, string text, string number, string bytes)
    {
        for (var i = 0; i < Often; i++)
        {
            // Each is missing now and then, as a note or a due time is.
            var expected = (
                i % 2 == 0 ? i.ToString(CultureInfo.InvariantCulture) : null,
                i % 3 == 0 ? (long?)i : null,
                i % 4 == 0 ? null : new byte[i]
            );
            var (gotText, gotNumber, gotBytes) = session
                .Query(
                    $"SELECT {text}, {number}, {bytes}",
                    row =>
                        (
                            row.TextOrNull(0),
                            row.IsDBNull(1) ? (long?)null : row.GetInt64(1),
                            row.IsDBNull(2) ? null : row.GetFieldValue<byte[]>(2)
                        ),
                    ("@text", expected.Item1),
                    ("@number", expected.Item2),
                    ("@bytes", expected.Item3)
                )
                .ShouldHaveSingleItem();

            (gotText, gotNumber, gotBytes?.Length).ShouldBe((expected.Item1, expected.Item2, expected.Item3?.Length));
        }
    }
}
