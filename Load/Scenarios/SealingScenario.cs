using Ics2.Load.Engine;
using Ics2.Load.Sealing;

namespace Ics2.Load.Scenarios;

/// <summary>Seals a filing and verifies it in this process, without network and store: one private operation per exchange.</summary>
/// <param name="keySize">RSA bits.</param>
/// <param name="houses">House consignments of the filing.</param>
/// <param name="items">Goods items of the filing.</param>
public sealed class SealingScenario(int keySize, int houses = 1, int items = 2) : ILoadScenario
{
    private readonly SealingPath _path = new(keySize, houses, items);
    private long _sealed;

    /// <inheritdoc/>
    public string Name => "sealing";

    /// <inheritdoc/>
    public PrivateOperations Operations => new(Interlocked.Read(ref _sealed), 0);

    /// <inheritdoc/>
    public AnswerCounts? Answers => null;

    /// <inheritdoc/>
    public Task<ExchangeOutcome> RunAsync(Exchange exchange, CancellationToken cancellationToken)
    {
        var message = _path.Seal();
        Interlocked.Increment(ref _sealed);
        exchange.Mark("sealed");
        var error = _path.Verify(message);
        return Task.FromResult(new ExchangeOutcome(Name, error is null ? null : new Failure(error.Code.Code, error.ToString())));
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _path.Dispose();
        return ValueTask.CompletedTask;
    }
}
