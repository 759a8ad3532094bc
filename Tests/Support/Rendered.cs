using System.Text.RegularExpressions;
using System.Xml.Linq;
using Ics2.Reporting;
using Microsoft.AspNetCore.Components;

namespace Ics2.Tests.Support;

/// <summary>A component as the HTML that a report would hold.</summary>
internal static partial class Rendered
{
    public static async Task<string> HtmlAsync<TComponent>(params (string Name, object? Value)[] parameters)
        where TComponent : IComponent
    {
        await using var html = new StringWriter();
        await PageRenderer.WriteAsync<TComponent>(
            html,
            parameters.ToDictionary(parameter => parameter.Name, parameter => parameter.Value, StringComparer.Ordinal)
        );
        return html.ToString();
    }

    /// <summary>
    /// The content of a page as an XML reader judges it, strictly: everything nests, and every attribute has a value, those that HTML
    /// writes without one put aside.
    /// </summary>
    public static XElement ContentOf(string page) =>
        XElement.Parse(
            Void()
                .Replace(
                    WithoutValue()
                        .Replace(
                            page[page.IndexOf("<main", StringComparison.Ordinal)..(page.IndexOf("</main>", StringComparison.Ordinal) + 7)],
                            " ${name}=\"\""
                        ),
                    "<${tag}/>"
                )
        );

    [GeneratedRegex("<(?<tag>input[^>]*?)/?>", RegexOptions.ExplicitCapture, 60_000)]
    private static partial Regex Void();

    [GeneratedRegex(@" (?<name>checked|hidden|open|selected|value)(?=[\s>/])", RegexOptions.ExplicitCapture, 60_000)]
    private static partial Regex WithoutValue();
}
