using Ics2.As4.Sealing;
using Ics2.Trader.Lodging;
using Ics2.Trader.Pulling;
using Ics2.Trader.Receiving;
using Ics2.Trader.Wire;
using Ics2.Transport;

namespace Ics2.Trader.Wrapping;

/// <summary>
/// Stands around the parts of a client: each method gets a part as it is put together and gives back what takes its place, here the part
/// itself. The parts know nothing of it.
/// </summary>
public abstract class TraderWrapper
{
    private protected TraderWrapper() { }

    /// <summary>What is shown in the TLS handshake; null for no certificate.</summary>
    internal virtual TlsIdentity? Show(TlsIdentity identity) => identity;

    internal virtual IAs4Post Post(IAs4Post post) => post;

    /// <param name="sealer">The part.</param>
    /// <param name="identity">The client's seal, for what is sealed again.</param>
    internal virtual ISealer Seal(ISealer sealer, SealingIdentity identity) => sealer;

    /// <summary>How often the same message is sent.</summary>
    internal virtual RetryPolicy Retry(RetryPolicy policy) => policy;

    /// <param name="lodging">The part.</param>
    /// <param name="policy">The retries that apply unless <see cref="Retry"/> changes them.</param>
    /// <param name="clock">The client's clock.</param>
    internal virtual ILodging Lodge(ILodging lodging, RetryPolicy policy, TimeProvider clock) => lodging;

    internal virtual IPulling Pull(IPulling pulling) => pulling;

    /// <summary>The judge of what customs sends, not of its receipts.</summary>
    internal virtual ISealJudge Judge(ISealJudge judge) => judge;

    /// <param name="verifier">The part.</param>
    /// <param name="host">Host part of the client's message ids.</param>
    internal virtual IMessageVerifier Verify(IMessageVerifier verifier, string host) => verifier;

    /// <param name="receiver">The part.</param>
    /// <param name="identity">The client's seal, for what is sealed again.</param>
    internal virtual IReceiver Receive(IReceiver receiver, SealingIdentity identity) => receiver;
}
