using Ics2.AccessPoint.Settings;
using Ics2.Dashboard;
using Ics2.Simulator;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Ics2.Cli.Options;

/// <summary>Puts the pages beside the management API.</summary>
internal static class Pages
{
    /// <summary>The pages, which reach customs through the API of the process they are served by.</summary>
    /// <param name="token">The token of the API; null where it asks for none.</param>
    public static WebExtension Beside(string? token = null) =>
        new(services => DashboardPages.Register(services, provider => new ManagementClient(Address(provider), token)), DashboardPages.Map);

    // Whatever the port is bound to, this machine reaches it.
    private static Uri Address(IServiceProvider provider)
    {
        var bound = new Uri(
            provider.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First()
        );
        return bound.Host is "0.0.0.0" or "[::]" ? new UriBuilder(bound) { Host = "127.0.0.1" }.Uri : bound;
    }
}
