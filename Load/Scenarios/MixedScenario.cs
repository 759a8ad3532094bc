using Ics2.Load.Engine;

namespace Ics2.Load.Scenarios;

/// <summary>
/// Filings of several types and sizes, refusals and interventions in stated shares, drawn by a fixed rule: the same numbers give the same
/// run.
/// </summary>
public sealed class MixedScenario : ILoadScenario
{
    private static readonly FilingSize Small = new(1, 2);
    private static readonly FilingSize Large = new(20, 10);

    private readonly LoadTraders _traders;
    private readonly FilingExchange[] _hundred;

    /// <summary>Gets ready.</summary>
    /// <param name="traders">Who files; disposed of with the scenario.</param>
    /// <param name="clock">Dates the filings.</param>
    public MixedScenario(LoadTraders traders, TimeProvider clock)
    {
        _traders = traders;
        _hundred =
        [
            .. Kinds.SelectMany(kind =>
                Enumerable.Repeat(
                    new FilingExchange(
                        traders,
                        new FilingSource(traders, kind.Message, kind.Prefix, kind.Size, clock, kind.With),
                        kind.Label,
                        kind.Answer,
                        kind.Later
                    ),
                    kind.Share
                )
            ),
        ];
        if (_hundred.Length != 100)
        {
            throw new InvalidOperationException($"The shares add up to {_hundred.Length} %.");
        }
    }

    /// <summary>The kinds and their shares in percent; what customs does goes by the beginning of the LRN (default playbook).</summary>
    public static IReadOnlyList<MixedKind> Kinds { get; } =
    [
        new("F10 registered", 45, "IE3F10", Small, "WAIT-", "IE3R01"),
        new("F13 registered", 10, "IE3F13", Small, "WAIT-", "IE3R01"),
        new("F50 registered", 10, "IE3F50", Small, "WAIT-", "IE3R01"),
        new("F11 large, registered", 5, "IE3F11", Large, "WAIT-", "IE3R01"),
        new("F10 assessed", 10, "IE3F10", Small, "", "IE3R01", "IE3N03"),
        new("F10 asked about", 5, "IE3F10", Small, "RFI-", "IE3R01", "IE3Q02"),
        new("F10 not to be loaded", 5, "IE3F10", Small, "DNL-", "IE3R01", "IE3Q01", "containerIdentificationNumber"),
        new("F10 refused by the interface", 5, "IE3F10", Small, "N99-", "IE3N99"),
        new("F10 refused by the life cycle", 5, "IE3F10", Small, "N01-", "IE3N01"),
    ];

    /// <inheritdoc/>
    public string Name => "mixed";

    /// <inheritdoc/>
    public PrivateOperations Operations => _traders.Operations;

    /// <inheritdoc/>
    public AnswerCounts? Answers => _traders.Answers;

    // 37 and 100 have no common factor: a hundred exchanges in a row are the hundred in another order.
    /// <inheritdoc/>
    public Task<ExchangeOutcome> RunAsync(Exchange exchange, CancellationToken cancellationToken) =>
        _hundred[exchange.Number * 37 % _hundred.Length].RunAsync(exchange, cancellationToken);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _traders.DisposeAsync();
}

/// <summary>A kind of exchange in the mix.</summary>
/// <param name="Label">Its name in figures.</param>
/// <param name="Share">Percent of all.</param>
/// <param name="Message">The filing.</param>
/// <param name="Prefix">What its LRN begins with.</param>
/// <param name="Answer">What customs answers.</param>
/// <param name="Later">What customs sends afterwards, by its own timetable.</param>
/// <param name="With">An element the filing has to have for that: only containers can be kept from being loaded.</param>
public sealed record MixedKind(
    string Label,
    int Share,
    string Message,
    FilingSize Size,
    string Prefix,
    string Answer,
    string? Later = null,
    string? With = null
);
