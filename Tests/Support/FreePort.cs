using System.Net;
using System.Net.Sockets;

namespace Ics2.Tests.Support;

/// <summary>A port for a program that has to be told one beforehand.</summary>
internal static class FreePort
{
    public static int Find()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
