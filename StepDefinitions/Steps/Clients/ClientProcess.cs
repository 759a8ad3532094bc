using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using Ics2.Rehearsal.Running.Results;

namespace Ics2.StepDefinitions.Clients;

/// <summary>How a command of a client ended.</summary>
/// <param name="Outcome">As part of a sentence.</param>
/// <param name="Failed">Whether that fails the scenario; an exit code alone does not, a client may take a refusal for a failure.</param>
/// <param name="ExitCode">Its exit code, if it ended by itself.</param>
internal sealed record ProcessEnd(string Outcome, bool Failed, int? ExitCode);

/// <summary>
/// A run of a vendor's command. It gets no input, may print as much as it likes, and is gone with everything it started when this is
/// disposed of.
/// </summary>
internal sealed class ClientProcess : IDisposable
{
    private const int NotFound = 2; // ENOENT and EACCES, also the codes of Windows for them
    private const int Forbidden = 13;
    private const int ForbiddenOnWindows = 5;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    // What a command has written comes at once when it has ended, unless something it started keeps the pipe open.
    private static readonly TimeSpan OutputTimeout = TimeSpan.FromSeconds(1);

    // Ctrl-C reaches the command and the rehearsal alike; which hears it first is chance.
    private static readonly TimeSpan SignalTimeout = TimeSpan.FromMilliseconds(300);

    private readonly Process _process;
    private readonly BoundedOutput _output = new();
    private readonly BoundedOutput _errors = new();
    private readonly CancellationTokenSource _end = new();
    private readonly Task _reading;

    private ClientProcess(Process process)
    {
        _process = process;
        process.StandardInput.Close();
        _reading = Task.WhenAll(
            _output.ReadAsync(process.StandardOutput.BaseStream, _end.Token),
            _errors.ReadAsync(process.StandardError.BaseStream, _end.Token)
        );
    }

    /// <summary>Starts a command.</summary>
    /// <exception cref="ClientFailedException">There is no such program.</exception>
    /// <exception cref="HarnessFaultException">The machine cannot start one more.</exception>
    public static ClientProcess Start(IReadOnlyList<string> command, IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo(command[0], [.. command.Skip(1), .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            CreateNoWindow = true,
        };
        LoopbackEnvironment.AddTo(start.Environment);
        try
        {
            return new ClientProcess(Process.Start(start)!);
        }
        catch (Win32Exception fault)
        {
            var text = $"{Path.GetFileName(command[0])} {arguments[0]} could not be started: {fault.Message}";
            throw fault.NativeErrorCode is NotFound or Forbidden or ForbiddenOnWindows
                ? new ClientFailedException(text)
                : new HarnessFaultException(text);
        }
    }

    /// <summary>Waits for its end; one that takes too long is killed.</summary>
    public async Task<ProcessEnd> EndAsync(TimeSpan limit, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(limit);
        try
        {
            await _process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            Kill();
            await FinishReadingAsync();
            return new ProcessEnd(
                string.Create(CultureInfo.InvariantCulture, $"did not end within {limit.TotalSeconds:0.##} s"),
                Failed: true,
                null
            );
        }

        await FinishReadingAsync();
        var code = _process.ExitCode;
        if (code is 130 or 143)
        {
            await Task.Delay(SignalTimeout, cancellationToken);
        }

        // 126 and 127 are the shell's "cannot execute" and "not found"; above 128 a signal ended it.
        var died = code is 126 or 127 or (> 128 and < 193) or < 0;
        return new ProcessEnd(
            string.Create(CultureInfo.InvariantCulture, $"{(died ? "died" : "ended")} with exit code {code}"),
            Failed: died,
            code
        );
    }

    /// <summary>Waits until it listens.</summary>
    /// <returns>Whether it does; else it has ended, or the time is over.</returns>
    public async Task<bool> ListensAsync(int port, TimeSpan limit, CancellationToken cancellationToken)
    {
        for (var since = TimeProvider.System.GetTimestamp(); ; )
        {
            try
            {
                using var probe = new TcpClient();
                await probe.ConnectAsync("localhost", port, cancellationToken);
                return true;
            }
            catch (SocketException) when (!_process.HasExited && TimeProvider.System.GetElapsedTime(since) < limit)
            {
                await Task.Delay(Pause, cancellationToken);
            }
            catch (SocketException)
            {
                return false;
            }
        }
    }

    /// <summary>What it wrote to standard output; null when that is too much to be a document.</summary>
    public string? Document() => _output.Whole();

    /// <summary>Adds what it did to its record.</summary>
    public ClientCall Describe(ClientCall call, Secrets secrets) =>
        call with
        {
            Output = _output.Show(secrets),
            Errors = _errors.Show(secrets),
            Remark = _reading.IsCompleted ? call.Remark : "something that it started keeps its output open",
        };

    /// <summary>Ends it now, with what it has written so far.</summary>
    public async Task EndNowAsync()
    {
        Kill();
        await FinishReadingAsync();
    }

    public void Kill()
    {
        try
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // it has ended by itself
        }
    }

    public void Dispose()
    {
        Kill();
        _end.Cancel();
        _process.Dispose();
        _end.Dispose();
    }

    private Task FinishReadingAsync() => _reading.WaitAsync(OutputTimeout).ContinueWith(_ => { }, TaskScheduler.Default);
}
