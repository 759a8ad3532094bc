using Ics2.AccessPoint.Processing;
using Ics2.AccessPoint.Receiving;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;

namespace Ics2.Tests.AccessPoint;

/// <summary>Who gets how much of the memory for messages under way, and who waits.</summary>
public sealed class MemoryBudgetTests
{
    private const int Mebi = 1024 * 1024;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private readonly FakeTimeProvider _clock = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_does_not_fit_waits_for_its_turn_and_nobody_overtakes()
    {
        var budget = new MemoryBudget(100, _clock);
        var first = await budget.TakeAsync(80, null, null, Ct);
        var large = budget.TakeAsync(90, null, null, Ct);
        var small = budget.TakeAsync(10, null, null, Ct);
        (large.IsCompleted || small.IsCompleted).ShouldBeFalse("10 would fit, and the 90 would starve");

        first.ShouldNotBeNull().Dispose();

        using var second = (await large).ShouldNotBeNull();
        using var third = (await small).ShouldNotBeNull();
        budget.Free.ShouldBe(0);
    }

    [Fact]
    public async Task Whoever_waits_too_long_goes_without_and_lets_those_behind_through()
    {
        var budget = new MemoryBudget(100, _clock);
        using var first = await budget.TakeAsync(50, null, null, Ct);
        var large = budget.TakeAsync(90, null, Patience, Ct);
        var small = budget.TakeAsync(10, null, null, Ct);

        _clock.Advance(Patience);

        (await large).ShouldBeNull();
        using var second = (await small).ShouldNotBeNull();
        budget.Free.ShouldBe(40);
    }

    [Fact]
    public async Task Nobody_holds_more_than_half_while_others_come_and_one_at_its_share_holds_up_nobody_else()
    {
        var budget = new MemoryBudget(100, _clock);
        using var first = await budget.TakeAsync(40, "greedy", null, Ct);
        var more = budget.TakeAsync(20, "greedy", Patience, Ct);
        more.IsCompleted.ShouldBeFalse();
        using var other = (await budget.TakeAsync(30, "other", Patience, Ct).WaitAsync(TimeSpan.FromSeconds(30), Ct)).ShouldNotBeNull();

        first!.Dispose();

        using var second = (await more).ShouldNotBeNull();
        budget.Free.ShouldBe(50);
    }

    [Fact]
    public async Task More_than_there_is_at_all_is_never_given_and_what_is_given_back_twice_counts_once()
    {
        var budget = new MemoryBudget(100, _clock);
        (await budget.TakeAsync(101, null, null, Ct)).ShouldBeNull();
        var part = await budget.TakeAsync(100, "one", null, Ct);

        part!.Dispose();
        part.Dispose();

        budget.Free.ShouldBe(100);
    }

    [Fact]
    public async Task Whoever_hangs_up_while_waiting_leaves_the_queue()
    {
        var budget = new MemoryBudget(100, _clock);
        var first = await budget.TakeAsync(100, null, null, Ct);
        using var end = new CancellationTokenSource();
        var waiting = budget.TakeAsync(100, null, null, end.Token);

        await end.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => waiting);
        first!.Dispose();
        budget.Free.ShouldBe(100);
    }

    [Fact]
    public async Task A_large_body_that_finds_no_room_is_503_before_it_is_read__XML_09()
    {
        var plan = new MemoryPlan(512L * Mebi, 20 * Mebi, _clock);
        using var all = await plan.LargeBodies.TakeAsync(plan.LargeBodies.Bytes, null, null, Ct);
        var body = new MemoryStream(new byte[Mebi]);
        var context = new DefaultHttpContext();
        (context.Request.Body, context.Request.ContentLength) = (body, body.Length);
        var places = new List<IDisposable>();

        var reading = new BodyIntake(plan, 20 * Mebi).ReadAsync(context, places);
        _clock.Advance(Patience);

        (await reading).Status.ShouldBe(503);
        body.Position.ShouldBe(0);
        places.ForEach(place => place.Dispose());
        plan.SmallBodies.Free.ShouldBe(plan.SmallBodies.Bytes);
    }

    [Fact]
    public async Task A_small_body_never_waits_behind_large_ones_and_one_of_unknown_length_that_grows_is_read_whole()
    {
        var plan = new MemoryPlan(512L * Mebi, 20 * Mebi, _clock);
        var intake = new BodyIntake(plan, 20 * Mebi);
        using (await plan.LargeBodies.TakeAsync(plan.LargeBodies.Bytes, null, null, Ct))
        {
            (await intake.ReadAsync(Request(new byte[1000], isKnown: true), [])).Bytes.Length.ShouldBe(1000);
            (await intake.ReadAsync(Request(new byte[1000], isKnown: false), [])).Bytes.Length.ShouldBe(1000);
        }

        var bytes = new byte[MemoryPlan.SmallBody + 5000];
        Random.Shared.NextBytes(bytes);
        (await intake.ReadAsync(Request(bytes, isKnown: false), [])).Bytes.ToArray().ShouldBe(bytes);
        (await intake.ReadAsync(Request(bytes, isKnown: true), [])).Bytes.ToArray().ShouldBe(bytes);
        (await new BodyIntake(plan, bytes.Length - 1).ReadAsync(Request(bytes, isKnown: false), [])).Status.ShouldBe(413);
    }

    [Fact]
    public async Task What_cannot_be_read_to_its_end_is_400_and_never_200__MIM_16()
    {
        var context = Request([], isKnown: false);
        context.Request.Body = new BrokenStream();

        (await new BodyIntake(new MemoryPlan(512L * Mebi, 20 * Mebi, _clock), 20 * Mebi).ReadAsync(context, [])).Status.ShouldBe(400);
    }

    [Theory]
    [InlineData(512)]
    [InlineData(8192)]
    public void The_plan_leaves_more_than_a_third_for_all_the_rest(int megabytes)
    {
        var available = (long)megabytes * Mebi;
        var plan = new MemoryPlan(available, 20 * Mebi, _clock);

        (plan.SmallBodies.Bytes + plan.LargeBodies.Bytes + plan.Documents.Bytes).ShouldBeLessThan(available * 2 / 3);
        plan.LargeBodies.Bytes.ShouldBeGreaterThanOrEqualTo(20 * Mebi);
        MemoryPlan.WeightOf(plan.LargestDocument).ShouldBeLessThanOrEqualTo(plan.Documents.Bytes);
    }

    [Fact]
    public void Memory_is_given_back_once_when_nothing_large_was_under_way_for_a_while()
    {
        var (collected, isIdle) = (0, true);
        using var idle = new IdleCollection(_clock, () => isIdle, () => collected++);
        idle.Over(1000);
        _clock.Advance(TimeSpan.FromMinutes(1));
        collected.ShouldBe(0, "nothing worth the pause");

        idle.Over(100 * Mebi);
        isIdle = false;
        _clock.Advance(TimeSpan.FromMinutes(1));
        collected.ShouldBe(0, "something is under way");

        isIdle = true;
        idle.Over(100 * Mebi);
        _clock.Advance(TimeSpan.FromMinutes(1));
        _clock.Advance(TimeSpan.FromMinutes(1));
        collected.ShouldBe(1);
    }

    private static DefaultHttpContext Request(byte[] bytes, bool isKnown)
    {
        var context = new DefaultHttpContext();
        (context.Request.Body, context.Request.ContentLength) = (new MemoryStream(bytes), isKnown ? bytes.Length : null);
        return context;
    }

    private sealed class BrokenStream : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            throw new IOException("Bad chunk size data.");
    }
}
