using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace Ics2.AccessPoint.Hosting;

/// <summary>
/// Where a server listens: at an address, or on loopback in both families, since <c>localhost</c> is either. They are bound before the
/// server is made, because a free port of one family has to be free in the other as well.
/// </summary>
#pragma warning disable CA2000 // they are the server's, which closes them
internal static class BoundSockets
{
    private const int Tries = 20;

    /// <summary>Binds.</summary>
    /// <param name="address">Null for loopback in both families, or in that which there is.</param>
    /// <param name="port">0 for a free one.</param>
    /// <exception cref="IOException">Somebody else listens there.</exception>
    public static IReadOnlyList<Socket> Bind(IPAddress? address, int port)
    {
        try
        {
            return address is null ? BindLoopback(port) : [At(address, port)];
        }
        catch (SocketException taken) when (taken.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            throw new IOException(
                $"Port {port} of {address?.ToString() ?? "localhost"} is in use.",
                new AddressInUseException(taken.Message, taken)
            );
        }
    }

    private static IReadOnlyList<Socket> BindLoopback(int port)
    {
        for (var tried = 1; ; tried++)
        {
            var four = At(IPAddress.Loopback, port);
            try
            {
                return [four, At(IPAddress.IPv6Loopback, ((IPEndPoint)four.LocalEndPoint!).Port)];
            }
            catch (SocketException fault) when (fault.SocketErrorCode == SocketError.AddressAlreadyInUse)
            {
                four.Dispose();
                if (port != 0 || tried == Tries)
                {
                    throw;
                }
            }
            catch (SocketException)
            {
                return [four]; // no IPv6 here, as in many containers
            }
        }
    }

    private static Socket At(IPAddress address, int port) =>
        SocketTransportOptions.CreateDefaultBoundListenSocket(new IPEndPoint(address, port));
}
