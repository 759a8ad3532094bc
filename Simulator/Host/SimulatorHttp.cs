using System.Diagnostics.CodeAnalysis;
using System.Net;

namespace Ics2.Simulator;

/// <summary>
/// HTTP clients for what a simulator offers. A connection to it never goes through a proxy, whatever the environment says: a proxy of the
/// machine must not decide what becomes of a client. Lists and responders of the world outside may need one.
/// </summary>
[SuppressMessage("Reliability", "CA2000", Justification = "The client owns its handler.")]
internal static class SimulatorHttp
{
    /// <summary>A client that speaks to a simulator alone.</summary>
    public static HttpClient Client() => new(new SocketsHttpHandler { UseProxy = false });

    /// <summary>A client that speaks to the services of a simulator, and perhaps to the world outside.</summary>
    /// <param name="services">Those of the simulator; what is on this machine is always its own.</param>
    public static HttpClient ClientFor(params IEnumerable<Uri> services) =>
        new(
            new SocketsHttpHandler
            {
                Proxy = new ForTheWorldOutside([.. services.Select(service => service.Host)], HttpClient.DefaultProxy),
            }
        );
}

/// <summary>The proxy of the machine, for everything but a simulator.</summary>
/// <param name="own">Hosts of a simulator; this machine is one in any case.</param>
/// <param name="outside">What the machine uses.</param>
internal sealed class ForTheWorldOutside(string[] own, IWebProxy outside) : IWebProxy
{
    public ICredentials? Credentials
    {
        get => outside.Credentials;
        set => outside.Credentials = value;
    }

    public Uri? GetProxy(Uri destination) => IsBypassed(destination) ? null : outside.GetProxy(destination);

    public bool IsBypassed(Uri host) =>
        host.IsLoopback || own.Contains(host.Host, StringComparer.OrdinalIgnoreCase) || outside.IsBypassed(host);
}
