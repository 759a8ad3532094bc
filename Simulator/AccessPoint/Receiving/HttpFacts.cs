using System.Globalization;
using System.Security.Authentication;
using Ics2.Contract.Management;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;

namespace Ics2.AccessPoint.Receiving;

/// <summary>What HTTP and TLS said about an exchange.</summary>
internal static class HttpFacts
{
    private const string Secret = "(left out)";

    public static ExchangeHttp Of(HttpContext context, Answer answer) =>
        new(
            answer.Leaves ? answer.Status : null,
            Headers(context.Request.Headers.Select(header => (header.Key, header.Value.ToString()))),
            Headers(
                answer is { Leaves: true, Wire: { } wire }
                    ? [("Content-Type", wire.ContentType), ("Content-Length", wire.Body.Length.ToString(CultureInfo.InvariantCulture))]
                    : []
            )
        );

    public static ExchangeTls? Tls(HttpContext context) =>
        context.Features.Get<ITlsHandshakeFeature>() is { } handshake
            ? new ExchangeTls(
                Name(handshake.Protocol),
                handshake.NegotiatedCipherSuite?.ToString(),
                context.Connection.ClientCertificate?.Subject
            )
            : null;

    /// <summary>Headers by name; what lets somebody in is left out.</summary>
    public static IReadOnlyDictionary<string, string> Headers(IEnumerable<(string Name, string Value)> headers) =>
        headers.ToDictionary(
            header => header.Name,
            header =>
                header.Name.ToUpperInvariant() is "AUTHORIZATION" or "PROXY-AUTHORIZATION" or "COOKIE" or "SET-COOKIE"
                    ? Secret
                    : header.Value,
            StringComparer.OrdinalIgnoreCase
        );

    /// <summary>The name of a version as people write it.</summary>
    public static string Name(SslProtocols version) =>
        version.ToString() switch
        {
            "Tls12" => "TLS 1.2",
            "Tls13" => "TLS 1.3",
            var other => other,
        };
}
