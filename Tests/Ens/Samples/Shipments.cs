using Ics2.Ens.Samples;
using Ics2.Ens.Validation;
using Ics2.Tests.Ens.Samples.Believability;
using Ics2.Tests.Support;

namespace Ics2.Tests.Ens.Samples;

/// <summary>Samples for the officer's desk: single ones, and filings of one shipment together.</summary>
internal static class Shipments
{
    /// <summary>Upper filings and what is filed under them; those with one house each come once for every house.</summary>
    public static readonly (string Upper, string Lower, string? With)[] Pairs =
    [
        ("IE3F12", "IE3F15", null),
        ("IE3F12", "IE3F14", null),
        ("IE3F14", "IE3F16", null),
        ("IE3F13", "IE3F17", null),
        ("IE3F21", "IE3F22", null),
        ("IE3F21", "IE3F26", null),
        ("IE3F21", "IE3F33", "IE3F33"),
        ("IE3F23", "IE3F25", null),
        ("IE3F23", "IE3F22", null),
        ("IE3F24", "IE3F22", null),
        ("IE3F24", "IE3F27", null),
        ("IE3F32", "IE3F30", null),
        ("IE3F32", "IE3F31", null),
        ("IE3F32", "IE3F33", null),
        ("IE3F43", "IE3F44", null),
        ("IE3F42", "IE3F44", null),
        ("IE3F40", "IE3F44", "IE3F40"),
        ("IE3F41", "IE3F44", "IE3F41"),
        ("IE3F45", "IE3F44", "IE3F45"),
    ];

    private static readonly HashSet<string> OfOneHouse = ["IE3F15", "IE3F16", "IE3F17", "IE3F25"];

    public static SampleOptions Options(int seed) =>
        new()
        {
            Seed = seed,
            Now = EnsTestData.Now.AddMinutes(seed * 37),
            Houses = (seed % 3) + 1,
            Items = (seed % 4) + 1,
        };

    public static byte[] Write(string message, SampleOptions options) => new SampleWriter(EnsTestData.Pack).Write(message, options);

    /// <summary>The filings of one shipment: the upper one first.</summary>
    public static List<byte[]> Pair(string upper, string lower, string? with, int seed)
    {
        // A filing of a single house has no second one under it.
        var isSingle = upper is "IE3F13" || lower is "IE3F25" || (upper is "IE3F14" && lower is "IE3F16");
        var options = Options(seed) with { With = with, Houses = isSingle ? 1 : Options(seed).Houses };
        var times = OfOneHouse.Contains(lower) ? options.Houses : 1;
        return
        [
            Write(upper, options),
            .. Enumerable
                .Range(1, times)
                .Select(house => Write(lower, options with { House = house, Houses = times > 1 ? 1 : options.Houses })),
        ];
    }

    /// <summary>What the validator and the officer say of a sample.</summary>
    public static IEnumerable<string> Remarks(byte[] sample, EnsValidator validator) =>
        validator
            .Validate(sample)
            .Select(finding => finding.ToString())
            .Concat(Officer.Read(Paper.Read(sample)).Select(remark => remark.ToString()));
}
