using System.Net;

namespace Ics2.Simulator;

/// <summary>
/// HTTP clients for what a simulator offers. A connection to it never goes through a proxy, whatever the environment says: a proxy of the
/// machine must not decide what becomes of a client. Lists and responders of the world outside may need one.
/// </summary>
internal static class SimulatorHttp
{
    /// <summary>A client that speaks to a simulator alone.</summary>
    public static HttpClient Client() => new(new SocketsHttpHandler { UseProxy = false });

    /// <summary>A client that speaks to the services of a simulator, and perhaps to the world outside.</summary>
    /// <param name="services">Those of the simulator; what is on this machine is always its own.</param>
    public static HttpClient ClientFor(params IEnumerable<Uri> services) =>
        new(new SocketsHttpHandler { Proxy = new ForTheWorldOutside([.. services.Select(service => service.Host)]) });

    private sealed class ForTheWorldOutside(string[] own) : IWebProxy
    {
        public ICredentials? Credentials
        {
            get => HttpClient.DefaultProxy.Credentials;
            set => HttpClient.DefaultProxy.Credentials = value;
        }

        public Uri? GetProxy(Uri destination) => IsBypassed(destination) ? null : HttpClient.DefaultProxy.GetProxy(destination);

        public bool IsBypassed(Uri host) =>
            host.IsLoopback || own.Contains(host.Host, StringComparer.OrdinalIgnoreCase) || HttpClient.DefaultProxy.IsBypassed(host);
    }
}
