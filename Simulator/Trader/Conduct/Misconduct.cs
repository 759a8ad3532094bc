using Ics2.As4;
using Ics2.As4.Checking;
using Ics2.As4.Messages;
using Ics2.As4.Sealing;

namespace Ics2.Trader.Conduct;

/// <summary>Where in the client a misconduct acts.</summary>
public enum ConductPlace
{
    /// <summary>The header of a message, before it is sealed.</summary>
    Header,

    /// <summary>The parts of a message.</summary>
    Parts,

    /// <summary>The seal of a message.</summary>
    Seal,

    /// <summary>A pull request, and what an empty channel is taken for.</summary>
    Pull,

    /// <summary>The TLS connection and what is lost on it.</summary>
    Connection,

    /// <summary>What follows when no valid receipt came.</summary>
    Retry,

    /// <summary>What is believed of a message of customs.</summary>
    Verification,

    /// <summary>The receipt for a message of customs.</summary>
    Receipt,
}

/// <summary>
/// One way a client can be wrong, on purpose. The set is closed: <see cref="Misconducts.All"/>. Each acts through one of the hooks below,
/// which the
/// normal client does not have; what is not hooked is as correct as ever, so that exactly one thing is wrong.
/// </summary>
public sealed record Misconduct
{
    internal Misconduct(string name, ConductPlace place, string text)
    {
        Name = name;
        Place = place;
        Text = text;
    }

    /// <summary>For <c>trader.json</c>, lower case with hyphens.</summary>
    public string Name { get; }

    /// <summary>Where it acts.</summary>
    public ConductPlace Place { get; }

    /// <summary>What the client does, in one line, with the scenario of the conformance catalogue that is about it.</summary>
    public string Text { get; }

    /// <summary>Changes the header before it is sealed.</summary>
    internal Func<UserMessage, UserMessage>? Header { get; init; }

    /// <summary>Changes the parts before they are compressed and sealed.</summary>
    internal Func<IReadOnlyList<Payload>, IReadOnlyList<Payload>>? Parts { get; init; }

    /// <summary>Spoils a sealed user message.</summary>
    internal Func<WireMessage, SealingIdentity, WireMessage>? Message { get; init; }

    /// <summary>Spoils a sealed pull request.</summary>
    internal Func<WireMessage, SealingIdentity, WireMessage>? PullRequest { get; init; }

    /// <summary>Spoils a sealed receipt; no bytes for none at all.</summary>
    internal Func<WireMessage, SealingIdentity, WireMessage>? Receipt { get; init; }

    /// <summary>Asks another channel than the own one.</summary>
    internal Func<Mpc, Mpc>? Channel { get; init; }

    /// <summary>Wraps the connection.</summary>
    internal Func<HttpMessageHandler, HttpMessageHandler>? Network { get; init; }

    /// <summary>Leaves the client certificate out of the handshake.</summary>
    internal bool WithoutTlsCertificate { get; init; }

    /// <summary>Changes how often the same message is sent.</summary>
    internal Func<RetryPolicy, RetryPolicy>? Retry { get; init; }

    /// <summary>Wraps a whole lodgement; gets the retry policy that would have applied.</summary>
    internal Func<Lodge, RetryPolicy, TimeProvider, Lodge>? Lodging { get; init; }

    /// <summary>Wraps a pull.</summary>
    internal Func<Pull, Pull>? Pulling { get; init; }

    /// <summary>Failed checks of a customs seal that the client does not make.</summary>
    internal Func<Check, Seal, bool>? Overlooks { get; init; }

    /// <summary>What the client has, wrongly, against a message of customs; gets the host part of the client's own message ids.</summary>
    internal Func<UserMessage, string, EbmsError?>? Objects { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{Name}: {Text}";
}
