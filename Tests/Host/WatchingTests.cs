using System.Net;
using Ics2.AccessPoint.Settings;
using Ics2.Contract.Management;
using Ics2.Simulator;
using Ics2.Tests.AccessPoint;
using Ics2.Tests.Support;

namespace Ics2.Tests.Host;

/// <summary><c>GET /events</c>, through the client that pages use.</summary>
public sealed class WatchingTests(PkiFixture pki) : IDisposable
{
    private readonly TempFolder _folder = new();

    [Fact]
    public async Task What_happens_is_told_as_it_happens_in_the_documents_of_the_lists()
    {
        await using var host = await RunningHost.StartAsync(pki, _folder.Path);
        using var api = new ManagementClient(host.Host.Management);
        await using var watch = new Watch(api, host.Patience);
        await watch.UntilAsync<WatchedEvent.Alive>(_ => true);

        var filing = pki.Trader.Lodge(pki.Trader.Header(), AccessPointHostTests.Sample("L-1"));
        await host.PostAsync(pki.Trader, filing);

        var exchange = (await watch.UntilAsync<WatchedEvent.OfExchange>(_ => true)).Exchange;
        exchange.ShouldBeEquivalentTo(await api.ExchangeAsync(exchange.Id, host.Patience));
        exchange.MessageId.ShouldBe(filing.MessageId.Value);
        (await watch.UntilAsync<WatchedEvent.OfMessage>(one => one.Message.MessageId == filing.MessageId.Value)).Message.Party.ShouldBe(
            pki.Trader.PartyId
        );
        var seen = (await watch.UntilAsync<WatchedEvent.OfFiling>(one => one.Filing.State == FilingState.Accepted)).Filing;
        seen.ShouldBe((await api.FilingsAsync(cancellationToken: host.Patience)).ShouldHaveSingleItem());
        seen.Lrn.ShouldBe("L-1");
        (await watch.UntilAsync<WatchedEvent.OfMessage>(one => one.Message.Action == "IE3R01")).Message.IsOut.ShouldBeTrue();
        (await watch.UntilAsync<WatchedEvent.OfMessage>(one => one.Message.State == "processed")).Message.MessageId.ShouldBe(
            filing.MessageId.Value
        );
    }

    [Fact]
    public async Task A_timer_that_runs_out_and_what_chaos_does_are_told_too()
    {
        var noon = new DateTimeOffset(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);
        await using var host = await RunningHost.StartAsync(
            pki,
            _folder.Path,
            options => options with { CustomsClock = new ManualClock(noon) }
        );
        using var api = new ManagementClient(host.Host.Management);
        await using var watch = new Watch(api, host.Patience);
        await watch.UntilAsync<WatchedEvent.Alive>(_ => true);
        await api.PutChaosAsync("rules: [{ name: lost, do: lose-receipt, often: first 1 }]", host.Patience);
        await Should.ThrowAsync<HttpRequestException>(() =>
            host.PostAsync(pki.Trader, pki.Trader.Lodge(pki.Trader.Header(), AccessPointHostTests.Sample("L-2")))
        );

        (await watch.UntilAsync<WatchedEvent.OfChaos>(one => one.Chaos.Outcome is not null)).Chaos.Rule.ShouldBe("lost");
        (await watch.UntilAsync<WatchedEvent.OfExchange>(_ => true)).Exchange.Answer.Kind.ShouldBe("none");
        await watch.UntilAsync<WatchedEvent.OfFiling>(one => one.Filing.State == FilingState.Accepted);
        var due = (await api.TimersAsync(cancellationToken: host.Patience)).First(timer => timer.Kind == TimerKind.TwoHundredDays);
        await api.AdvanceClockAsync(TimeSpan.FromDays(201), host.Patience);
        var expired = (await watch.UntilAsync<WatchedEvent.OfTimer>(one => one.Timer.Kind == TimerKind.TwoHundredDays)).Timer;
        expired.ShouldBe(due with { Expired = true });
    }

    [Fact]
    public async Task Whoever_comes_back_goes_on_where_it_broke_off()
    {
        await using var host = await RunningHost.StartAsync(pki, _folder.Path);
        using var api = new ManagementClient(host.Host.Management);
        long at;
        await using (var watch = new Watch(api, host.Patience))
        {
            await watch.UntilAsync<WatchedEvent.Alive>(_ => true);
            await PullAsync(host);
            at = (await watch.UntilAsync<WatchedEvent.OfExchange>(_ => true)).Id;
        }

        await PullAsync(host);
        await PullAsync(host);
        await using var again = new Watch(api, host.Patience, at);
        (await again.UntilAsync<WatchedEvent.OfExchange>(_ => true)).Exchange.Id.ShouldBe("2");
        (await again.UntilAsync<WatchedEvent.OfExchange>(_ => true)).Exchange.Id.ShouldBe("3");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(long.MaxValue)]
    public async Task What_is_no_longer_known_is_a_gap(long after)
    {
        await using var host = await RunningHost.StartAsync(pki, _folder.Path);
        using var api = new ManagementClient(host.Host.Management);
        await using var watch = new Watch(api, host.Patience, after);

        await watch.UntilAsync<WatchedEvent.Gap>(_ => true);
        await PullAsync(host);
        await watch.UntilAsync<WatchedEvent.OfExchange>(_ => true);
    }

    [Fact]
    public async Task A_simulator_that_is_away_is_said_and_found_again_after_its_restart()
    {
        int port;
        var host = await RunningHost.StartAsync(pki, _folder.Path);
        using var api = new ManagementClient(host.Host.Management);
        await using var watch = new Watch(api, TestContext.Current.CancellationToken);
        await watch.UntilAsync<WatchedEvent.Alive>(_ => true);
        port = host.Host.Management.Port;
        await host.DisposeAsync();

        await watch.UntilAsync<WatchedEvent.Away>(_ => true);
        await using var again = await RunningHost.StartAsync(pki, _folder.Path, options => options with { ManagementPort = port });
        await watch.UntilAsync<WatchedEvent.Gap>(_ => true); // what happened meanwhile has to be read from the lists
        await PullAsync(again);
        await watch.UntilAsync<WatchedEvent.OfExchange>(_ => true);
    }

    [Fact]
    public async Task An_id_that_is_none_is_refused()
    {
        await using var host = await RunningHost.StartAsync(pki, _folder.Path);

        using var refused = await host.GetResponseAsync("/events?after=yesterday");
        refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    public void Dispose() => _folder.Dispose();

    private async Task PullAsync(RunningHost host) =>
        await host.PostAsync(pki.Trader, pki.Trader.Writer.WritePullRequest(pki.Trader.Channel));

    private sealed class Watch : IAsyncDisposable
    {
        private readonly CancellationTokenSource _end;
        private readonly IAsyncEnumerator<WatchedEvent> _events;
        private readonly List<WatchedEvent> _passed = [];

        public Watch(ManagementClient api, CancellationToken cancellationToken, long? after = null)
        {
            _end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            _end.CancelAfter(TimeSpan.FromSeconds(30));
            _events = api.WatchAsync(after, _end.Token).GetAsyncEnumerator(_end.Token);
        }

        // In whatever order they come: what was passed over is looked at first.
        public async Task<T> UntilAsync<T>(Func<T, bool> isIt)
            where T : WatchedEvent
        {
            if (_passed.OfType<T>().FirstOrDefault(isIt) is { } early)
            {
                _passed.Remove(early);
                return early;
            }

            while (await _events.MoveNextAsync())
            {
                if (_events.Current is T one && isIt(one))
                {
                    return one;
                }

                _passed.Add(_events.Current);
            }

            throw new InvalidOperationException($"No {typeof(T).Name} came.");
        }

        public async ValueTask DisposeAsync()
        {
            await _end.CancelAsync();
            await _events.DisposeAsync();
            _end.Dispose();
        }
    }
}
