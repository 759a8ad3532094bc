using System.Reflection;
using Ics2.AccessPoint.Capturing;
using Ics2.AccessPoint.Outbox;
using Ics2.AccessPoint.Receiving;
using Ics2.AccessPoint.Storing;
using Ics2.AccessPoint.Watching;
using Ics2.As4;
using Ics2.Contract.Traders;
using Ics2.Tests.Support;
using Ics2.Transport;
using Ics2.Trust.Certificates;
using Microsoft.Extensions.Logging.Abstractions;

namespace Ics2.Tests.AccessPoint;

/// <summary>What becomes of one attempt to push, and of a lane when it ends: without the worker's own timing.</summary>
public sealed class PushAttemptTests : IAsyncDisposable
{
    private static readonly PushPolicy Policy = new(Attempts: 3, Interval: TimeSpan.FromSeconds(60), Lease: TimeSpan.FromSeconds(120));

    private readonly PkiFixture _pki;
    private readonly ReceivingBench _bench;
    private readonly ExchangeLog _seen = new(keptBytes: 1024 * 1024, new EventLog(TimeProvider.System));
    private readonly Answering _endpoint = new();
    private FlakyStore _flaky = null!;

    public PushAttemptTests(PkiFixture pki)
    {
        _pki = pki;
        _bench = new ReceivingBench(
            pki,
            store: folder =>
            {
                var store = DispatchProxy.Create<IStore, FlakyStore>();
                _flaky = (FlakyStore)(object)store;
                _flaky.Inner = SqliteStore.Open(folder);
                return store;
            }
        );
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private TraderPartyId Party => TraderPartyId.Parse(_pki.Trader.PartyId);

    private Operator Pushed => new(Party, ReplyChannel.Push, "https://localhost:1/", Connected: true);

    [Fact]
    public async Task A_receipt_that_comes_while_the_store_is_away_is_kept_and_judged_again()
    {
        var message = await _bench.PutAsync(_pki.Trader);
        _endpoint.Answer = Receipt;
        _flaky.FailsOf(nameof(IOutgoingMessages.DeliveredAsync), times: 3);

        (await Lane().NextAsync(Pushed, Ct)).ShouldBeTrue();

        _bench.Sent(message).State.ShouldBe("delivered");
        _endpoint.Posts.ShouldBe(1, "the trader does not get the message once more");
        _seen.Last(_pki.Trader.PartyId, limit: 10).ShouldHaveSingleItem().Verdict.ShouldBe("accepted");
    }

    [Fact]
    public async Task A_store_that_stays_away_longer_than_the_lease_ends_the_attempt()
    {
        var message = await _bench.PutAsync(_pki.Trader);
        _endpoint.Answer = Receipt;
        _flaky.Failing = () => _bench.Clock.Advance(TimeSpan.FromSeconds(60));
        _flaky.FailsOf(nameof(IOutgoingMessages.DeliveredAsync), times: 1000);

        await Should.ThrowAsync<StoreUnreachableException>(Lane().NextAsync(Pushed, Ct));

        _flaky.Failed.ShouldBe(2, "at 0 and 60 s it tries again, at 120 s the lease is over");
        _bench.Sent(message).State.ShouldBe("waiting");
    }

    [Fact]
    public async Task Nothing_due_is_said_and_no_trader_is_asked()
    {
        (await Lane().NextAsync(Pushed, Ct)).ShouldBeFalse();

        _endpoint.Posts.ShouldBe(0);
    }

    [Theory]
    [InlineData(1, "waiting")]
    [InlineData(2, "waiting")]
    [InlineData(3, "failed")]
    public async Task A_failed_attempt_is_made_again_after_the_interval_until_the_last(int attempts, string state)
    {
        var message = await _bench.PutAsync(_pki.Trader);
        _endpoint.Answer = _ => new PostOutcome.Answered(200, null, default);
        for (var i = 0; i < attempts; i++)
        {
            (await Lane().NextAsync(Pushed, Ct)).ShouldBeTrue();
            _bench.Clock.Advance(Policy.Interval - TimeSpan.FromSeconds(1));
            (await Lane().NextAsync(Pushed, Ct)).ShouldBeFalse();
            _bench.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        _bench.Sent(message).State.ShouldBe(state);
        (await Lane().NextAsync(Pushed, Ct)).ShouldBe(state == "waiting");
    }

    [Theory]
    [InlineData(ReplyChannel.Pull, true)]
    [InlineData(ReplyChannel.Push, false)]
    public async Task A_lane_stops_when_its_trader_pulls_or_is_disconnected_meanwhile(ReplyChannel channel, bool connected)
    {
        await _bench.Store.PutOperatorAsync(Pushed, _bench.Clock.GetUtcNow());
        var first = await _bench.PutAsync(_pki.Trader);
        var second = await _bench.PutAsync(_pki.Trader);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        patience.CancelAfter(TimeSpan.FromMinutes(2));
        _endpoint.Answer = wire =>
        {
            _bench.Store.PutOperatorAsync(Pushed with { Channel = channel, Connected = connected }, _bench.Clock.GetUtcNow()).Wait(Ct);
            return Receipt(wire);
        };
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        OutboxSignal signal = new();
        var running = new PushWorker(_bench.Store, _bench.Store, Lane(), signal, _bench.Clock, NullLogger<PushWorker>.Instance).RunAsync(
            stop.Token
        );

        while (_bench.Sent(first).State != "delivered")
        {
            await Task.Delay(5, patience.Token);
        }

        await stop.CancelAsync();
        await running; // the lane has ended by now
        (_bench.Sent(second).State, _bench.Sent(second).Attempts, _endpoint.Posts).ShouldBe(("waiting", 0, 1));
    }

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    private PostOutcome.Answered Receipt(WireMessage wire)
    {
        var receipt = _pki.Trader.Writer.WriteReceipt(ReceivingBench.Read(wire)).Wire;
        return new PostOutcome.Answered(200, receipt.ContentType, receipt.Body);
    }

    private PushLane Lane()
    {
        var record = new PushRecord(new NoCaptures(), _seen, new PushTls());
        var attempt = new PushAttempt(_endpoint, _bench.Pipeline, record, new AtOnce(), Policy, _bench.Clock);
        return new PushLane(_bench.Delivery, attempt, _bench.Store, Policy, _bench.Clock, NullLogger<PushLane>.Instance);
    }

    private sealed class AtOnce : IPolled
    {
        public TimeSpan Poll => TimeSpan.Zero;
    }

    private sealed class Answering : IAs4Post
    {
        public Func<WireMessage, PostOutcome> Answer { get; set; } = _ => throw new InvalidOperationException("nothing is expected");

        public int Posts { get; private set; }

        public Task<PostOutcome> PostAsync(Uri endpoint, WireMessage message, CancellationToken cancellationToken)
        {
            Posts++;
            return Task.FromResult(Answer(message));
        }
    }

    /// <summary>The store, one of whose questions it does not answer for a while.</summary>
#pragma warning disable CA1852 // the proxy is made of it
    internal class FlakyStore : DispatchProxy
#pragma warning restore CA1852
    {
        private string? _method;
        private int _times;

        public IStore Inner { get; set; } = null!;

        public Action Failing { get; set; } = () => { };

        public int Failed { get; private set; }

        public void FailsOf(string method, int times) => (_method, _times) = (method, times);

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            if (targetMethod!.Name == _method && _times-- > 0)
            {
                Failed++;
                Failing();
                throw new StoreUnreachableException("away");
            }

            return targetMethod.Invoke(Inner, args);
        }
    }
}
