using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Ics2.AccessPoint.Hosting;

/// <summary>
/// A Kestrel application with nothing but routing: no configuration files, environment variables or signal handlers of its own.
/// </summary>
internal static class WebHost
{
    /// <summary>Makes one.</summary>
    /// <param name="logs">Where it logs.</param>
    /// <param name="sockets">Where it listens.</param>
    /// <param name="listen">How it does.</param>
    /// <param name="kestrel">Its limits.</param>
    /// <param name="services">What its routes need.</param>
    public static WebApplication Build(
        ILoggerFactory logs,
        IReadOnlyList<Socket> sockets,
        Action<ListenOptions> listen,
        Action<KestrelServerOptions> kestrel,
        Action<IServiceCollection>? services = null
    )
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddSingleton(logs);
        builder.Services.AddSingleton<IHostLifetime, QuietLifetime>();
        builder.Services.AddRouting();
        services?.Invoke(builder.Services);
        builder
            .WebHost.UseKestrelCore()
            .UseKestrelHttpsConfiguration()
            .ConfigureKestrel(options =>
            {
                options.AddServerHeader = false;
                kestrel(options);
                foreach (var socket in sockets)
                {
                    options.Listen((IPEndPoint)socket.LocalEndPoint!, listen);
                }
            })
            .UseSockets(options =>
                options.CreateBoundListenSocket = endpoint => sockets.First(socket => endpoint.Equals(socket.LocalEndPoint))
            );
        return builder.Build();
    }

    /// <summary>The port that was opened, when it was left to the system.</summary>
    public static int Port(WebApplication app) =>
        new Uri(app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First()).Port;

    // Ctrl+C is the affair of the process, not of each listener in it.
    private sealed class QuietLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
