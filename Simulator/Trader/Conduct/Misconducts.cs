using System.Diagnostics.CodeAnalysis;

namespace Ics2.Trader.Conduct;

/// <summary>Every way a client can be wrong.</summary>
public static class Misconducts
{
    /// <summary>Wrong on sending first, then on receiving and retrying.</summary>
    public static IReadOnlyList<Misconduct> All { get; } = [.. SendingMisconduct.All, .. ReceivingMisconduct.All];

    /// <summary>Reads what <c>trader.json</c> says under <c>conduct</c>: one name, or several with commas between them.</summary>
    /// <param name="text">The names; null or blank for a client that nothing is wrong with.</param>
    /// <param name="conduct">What they mean.</param>
    /// <param name="why">The name that there is not, and those that there are.</param>
    /// <returns>Whether every name is known.</returns>
    public static bool TryParse(
        string? text,
        [NotNullWhen(true)] out IReadOnlyList<Misconduct>? conduct,
        [NotNullWhen(false)] out string? why
    )
    {
        var names = (text ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var unknown = names.FirstOrDefault(name => Find(name) is null);
        why = unknown is null ? null : $"'{unknown}' is no misconduct; there are {string.Join(", ", All.Select(known => known.Name))}";
        conduct = why is null ? [.. names.Select(name => Find(name)!)] : null;
        return conduct is not null;
    }

    private static Misconduct? Find(string name) =>
        All.FirstOrDefault(known => string.Equals(known.Name, name, StringComparison.OrdinalIgnoreCase));
}
