using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Ics2.Cli.Options;

/// <summary>Options that take a whole number within bounds.</summary>
internal static class Numbers
{
    public static Option<int> Port(string name, string description, int standard) =>
        new(name)
        {
            Description = description,
            CustomParser = argument => Parse(argument, 0, 65535) ?? 0,
            DefaultValueFactory = _ => standard,
        };

    public static Option<int?> Port(string name, string description) =>
        new(name) { Description = description, CustomParser = argument => Parse(argument, 0, 65535) };

    public static Option<int> Count(string name, string description, int least, int standard) =>
        new(name)
        {
            Description = description,
            CustomParser = argument => Parse(argument, least, int.MaxValue) ?? standard,
            DefaultValueFactory = _ => standard,
        };

    private static int? Parse(ArgumentResult argument, int least, int most)
    {
        var text = argument.Tokens.Count == 1 ? argument.Tokens[0].Value : "";
        if (
            int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && number >= least
            && number <= most
        )
        {
            return number;
        }

        var name = argument.Parent is OptionResult option ? option.Option.Name : "the number";
        argument.AddError(
            most == int.MaxValue
                ? $"{name} takes a whole number of at least {least}, not '{text}'."
                : $"{name} takes a whole number from {least} to {most}, not '{text}'."
        );
        return null;
    }
}
