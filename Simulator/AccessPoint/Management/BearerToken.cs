using System.Security.Cryptography;
using System.Text;
using Ics2.Contract.Management;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Ics2.AccessPoint.Management;

/// <summary>
/// Who may use the management API where it can be reached from elsewhere: whoever shows the token (DESIGN section 3). Health is for
/// everybody.
/// </summary>
internal static class BearerToken
{
    private const string Scheme = "Bearer ";

    /// <summary>Lets nobody pass without the token; without one, everybody.</summary>
    public static void Require(IApplicationBuilder app, string? token)
    {
        if (token is null)
        {
            return;
        }

        // Digests are of one length, so that the time of the comparison tells nothing.
        var expected = SHA256.HashData(Encoding.UTF8.GetBytes(token));
        app.Use(
            (context, next) =>
                context.Request.Path.StartsWithSegments("/health", StringComparison.Ordinal) || Shows(context.Request, expected)
                    ? next(context)
                    : RefuseAsync(context.Response)
        );
    }

    private static bool Shows(HttpRequest request, byte[] expected) =>
        request.Headers.Authorization is [{ } header]
        && header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
        && CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(header[Scheme.Length..].Trim())), expected);

    private static Task RefuseAsync(HttpResponse response)
    {
        response.StatusCode = StatusCodes.Status401Unauthorized;
        response.Headers.WWWAuthenticate = "Bearer";
        return response.WriteAsJsonAsync(
            new Fault(
                "expected the header 'Authorization: Bearer TOKEN' with the token of the management API, which 'ics2 serve' keeps "
                    + "in management-token of its data folder"
            ),
            ManagementApi.Json
        );
    }
}
