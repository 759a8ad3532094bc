using System.CommandLine;
using System.CommandLine.Parsing;

namespace Ics2.Cli.Options;

/// <summary>Options that take an absolute URL.</summary>
internal static class Urls
{
    public static Option<Uri?> Option(string name, string description, string? standard = null, bool httpsOnly = false) =>
        new(name)
        {
            Description = description,
            CustomParser = argument => Parse(argument, argument.Tokens.Count == 1 ? argument.Tokens[0].Value : "", httpsOnly),
            DefaultValueFactory = _ => standard is null ? null : new Uri(standard),
        };

    /// <summary>An option that may be repeated.</summary>
    public static Option<Uri[]> Several(string name, string description) =>
        new(name)
        {
            Description = description,
            CustomParser = argument => [.. argument.Tokens.Select(token => Parse(argument, token.Value, httpsOnly: false)).OfType<Uri>()],
        };

    private static Uri? Parse(ArgumentResult argument, string text, bool httpsOnly)
    {
        if (Uri.TryCreate(text, UriKind.Absolute, out var url) && (url.Scheme is "https" || (url.Scheme is "http" && !httpsOnly)))
        {
            return url;
        }

        argument.AddError($"'{text}' is not an absolute {(httpsOnly ? "https" : "http or https")} URL.");
        return null;
    }
}
