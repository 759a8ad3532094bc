using System.Collections.Immutable;

namespace Ics2.Customs.Model;

/// <summary>What customs knows about an economic operator (lifecycle 1.2).</summary>
/// <param name="Party">Party id under which it is reached.</param>
/// <param name="Connected">Has a technical channel.</param>
/// <param name="AeoSecurity">Holds an AEOS authorisation.</param>
/// <param name="Unsubscribed">Messages it does not want, <c>N03</c>; by default it wants all (DEC-1).</param>
public sealed record OperatorFacts(string Eori, string Party, bool Connected, bool AeoSecurity, ImmutableArray<string> Unsubscribed)
{
    /// <summary>The messages one can do without.</summary>
    public static ImmutableArray<string> Optional { get; } = ["R01", "N02", "N03", "N04", "N05", "N07", "N09"];

    internal bool Wants(string message) => !Unsubscribed.Contains(message, StringComparer.Ordinal);
}
