using Ics2.Load.Engine;

namespace Ics2.Load.Scenarios;

/// <summary>What is sent to measure the transport.</summary>
public enum TransportContent
{
    /// <summary>The connectivity test (ICD 4.5.1): recorded and acknowledged, not processed.</summary>
    Ping,

    /// <summary>A filing that the default playbook registers and never answers: what processing costs comes on top.</summary>
    Filing,
}

/// <summary>A message and its receipt, checked: two private operations, one on either side.</summary>
public sealed class TransportScenario : ILoadScenario
{
    private readonly LoadTraders _traders;
    private readonly FilingSource? _filings;

    /// <summary>Gets ready.</summary>
    /// <param name="traders">Who sends; disposed of with the scenario.</param>
    /// <param name="content">What is sent.</param>
    /// <param name="size">Size of the filings.</param>
    /// <param name="clock">Dates the filings.</param>
    public TransportScenario(LoadTraders traders, TransportContent content, FilingSize size, TimeProvider clock)
    {
        _traders = traders;
        _filings = content == TransportContent.Filing ? new FilingSource(traders, "IE3F10", "MUTE-", size, clock) : null;
    }

    /// <inheritdoc/>
    public string Name => "transport";

    /// <inheritdoc/>
    public PrivateOperations Operations => _traders.Operations;

    /// <inheritdoc/>
    public AnswerCounts? Answers => null;

    /// <inheritdoc/>
    public async Task<ExchangeOutcome> RunAsync(Exchange exchange, CancellationToken cancellationToken)
    {
        exchange.WaitsFor = "receipt";
        var trader = _traders.For(exchange.Number);
        var failure = _filings is null
            ? await trader.PingAsync(cancellationToken)
            : await trader.LodgeAsync(_filings.Message, _filings.Fill(exchange.Number), cancellationToken);
        return new ExchangeOutcome(Name, failure);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _traders.DisposeAsync();
}
