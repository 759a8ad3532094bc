using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Ics2.StepDefinitions.Hosting;
using Ics2.Trader;

namespace Ics2.Cli.Verbs;

/// <summary>
/// An <c>ics2 serve</c> of its own for a load run, as a process of its own: neither end has the other's garbage collector and threads, memory and processor time
/// of each are seen apart, and it can be killed.
/// </summary>
internal sealed class PrivateCustoms : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    private readonly DirectoryInfo _folder;
    private readonly bool _isTemporary;
    private readonly HttpClient _http = new();
    private readonly Queue<string> _errors = new();
    private Process? _process;
    private Uri? _as4, _management;

    private PrivateCustoms(DirectoryInfo folder, bool isTemporary, int keySize) => (_folder, _isTemporary, KeySize) = (folder, isTemporary, keySize);

    /// <summary>RSA bits of its seal; a data folder that was made before keeps the seal it has.</summary>
    public int KeySize { get; private set; }

    /// <summary>Where it keeps its data.</summary>
    public string Folder => _folder.FullName;

    /// <summary>Its process; none while it is being started anew.</summary>
    public IReadOnlyList<int> Processes => _process is { } process ? [process.Id] : [];

    /// <summary>Starts it and waits until it is ready.</summary>
    /// <param name="data">Where to keep its data; null for a temporary folder.</param>
    /// <param name="keySize">RSA bits of its seal, where that has to be made.</param>
    /// <param name="ct">Gives up.</param>
    /// <exception cref="CouldNotRunException">It did not get ready.</exception>
    public static async Task<PrivateCustoms> StartAsync(DirectoryInfo? data, int keySize, CancellationToken ct)
    {
        var customs = new PrivateCustoms(data ?? Directory.CreateTempSubdirectory("ics2-load-"), data is null, keySize);
        try
        {
            customs._folder.Create();
            await customs.LaunchAsync(ct);
            using var seal = X509Certificate2.CreateFromPem(await File.ReadAllTextAsync(Path.Combine(customs._folder.FullName, "pki", "customs-seal.pem"), ct));
            customs.KeySize = seal.PublicKey.GetRSAPublicKey()!.KeySize;
            return customs;
        }
        catch
        {
            await customs.DisposeAsync();
            throw;
        }
    }

    /// <summary>Enrols traders.</summary>
    /// <param name="count">How many.</param>
    /// <param name="keySize">RSA bits of their seals.</param>
    /// <param name="channel">How they get their messages.</param>
    /// <param name="ct">Gives up.</param>
    /// <returns>Their folders.</returns>
    public async Task<IReadOnlyList<string>> EnrolAsync(int count, int keySize, ReplyChannel channel, CancellationToken ct)
    {
        var folders = Enumerable.Range(1, count).Select(i => Path.Combine(_folder.FullName, "load-traders", i.ToString(CultureInfo.InvariantCulture))).ToArray();
        await Parallel.ForAsync(0, count, ct, async (i, stop) =>
        {
            // The real URL follows when the trader listens.
            var push = channel == ReplyChannel.Push ? new Uri("https://localhost:9/as4") : null;
            var request = new EnrolmentRequest(string.Create(CultureInfo.InvariantCulture, $"BE{7_000_000_000 + i}"), channel, push, KeySize: keySize);
            using var response = await _http.PostAsJsonAsync(new Uri(_management!, "enrolments"), request, EnrolledTrader.Json, stop);
            if (!response.IsSuccessStatusCode)
            {
                throw new CouldNotRunException($"The private access point refused to enrol a trader: {await response.Content.ReadAsStringAsync(stop)}");
            }

            (await response.Content.ReadFromJsonAsync<EnrolledTrader>(EnrolledTrader.Json, stop))!.WriteTo(folders[i]);
        });
        return folders;
    }

    /// <summary>Tells it where a trader is pushed to.</summary>
    public async Task AnnouncePushAsync(string partyId, Uri url, CancellationToken ct)
    {
        using var response = await _http.PutAsJsonAsync(new Uri(_management!, $"operators/{Uri.EscapeDataString(partyId)}"), new { channel = "push", pushUrl = url }, ct);
        response.EnsureSuccessStatusCode();
    }

    /// <summary>Stops it, does something to its data folder, and starts it anew on the same ports.</summary>
    /// <param name="work">What to do.</param>
    /// <param name="ct">Gives up.</param>
    /// <returns>How long the start took.</returns>
    public async Task<TimeSpan> WhileStoppedAsync(Action work, CancellationToken ct)
    {
        await EndAsync();
        await Task.Run(work, ct);
        var begun = TimeProvider.System.GetTimestamp();
        await LaunchAsync(ct);
        return TimeProvider.System.GetElapsedTime(begun);
    }

    /// <summary>Kills it without warning and starts it anew on the same data and ports, again and again.</summary>
    /// <param name="every">How long it lives.</param>
    /// <param name="goesOn">Whether there is still load; afterwards it may live, to answer what it acknowledged.</param>
    /// <param name="ct">Ends this.</param>
    /// <returns>How often it was killed.</returns>
    public async Task<int> KillAsync(TimeSpan every, Func<bool> goesOn, CancellationToken ct)
    {
        var kills = 0;
        try
        {
            while (true)
            {
                await Task.Delay(every, ct);
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

    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        _http.Dispose();
        if (_isTemporary)
        {
            _folder.Delete(recursive: true);
        }
    }

    private async Task LaunchAsync(CancellationToken ct)
    {
        var ready = Path.Combine(_folder.FullName, "ready.json");
        File.Delete(ready);
        var process = new Process { StartInfo = Command(ready) };
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.Start();
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
        _process = process;
        var begun = TimeProvider.System.GetTimestamp();
        while (!File.Exists(ready))
        {
            if (process.HasExited || TimeProvider.System.GetElapsedTime(begun) > Patience)
            {
                throw new CouldNotRunException($"The private access point did not get ready: {string.Join(" / ", Said())}");
            }

            await Task.Delay(50, ct);
        }

        using var document = JsonDocument.Parse(await File.ReadAllTextAsync(ready, ct));
        _as4 = new Uri(document.RootElement.GetProperty("as4").GetString()!);
        _management = new Uri(document.RootElement.GetProperty("management").GetString()!);
    }

    private ProcessStartInfo Command(string ready)
    {
        // The running program again: an apphost as it is, otherwise dotnet with our assembly.
        var self = Environment.ProcessPath ?? throw new CouldNotRunException("The platform does not tell which program this is, so no private access point can be started; run 'ics2 serve' and give --trader.");
        var start = new ProcessStartInfo(self) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true, UseShellExecute = false };
        if (Path.GetFileNameWithoutExtension(self) == "dotnet")
        {
            start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "ics2.dll"));
        }

        string Port(Uri? url) => (url?.Port ?? 0).ToString(CultureInfo.InvariantCulture);
        string[] arguments =
        [
            "serve", "--data", _folder.FullName, "--port", Port(_as4), "--management-port", Port(_management), "--ready-file", ready, "--no-captures", "--until-input-ends",
            "--seal-key", KeySize.ToString(CultureInfo.InvariantCulture),
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
