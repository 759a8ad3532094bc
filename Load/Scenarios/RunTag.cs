using System.Text;

namespace Ics2.Load.Scenarios;

/// <summary>
/// Marks what belongs to a run: references and document numbers are made of it and of the number of the exchange, so that no two runs ever
/// meet, and a reply tells which exchange it answers.
/// </summary>
/// <param name="started">When the run began.</param>
public sealed class RunTag(DateTimeOffset started)
{
    /// <summary>Digits of a number.</summary>
    public const int Digits = 7;

    private const string Alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    /// <summary>Six characters; comes again after seventy days.</summary>
    public string Text { get; } = "Q" + ToText(started.ToUnixTimeMilliseconds() / 100, 6)[1..];

    /// <summary>A number as the end of a reference: base 36, fixed width.</summary>
    /// <param name="destination">Takes the ASCII digits, as many as it is long.</param>
    public static void Write(long number, Span<byte> destination)
    {
        for (var i = destination.Length - 1; i >= 0; i--, number /= Alphabet.Length)
        {
            destination[i] = (byte)Alphabet[(int)(number % Alphabet.Length)];
        }
    }

    /// <summary>The reference of an exchange, with what the playbook goes by in front.</summary>
    /// <param name="prefix">At most nine characters.</param>
    /// <param name="number">The number of the exchange.</param>
    public string Lrn(string prefix, long number) => prefix + Text + ToText(number, Digits);

    /// <summary>The exchange a reference belongs to.</summary>
    /// <param name="lrn">A reference, of this run or not.</param>
    /// <returns>Its number; null for a reference of somebody else.</returns>
    public long? NumberOf(string? lrn)
    {
        var at = lrn?.IndexOf(Text, StringComparison.Ordinal) ?? -1;
        if (at < 0 || lrn!.Length != at + Text.Length + Digits)
        {
            return null;
        }

        long number = 0;
        foreach (var digit in lrn.AsSpan(at + Text.Length))
        {
            var value = Alphabet.IndexOf(digit, StringComparison.Ordinal);
            if (value < 0)
            {
                return null;
            }

            number = (number * Alphabet.Length) + value;
        }

        return number;
    }

    private static string ToText(long number, int digits)
    {
        Span<byte> text = stackalloc byte[digits];
        Write(number, text);
        return Encoding.ASCII.GetString(text);
    }
}
