using Ics2.Load.Engine;

namespace Ics2.Load.Scenarios;

/// <summary>
/// An F10 lodged, its receipt, IE3R01 received and acknowledged: four private operations by push, five and the empty pulls by pull. The LRN
/// begins with WAIT-, so that the simulator's playbook leaves the risk assessment out and IE3R01 is all that comes.
/// </summary>
public sealed class FilingScenario : ILoadScenario
{
    private readonly LoadTraders _traders;
    private readonly FilingExchange _exchange;

    /// <summary>Gets ready.</summary>
    /// <param name="traders">Who files; disposed of with the scenario.</param>
    /// <param name="size">Size of the filings.</param>
    /// <param name="clock">Dates the filings.</param>
    /// <param name="name"><c>filing</c>, or <c>soak</c> for the same for long.</param>
    public FilingScenario(LoadTraders traders, FilingSize size, TimeProvider clock, string name = "filing")
    {
        (_traders, Name) = (traders, name);
        _exchange = new FilingExchange(traders, new FilingSource(traders, "IE3F10", "WAIT-", size, clock), name, "IE3R01");
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public PrivateOperations Operations => _traders.Operations;

    /// <inheritdoc/>
    public AnswerCounts? Answers => _traders.Answers;

    /// <inheritdoc/>
    public Task<ExchangeOutcome> RunAsync(Exchange exchange, CancellationToken cancellationToken) =>
        _exchange.RunAsync(exchange, cancellationToken);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _traders.DisposeAsync();
}
