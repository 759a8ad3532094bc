using Ics2.AccessPoint.Hosting;
using Ics2.AccessPoint.Receiving;
using Ics2.AccessPoint.Watching;
using Ics2.Contract.Management;
using Ics2.Tests.EndToEnd;
using Microsoft.Extensions.Time.Testing;

namespace Ics2.Tests.AccessPoint;

/// <summary>Connections by the thousand that have no certificate, and the one that has.</summary>
public sealed class HandshakeGateTests
{
    private const string Crowd = "192.0.2.1",
        Trader = "192.0.2.2";
    private readonly FakeTimeProvider _clock = new();
    private readonly HandshakeGate _gate;
    private int _closed;

    public HandshakeGateTests() => _gate = new HandshakeGate(_clock);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Another_address_is_served_at_once_and_of_one_address_who_came_last()
    {
        var shaking = await FillAsync();
        var early = EnterAsync(Crowd);
        var late = EnterAsync(Crowd);

        using var trader = (await EnterAsync(Trader)).ShouldNotBeNull();
        shaking[0].Dispose();

        using var second = (await late).ShouldNotBeNull();
        early.IsCompleted.ShouldBeFalse();
        shaking[1].Dispose();
        using var third = (await early).ShouldNotBeNull();
    }

    [Fact]
    public async Task Of_too_many_that_wait_the_oldest_goes()
    {
        await FillAsync();
        var waiting = Enumerable.Range(0, HandshakeGate.MaxWaiting).Select(_ => EnterAsync(Crowd)).ToList();
        waiting.ShouldAllBe(turn => !turn.IsCompleted);

        var oneMore = EnterAsync(Crowd);

        (await waiting[0]).ShouldBeNull();
        (oneMore.IsCompleted || waiting[1].IsCompleted).ShouldBeFalse();
    }

    [Fact]
    public async Task A_handshake_that_takes_long_is_ended_when_others_wait_and_not_before()
    {
        await FillAsync();
        _clock.Advance(HandshakeGate.WhenCrowded * 2);
        _closed.ShouldBe(0);

        _ = EnterAsync(Crowd);

        _closed.ShouldBe(HandshakeGate.MaxAtOnce);
    }

    [Fact]
    public async Task Of_too_many_that_say_nothing_the_oldest_is_closed_and_they_take_nobodys_turn()
    {
        var silent = Enumerable.Range(0, HandshakeGate.MaxSilent).Select(_ => _gate.Silent(Crowd, () => _closed++)).ToList();
        _closed.ShouldBe(0);

        silent.Add(_gate.Silent(Crowd, () => _closed++));

        _closed.ShouldBe(1);
        using var turn = (await EnterAsync(Crowd)).ShouldNotBeNull();
        silent.ForEach(one => one.Dispose());
        silent.Add(_gate.Silent(Crowd, () => _closed++));
        _closed.ShouldBe(1, "those that spoke count no more");
    }

    [Fact]
    public async Task Whoever_hangs_up_while_waiting_takes_no_turn()
    {
        var shaking = await FillAsync();
        using var end = new CancellationTokenSource();
        var early = EnterAsync(Crowd);
        var gone = _gate.EnterAsync(Crowd, () => _closed++, end.Token);

        await end.CancelAsync();
        (await gone).ShouldBeNull();
        shaking[0].Dispose();

        using var next = (await early).ShouldNotBeNull();
    }

    [Fact]
    public void Ten_thousand_refusals_of_one_kind_are_told_of_some_times_then_summed_up()
    {
        var logs = new CollectedLogs();
        using var refusals = new TlsRefusals(new EventLog(_clock), _clock, new Microsoft.Extensions.Logging.Logger<TlsRefusals>(logs));
        for (var i = 0; i < 10_000; i++)
        {
            refusals.Add(Refusal($"{Crowd}:{i + 1}", "No certificate was presented."));
        }

        refusals.Add(Refusal($"{Trader}:1", "The certificate is expired."));
        refusals.Last().Count.ShouldBe(TlsRefusals.MaxTold + 1);
        refusals.Last()[0].Reason.ShouldBe("The certificate is expired.", "somebody else's reason is found as ever");

        _clock.Advance(TlsRefusals.Window);

        refusals.Last().Count.ShouldBe(TlsRefusals.MaxTold + 2);
        refusals.Last()[0].Reason.ShouldBe($"{10_000 - TlsRefusals.MaxTold} more in 10 seconds: No certificate was presented.");
        refusals.Last()[0].RemoteEndPoint.ShouldBe(Crowd);
        logs.Lines.Count.ShouldBe(TlsRefusals.MaxTold + 2);
        refusals.Add(Refusal($"{Crowd}:1", "No certificate was presented."));
        refusals.Last()[0].Reason.ShouldBe("No certificate was presented.");
    }

    private async Task<List<IDisposable>> FillAsync()
    {
        var shaking = new List<IDisposable>();
        for (var i = 0; i < HandshakeGate.MaxAtOnce; i++)
        {
            shaking.Add((await EnterAsync(Crowd)).ShouldNotBeNull());
        }

        return shaking;
    }

    private Task<IDisposable?> EnterAsync(string address) => _gate.EnterAsync(address, () => _closed++, Ct);

    private TlsRefusal Refusal(string remote, string reason) => new(_clock.GetUtcNow(), remote, null, reason, "x", "y", "z");
}
