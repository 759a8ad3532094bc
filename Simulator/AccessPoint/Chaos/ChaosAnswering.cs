using System.Globalization;
using System.Text;
using Ics2.AccessPoint.Receiving;
using Ics2.AccessPoint.Storing;
using Ics2.As4;
using Ics2.As4.Envelopes;
using Ics2.As4.Messages;
using Ics2.As4.Mime;
using Ics2.As4.Profiles;
using Ics2.Contract.Traders;
using Ics2.Transport;
using Ics2.Trust.Certificates;

namespace Ics2.AccessPoint.Chaos;

/// <summary>Chaos around answering. It never touches what is recorded: only what the trader gets to see of it.</summary>
internal sealed class ChaosAnswering(
    IAnswering answering,
    ChaosRules rules,
    SpoiledBytes bytes,
    PulledAgain pulledAgain,
    IOutgoingMessages outbox,
    IOperators traders,
    IAs4Post post,
    Profile profile,
    TimeProvider clock
) : IAnswering
{
    private const string Page =
        "<!DOCTYPE html><html><head><title>Maintenance</title></head><body><h1>We will be back soon</h1></body></html>\n";

    public async Task<Answer> AnswerAsync(Exchange exchange, CancellationToken cancellationToken)
    {
        if (rules.IsOff)
        {
            return await answering.AnswerAsync(exchange, cancellationToken);
        }

        var met = Look(exchange);
        return Refuse(met) ?? Spoil(met, exchange, await answering.AnswerAsync(exchange, cancellationToken));
    }

    // Looks at a request before anything is done with it.
    private Case Look(Exchange exchange)
    {
        if (
            new MultipartReader(profile.Limits).Read(exchange.ContentType, exchange.Body).Value is not { } package
            || new EnvelopeReader(profile.Limits).Read(package).Value is not { } envelope
        )
        {
            return new Case(null, "unreadable", null);
        }

        (exchange.Package, exchange.Envelope) = (package, envelope);
        return envelope switch
        {
            { UserMessage: { } header } => new Case(header.From.Id, header.Action, envelope.MessageId.Value),
            { Signal: PullRequest pull } => new Case(pull.Mpc?.PartyId, ChaosRule.PullRequest, envelope.MessageId.Value),
            { Signal: { } signal } => new Case(
                signal.RefToMessageId is { } id ? outbox.Sent(id)?.Recipient.ToString() : null,
                signal is Receipt ? ChaosRule.Receipt : ChaosRule.Error,
                envelope.MessageId.Value
            ),
            _ => new Case(null, "unreadable", null),
        };
    }

    // Refuses a request of which nothing is to be recorded; null to go on.
    private Answer? Refuse(Case met)
    {
        if (rules.Follow(ChaosEffects.IsBeforeRecording, met.Party, met.Action, met.MessageId) is not var (rule, number))
        {
            return null;
        }

        var status = rule.Do == ChaosEffect.Outage ? 503 : rule.Status;
        rules.Tell(number, string.Create(CultureInfo.InvariantCulture, $"answered HTTP {status}; nothing was recorded"));
        return new Answer(status, new WireMessage("text/plain", "The access point is not available.\n"u8.ToArray()));
    }

    private Answer Spoil(Case met, Exchange exchange, Answer answer)
    {
        var receipted =
            met.Action is not (ChaosRule.PullRequest or ChaosRule.Receipt or ChaosRule.Error) && answer is { Status: 200, Wire: not null };
        if (
            rules.Follow(effect => effect.IsOnAnswers() && (receipted || !effect.NeedsReceipt()), met.Party, met.Action, met.MessageId)
            is not var (rule, number)
        )
        {
            return answer;
        }

        var request = new WireMessage(exchange.ContentType ?? "", exchange.Body);
        switch (rule.Do)
        {
            case ChaosEffect.LoseReceipt:
                rules.Tell(number, "the answer was not sent");
                return new LostAnswer(answer);
            case ChaosEffect.Reset:
                rules.Tell(number, "the connection broke off in the middle of the answer");
                return new BrokenOffAnswer(answer);
            case ChaosEffect.LateReceipt:
                rules.Tell(number, string.Create(CultureInfo.InvariantCulture, $"the answer waits {rule.Delay.TotalSeconds} s"));
                return new LateAnswer(answer, rule.Delay, clock);
            case ChaosEffect.UnsignedReceipt:
                return answer with { Wire = SpoiledBytes.Unsigned(answer.Wire!) };
            case ChaosEffect.ReceiptForAnother:
                return answer with { Wire = bytes.ReceiptForAnother(request) };
            case ChaosEffect.WrongDigests:
                return answer with { Wire = bytes.ReceiptOfOtherDigests(request) };
            case ChaosEffect.ForeignSeal:
                return answer with { Wire = bytes.UnderForeignSeal(answer.Wire!) };
            case ChaosEffect.DuplicateReceipt:
                SendAgain(exchange.Sender, answer.Wire!, number);
                return answer;
            case ChaosEffect.EmptyBody:
                return new Answer(200, Wire: null);
            case ChaosEffect.HtmlBody:
                return new Answer(200, new WireMessage("text/html; charset=utf-8", Encoding.UTF8.GetBytes(Page)));
            default:
                throw new InvalidOperationException($"{rule.Do.Name()} does not happen to an answer.");
        }
    }

    private void SendAgain(TraderPartyId party, WireMessage receipt, long number)
    {
        if (traders.Operator(party) is not { Channel: ReplyChannel.Push, PushUrl: { } url })
        {
            pulledAgain.Add(party.ToString(), receipt);
            rules.Tell(number, "the next pull is answered with the receipt again");
            return;
        }

        // Beside the answer, not before it: the trader may be busy waiting for that.
        _ = PushAsync(new Uri(url), receipt, number);
    }

    private async Task PushAsync(Uri url, WireMessage receipt, long number)
    {
        try
        {
            rules.Tell(
                number,
                await post.PostAsync(url, receipt, CancellationToken.None) switch
                {
                    PostOutcome.Answered response => string.Create(
                        CultureInfo.InvariantCulture,
                        $"the receipt was pushed too, and answered with HTTP {response.Status}"
                    ),
                    PostOutcome.Unanswered none => NotAnswered(none.Cause),
                    var other => throw new InvalidOperationException(other.ToString()),
                }
            );
        }
        catch (ObjectDisposedException stopped)
        {
            rules.Tell(number, NotAnswered(stopped));
        }

        static string NotAnswered(Exception cause) => LogText.OneLine($"the receipt was pushed too, and not answered: {cause.Message}");
    }

    /// <summary>A case that rules may be for.</summary>
    /// <param name="Party">Whom the request claims to be from; nothing is verified yet.</param>
    /// <param name="Action">Its action, or what else it is.</param>
    private sealed record Case(string? Party, string Action, string? MessageId);
}
