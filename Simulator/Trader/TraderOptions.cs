using Ics2.As4.Messages;
using Ics2.As4.Profiles;
using Ics2.Trader.Lodging;
using Ics2.Trader.Wrapping;

namespace Ics2.Trader;

/// <summary>What can be set about a trader beside its folder; every default is the normal client.</summary>
public sealed record TraderOptions
{
    /// <summary>The AS4 parameters.</summary>
    public Profile Profile { get; init; } = Profile.Ics2HtiV2;

    /// <summary>The clock of time stamps, certificate checks, time-outs and waits.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Retries of a lodgement; null for those of the profile.</summary>
    public RetryPolicy? Retry { get; init; }

    /// <summary>
    /// Host name of the trader's access point, the right-hand side of its message ids (ICD 4.2.1). Null: the host of <c>pushUrl</c>, or a
    /// name under
    /// <c>.invalid</c> made of the EORI, because a trader that only pulls need not have one.
    /// </summary>
    public string? Host { get; init; }

    /// <summary>
    /// What stands around the parts of this client, the first innermost: misconduct, beside what <c>trader.json</c> says under
    /// <c>conduct</c>.
    /// </summary>
    public IReadOnlyList<TraderWrapper> Around { get; init; } = [];

    /// <summary>The channel to pull; null for the trader's own, which is the only one it may.</summary>
    public Mpc? Channel { get; init; }

    /// <summary>Replaces the HTTPS connection; null for mutual TLS with the keys and trust of the folder.</summary>
    public HttpMessageHandler? Connection { get; init; }

    /// <summary>
    /// Whether received messages are kept on disk before they are acknowledged. Without it the inbox is the last few thousand messages in
    /// memory, gone with the process: for load tests, which are about customs' disk and not about the trader's.
    /// </summary>
    public bool KeepsInbox { get; init; } = true;

    /// <summary>Wraps the HTTPS connection, for whoever measures it.</summary>
    public Func<HttpMessageHandler, HttpMessageHandler> Network { get; init; } = connection => connection;

    /// <summary>Told of every message this client seals, each one private-key operation; for counting them.</summary>
    public Action Sealed { get; init; } = () => { };
}
