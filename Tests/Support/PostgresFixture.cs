using System.Diagnostics;
using System.Globalization;
using Ics2.AccessPoint.Settings;
using Npgsql;

[assembly: AssemblyFixture(typeof(Ics2.Tests.Support.PostgresFixture))]

namespace Ics2.Tests.Support;

/// <summary>
/// A PostgreSQL for tests, each with a database of its own: the server of <c>ICS2_TEST_POSTGRES</c> (an address whose user may create
/// databases), otherwise a private one from the installed binaries; where there is neither, tests that ask for it are skipped and say so.
/// </summary>
public sealed class PostgresFixture : IDisposable
{
    private const string Variable = "ICS2_TEST_POSTGRES";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Lazy<(string? Address, string Why)> _server;
    private TempFolder? _folder;
    private Process? _process;
    private int _databases;

    public PostgresFixture() => _server = new(Find);

    /// <summary>A fresh, empty database; skips the test where there is no server.</summary>
    internal PostgresAddress NewDatabase() => Parse(NewDatabaseText());

    /// <summary>The same, as <c>--store</c> takes it.</summary>
    internal string NewDatabaseText()
    {
        var (server, why) = _server.Value;
        Assert.SkipWhen(server is null, why);
        var name = string.Create(
            CultureInfo.InvariantCulture,
            $"ics2_test_{Environment.ProcessId}_{Interlocked.Increment(ref _databases)}"
        );
        Command($"CREATE DATABASE {name}");
        return $"{server}/{name}";
    }

    /// <summary>Cuts all connections to a database, as a restart of the server does.</summary>
    internal static void CutOff(PostgresAddress address)
    {
        using var source = NpgsqlDataSource.Create(address.ConnectionString);
        using var cut = source.CreateCommand(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        );
        cut.ExecuteNonQuery();
    }

    /// <summary>Makes a database unreachable.</summary>
    internal void Close(PostgresAddress address)
    {
        Command($"ALTER DATABASE {NameOf(address)} ALLOW_CONNECTIONS false");
        Command($"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{NameOf(address)}'");
    }

    /// <summary>Makes it reachable again.</summary>
    internal void Open(PostgresAddress address) => Command($"ALTER DATABASE {NameOf(address)} ALLOW_CONNECTIONS true");

    public void Dispose()
    {
        _process?.Kill(entireProcessTree: true);
        _process?.WaitForExit(Patience);
        _process?.Dispose();
        _folder?.Dispose();
    }

    private static string NameOf(PostgresAddress address) => address.Shown[(address.Shown.LastIndexOf('/') + 1)..];

    private void Command(string sql)
    {
        using var source = NpgsqlDataSource.Create(Parse($"{_server.Value.Address}/postgres").ConnectionString);
        using var command = source.CreateCommand(sql);
        command.ExecuteNonQuery();
    }

    private static PostgresAddress Parse(string text) =>
        PostgresAddress.TryParse(text, out var address, out var why) ? address : throw new InvalidOperationException(why);

    private (string? Address, string Why) Find()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given)
        {
            return (given[..given.LastIndexOf('/')], "");
        }

        const string root = "/usr/lib/postgresql";
        var binaries = Directory.Exists(root)
            ? Directory
                .GetDirectories(root)
                .Select(version => Path.Combine(version, "bin"))
                .Where(bin => File.Exists(Path.Combine(bin, "initdb")))
                .Max(StringComparer.Ordinal)
            : null;
        if (binaries is null)
        {
            return (
                null,
                $"No PostgreSQL: neither {Variable} nor {root}/*/bin. Install Debian's postgresql, or set {Variable} to "
                    + $"postgresql://user:password@host:port/postgres."
            );
        }

        return StartPrivate(binaries);
    }

    private (string? Address, string Why) StartPrivate(string binaries)
    {
        _folder = new TempFolder();
        var data = Path.Combine(_folder.Path, "data");
        var password = Guid.NewGuid().ToString("N");
        var secret = Path.Combine(_folder.Path, "password");
        File.WriteAllText(secret, password);

        // PostgreSQL refuses to run as root; its own user can.
        string[] asOther = [];
        if (Environment.IsPrivilegedProcess)
        {
            asOther = ["runuser", "-u", "postgres", "--"];
            Run(["chown", "-R", "postgres", _folder.Path]);
        }

        Run([
            .. asOther,
            Path.Combine(binaries, "initdb"),
            "-D",
            data,
            "-U",
            "ics2",
            "-A",
            "scram-sha-256",
            "--pwfile",
            secret,
            "--no-sync",
            "--encoding",
            "UTF8",
            "--locale",
            "C.UTF-8",
        ]);
        var port = FreePort.Find().ToString(CultureInfo.InvariantCulture);
        _process = Start([
            .. asOther,
            Path.Combine(binaries, "postgres"),
            "-D",
            data,
            "-h",
            "127.0.0.1",
            "-p",
            port,
            "-k",
            "",
            "-c",
            "fsync=off",
        ]);
        var address = $"postgresql://ics2:{password}@127.0.0.1:{port}";
        var begun = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                using var source = NpgsqlDataSource.Create(Parse(address + "/postgres").ConnectionString);
                source.OpenConnection().Dispose();
                return (address, "");
            }
            catch (NpgsqlException) when (!_process.HasExited && TimeProvider.System.GetElapsedTime(begun) < Patience)
            {
                Thread.Sleep(50);
            }
        }
    }

    private static void Run(string[] command)
    {
        using var process = Start(command);
        var errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        process.ExitCode.ShouldBe(0, $"{string.Join(' ', command)}: {errors}");
    }

    private static Process Start(string[] command)
    {
        var process = new Process
        {
            StartInfo = new ProcessStartInfo(command[0], command[1..])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                UseShellExecute = false,
                WorkingDirectory = "/",
            },
        };
        process.OutputDataReceived += (_, _) => { };
        process.Start();
        process.BeginOutputReadLine();
        return process;
    }
}
