using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Ics2.StepDefinitions.Clients;

/// <summary>
/// A run of a vendor's command. It gets no input, may print as much as it likes, and is gone with everything it started when this is
/// disposed of.
/// </summary>
internal sealed class ClientProcess : IDisposable
{
    private const int MaxKept = 64 * 1024;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly Process _process;
    private readonly string _name;
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _errors = new();

    private ClientProcess(Process process, string name)
    {
        _process = process;
        _name = name;
        process.OutputDataReceived += (_, line) => Keep(_output, line.Data);
        process.ErrorDataReceived += (_, line) => Keep(_errors, line.Data);
    }

    /// <summary>Starts a command.</summary>
    /// <exception cref="ClientFailedException">There is no such program.</exception>
    public static ClientProcess Start(IReadOnlyList<string> command, IReadOnlyList<string> arguments)
    {
        var name = $"{Path.GetFileName(command[0])} {arguments[0]}";
        var start = new ProcessStartInfo(command[0], [.. command.Skip(1), .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            CreateNoWindow = true,
        };
        try
        {
            var process = Process.Start(start) ?? throw new ClientFailedException($"{name} could not be started.");
            var running = new ClientProcess(process, name);
            process.StandardInput.Close();
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
            return running;
        }
        catch (Win32Exception missing)
        {
            throw new ClientFailedException($"{name} could not be started: {missing.Message}");
        }
    }

    /// <summary>Waits for its end.</summary>
    /// <returns>What it wrote to standard output. Its exit code decides nothing: a client may take a refusal for a failure.</returns>
    /// <exception cref="ClientFailedException">It takes too long, or it was killed by a fault of its own.</exception>
    public async Task<string> EndAsync(TimeSpan limit, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(limit);
        try
        {
            await _process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw Failed($"did not end within {limit.TotalSeconds:0} s");
        }

        // 126 and 127 are the shell's "cannot execute" and "not found"; above 128 a signal ended it.
        return _process.ExitCode is 126 or 127 or (> 128 and < 193) or < 0
            ? throw Failed(string.Create(CultureInfo.InvariantCulture, $"died with exit code {_process.ExitCode}"))
            : Read(_output);
    }

    /// <summary>Waits until it listens.</summary>
    /// <exception cref="ClientFailedException">It does not, or it ends.</exception>
    public async Task WaitForPortAsync(int port, TimeSpan limit, CancellationToken cancellationToken)
    {
        for (var since = TimeProvider.System.GetTimestamp(); ; )
        {
            try
            {
                using var probe = new TcpClient();
                await probe.ConnectAsync("localhost", port, cancellationToken);
                return;
            }
            catch (SocketException) when (!_process.HasExited && TimeProvider.System.GetElapsedTime(since) < limit)
            {
                await Task.Delay(Pause, cancellationToken);
            }
            catch (SocketException)
            {
                throw Failed(string.Create(CultureInfo.InvariantCulture, $"does not listen on port {port}"));
            }
        }
    }

    public void Dispose()
    {
        try
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // it has ended by itself
        }

        _process.Dispose();
    }

    private static void Keep(StringBuilder kept, string? line)
    {
        lock (kept)
        {
            if (line is not null && kept.Length < MaxKept)
            {
                kept.Append(line, 0, Math.Min(line.Length, MaxKept)).Append('\n');
            }
        }
    }

    private static string Read(StringBuilder kept)
    {
        lock (kept)
        {
            return kept.ToString();
        }
    }

    private ClientFailedException Failed(string how)
    {
        var said = Read(_errors).Trim();
        return new ClientFailedException($"{_name} {how}{(said.Length == 0 ? "" : ": " + said[^Math.Min(said.Length, 500)..])}");
    }
}
