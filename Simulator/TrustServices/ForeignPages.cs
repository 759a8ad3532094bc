using System.Net;
using WireMock;

namespace Ics2.TrustServices;

/// <summary>
/// Tells requests that a page of another origin made a browser send: the services are on loopback for whoever is on this machine, not for
/// whatever it has open in a browser.
/// </summary>
internal static class ForeignPages
{
    /// <summary>Why a request is refused; null when it is not.</summary>
    public static string? Refuses(IRequestMessage request)
    {
        var host = Header(request, "Host") ?? "localhost";
        var name = Uri.TryCreate("http://" + host, UriKind.Absolute, out var url) ? url.Host.Trim('[', ']') : host;
        if (name != "localhost" && !IPAddress.TryParse(name, out _))
        {
            return $"Expected the Host localhost or an address of this machine, found '{host}'.";
        }

        var origin = Header(request, "Origin");
        return origin is not null && !string.Equals(origin, "http://" + host, StringComparison.OrdinalIgnoreCase)
                ? $"Expected a request of this origin, found one of {origin}."
            : Header(request, "Sec-Fetch-Site") is null or "same-origin" or "none" ? null
            : "Expected a request of this origin, found one that a page of another began.";
    }

    private static string? Header(IRequestMessage request, string name) =>
        request
            .Headers?.FirstOrDefault(header => string.Equals(header.Key, name, StringComparison.OrdinalIgnoreCase))
            .Value?.FirstOrDefault();
}
