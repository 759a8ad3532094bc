using Ics2.Tests.As4.Inspection.Mistakes;

namespace Ics2.Tests.Support;

/// <summary>One thing that an AS4 product can be set to and that is wrong for ICS2.</summary>
/// <param name="Id">What is set wrong, in a few words.</param>
/// <param name="Change">Sets it, on settings that are right.</param>
/// <param name="Code">The ebMS code that is answered; empty where the message is taken with a warning.</param>
/// <param name="Named">What the first line of the explanation names.</param>
internal sealed record ProductMistake(string Id, Func<ProductSettings, ProductSettings> Change, string Code, string Named)
{
    /// <summary>Part of the remedy; empty when any will do.</summary>
    public string Remedy { get; init; } = "";

    public static IReadOnlyList<ProductMistake> All { get; } =
    [
        .. HeaderMistakes.All,
        .. PayloadMistakes.All,
        .. SealMistakes.All,
        .. TokenMistakes.All,
        .. PackagingMistakes.All,
        .. SignalMistakes.All,
    ];

    public override string ToString() => Id;
}
