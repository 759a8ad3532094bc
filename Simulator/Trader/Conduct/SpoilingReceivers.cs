using System.Collections.Concurrent;
using Ics2.As4;
using Ics2.As4.Checking;
using Ics2.As4.Envelopes;
using Ics2.As4.Messages;
using Ics2.As4.Mime;
using Ics2.As4.Sealing;
using Ics2.Trader.Receiving;
using Ics2.Trader.Wire;

namespace Ics2.Trader.Conduct;

/// <summary>Overlooks some failed checks of a customs seal.</summary>
internal sealed class LenientJudge(ISealJudge judge, Func<Check, Seal, bool> overlooks) : ISealJudge
{
    public IReadOnlyList<Check> Judge(Envelope envelope, MimePackage package, out Seal seal)
    {
        var checks = judge.Judge(envelope, package, out var judged);
        seal = judged;
        return
        [
            .. checks.Select(check =>
                check.Verdict == CheckVerdict.Failed && overlooks(check, judged)
                    ? check with
                    {
                        Verdict = CheckVerdict.Warning,
                        Error = null,
                    }
                    : check
            ),
        ];
    }
}

/// <summary>Has something, wrongly, against messages that hold.</summary>
internal sealed class ObjectingVerifier(IMessageVerifier verifier, Func<UserMessage, EbmsError?> objects) : IMessageVerifier
{
    public Outcome<VerifiedMessage> Verify(Envelope envelope, MimePackage package)
    {
        var outcome = verifier.Verify(envelope, package);
        return outcome.TryGet(out var message, out _) && objects(message.Header) is { } refusal ? refusal : outcome;
    }
}

/// <summary>Spoils the receipt on its way out; the inbox keeps the one that is right.</summary>
internal sealed class SpoilingReceiver(IReceiver receiver, Func<WireMessage, WireMessage> spoil) : IReceiver
{
    public async Task<Outcome<Reception>> ReceiveAsync(Envelope envelope, MimePackage package, CancellationToken cancellationToken)
    {
        var outcome = await receiver.ReceiveAsync(envelope, package, cancellationToken);
        return outcome.TryGet(out var reception, out _) ? reception with { Receipt = spoil(reception.Receipt) } : outcome;
    }
}

/// <summary>Answers a message that comes again with an error, as long as it lives.</summary>
internal sealed class OnceReceiver(IReceiver receiver) : IReceiver
{
    private readonly ConcurrentDictionary<MessageId, bool> _seen = new();

    public async Task<Outcome<Reception>> ReceiveAsync(Envelope envelope, MimePackage package, CancellationToken cancellationToken) =>
        _seen.TryAdd(envelope.MessageId, value: true)
            ? await receiver.ReceiveAsync(envelope, package, cancellationToken)
            : new EbmsError(
                new EbmsErrorCode("EBMS:4001", "Duplicate", "Processing", "phase4", ErrorSeverity.Failure),
                "The message was received before."
            )
            {
                CheckId = "misconduct.repetition",
                RefToMessageInError = envelope.MessageId.Value,
            };
}
