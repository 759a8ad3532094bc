using Ics2.Contract.Rehearsals;

namespace Ics2.Contract.Management;

/// <summary>One event of <c>GET /events</c>.</summary>
/// <param name="Id">Rises with time, also over a restart of the simulator.</param>
public abstract record WatchedEvent(long Id)
{
    /// <summary>An exchange is over.</summary>
    public sealed record OfExchange(long Id, ExchangeView Exchange) : WatchedEvent(Id);

    /// <summary>A message was recorded, or stands elsewhere.</summary>
    public sealed record OfMessage(long Id, MessageView Message) : WatchedEvent(Id);

    /// <summary>Something happened to a filing.</summary>
    public sealed record OfFiling(long Id, FilingView Filing) : WatchedEvent(Id);

    /// <summary>A timer has run out.</summary>
    public sealed record OfTimer(long Id, TimerView Timer) : WatchedEvent(Id);

    /// <summary>A TLS handshake came to nothing.</summary>
    public sealed record OfTlsRefusal(long Id, TlsRefusal Refusal) : WatchedEvent(Id);

    /// <summary>Chaos did something, or it is known what came of it.</summary>
    public sealed record OfChaos(long Id, ChaosEvent Chaos) : WatchedEvent(Id);

    /// <summary>A rehearsal went on.</summary>
    public sealed record OfRehearsal(long Id, RehearsalEvent Rehearsal) : WatchedEvent(Id);

    /// <summary>Some events are no longer known: lists have to be read anew.</summary>
    public sealed record Gap(long Id) : WatchedEvent(Id);

    /// <summary>The connection stands, also while nothing happens.</summary>
    public sealed record Alive(long Id) : WatchedEvent(Id);

    /// <summary>The connection is away; it is tried again.</summary>
    /// <param name="Why">What went wrong.</param>
    public sealed record Away(long Id, string Why) : WatchedEvent(Id);
}
