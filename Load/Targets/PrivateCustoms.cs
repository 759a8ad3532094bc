using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Ics2.Contract;

namespace Ics2.Load.Targets;

/// <summary>
/// An <c>ics2 serve</c> of its own for a load run, as a process of its own: neither end has the other's garbage collector and threads,
/// memory and processor time of each are seen apart, and it can be killed.
/// </summary>
public sealed class PrivateCustoms : IAsyncDisposable
{
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(120);

    private readonly ServeCommand _command;
    private readonly DirectoryInfo _folder;
    private readonly bool _isTemporary;
    private readonly string? _store;
    private readonly int _keySize;
    private readonly Queue<string> _errors = new();
    private Process? _process;
    private Uri? _as4,
        _management;

    private PrivateCustoms(ServeCommand command, DirectoryInfo folder, bool isTemporary, string? store, int keySize) =>
        (_command, _folder, _isTemporary, _store, _keySize) = (command, folder, isTemporary, store, keySize);

    /// <summary>Its management API.</summary>
    public Uri Management => _management!;

    /// <summary>Where it keeps its data.</summary>
    public string Folder => _folder.FullName;

    /// <summary>Starts it and waits until it is ready.</summary>
    /// <param name="command">What to start.</param>
    /// <param name="data">Where to keep its data; null for a temporary folder.</param>
    /// <param name="store">A PostgreSQL database; null for SQLite in its data.</param>
    /// <param name="keySize">RSA bits of its seal, where that has to be made.</param>
    /// <exception cref="TargetException">It did not get ready.</exception>
    public static async Task<PrivateCustoms> StartAsync(
        ServeCommand command,
        DirectoryInfo? data,
        string? store,
        int keySize,
        CancellationToken cancellationToken
    )
    {
        var customs = new PrivateCustoms(command, data ?? Directory.CreateTempSubdirectory("ics2-load-"), data is null, store, keySize);
        try
        {
            customs._folder.Create();
            await customs.LaunchAsync(cancellationToken);
            return customs;
        }
        catch
        {
            await customs.DisposeAsync();
            throw;
        }
    }

    /// <summary>Stops it, does something to its data folder, and starts it anew on the same ports.</summary>
    /// <param name="work">What to do.</param>
    /// <returns>How long the start took.</returns>
    public async Task<TimeSpan> WhileStoppedAsync(Action work, CancellationToken cancellationToken)
    {
        await EndAsync();
        await Task.Run(work, cancellationToken);
        var begun = TimeProvider.System.GetTimestamp();
        await LaunchAsync(cancellationToken);
        return TimeProvider.System.GetElapsedTime(begun);
    }

    /// <summary>Kills it without warning and starts it anew on the same data and ports, again and again.</summary>
    /// <param name="every">How long it lives.</param>
    /// <param name="goesOn">Whether there is still load; afterwards it may live, to answer what it acknowledged.</param>
    /// <param name="cancellationToken">Ends this.</param>
    /// <returns>How often it was killed.</returns>
    public async Task<int> KillAsync(TimeSpan every, Func<bool> goesOn, CancellationToken cancellationToken)
    {
        var kills = 0;
        try
        {
            while (true)
            {
                await Task.Delay(every, cancellationToken);
                if (!goesOn())
                {
                    return kills;
                }

                kills++;
                await EndAsync();
                await LaunchAsync(CancellationToken.None);
            }
        }
        catch (OperationCanceledException)
        {
            return kills;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        if (_isTemporary)
        {
            _folder.Delete(recursive: true);
        }
    }

    private async Task LaunchAsync(CancellationToken cancellationToken)
    {
        var ready = Path.Combine(_folder.FullName, "ready.json");
        File.Delete(ready);
        var process = new Process { StartInfo = Command(ready) };
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        Start(process);
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
        _process = process;
        var begun = TimeProvider.System.GetTimestamp();
        while (!File.Exists(ready))
        {
            if (process.HasExited || TimeProvider.System.GetElapsedTime(begun) > StartTimeout)
            {
                throw new TargetException($"The private access point did not get ready: {string.Join(" / ", Said())}");
            }

            await Task.Delay(50, cancellationToken);
        }

        var document = JsonSerializer.Deserialize<ReadyDocument>(
            await File.ReadAllTextAsync(ready, cancellationToken),
            JsonSerializerOptions.Web
        )!;
        (_as4, _management) = (document.As4, document.Management);
    }

    private static void Start(Process process)
    {
        try
        {
            process.Start();
        }
        catch (Win32Exception missing)
        {
            process.Dispose();
            throw new TargetException($"The private access point cannot be started with {process.StartInfo.FileName}: {missing.Message}");
        }
    }

    private ProcessStartInfo Command(string ready)
    {
        var start = new ProcessStartInfo(_command.Program)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            UseShellExecute = false,
        };
        string Port(Uri? url) => (url?.Port ?? 0).ToString(CultureInfo.InvariantCulture);
        string[] arguments =
        [
            .. _command.Arguments,
            "--data",
            _folder.FullName,
            "--port",
            Port(_as4),
            "--management-port",
            Port(_management),
            "--ready-file",
            ready,
            "--no-captures",
            "--until-input-ends",
            "--seal-key",
            _keySize.ToString(CultureInfo.InvariantCulture),
            .. _store is null ? Array.Empty<string>() : ["--store", _store],
        ];
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        return start;
    }

    private async Task EndAsync()
    {
        if (_process is { HasExited: false })
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process?.Dispose();
        _process = null;
    }

    private void Keep(string? line)
    {
        const int most = 20;
        lock (_errors)
        {
            if (line is not null)
            {
                _errors.Enqueue(line);
                if (_errors.Count > most)
                {
                    _errors.Dequeue();
                }
            }
        }
    }

    private string[] Said()
    {
        lock (_errors)
        {
            return [.. _errors];
        }
    }
}
