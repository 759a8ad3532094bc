using System.CommandLine;

namespace Ics2.Cli;

/// <summary>Options that take an absolute URL.</summary>
internal static class Urls
{
    public static Option<Uri?> Option(string name, string description, string? standard = null, bool httpsOnly = false) => new(name)
    {
        Description = description,
        CustomParser = argument =>
        {
            var text = argument.Tokens.Count == 1 ? argument.Tokens[0].Value : "";
            if (Uri.TryCreate(text, UriKind.Absolute, out var url) && (url.Scheme is "https" || (url.Scheme is "http" && !httpsOnly)))
            {
                return url;
            }

            argument.AddError($"'{text}' is not an absolute {(httpsOnly ? "https" : "http or https")} URL.");
            return null;
        },
        DefaultValueFactory = _ => standard is null ? null : new Uri(standard),
    };
}
