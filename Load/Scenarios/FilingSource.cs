using Ics2.Ens.Samples;

namespace Ics2.Load.Scenarios;

/// <summary>How large filings are.</summary>
/// <param name="Houses">House consignments, where the message has them.</param>
/// <param name="Items">Goods items per consignment.</param>
public sealed record FilingSize(int Houses, int Items);

/// <summary>Filings of one type, each trader its own: eight stories in turn, so that not all say the same.</summary>
internal sealed class FilingSource
{
    private const int Stories = 8;
    private const int MaxSeeds = 400;

    // From overseas in containers, these can be held, and none is due for hours (lifecycle 5.2.3).
    private static readonly string[] BySea = ["IE3F10", "IE3F11", "IE3F12", "IE3F13"];

    private readonly LoadTraders _traders;
    private readonly DocumentTemplate[][] _templates;

    public FilingSource(LoadTraders traders, string message, string prefix, FilingSize size, TimeProvider clock, string? with = null)
    {
        (_traders, Message) = (traders, message);
        var now = clock.GetUtcNow();
        var stories = size.Houses * size.Items > 100 ? 1 : Stories; // large ones are alike enough, and memory is bounded
        _templates =
        [
            .. traders.All.Select(trader =>
                Enumerable
                    .Range(1, MaxSeeds)
                    .Select(seed => new SampleOptions
                    {
                        Seed = seed,
                        Houses = size.Houses,
                        Items = size.Items,
                        Declarant = trader.Declarant,
                        Now = now,
                    })
                    .Select(options => new DocumentTemplate(message, options, prefix, traders.Tag))
                    .Where(template => (with is null || template.Holds(with)) && (!BySea.Contains(message) || template.IsFromOverseas))
                    .Take(stories)
                    .ToArray()
            ),
        ];
        Bytes = (int)_templates[0].Average(template => template.Length);
    }

    /// <summary>The message type.</summary>
    public string Message { get; }

    /// <summary>The mean size.</summary>
    public int Bytes { get; }

    public byte[] Fill(long number) => Template(number).Fill(number);

    public string Lrn(long number) => Template(number).Lrn(number);

    private DocumentTemplate Template(long number)
    {
        var own = _templates[_traders.IndexFor(number)];
        return own[number / _templates.Length % own.Length];
    }
}
