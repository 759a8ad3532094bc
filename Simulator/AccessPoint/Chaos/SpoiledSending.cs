using Ics2.AccessPoint.Storing;
using Ics2.As4;

namespace Ics2.AccessPoint.Chaos;

/// <summary>What chaos makes of one sending of a message; its bytes are what goes over the wire.</summary>
internal sealed record SpoiledSending : OfferedMessage
{
    /// <summary>Begins with the message as it should go.</summary>
    /// <param name="number">The application of the rule.</param>
    public SpoiledSending(OfferedMessage message, long number)
        : base(message) => Number = number;

    /// <summary>The application of the rule.</summary>
    public long Number { get; }

    /// <summary>Whether it does not go now; the store knows when.</summary>
    public bool HeldBack { get; init; }

    /// <summary>Whether what goes is not what was sealed: whatever the trader says to it, the message is not delivered.</summary>
    public bool Spoiled { get; init; }

    /// <summary>Whether it goes twice at the same time.</summary>
    public bool Twice { get; init; }

    /// <summary>Whether it goes once more after its receipt.</summary>
    public bool Again { get; init; }

    /// <summary>The same with other bytes.</summary>
    public SpoiledSending With(WireMessage wire) => this with { Sealed = Sealed with { Wire = wire }, Spoiled = true };
}
