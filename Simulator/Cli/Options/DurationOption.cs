using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Ics2.Cli;

/// <summary>Durations as people write them: <c>30s</c>, <c>500ms</c>, <c>2m</c>, <c>1h</c>, <c>200d</c>.</summary>
internal static class Durations
{
    private static readonly (string Unit, TimeSpan Length)[] Units =
    [
        ("ms", TimeSpan.FromMilliseconds(1)),
        ("s", TimeSpan.FromSeconds(1)),
        ("m", TimeSpan.FromMinutes(1)),
        ("h", TimeSpan.FromHours(1)),
        ("d", TimeSpan.FromDays(1)),
    ];

    public static Option<TimeSpan> Option(string name, string description, TimeSpan standard) =>
        new(name)
        {
            Description = description,
            CustomParser = Parse,
            DefaultValueFactory = _ => standard,
        };

    private static TimeSpan Parse(ArgumentResult argument)
    {
        var text = argument.Tokens.Count == 1 ? argument.Tokens[0].Value : "";
        foreach (var (unit, length) in Units)
        {
            if (
                text.EndsWith(unit, StringComparison.Ordinal)
                && double.TryParse(
                    text.AsSpan(0, text.Length - unit.Length),
                    NumberStyles.AllowDecimalPoint,
                    CultureInfo.InvariantCulture,
                    out var number
                )
                && number * length.TotalDays < 10_000
            )
            {
                return number * length;
            }
        }

        argument.AddError($"'{text}' is not a duration; write a number and ms, s, m, h or d, for example 30s.");
        return default;
    }
}
