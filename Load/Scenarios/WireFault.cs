using System.Net.Sockets;
using System.Security.Authentication;

namespace Ics2.Load.Scenarios;

/// <summary>What the connection did, for counting: the client itself tells it in words only.</summary>
internal sealed class WireFault
{
    private static readonly AsyncLocal<WireFault?> Current = new();

    /// <summary>Kind of the last fault; null when the connection held.</summary>
    public string? Kind { get; private set; }

    /// <summary>Begins to watch what this flow of control sends.</summary>
    public static WireFault Watch() => Current.Value = new WireFault();

    /// <summary>Sits around the connection; can also send everything to another address.</summary>
    /// <param name="inner">The connection.</param>
    /// <param name="endpoint">Null for the address in trader.json.</param>
    public static HttpMessageHandler Around(HttpMessageHandler inner, Uri? endpoint) => new Watcher(inner, endpoint);

    private static string KindOf(HttpRequestException failure)
    {
        for (Exception? cause = failure; cause is not null; cause = cause.InnerException)
        {
            if (cause is AuthenticationException)
            {
                return "TLS";
            }

            if (cause is SocketException socket)
            {
                return $"connection ({socket.SocketErrorCode})";
            }
        }

        return failure.HttpRequestError switch
        {
            HttpRequestError.SecureConnectionError => "TLS",
            HttpRequestError.Unknown => "connection",
            var error => $"connection ({error})",
        };
    }

    private sealed class Watcher(HttpMessageHandler inner, Uri? endpoint) : DelegatingHandler(inner)
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.RequestUri = endpoint ?? request.RequestUri;
            try
            {
                return await base.SendAsync(request, cancellationToken);
            }
            catch (HttpRequestException failure)
            {
                if (Current.Value is { } watched)
                {
                    watched.Kind = KindOf(failure);
                }

                throw;
            }
        }
    }
}
