using Ics2.Trader;

namespace Ics2.Tests.Trader;

public sealed class RetryTurnsTests
{
    private readonly RetryTurns _turns = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("IE3R03")]
    [InlineData("IE3N06")]
    public async Task Another_message_waits_until_no_urgent_one_has_to_be_sent_again(string action)
    {
        using var filing = _turns.For("IE3F10");
        var urgent = _turns.For(action);
        var second = _turns.For(action);
        urgent.Enter();
        urgent.Enter(); // each attempt says so
        second.Enter();
        var turn = filing.ComeAsync(Ct);

        urgent.ComeAsync(Ct).IsCompleted.ShouldBeTrue();
        urgent.Dispose();
        turn.IsCompleted.ShouldBeFalse();
        second.Dispose();

        await turn;
        filing.ComeAsync(Ct).IsCompleted.ShouldBeTrue();
    }

    [Fact]
    public void Nobody_waits_for_an_urgent_message_that_got_through_at_once()
    {
        using var urgent = _turns.For("IE3N06");
        using var filing = _turns.For("IE3F10");
        filing.Enter();

        filing.ComeAsync(Ct).IsCompleted.ShouldBeTrue();
    }

    [Fact]
    public async Task Whoever_gives_up_waits_no_longer()
    {
        using var urgent = _turns.For("IE3N06");
        urgent.Enter();
        using var filing = _turns.For("IE3F10");
        using var gaveUp = new CancellationTokenSource();
        var turn = filing.ComeAsync(gaveUp.Token);
        await gaveUp.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(turn);
    }
}
