using System.Net;
using System.Net.Sockets;

namespace Ics2.AccessPoint.Outbox;

/// <summary>
/// Where customs may open connections to: whoever may enrol a trader chooses an address that this machine then speaks to, so by default it
/// is one of this machine or of a private network (RFC 1918, RFC 4193), never one of the world outside or a link-local one, where clouds
/// keep their secrets.
/// </summary>
/// <param name="anywhere">Whether all others are allowed as well.</param>
internal sealed class PushTargets(bool anywhere)
{
    private static readonly IPNetwork[] Private =
    [
        IPNetwork.Parse("10.0.0.0/8"),
        IPNetwork.Parse("172.16.0.0/12"),
        IPNetwork.Parse("192.168.0.0/16"),
        IPNetwork.Parse("fc00::/7"),
    ];

    /// <summary>Why an address that is written as such is not allowed; null when it is, and for names, which lead somewhere only later.</summary>
    public string? Refusal(Uri url) => IPAddress.TryParse(url.DnsSafeHost, out var address) ? Refusal(address) : null;

    /// <summary>Connects to where a name leads now, if that is allowed.</summary>
    /// <exception cref="HttpRequestException">It is not.</exception>
    public ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken) =>
        ConnectAsync(context.DnsEndPoint.Host, context.DnsEndPoint.Port, cancellationToken);

    internal async ValueTask<Stream> ConnectAsync(string host, int port, CancellationToken cancellationToken)
    {
        var addresses = await Dns.GetHostAddressesAsync(host, cancellationToken);
        var allowed = Array.FindAll(addresses, address => Refusal(address) is null);
        if (allowed.Length == 0)
        {
            throw new HttpRequestException(
                HttpRequestError.ConnectionError,
                addresses.Length == 0 ? $"{host} leads nowhere" : $"{host} leads to {addresses[0]}: {Refusal(addresses[0])}"
            );
        }

#pragma warning disable CA2000 // goes with the stream, or here
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
#pragma warning restore CA2000
        try
        {
            await socket.ConnectAsync(allowed, port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private string? Refusal(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return anywhere || IPAddress.IsLoopback(plain) || Array.Exists(Private, network => network.Contains(plain))
            ? null
            : "expected an address of this machine or of a private network, since others are not pushed to without 'serve --push-anywhere'";
    }
}
