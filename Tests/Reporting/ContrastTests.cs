using System.Globalization;
using System.Text.RegularExpressions;
using Ics2.Reporting;

namespace Ics2.Tests.Reporting;

/// <summary>Text keeps AA (WCAG 2.2, 1.4.3: 4.5 to 1) on everything that it stands on, in light and in dark.</summary>
public sealed partial class ContrastTests
{
    private const double Least = 4.5;

    private static readonly string[] Words = ["good", "caution", "bad", "open", "quiet"];

    public static TheoryData<string, string, bool> Pairs
    {
        get
        {
            var pairs = new TheoryData<string, string, bool>();
            foreach (var dark in new[] { false, true })
            {
                foreach (var text in new[] { "ink", "soft", "link" })
                {
                    foreach (var ground in new[] { "paper", "wash", "head", "quiet-wash" })
                    {
                        pairs.Add(text, ground, dark);
                    }
                }

                foreach (var word in Words)
                {
                    pairs.Add(word, "paper", dark);
                    pairs.Add(word, $"{word}-wash", dark);
                    pairs.Add("ink", $"{word}-wash", dark);
                    pairs.Add("on", word, dark);
                }

                pairs.Add("brand", "paper", dark);
            }

            return pairs;
        }
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Text_can_be_read(string text, string ground, bool dark)
    {
        var tokens = Tokens(dark);
        var (one, other) = (Luminance(tokens[text]), Luminance(tokens[ground]));
        ((Math.Max(one, other) + 0.05) / (Math.Min(one, other) + 0.05)).ShouldBeGreaterThanOrEqualTo(Least);
    }

    [Fact]
    public void Paper_is_light_whatever_the_reader_likes() =>
        StyleSheet.Page.ShouldContain("@media screen and (prefers-color-scheme: dark)");

    private static Dictionary<string, string> Tokens(bool dark)
    {
        var parts = StyleSheet.Page.Split("@media screen and (prefers-color-scheme: dark)");
        return Token()
            .Matches(parts[dark ? 1 : 0])
            .ToDictionary(match => match.Groups["name"].Value, match => match.Groups["colour"].Value, StringComparer.Ordinal);
    }

    // Relative luminance as WCAG 2.2 defines it.
    private static double Luminance(string colour)
    {
        double Channel(int at)
        {
            var value = int.Parse(colour.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0;
            return value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
        }

        return (0.2126 * Channel(0)) + (0.7152 * Channel(2)) + (0.0722 * Channel(4));
    }

    [GeneratedRegex("--(?<name>[a-z-]+): #(?<colour>[0-9a-f]{6});", RegexOptions.ExplicitCapture, 60_000)]
    private static partial Regex Token();
}
