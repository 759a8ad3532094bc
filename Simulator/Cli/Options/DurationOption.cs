using System.CommandLine;
using System.CommandLine.Parsing;
using Ics2.Contract;

namespace Ics2.Cli.Options;

/// <summary>Options that take a duration.</summary>
internal static class DurationOption
{
    // Longer than any rehearsal or load: a mistake in the unit.
    private static readonly TimeSpan Max = TimeSpan.FromDays(10_000);

    public static Option<TimeSpan> Create(string name, string description, TimeSpan standard) =>
        new(name)
        {
            Description = description,
            CustomParser = Parse,
            DefaultValueFactory = _ => standard,
        };

    private static TimeSpan Parse(ArgumentResult argument)
    {
        var text = argument.Tokens.Count == 1 ? argument.Tokens[0].Value : "";
        if (Durations.TryParse(text, out var duration, out var why) && duration < Max)
        {
            return duration;
        }

        argument.AddError(why ?? $"'{text}' is not a duration; write at most {Max.TotalDays:0}d, for example 30s.");
        return default;
    }
}
