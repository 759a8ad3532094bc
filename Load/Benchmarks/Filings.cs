using Ics2.Ens.Catalogue;
using Ics2.Ens.Samples;

namespace Ics2.Load.Benchmarks;

/// <summary>The filings that benchmarks work on.</summary>
public enum Filing
{
    /// <summary>An F10 of about 15 KB, as most are.</summary>
    F10,

    /// <summary>An F11 with 1,000 houses, 6 MB.</summary>
    F11,
}

/// <summary>Writes them, the same bytes every time.</summary>
internal static class Filings
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    /// <summary>The message id of a filing, <c>IE3F10</c>.</summary>
    public static string Action(this Filing filing) => $"IE3{filing}";

    /// <summary>The filing itself.</summary>
    public static byte[] Document(this Filing filing) =>
        filing == Filing.F10 ? Write(filing, houses: 1, items: 9) : Write(filing, houses: 1_000, items: 2);

    /// <summary>A filing of a given size.</summary>
    public static byte[] Write(Filing filing, int houses, int items) =>
        new SampleWriter(SpecPack.Embedded()).Write(
            filing.Action(),
            new SampleOptions
            {
                Seed = 4,
                Houses = houses,
                Items = items,
                Now = Noon,
            }
        );
}
