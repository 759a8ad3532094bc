using Ics2.As4.Profiles;

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
    /// Host name of the trader's access point, the right-hand side of its message ids (ICD 4.2.1). Null: the host of <c>pushUrl</c>, or a name under
    /// <c>.invalid</c> made of the EORI, because a trader that only pulls need not have one.
    /// </summary>
    public string? Host { get; init; }

    /// <summary>Wraps the sealer, for clients that are broken on purpose.</summary>
    public Func<ISealer, ISealer> Sealer { get; init; } = sealer => sealer;

    /// <summary>Replaces the HTTPS connection; null for mutual TLS with the keys and trust of the folder.</summary>
    public HttpMessageHandler? Connection { get; init; }

    /// <summary>Wraps the HTTPS connection, for lost answers and other accidents of the network.</summary>
    public Func<HttpMessageHandler, HttpMessageHandler> Network { get; init; } = connection => connection;

    /// <summary>
    /// Whether received messages are kept on disk before they are acknowledged. Without it the inbox is the last few thousand messages in memory, gone with
    /// the process: for load tests, which are about customs' disk and not about the trader's.
    /// </summary>
    public bool KeepsInbox { get; init; } = true;

    internal Inbox InboxFor(TraderFolder folder) => KeepsInbox ? new Inbox(folder.InboxDirectory, Clock) : new MemoryInbox(Clock);

    internal ISealer SealerFor(TraderFolder folder) => Sealer(new ProfileSealer(Profile, folder.Seal, HostFor(folder.Settings), Clock));

    internal string HostFor(TraderSettings settings) =>
        Host ?? settings.PushUrl?.Host ?? $"{settings.Eori.ToLowerInvariant()}.trader.invalid";
}
