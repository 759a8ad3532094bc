using Ics2.As4;
using Ics2.As4.Profiles;
using Ics2.Transport;

namespace Ics2.Trader.Wire;

/// <summary>Posts to customs, and says in the trader's words why no answer came.</summary>
internal sealed class CustomsPost(IAs4Post post, Uri endpoint, Profile profile)
{
    // In TLS 1.3 the refusal of a client certificate arrives only after the handshake.
    private const string Hint =
        "When this happens at the first exchange, the server does perhaps not accept the TLS certificate of this trader.";

    /// <summary>What one post may cost: the answer to a pull may be a whole message.</summary>
    public static PostLimits Limits(Profile profile) =>
        new(profile.MaxMessageBytes + profile.Limits.EnvelopeBytes, profile.ResponseTimeout);

    /// <summary>Posts once.</summary>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public Task<PostOutcome> PostAsync(WireMessage message, CancellationToken cancellationToken) =>
        post.PostAsync(endpoint, message, cancellationToken);

    /// <summary>Why no answer came, for people.</summary>
    public string Explain(PostOutcome.Unanswered none)
    {
        var root = none.Cause.GetBaseException();
        var why = $"{endpoint.Authority}: {(root != none.Cause ? $"{none.Cause.Message} ({root.Message})" : none.Cause.Message)}";
        return none.Fault switch
        {
            PostFault.NotConnected => $"Cannot connect to {why}",
            PostFault.TlsRefused => $"The TLS handshake failed with {why} {Hint}",
            PostFault.ServerNotTrusted => none.Cause.Message,
            PostFault.TimedOut => $"No whole answer within {profile.ResponseTimeout.TotalSeconds:0.###} s.",
            PostFault.TooLarge => $"The answer is longer than {Limits(profile).MaxAnswerBytes} bytes and was not read to its end.",
            PostFault.CutShort => $"The connection broke while the answer was read: {none.Cause.Message}",
            _ => $"The exchange broke off with {why} {Hint}",
        };
    }
}
