namespace Ics2.As4.Profiles;

/// <summary>The actions of ICD 3.30 Annex 1, generated from the number ranges it prints.</summary>
internal static class ActionList
{
    private static readonly int[] FilingNumbers = [.. Range(10, 17), .. Range(20, 34), .. Range(40, 45), 50, 51];

    public static IReadOnlyList<string> ToCustoms { get; } =
    [
        .. FilingNumbers.Select(number => $"IE3F{number}"),
        .. FilingNumbers.Where(number => number != 25).Select(number => $"IE3A{number}"),
        "IE3Q04",
        "IE3Q05",
        "IE3N06",
        "IE3R02",
        "IE3R03",
    ];

    public static IReadOnlyList<string> ToTrader { get; } =
    [
        "IE3R01",
        "IE3R04",
        "IE3R07",
        "IE3R08",
        "IE3Q01",
        "IE3Q02",
        "IE3Q03",
        "IE3N01",
        "IE3N02",
        "IE3N03",
        "IE3N04",
        "IE3N05",
        "IE3N07",
        "IE3N08",
        "IE3N09",
        "IE3N10",
        "IE3N11",
        "IE3N99",
    ];

    public static IReadOnlyList<string> WithAttachments { get; } =
    [.. new[] { 20, 23, 24, 26, 28, 32 }.SelectMany(number => new[] { $"IE3F{number}", $"IE3A{number}" }), "IE3R02", "IE3R03"];

    private static IEnumerable<int> Range(int first, int last) => Enumerable.Range(first, last - first + 1);
}
