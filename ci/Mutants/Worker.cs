using System.Diagnostics;
using System.Globalization;

namespace Ics2.Mutants;

/// <summary>One process that runs tests of the copy; it is begun anew when a fault hangs it or leaves something behind.</summary>
/// <param name="tests">The tests of the copy.</param>
/// <param name="folders">Folders of <c>Tests</c> whose tests count.</param>
internal sealed class Worker(string tests, string folders) : IDisposable
{
    /// <summary>What a worker says when it no longer answers.</summary>
    public const string TimedOut = "timed out";

    private Process? _process;

    /// <summary>Runs all tests without a fault.</summary>
    /// <returns>What each asked for.</returns>
    public async Task<List<CoveringTest>> CoverAsync()
    {
        await SendAsync("cover");
        var covering = new List<CoveringTest>();
        while (await ReceiveAsync(TimeSpan.FromMinutes(30)) is { } line and not "covered")
        {
            covering.Add(CoveringTest.Parse(line.Split('\t')));
        }

        return covering;
    }

    /// <summary>Runs tests with a fault.</summary>
    /// <returns>The test that noticed, <see cref="TimedOut"/>, or nothing when none did.</returns>
    public async Task<string> RunAsync(int fault, IReadOnlyList<CoveringTest> chosen)
    {
        var patience = TimeSpan.FromMilliseconds(6_000 + (8 * chosen.Sum(test => test.Milliseconds)));
        for (var attempt = 1; ; attempt++)
        {
            await SendAsync(
                string.Create(CultureInfo.InvariantCulture, $"run\t{fault}\t{string.Join(',', chosen.Select(test => test.Id))}")
            );
            var answer = (await ReceiveAsync(patience))?["done\t".Length..];
            if (answer is null or "dirty")
            {
                Stop();
            }

            if (answer is not "dirty")
            {
                return answer ?? TimedOut;
            }

            if (attempt == 2)
            {
                // It fails without the fault too: it cannot tell.
                return "";
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Stop();

    private async Task SendAsync(string line)
    {
        if (_process is null)
        {
            _process = Process.Start(
                new ProcessStartInfo("dotnet", [tests, folders])
                {
                    RedirectStandardInput = true,
                    RedirectStandardOutput = true,
                    UseShellExecute = false,
                    WorkingDirectory = Path.GetDirectoryName(tests)!,
                }
            )!;
            if (await ReceiveAsync(TimeSpan.FromMinutes(2)) is not "ready")
            {
                throw new InvalidOperationException("The tests of the copy do not start.");
            }
        }

        await _process.StandardInput.WriteLineAsync(line);
        await _process.StandardInput.FlushAsync();
    }

    private async Task<string?> ReceiveAsync(TimeSpan patience)
    {
        try
        {
            return await _process!.StandardOutput.ReadLineAsync().WaitAsync(patience);
        }
        catch (TimeoutException)
        {
            return null;
        }
    }

    private void Stop()
    {
        _process?.Kill(entireProcessTree: true);
        _process?.WaitForExit();
        _process?.Dispose();
        _process = null;
    }
}
