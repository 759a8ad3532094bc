using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Ics2.AccessPoint.Chaos;
using Ics2.As4.Profiles;
using Ics2.Contract.Management;
using Ics2.Contract.Traders;
using Ics2.Ens.Catalogue;
using Ics2.Ens.Samples;
using Ics2.Ens.Values;
using Ics2.Simulator;
using Ics2.Tests.Support;
using Ics2.Trader;
using Ics2.Trader.Lodging;
using Ics2.Trader.Messages;
using Ics2.Trader.Settings;
using Ics2.TrustServices;

[assembly: AssemblyFixture(typeof(Ics2.Tests.EndToEnd.ChaosBench))]

namespace Ics2.Tests.EndToEnd;

/// <summary>
/// A whole simulator with short waits, for chaos of any kind: each test has a trader of its own, and rules for that trader alone.
/// </summary>
public sealed class ChaosBench : IAsyncDisposable
{
    private readonly TempFolder _folder = new();
    private readonly Lock _gate = new();
    private Task<Ics2Simulator>? _simulator;
    private int _enrolled;

    internal HttpClient Management { get; } = new();

    internal async Task<ChaosTrader> EnrolAsync(ReplyChannel channel, TimeSpan? patience = null)
    {
        var customs = await StartedAsync();
        var ct = TestContext.Current.CancellationToken;
        var eori = string.Create(CultureInfo.InvariantCulture, $"BE{7_000_000_000 + Interlocked.Increment(ref _enrolled)}");
        var push = channel == ReplyChannel.Push;
        var enrolled = await customs.Enrolment.EnrolAsync(
            new EnrolmentRequest(eori, channel, push ? new Uri("https://localhost:1/as4") : null),
            ct
        );
        var folder = Path.Combine(_folder.Path, eori);
        enrolled.WriteTo(folder);
        var trader = TraderFolder.Open(folder);
        var receiver = push ? await PushReceiver.StartAsync(trader, push: new PushOptions { Port = 0 }, cancellationToken: ct) : null;
        if (receiver is not null)
        {
            await customs.Enrolment.SetChannelAsync(eori, channel, receiver.Url, ct);
        }

        return new ChaosTrader(customs, Management, enrolled, trader, receiver, patience);
    }

    public async ValueTask DisposeAsync()
    {
        Management.Dispose();
        if (_simulator is not null)
        {
            await (await _simulator).DisposeAsync();
        }

        _folder.Dispose();
    }

    private Task<Ics2Simulator> StartedAsync()
    {
        lock (_gate)
        {
            return _simulator ??= Ics2Simulator.StartAsync(
                new SimulatorOptions(Path.Combine(_folder.Path, "data"))
                {
                    PushRetryInterval = TimeSpan.FromMilliseconds(100),
                    PullLease = TimeSpan.FromMilliseconds(300),
                    TraderKeys = new TraderKeys(),
                }
            );
        }
    }
}

/// <summary>The built-in trader in the middle of chaos.</summary>
internal sealed class ChaosTrader : IAsyncDisposable
{
    private static readonly SampleWriter Samples = new(SpecPack.Embedded());

    private readonly Ics2Simulator _customs;
    private readonly HttpClient _management;
    private readonly TraderFolder _folder;
    private readonly PushReceiver? _receiver;
    private readonly CancellationTokenSource _patience = CancellationTokenSource.CreateLinkedTokenSource(
        TestContext.Current.CancellationToken
    );
    private int _filed;

    public ChaosTrader(
        Ics2Simulator customs,
        HttpClient management,
        EnrolledTrader enrolled,
        TraderFolder folder,
        PushReceiver? receiver,
        TimeSpan? patience
    )
    {
        (_customs, _management, Enrolled, _folder, _receiver) = (customs, management, enrolled, folder, receiver);
        _patience.CancelAfter(TimeSpan.FromSeconds(30));
        Client = new TraderClient(
            folder,
            new TraderOptions
            {
                Retry = new RetryPolicy(4, TimeSpan.FromMilliseconds(50)),
                Profile = Profile.Ics2HtiV2 with { ResponseTimeout = patience ?? Profile.Ics2HtiV2.ResponseTimeout },
            }
        );
    }

    public TraderClient Client { get; }

    public Ics2Simulator Customs => _customs;

    public EnrolledTrader Enrolled { get; }

    public string Party => _folder.Settings.PartyId;

    public CancellationToken Ct => _patience.Token;

    /// <summary>Puts a rule in force for this trader.</summary>
    public void Suffer(
        ChaosEffect effect,
        ChaosFrequency? often = null,
        string? action = null,
        TimeSpan? delay = null,
        TimeSpan? period = null
    )
    {
        var rule = new ChaosRule($"{effect.Name()} for {Party}", effect)
        {
            Party = Party,
            Action = action,
            Often = often ?? ChaosFrequency.First(1),
            For = period,
        };
        _customs.Chaos.Put(delay is null ? rule : rule with { Delay = delay.Value });
    }

    public void Relieve(ChaosEffect effect) => _customs.Chaos.Remove($"{effect.Name()} for {Party}").ShouldBeTrue();

    /// <summary>A path beside the trader's folder.</summary>
    public string Beside(string name) => $"{_folder.Directory}-{name}";

    /// <summary>What chaos did to this trader.</summary>
    public IReadOnlyList<ChaosEvent> Applied => [.. _customs.Chaos.Applied.Where(one => one.Party == Party)];

    /// <summary>Files something that nothing is wrong with.</summary>
    public Task<LodgeResult> FileAsync() =>
        Client.LodgeAsync(
            Samples.Write(
                "IE3F10",
                new SampleOptions
                {
                    Seed = ++_filed,
                    Now = TimeProvider.System.GetUtcNow(),
                    Declarant = Eori.Parse(_folder.Settings.Eori),
                    Lrn = Lrn.Parse(Guid.NewGuid().ToString("N")[..22]),
                }
            ),
            cancellationToken: Ct
        );

    /// <summary>Takes one message in, by push or by pull; what is refused or comes twice is passed over.</summary>
    public async Task<ReceivedCustomsMessage> ReceiveAsync()
    {
        if (_receiver is not null)
        {
            await foreach (var pushed in _receiver.MessagesAsync(Ct))
            {
                return pushed;
            }
        }

        while (true)
        {
            if ((await Client.PullAsync(Ct)).Message is { } pulled)
            {
                return pulled;
            }

            await Task.Delay(20, Ct);
        }
    }

    /// <summary>Everything that came and nobody took.</summary>
    public IReadOnlyList<ReceivedCustomsMessage> Untaken() => (_receiver?.Inbox ?? Client.Inbox).Untaken();

    /// <summary>The messages of a direction as the management API shows them, oldest first.</summary>
    public async Task<IReadOnlyList<JsonElement>> SeenAsync(string direction)
    {
        var answer = await _management.GetFromJsonAsync<JsonElement>(
            new Uri(_customs.AccessPoint.Management, $"messages?limit=1000&direction={direction}&party={Party}"),
            Ct
        );
        return [.. answer.GetProperty("messages").EnumerateArray().Reverse()];
    }

    /// <summary>Asks until the messages of a direction are as they should be.</summary>
    public async Task<IReadOnlyList<JsonElement>> UntilAsync(string direction, Func<IReadOnlyList<JsonElement>, bool> isRight)
    {
        while (true)
        {
            var seen = await SeenAsync(direction);
            if (isRight(seen))
            {
                return seen;
            }

            await Task.Delay(20, Ct);
        }
    }

    /// <summary>Everything customs had for this trader is delivered.</summary>
    public Task<IReadOnlyList<JsonElement>> DeliveredAsync(int count) =>
        UntilAsync("out", rows => rows.Count == count && rows.All(row => row.GetProperty("state").GetString() == "delivered"));

    /// <summary>Has an officer act on a filing.</summary>
    public async Task ActAsync(string mrn, object action)
    {
        using var response = await _management.PostAsJsonAsync(
            new Uri(_customs.AccessPoint.Management, $"filings/{mrn}/actions"),
            action,
            Ct
        );
        response.IsSuccessStatusCode.ShouldBeTrue(await response.Content.ReadAsStringAsync(Ct));
    }

    public async ValueTask DisposeAsync()
    {
        await Client.DisposeAsync();
        if (_receiver is not null)
        {
            await _receiver.DisposeAsync();
        }

        _folder.Dispose();
        _patience.Dispose();
    }
}
