using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Ics2.AccessPoint.Chaos;

/// <summary>
/// How often a rule is followed, counted for each party by itself, so that the traffic of one does not move the dice of another.
/// </summary>
public sealed record ChaosFrequency
{
    private readonly Func<int, string, bool> _follows;

    private ChaosFrequency(string text, Func<int, string, bool> follows) => (Text, this._follows) = (text, follows);

    /// <summary>Every time.</summary>
    public static ChaosFrequency Always { get; } = new("always", (_, _) => true);

    /// <summary>As written: <c>always</c>, <c>first 2</c>, <c>every 3</c>, <c>probability 0.2</c>.</summary>
    public string Text { get; }

    /// <summary>The first so many times.</summary>
    /// <param name="count">At least 1.</param>
    /// <returns>The frequency.</returns>
    public static ChaosFrequency First(int count) => new($"first {Shown(count)}", (match, _) => match <= count);

    /// <summary>Every n-th time.</summary>
    /// <param name="step">At least 1.</param>
    /// <returns>The frequency.</returns>
    public static ChaosFrequency Every(int step) => new($"every {Shown(step)}", (match, _) => match % step == 0);

    /// <summary>By dice that follow from the seed.</summary>
    /// <param name="chance">More than 0, at most 1.</param>
    /// <returns>The frequency.</returns>
    public static ChaosFrequency Probability(double chance) =>
        new($"probability {chance.ToString(CultureInfo.InvariantCulture)}", (_, dice) => Throw(dice) < chance);

    /// <summary>Reads a frequency.</summary>
    /// <param name="text">As in <see cref="Text"/>; null for always.</param>
    /// <returns>The frequency, or null when it is none.</returns>
    public static ChaosFrequency? TryParse(string? text) =>
        text?.Split(' ', StringSplitOptions.RemoveEmptyEntries) switch
        {
            null or ["always"] => Always,
            ["first", var number] when Count(number) is { } count => First(count),
            ["every", var number] when Count(number) is { } step => Every(step),
            ["probability", var number]
                when double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var chance)
                    && chance is > 0 and <= 1 => Probability(chance),
            _ => null,
        };

    /// <summary>Whether the rule is followed.</summary>
    /// <param name="match">The how manieth case of this party it is, from 1.</param>
    /// <param name="dice">What a throw follows from.</param>
    internal bool Follows(int match, string dice) => _follows(match, dice);

    private static int? Count(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0 ? count : null;

    private static string Shown(int number) => number.ToString(CultureInfo.InvariantCulture);

    // The same on every machine and in every run, unlike string.GetHashCode.
    private static double Throw(string dice) =>
        BitConverter.ToUInt32(SHA256.HashData(Encoding.UTF8.GetBytes(dice))) / (double)uint.MaxValue;
}
