using System.Diagnostics.CodeAnalysis;
using Npgsql;

namespace Ics2.AccessPoint.Settings;

/// <summary>
/// Where a PostgreSQL database is: <c>postgresql://user:password@host:port/database</c>, with settings of Npgsql behind a question mark.
/// </summary>
public sealed class PostgresAddress
{
    private const int UsualPort = 5432;

    private PostgresAddress(NpgsqlConnectionStringBuilder settings)
    {
        ConnectionString = settings.ToString();
        Shown =
            $"postgresql://{settings.Host}:{settings.Port.ToString(System.Globalization.CultureInfo.InvariantCulture)}/{settings.Database}";
    }

    /// <summary>For messages: without user and password.</summary>
    public string Shown { get; }

    internal string ConnectionString { get; }

    /// <summary>Reads an address.</summary>
    /// <param name="text">The address.</param>
    /// <param name="address">The address, if it is one.</param>
    /// <param name="why">Otherwise why not.</param>
    /// <returns>Whether it is one.</returns>
    public static bool TryParse(string text, [NotNullWhen(true)] out PostgresAddress? address, [NotNullWhen(false)] out string? why)
    {
        address = null;
        const string expected = "expected postgresql://user:password@host:port/database";
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Scheme is not ("postgresql" or "postgres") || uri.Host.Length == 0)
        {
            why = expected; // and not the text: it may hold a password
            return false;
        }

        var database = Uri.UnescapeDataString(uri.AbsolutePath.TrimStart('/'));
        if (database.Length == 0 || database.Contains('/', StringComparison.Ordinal))
        {
            why = $"{expected}, found no database";
            return false;
        }

        // Bounds that suit several nodes on one server, and plans that go by the indexes however young the statistics are; what has no
        // index looks costly then, but is small and not to be compiled.
        var settings = new NpgsqlConnectionStringBuilder
        {
            Host = uri.DnsSafeHost,
            Port = uri.IsDefaultPort || uri.Port < 0 ? UsualPort : uri.Port,
            Database = database,
            ApplicationName = "ics2",
            MaxPoolSize = 24,
            Timeout = 5,
            MaxAutoPrepare = 100,
            NoResetOnClose = true,
            Options = "-c enable_seqscan=off -c enable_hashjoin=off -c enable_mergejoin=off -c jit=off",
        };
        var user = uri.UserInfo.Split(':', 2);
        if (user[0].Length > 0)
        {
            settings.Username = Uri.UnescapeDataString(user[0]);
        }

        if (user.Length == 2)
        {
            settings.Password = Uri.UnescapeDataString(user[1]);
        }

        foreach (var setting in uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var (name, value) = setting.Split('=', 2) is [var left, var right] ? (left, Uri.UnescapeDataString(right)) : (setting, "");
            try
            {
                settings[name] = value;
            }
            catch (Exception unknown) when (unknown is ArgumentException or FormatException or InvalidCastException or KeyNotFoundException)
            {
                why = $"'{name}' behind the question mark is no setting of Npgsql, or cannot be '{value}'";
                return false;
            }
        }

        address = new PostgresAddress(settings);
        why = null;
        return true;
    }
}
