using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Ics2.AccessPoint.Management;

/// <summary>The token of the management API, and whether somebody shows it.</summary>
internal sealed class ShownToken(string token)
{
    private const string Scheme = "Bearer ";

    // Digests are of one length, so that the time of the comparison tells nothing. A browser keeps a digest only, which opens nothing else.
    private readonly byte[] _expected = SHA256.HashData(Encoding.UTF8.GetBytes(token));
    private readonly string _kept = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes("cookie of " + token)));

    public bool IsShownIn(StringValues authorization) =>
        authorization is [{ } header] && header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) && Is(header[Scheme.Length..]);

    public bool IsShownIn(IRequestCookieCollection cookies) =>
        cookies.Any(cookie =>
            cookie.Key.StartsWith(CookiePrefix, StringComparison.Ordinal)
            && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(cookie.Value), Encoding.UTF8.GetBytes(_kept))
        );

    public bool Is(string shown) =>
        CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(shown.Trim())), _expected);

    /// <summary>Lets a browser keep that the token was shown, for this origin only; browsers do not tell ports apart, so its name does.</summary>
    public void KeepIn(HttpContext context) =>
        context.Response.Cookies.Append(
            $"{CookiePrefix}{context.Request.Host.Port ?? 80}",
            _kept,
            new CookieOptions
            {
                HttpOnly = true,
                SameSite = SameSiteMode.Strict,
                Secure = context.Request.IsHttps,
            }
        );

    private const string CookiePrefix = "ics2-management-";
}
