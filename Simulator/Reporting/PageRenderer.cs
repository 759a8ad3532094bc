using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Ics2.Reporting;

/// <summary>Makes a file of Razor components: text and attributes are escaped, and what cannot be shown is replaced.</summary>
public static class PageRenderer
{
    /// <summary>Writes a component, with all that it holds, as HTML.</summary>
    /// <typeparam name="TPage">The component.</typeparam>
    /// <param name="output">Where to.</param>
    /// <param name="parameters">Its parameters, by name.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static async Task WriteAsync<TPage>(TextWriter output, IDictionary<string, object?> parameters)
        where TPage : IComponent
    {
        await using var services = new ServiceCollection().BuildServiceProvider();
        await using var renderer = new HtmlRenderer(services, NullLoggerFactory.Instance);
        await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var page = await renderer.RenderComponentAsync<TPage>(ParameterView.FromDictionary(parameters));
            await using var printable = new PrintableWriter(output);
            page.WriteHtmlTo(printable);
        });
    }
}
