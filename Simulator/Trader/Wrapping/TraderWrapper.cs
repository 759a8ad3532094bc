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

    /// <summary>What is spoiled after sealing is sealed again with the client's own <paramref name="identity"/>.</summary>
    internal virtual ISealer Seal(ISealer sealer, SealingIdentity identity) => sealer;

    /// <summary>How often the same message is sent.</summary>
    internal virtual RetryPolicy Retry(RetryPolicy policy) => policy;

    /// <summary>The <paramref name="policy"/> is the one that applies unless <see cref="Retry"/> changes it.</summary>
    internal virtual ILodging Lodge(ILodging lodging, RetryPolicy policy, TimeProvider clock) => lodging;

    internal virtual IPulling Pull(IPulling pulling) => pulling;

    /// <summary>The judge of what customs sends, not of its receipts.</summary>
    internal virtual ISealJudge Judge(ISealJudge judge) => judge;

    /// <summary>The judge of customs' receipts.</summary>
    internal virtual ISealJudge JudgeReceipts(ISealJudge judge) => judge;

    /// <summary>Own messages are known by the <paramref name="host"/> in their ids.</summary>
    internal virtual IMessageVerifier Verify(IMessageVerifier verifier, string host) => verifier;

    internal virtual IReceiver Receive(IReceiver receiver, SealingIdentity identity) => receiver;
}
