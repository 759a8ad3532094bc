using System.Threading.Channels;
using Ics2.AccessPoint.Capturing;
using Ics2.AccessPoint.Outbox;
using Ics2.AccessPoint.Receiving;
using Ics2.AccessPoint.Storing;
using Ics2.AccessPoint.Watching;
using Ics2.As4;
using Ics2.As4.Messages;
using Ics2.Contract.Traders;
using Ics2.Tests.Support;
using Ics2.Transport;
using Ics2.Trust.Certificates;
using Microsoft.Extensions.Logging.Abstractions;

namespace Ics2.Tests.AccessPoint;

public sealed class PushTests : IAsyncDisposable
{
    private static readonly PushPolicy Policy = new(Attempts: 3, Interval: TimeSpan.FromSeconds(60), Lease: TimeSpan.FromSeconds(120));

    private readonly PkiFixture _pki;
    private readonly ReceivingBench _bench;
    private readonly TraderEndpoint _endpoint = new();
    private readonly OutboxSignal _signal = new();
    private readonly ExchangeLog _seen = new(keptBytes: 1024 * 1024, new EventLog(TimeProvider.System));
    private readonly CancellationTokenSource _stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
    private readonly Task _worker;

    public PushTests(PkiFixture pki)
    {
        _pki = pki;
        _bench = new ReceivingBench(pki);
        _stop.CancelAfter(TimeSpan.FromSeconds(30));
        var record = new PushRecord(new NoCaptures(), _seen, new PushTls());
        var attempt = new PushAttempt(_endpoint, _bench.Pipeline, record, _bench.Store, Policy, _bench.Clock);
        var lane = new PushLane(_bench.Delivery, attempt, _bench.Store, Policy, _bench.Clock, NullLogger<PushLane>.Instance);
        var log = NullLogger<PushWorker>.Instance;
        _worker = new PushWorker(_bench.Store, _bench.Store, lane, _signal, _bench.Clock, log).RunAsync(_stop.Token);
    }

    [Fact]
    public async Task A_push_with_a_valid_receipt_is_delivered_at_the_first_try()
    {
        await EnrolAsync(_pki.Trader);
        var message = await PutAsync(_pki.Trader);

        var post = await _endpoint.NextAsync(_stop.Token);
        post.Message.Body.ToArray().ShouldBe(message.Wire.Body.ToArray());
        post.Answer(Receipt(_pki.Trader, post));

        await UntilAsync(message, "delivered");
        _bench.Sent(message).Attempts.ShouldBe(1);
        var seen = _seen.Last(_pki.Trader.PartyId.ToString(), limit: 10).ShouldHaveSingleItem();
        (seen.Direction, seen.Verdict, seen.Answer.Kind, seen.Attempt).ShouldBe(("out", "accepted", "receipt", 1));
        _seen.Bytes(seen.Id)!.Request!.Body.ToArray().ShouldBe(message.Wire.Body.ToArray());
    }

    [Fact]
    public async Task What_is_no_valid_receipt_does_not_deliver_and_is_tried_again_with_the_same_bytes_until_the_attempts_are_used_up()
    {
        await EnrolAsync(_pki.Trader);
        var message = await PutAsync(_pki.Trader);
        var other = _pki.Trader.Lodge(_pki.Trader.Header(), "<IE3F10/>");
        Func<TraderEndpoint.Post, PostOutcome>[] answers =
        [
            post => Receipt(_pki.Other, post), // sealed by somebody else
            _ => Wire(_pki.Trader.Writer.WriteReceipt(ReceivingBench.Read(other.Wire)).Wire, 200), // of another message (KEY-18)
            _ => new PostOutcome.Answered(200, null, default), // empty (AS4-18)
        ];
        foreach (var answer in answers)
        {
            var post = await _endpoint.NextAsync(_stop.Token);
            post.Message.Body.ToArray().ShouldBe(message.Wire.Body.ToArray());
            post.Answer(answer(post));
            await UntilAsync(message, row => row.Note is not null);
            await AdvanceWhenIdleAsync(message);
        }

        await UntilAsync(message, "failed");
        var row = _bench.Sent(message);
        row.Attempts.ShouldBe(3);
        row.Note.ShouldNotBeNull().ShouldContain("empty answer");
        var seen = _seen.Last(_pki.Trader.PartyId.ToString(), limit: 10);
        seen.Select(one => (one.Attempt, one.Verdict, one.Answer.Kind))
            .ShouldBe([(3, "refused", "none"), (2, "refused", "receipt"), (1, "refused", "receipt")]);
        seen[0].Answer.Detail.ShouldNotBeNull().ShouldContain("empty answer");
    }

    [Fact]
    public async Task A_trader_that_is_down_delays_nobody_else()
    {
        await EnrolAsync(_pki.Trader);
        await EnrolAsync(_pki.Other);
        var stuck = await PutAsync(_pki.Trader);
        var hanging = await _endpoint.NextAsync(_stop.Token);

        var message = await PutAsync(_pki.Other);
        var post = await _endpoint.NextAsync(_stop.Token);
        post.Answer(Receipt(_pki.Other, post));

        await UntilAsync(message, "delivered");
        hanging.Answer(Receipt(_pki.Trader, hanging));
        await UntilAsync(stuck, "delivered");
    }

    [Fact]
    public async Task An_unreachable_endpoint_is_noted_with_its_address()
    {
        await EnrolAsync(_pki.Trader);
        var message = await PutAsync(_pki.Trader);

        (await _endpoint.NextAsync(_stop.Token)).Answer(
            new PostOutcome.Unanswered(PostFault.NotConnected, new HttpRequestException("connection refused"))
        );

        await UntilAsync(message, row => row.Note is not null);
        _bench.Sent(message).Note!.ShouldContain("https://localhost:1/");
    }

    [Fact]
    public async Task An_error_signal_is_noted_with_what_it_says_even_without_a_seal()
    {
        await EnrolAsync(_pki.Trader);
        var message = await PutAsync(_pki.Trader);
        var post = await _endpoint.NextAsync(_stop.Token);

        post.Answer(
            Wire(
                _pki.Trader.Writer.WriteError(new EbmsError(EbmsErrorCode.DeliveryFailure, "the disk is full"), message.MessageId.Value),
                500
            )
        );

        await UntilAsync(message, row => row.Note is not null);
        _bench.Sent(message).Note!.ShouldContain("EBMS:0202");
    }

    [Fact]
    public async Task Messages_of_one_trader_go_one_by_one_in_the_order_of_submission()
    {
        var first = await PutAsync(_pki.Trader);
        var second = await PutAsync(_pki.Trader);
        await EnrolAsync(_pki.Trader);

        var post = await _endpoint.NextAsync(_stop.Token);
        ReceivingBench.Read(post.Message).MessageId.ShouldBe(first.MessageId);
        _endpoint.IsIdle.ShouldBeTrue();
        post.Answer(Receipt(_pki.Trader, post));
        ReceivingBench.Read((await _endpoint.NextAsync(_stop.Token)).Message).MessageId.ShouldBe(second.MessageId);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _endpoint.HangUp();
        await _worker;
        _stop.Dispose();
        await _bench.DisposeAsync();
    }

    private static PostOutcome.Answered Wire(WireMessage wire, int status) => new(status, wire.ContentType, wire.Body);

    private static PostOutcome.Answered Receipt(TraderKit trader, TraderEndpoint.Post post) =>
        Wire(trader.Writer.WriteReceipt(ReceivingBench.Read(post.Message)).Wire, 200);

    private async Task EnrolAsync(TraderKit trader)
    {
        await _bench.Store.PutOperatorAsync(
            new Operator(TraderPartyId.Parse(trader.PartyId), ReplyChannel.Push, "https://localhost:1/", Connected: true),
            _bench.Clock.GetUtcNow()
        );
        _signal.Raise();
    }

    private async Task<SealedMessage> PutAsync(TraderKit trader)
    {
        var message = await _bench.PutAsync(trader);
        _signal.Raise();
        return message;
    }

    private Task UntilAsync(SealedMessage message, string state) => UntilAsync(message, row => row.State == state);

    private async Task UntilAsync(SealedMessage message, Func<MessageRow, bool> isRight)
    {
        while (!isRight(_bench.Sent(message)))
        {
            await Task.Delay(5, _stop.Token);
        }
    }

    // The worker has to be asleep on the clock before the clock is moved, or it would sleep for the interval after that.
    private async Task AdvanceWhenIdleAsync(SealedMessage message)
    {
        while (_bench.Sent(message).State == "waiting" && _endpoint.IsIdle)
        {
            _bench.Clock.Advance(TimeSpan.FromSeconds(20));
            await Task.Delay(10, _stop.Token);
        }
    }

    /// <summary>A trader's side under the hand of the test.</summary>
    private sealed class TraderEndpoint : IAs4Post
    {
        private readonly Channel<Post> _posts = Channel.CreateUnbounded<Post>();
        private readonly TaskCompletionSource _hungUp = new();

        public bool IsIdle => _posts.Reader.Count == 0;

        public async Task<PostOutcome> PostAsync(Uri endpoint, WireMessage message, CancellationToken cancellationToken)
        {
            var post = new Post(message);
            await _posts.Writer.WriteAsync(post, cancellationToken);
            return await Task.WhenAny(post.Response, _hungUp.Task) == post.Response
                ? await post.Response
                : new PostOutcome.Unanswered(PostFault.BrokenOff, new HttpRequestException("hung up"));
        }

        public ValueTask<Post> NextAsync(CancellationToken cancellationToken) => _posts.Reader.ReadAsync(cancellationToken);

        public void HangUp() => _hungUp.TrySetResult();

        public sealed class Post(WireMessage message)
        {
            private readonly TaskCompletionSource<PostOutcome> _response = new(TaskCreationOptions.RunContinuationsAsynchronously);

            public WireMessage Message { get; } = message;

            public Task<PostOutcome> Response => _response.Task;

            public void Answer(PostOutcome outcome) => _response.SetResult(outcome);
        }
    }
}
