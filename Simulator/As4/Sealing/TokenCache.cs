using System.Collections.Concurrent;
using System.IO.Hashing;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Ics2.As4.Xml;

namespace Ics2.As4.Sealing;

/// <summary>
/// Remembers what a token decodes to. Decoding three certificates costs more than all the rest of a verification, and a trader sends the
/// same token with every message. The key is the token's whole text, so nothing is trusted because of it: every check is made on what
/// it decoded to, each time. Nothing of the message itself is kept: an element or a text of it would keep the whole body.
/// </summary>
internal sealed class TokenCache
{
    private const int MaxTokens = 1024;

    private readonly ConcurrentDictionary<Written, Decoded> _decoded = new(new ByText());

    /// <summary>
    /// A token with the public key of its leaf, ready for use. The framework's classes verify from several threads at once.
    /// </summary>
    /// <param name="Token">The decoded token.</param>
    /// <param name="Key">The leaf's key; null when there is no leaf, or its key is neither RSA nor elliptic (KEY-14).</param>
    internal sealed record Decoded(Token Token, AsymmetricAlgorithm? Key);

    /// <summary>Finds or decodes a token.</summary>
    /// <param name="binaryToken">The element whose text the token is; null when the certificate is named some other way, which is not
    /// remembered.</param>
    public Decoded Get(Element? binaryToken, Func<Token> decode)
    {
        if (binaryToken is null)
        {
            return Open(decode());
        }

        var text = new Written(binaryToken.Attribute("", "ValueType"), binaryToken.Utf8Text);
        if (_decoded.TryGetValue(text, out var known))
        {
            return known with { Token = known.Token with { Element = binaryToken } };
        }

        var opened = Open(decode());
        if (
            opened.Key is not null
            && _decoded.TryAdd(text with { Text = text.Text.ToArray() }, opened with { Token = opened.Token with { Element = null } })
            && _decoded.Count > MaxTokens
        )
        {
            _decoded.Clear(); // a flood of tokens costs their decoding, never memory
        }

        return opened;
    }

    private static Decoded Open(Token token)
    {
        try
        {
            return new Decoded(token, token.Leaf?.GetRSAPublicKey() ?? (AsymmetricAlgorithm?)token.Leaf?.GetECDsaPublicKey());
        }
        catch (Exception unusable) when (unusable is CryptographicException or PlatformNotSupportedException) // an unknown curve is the latter
        {
            return new Decoded(token with { Leaf = null, Fault = $"the leaf's key cannot be used: {unusable.Message}" }, null);
        }
    }

    private readonly record struct Written(string? Type, ReadOnlyMemory<byte> Text);

    // A whole token has thousands of characters. The seed is secret, so nobody can choose tokens that fall together.
    private sealed class ByText : IEqualityComparer<Written>
    {
        private readonly long _seed = BitConverter.ToInt64(RandomNumberGenerator.GetBytes(sizeof(long)));

        public bool Equals(Written one, Written other) => one.Type == other.Type && one.Text.Span.SequenceEqual(other.Text.Span);

        public int GetHashCode(Written token) => (int)XxHash3.HashToUInt64(token.Text.Span, _seed);
    }
}
