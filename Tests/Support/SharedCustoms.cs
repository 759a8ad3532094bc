using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Ics2.Contract.Traders;
using Ics2.Simulator;
using Ics2.Tests.EndToEnd;

[assembly: AssemblyFixture(typeof(Ics2.Tests.Support.SharedCustoms))]

namespace Ics2.Tests.Support;

/// <summary>
/// One whole simulator on loopback, with real TLS, for every end-to-end test: what one test does to it, all others have to bear, and it has
/// to answer them at the same time. Each test enrols traders of its own.
/// </summary>
public sealed class SharedCustoms : IAsyncDisposable
{
    private readonly TempFolder _folder = new();
    private readonly Lazy<Task<Ics2Simulator>> _simulator;
    private readonly HttpClient _management = new();
    private int _enrolled;

    public SharedCustoms() => _simulator = new(() => Ics2Simulator.StartAsync(new SimulatorOptions(DataFolder) { Logs = Logs }));

    internal CollectedLogs Logs { get; } = new();

    internal string DataFolder => Path.Combine(_folder.Path, "data");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    internal Task<Ics2Simulator> StartedAsync() => _simulator.Value;

    /// <summary>A new trader that pulls, with an EORI nobody else has.</summary>
    internal async Task<WireTrader> EnrolAsync()
    {
        var simulator = await StartedAsync();
        var eori = string.Create(CultureInfo.InvariantCulture, $"BE{4_000_000_000 + Interlocked.Increment(ref _enrolled)}");
        return new WireTrader(
            simulator.AccessPoint.As4,
            await simulator.Enrolment.EnrolAsync(new EnrolmentRequest(eori), Ct),
            Path.Combine(_folder.Path, eori)
        );
    }

    /// <summary>What the management API says about the messages of a trader, newest first, without those of earlier tests.</summary>
    internal async Task<IReadOnlyList<JsonElement>> MessagesAsync(WireTrader trader, string direction)
    {
        var answer = await GetAsync($"messages?limit=1000&direction={direction}&party={trader.PartyId}");
        return
        [
            .. answer
                .GetProperty("messages")
                .EnumerateArray()
                .Where(row => !trader.Known.Contains(row.GetProperty("messageId").GetString()!)),
        ];
    }

    /// <summary>Leaves what a trader sent and got so far out of what <see cref="MessagesAsync"/> gives.</summary>
    internal async Task MarkAsync(WireTrader trader)
    {
        foreach (var direction in new[] { "in", "out" })
        {
            trader.Known.UnionWith((await MessagesAsync(trader, direction)).Select(row => row.GetProperty("messageId").GetString()!));
        }
    }

    internal async Task<JsonElement> GetAsync(string path) =>
        await _management.GetFromJsonAsync<JsonElement>(new Uri((await StartedAsync()).AccessPoint.Management, path), Ct);

    public async ValueTask DisposeAsync()
    {
        _management.Dispose();
        if (_simulator.IsValueCreated)
        {
            await (await _simulator.Value).DisposeAsync();
        }

        Logs.Dispose();
        _folder.Dispose();
    }
}

/// <summary>One trader for all tests of a class, because its keys take time to make.</summary>
public sealed class TraderOfTheClass(SharedCustoms customs) : IAsyncLifetime
{
    internal WireTrader Trader { get; private set; } = null!;

    internal Uri As4 { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Trader = await customs.EnrolAsync();
        As4 = (await customs.StartedAsync()).AccessPoint.As4;
    }

    public ValueTask DisposeAsync()
    {
        Trader.Dispose();
        return ValueTask.CompletedTask;
    }
}
