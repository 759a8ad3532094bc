using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Ics2.Trust.Registry;

namespace Ics2.TrustServices;

/// <summary>Bearer tokens of the access point's technical user, as UUM&amp;DS asks for one (as4-profile e, A002).</summary>
internal sealed class AccessTokens(string user, string secret, TimeProvider clock)
{
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<string, DateTimeOffset> _granted = new(StringComparer.Ordinal);

    /// <summary>A token, or null when user or secret is wrong.</summary>
    public TokenGrant? Grant(TokenRequest request)
    {
        if (!Same(request.User, user) | !Same(request.Secret, secret)) // both are compared, whatever the first gives
        {
            return null;
        }

        var now = clock.GetUtcNow();
        foreach (var (token, until) in _granted)
        {
            if (until < now)
            {
                _granted.TryRemove(token, out _);
            }
        }

        var grant = new TokenGrant(Convert.ToHexString(RandomNumberGenerator.GetBytes(32)), now + Life);
        _granted[grant.Token] = grant.ExpiresAt;
        return grant;
    }

    /// <summary>Whether an Authorization header carries a token in force.</summary>
    public bool Accepts(string? header)
    {
        const string scheme = "Bearer ";
        return header is not null
            && header.StartsWith(scheme, StringComparison.OrdinalIgnoreCase)
            && _granted.TryGetValue(header[scheme.Length..].Trim(), out var until)
            && clock.GetUtcNow() <= until;
    }

    private static bool Same(string one, string other) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(one), Encoding.UTF8.GetBytes(other));
}
