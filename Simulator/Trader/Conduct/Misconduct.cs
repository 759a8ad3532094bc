using Ics2.As4;
using Ics2.As4.Checking;
using Ics2.As4.Messages;
using Ics2.As4.Sealing;
using Ics2.Trader.Lodging;
using Ics2.Trader.Pulling;
using Ics2.Trader.Receiving;
using Ics2.Trader.Wire;
using Ics2.Trader.Wrapping;
using Ics2.Transport;

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
/// One way a client can be wrong, on purpose. The set is closed: <see cref="Misconducts.All"/>. Each wraps one or two parts of the normal
/// client, which know nothing of it; what is not wrapped is as correct as ever, so that exactly one thing is wrong.
/// </summary>
public sealed class Misconduct : TraderWrapper
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

    /// <summary>Wraps the receiver.</summary>
    internal Func<IReceiver, IReceiver>? Receiving { get; init; }

    /// <summary>Asks another channel than the own one.</summary>
    internal Func<Mpc, Mpc>? Channel { get; init; }

    /// <summary>Wraps the post.</summary>
    internal Func<IAs4Post, IAs4Post>? Posting { get; init; }

    /// <summary>Leaves the client certificate out of the handshake.</summary>
    internal bool WithoutTlsCertificate { get; init; }

    /// <summary>Changes how often the same message is sent.</summary>
    internal Func<RetryPolicy, RetryPolicy>? Retrying { get; init; }

    /// <summary>Wraps a whole lodgement; gets the retry policy that would have applied.</summary>
    internal Func<ILodging, RetryPolicy, TimeProvider, ILodging>? Lodging { get; init; }

    /// <summary>Wraps a pull.</summary>
    internal Func<IPulling, IPulling>? Pulling { get; init; }

    /// <summary>Failed checks of a customs seal that the client does not make.</summary>
    internal Func<Check, Seal, bool>? Overlooks { get; init; }

    /// <summary>Whether <see cref="Overlooks"/> is meant for the receipts of customs too.</summary>
    internal bool OverlooksInReceipts { get; init; }

    /// <summary>What the client has, wrongly, against a message of customs; gets the host part of the client's own message ids.</summary>
    internal Func<UserMessage, string, EbmsError?>? Objects { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{Name}: {Text}";

    internal override TlsIdentity? Show(TlsIdentity identity) => WithoutTlsCertificate ? null : identity;

    internal override IAs4Post Post(IAs4Post post) => Posting?.Invoke(post) ?? post;

    internal override ISealer Seal(ISealer sealer, SealingIdentity identity) =>
        (Header, Parts, Message, PullRequest, Channel) is (null, null, null, null, null)
            ? sealer
            : new SpoilingSealer(sealer, this, identity);

    internal override RetryPolicy Retry(RetryPolicy policy) => Retrying?.Invoke(policy) ?? policy;

    internal override ILodging Lodge(ILodging lodging, RetryPolicy policy, TimeProvider clock) =>
        Lodging?.Invoke(lodging, policy, clock) ?? lodging;

    internal override IPulling Pull(IPulling pulling) => Pulling?.Invoke(pulling) ?? pulling;

    internal override ISealJudge Judge(ISealJudge judge) => Overlooks is null ? judge : new LenientJudge(judge, Overlooks);

    internal override ISealJudge JudgeReceipts(ISealJudge judge) => OverlooksInReceipts ? Judge(judge) : judge;

    internal override IMessageVerifier Verify(IMessageVerifier verifier, string host) =>
        Objects is null ? verifier : new ObjectingVerifier(verifier, header => Objects(header, host));

    internal override IReceiver Receive(IReceiver receiver, SealingIdentity identity) =>
        Receiving is not null ? Receiving(receiver)
        : Receipt is null ? receiver
        : new SpoilingReceiver(receiver, wire => Receipt(wire, identity));
}
