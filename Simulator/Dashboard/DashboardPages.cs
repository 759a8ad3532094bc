using System.Reflection;
using Ics2.Contract.Management;
using Ics2.Dashboard.Pages;
using Ics2.Dashboard.Watching;
using Ics2.Reporting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Net.Http.Headers;

namespace Ics2.Dashboard;

/// <summary>The pages, to be put beside the management API of the simulator that they show.</summary>
public static class DashboardPages
{
    private const string ScriptType = "text/javascript";

    /// <summary>Registers what the pages need.</summary>
    /// <param name="services">The services of the web host.</param>
    /// <param name="customs">How the pages reach customs.</param>
    public static void Register(IServiceCollection services, Func<IServiceProvider, ICustomsManagement> customs)
    {
        services.AddSingleton(customs);
        services.AddSingleton<LiveFeed>();
        services.AddRazorComponents().AddInteractiveServerComponents();
        services.AddAntiforgery(options => options.Cookie.Name = "ics2-antiforgery");

        // Nothing that these keys protect outlives the process, and nothing is to be written outside of the data folder; so no key is made
        // to be kept either.
        services.AddDataProtection().UseEphemeralDataProtectionProvider();
        foreach (var keeper in services.Where(IsKeyKeeper).ToList())
        {
            services.Remove(keeper);
        }
    }

    /// <summary>Enters the routes.</summary>
    /// <param name="routes">The routes of the web host.</param>
    public static void Map(IEndpointRouteBuilder routes)
    {
        var style = (StyleSheet.Page + StyleSheet.Plots + Read("dashboard.css")).ReplaceLineEndings("\n");
        Serve(routes, "/watch/dashboard.css", style, "text/css");
        Serve(routes, "/watch/dashboard.js", Read("dashboard.js"), ScriptType);
        Serve(routes, "/_framework/blazor.web.js", Read("blazor.web.js"), ScriptType);
        routes
            .MapRazorComponents<App>()
            .DisableAntiforgery() // forms are handled over the circuit; the door of the API refuses foreign origins
            .AddInteractiveServerRenderMode(options => options.ContentSecurityFrameAncestorsPolicy = "'none'");
    }

    private static bool IsKeyKeeper(ServiceDescriptor service) =>
        service.ServiceType == typeof(IHostedService)
        && service.ImplementationType?.Namespace?.StartsWith("Microsoft.AspNetCore.DataProtection", StringComparison.Ordinal) == true;

    private static void Serve(IEndpointRouteBuilder routes, string path, string content, string type)
    {
        var tag = new EntityTagHeaderValue($"\"{Assembly.GetExecutingAssembly().ManifestModule.ModuleVersionId:N}\"");
        routes
            .MapGet(path, () => Results.Bytes(System.Text.Encoding.UTF8.GetBytes(content), type, entityTag: tag))
            .ExcludeFromDescription();
    }

    private static string Read(string name)
    {
        using var reader = new StreamReader(typeof(DashboardPages).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
