using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;

namespace Ics2.Tests.Support;

/// <summary>How a run of <c>ics2</c> ended.</summary>
internal sealed record Ran(int ExitCode, string Output, string Errors)
{
    /// <summary>The one document on standard output.</summary>
    public JsonElement Json
    {
        get
        {
            using var document = JsonDocument.Parse(Output);
            return document.RootElement.Clone();
        }
    }

    public Ran ShouldEndWith(int exitCode)
    {
        ExitCode.ShouldBe(exitCode, $"{Output}\n{Errors}");
        return this;
    }
}

/// <summary>The built command line as a process of its own, as a user starts it.</summary>
internal sealed class Ics2Process : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(8); // machines that many share

    private static readonly Dictionary<string, string> NoVariables = [];

    // A shell without job control starts what runs in the background with Ctrl-C ignored, children inherit it, and the tests may be among
    // them (GNU coreutils; the process stays the same one).
    private static readonly string[] HeedInterrupts = ["env", "--default-signal=INT"];

    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _errors = new();

    private Ics2Process(Process process)
    {
        _process = process;
        Collect(handler => _process.OutputDataReceived += handler, _output);
        Collect(handler => _process.ErrorDataReceived += handler, _errors);
    }

    public int Id => _process.Id;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static Ics2Process Start(params string[] arguments) => StartIn(Path.GetTempPath(), arguments);

    /// <summary>Starts it in a working directory.</summary>
    public static Ics2Process StartIn(string folder, params string[] arguments) => StartIn(folder, NoVariables, arguments);

    private static Ics2Process StartIn(string folder, Dictionary<string, string> variables, params string[] arguments)
    {
        var tool = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "ics2.exe" : "ics2");
        string[] command = OperatingSystem.IsLinux() ? [.. HeedInterrupts, tool, .. arguments] : [tool, .. arguments];
        var start = new ProcessStartInfo(command[0])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            UseShellExecute = false,
            WorkingDirectory = folder,
        };
        start.Environment["TERM"] = "xterm-256color"; // a terminal that knows colours, so that their absence means something
        start.Environment.Remove("NO_COLOR");
        start.Environment["DOTNET_TieredPGO"] = "0"; // these processes live too short to profit from being measured
        foreach (var (name, value) in variables)
        {
            start.Environment[name] = value;
        }

        foreach (var argument in command.Skip(1))
        {
            start.ArgumentList.Add(argument);
        }

        var running = new Ics2Process(new Process { StartInfo = start });
        running._process.Start();
        running._process.BeginOutputReadLine();
        running._process.BeginErrorReadLine();
        return running;
    }

    /// <summary>Writes to its standard input, and ends that.</summary>
    public async Task WriteAsync(byte[] input)
    {
        await _process.StandardInput.BaseStream.WriteAsync(input, Ct);
        _process.StandardInput.Close();
    }

    /// <summary>Runs it to its end, with variables in its environment.</summary>
    public static async Task<Ran> RunAsync(Dictionary<string, string> variables, params string[] arguments)
    {
        await using var running = StartIn(Path.GetTempPath(), variables, arguments);
        return await running.EndAsync();
    }

    /// <summary>Runs it to its end.</summary>
    public static async Task<Ran> RunAsync(params string[] arguments)
    {
        await using var running = Start(arguments);
        return await running.EndAsync();
    }

    /// <summary>Waits for the end.</summary>
    public async Task<Ran> EndAsync()
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        patience.CancelAfter(Patience);
        await _process.WaitForExitAsync(patience.Token);
        return new Ran(_process.ExitCode, Text(_output), Text(_errors));
    }

    /// <summary>What it writes to standard output, line by line while it does.</summary>
    public async IAsyncEnumerable<string> LinesAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var told = 0; ; )
        {
            var ended = _process.HasExited;
            if (ended)
            {
                await _process.WaitForExitAsync(cancellationToken); // with the rest of what it wrote
            }

            var lines = Text(_output).Split('\n')[..^1];
            foreach (var line in lines.Skip(told))
            {
                yield return line;
            }

            told = lines.Length;
            if (ended)
            {
                yield break;
            }

            await Task.Delay(20, cancellationToken);
        }
    }

    /// <summary>Waits for the ready file of <c>serve</c>.</summary>
    public async Task<JsonElement> ReadyAsync(string readyFile)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        patience.CancelAfter(Patience);
        while (!File.Exists(readyFile))
        {
            _process.HasExited.ShouldBeFalse($"it ended instead of getting ready: {Text(_errors)}");
            await Task.Delay(20, patience.Token);
        }

        using var document = JsonDocument.Parse(await File.ReadAllTextAsync(readyFile, patience.Token));
        return document.RootElement.Clone();
    }

    /// <summary>Waits for something on standard error.</summary>
    public async Task UntilErrorsAsync(string text)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        patience.CancelAfter(Patience);
        while (!Text(_errors).Contains(text, StringComparison.Ordinal))
        {
            _process.HasExited.ShouldBeFalse(Text(_errors));
            await Task.Delay(20, patience.Token);
        }
    }

    /// <summary>What it has written to standard error so far.</summary>
    public string Errors => Text(_errors);

    /// <summary>kill -9.</summary>
    public void Kill() => _process.Kill();

    /// <summary>Sends a signal by name, on platforms that have them.</summary>
    public async Task SignalAsync(string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync(Ct);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync(CancellationToken.None);
        }

        _process.Dispose();
    }

    private static void Collect(Action<DataReceivedEventHandler> subscribe, StringBuilder lines) =>
        subscribe(
            (_, line) =>
            {
                lock (lines)
                {
                    _ = line.Data is null ? lines : lines.Append(line.Data).Append('\n');
                }
            }
        );

    private static string Text(StringBuilder lines)
    {
        lock (lines)
        {
            return lines.ToString();
        }
    }
}
