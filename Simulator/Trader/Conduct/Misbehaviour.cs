using System.Net.Security;
using Ics2.As4;
using Ics2.As4.Checking;
using Ics2.As4.Envelopes;
using Ics2.As4.Messages;
using Ics2.As4.Mime;
using Ics2.As4.Sealing;

namespace Ics2.Trader.Conduct;

/// <summary>Sends a document until it is over.</summary>
internal delegate Task<LodgeResult> Lodge(Submission submission, CancellationToken cancellationToken);

/// <summary>Pulls once.</summary>
internal delegate Task<PullResult> Pull(CancellationToken cancellationToken);

/// <summary>Judges the seal of a message of customs.</summary>
internal delegate IReadOnlyList<Check> JudgeSeal(Envelope envelope, MimePackage package, out Seal seal);

/// <summary>Verifies a message of customs.</summary>
internal delegate Outcome<VerifiedMessage> Verify(Envelope envelope, MimePackage package);

/// <summary>
/// What is wrong with one client, at every place where something can be; with no misconduct each method gives back what it gets.
/// </summary>
/// <param name="conduct">What is wrong.</param>
/// <param name="identity">The client's seal, for what is sealed again after it was spoilt.</param>
/// <param name="host">Host part of the client's message ids.</param>
internal sealed class Misbehaviour(IReadOnlyList<Misconduct> conduct, SealingIdentity identity, string host)
{
    public ISealer Seal(ISealer normal) => conduct.Count == 0 ? normal : new Sealer(normal, conduct, identity);

    public WireMessage Acknowledge(WireMessage receipt) =>
        conduct.Aggregate(receipt, (wire, one) => one.Receipt?.Invoke(wire, identity) ?? wire);

    public HttpMessageHandler Connect(HttpMessageHandler connection) =>
        conduct.Aggregate(connection, (handler, one) => one.Network?.Invoke(handler) ?? handler);

    public SslClientAuthenticationOptions Greet(SslClientAuthenticationOptions tls)
    {
        if (conduct.Any(one => one.WithoutTlsCertificate))
        {
            tls.ClientCertificateContext = null;
        }

        return tls;
    }

    public RetryPolicy Retry(RetryPolicy policy) => conduct.Aggregate(policy, (changed, one) => one.Retry?.Invoke(changed) ?? changed);

    public Lodge Lodge(Lodge normal, RetryPolicy policy, TimeProvider clock) =>
        conduct.Aggregate(normal, (lodge, one) => one.Lodging?.Invoke(lodge, policy, clock) ?? lodge);

    public Pull Pull(Pull normal) => conduct.Aggregate(normal, (pull, one) => one.Pulling?.Invoke(pull) ?? pull);

    public JudgeSeal Judge(JudgeSeal normal) =>
        conduct.All(one => one.Overlooks is null)
            ? normal
            : (Envelope envelope, MimePackage package, out Seal seal) =>
            {
                var checks = normal(envelope, package, out var judged);
                seal = judged;
                return
                [
                    .. checks.Select(check =>
                        check.Verdict == CheckVerdict.Failed && conduct.Any(one => one.Overlooks?.Invoke(check, judged) == true)
                            ? check with
                            {
                                Verdict = CheckVerdict.Warning,
                                Error = null,
                            }
                            : check
                    ),
                ];
            };

    public Verify Verify(Verify normal) =>
        conduct.All(one => one.Objects is null)
            ? normal
            : (envelope, package) =>
                normal(envelope, package) is var outcome
                && outcome.TryGet(out var message, out _)
                && conduct.Select(one => one.Objects?.Invoke(message.Header, host)).FirstOrDefault(objection => objection is not null)
                    is { } refusal
                    ? refusal
                    : outcome;

    private sealed class Sealer(ISealer normal, IReadOnlyList<Misconduct> conduct, SealingIdentity identity) : ISealer
    {
        public SealedMessage SealUserMessage(UserMessage header, IReadOnlyList<Payload> payloads)
        {
            header = conduct.Aggregate(header, (changed, one) => one.Header?.Invoke(changed) ?? changed);
            payloads = conduct.Aggregate(payloads, (changed, one) => one.Parts?.Invoke(changed) ?? changed);
            return Spoilt(normal.SealUserMessage(header, payloads), one => one.Message);
        }

        public SealedMessage SealReceipt(Envelope acknowledged) => normal.SealReceipt(acknowledged);

        public SealedMessage SealPullRequest(Mpc channel) =>
            Spoilt(
                normal.SealPullRequest(conduct.Aggregate(channel, (changed, one) => one.Channel?.Invoke(changed) ?? changed)),
                one => one.PullRequest
            );

        public SealedMessage SealError(EbmsError error, string? refToMessageId) => normal.SealError(error, refToMessageId);

        // A receipt of customs repeats what the seal then says, so that is what it is held against.
        private SealedMessage Spoilt(SealedMessage message, Func<Misconduct, Func<WireMessage, SealingIdentity, WireMessage>?> hook)
        {
            foreach (var spoil in conduct.Select(hook).OfType<Func<WireMessage, SealingIdentity, WireMessage>>())
            {
                var wire = spoil(message.Wire, identity);
                var digests = OpenedWire.Of(wire).Digests();
                message = message with
                {
                    Wire = wire,
                    References =
                    [
                        .. message
                            .References.Where(reference => digests.ContainsKey(reference.Uri))
                            .Select(reference => reference with { Digest = digests[reference.Uri] }),
                    ],
                };
            }

            return message;
        }
    }
}
