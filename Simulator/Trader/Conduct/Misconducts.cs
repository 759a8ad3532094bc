using System.Diagnostics.CodeAnalysis;
using Ics2.Trader.Settings;

namespace Ics2.Trader.Conduct;

/// <summary>Every way a client can be wrong.</summary>
public static class Misconducts
{
    /// <summary>Wrong on sending first, then on receiving and retrying.</summary>
    public static IReadOnlyList<Misconduct> All { get; } = [.. SendingMisconduct.All, .. ReceivingMisconduct.All];

    /// <summary>What <c>trader.json</c> says that the client does wrong; nothing for the normal one.</summary>
    /// <exception cref="TraderFolderException">It names a misconduct that there is not.</exception>
    public static IReadOnlyList<Misconduct> Of(TraderFolder folder) =>
        TryParse(folder.Settings.Conduct, out var conduct, out var why) ? conduct : throw folder.Unusable("conduct", why);

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
