using System.Globalization;
using System.Text;
using Ics2.AccessPoint.Outbox;
using Ics2.AccessPoint.Receiving;
using Ics2.AccessPoint.Storing;
using Ics2.As4;
using Ics2.As4.Envelopes;
using Ics2.As4.Messages;
using Ics2.As4.Mime;
using Ics2.As4.Profiles;
using Ics2.Contract.Traders;

namespace Ics2.AccessPoint.Chaos;

/// <summary>Chaos in what the access point answers. It never touches what is recorded: only what the trader gets to see of it.</summary>
internal sealed class ChaosOnAnswers(
    ChaosRules desk,
    SpoiledBytes bytes,
    ChaosOnMessages messages,
    IStore store,
    IPushPost post,
    Profile profile
)
{
    private const string Page =
        "<!DOCTYPE html><html><head><title>Maintenance</title></head><body><h1>We will be back soon</h1></body></html>\n";

    /// <summary>A case that rules may be for.</summary>
    /// <param name="Party">Whom the request claims to be from; nothing is verified yet.</param>
    /// <param name="Action">Its action, or what else it is.</param>
    /// <param name="MessageId">Its id.</param>
    internal sealed record Case(string? Party, string Action, string? MessageId);

    /// <summary>Looks at a request before anything is done with it.</summary>
    /// <returns>The case; null when no rule is in, as is normal.</returns>
    public Case? Look(Exchange exchange)
    {
        if (desk.IsOff)
        {
            return null;
        }

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
                signal.RefToMessageId is { } id ? store.Sent(id)?.Recipient : null,
                signal is Receipt ? ChaosRule.Receipt : ChaosRule.Error,
                envelope.MessageId.Value
            ),
            _ => new Case(null, "unreadable", null),
        };
    }

    /// <summary>Refuses a request of which nothing is to be recorded.</summary>
    /// <returns>What is answered; null to go on.</returns>
    public Answer? Refuse(Case met)
    {
        if (desk.Follow(ChaosEffects.IsBeforeRecording, met.Party, met.Action, met.MessageId) is not var (rule, number))
        {
            return null;
        }

        var status = rule.Do == ChaosEffect.Outage ? 503 : rule.Status;
        desk.Tell(number, string.Create(CultureInfo.InvariantCulture, $"answered HTTP {status}; nothing was recorded"));
        return new Answer(status, new WireMessage("text/plain", "The access point is not available.\n"u8.ToArray()));
    }

    /// <summary>Spoils an answer.</summary>
    /// <param name="met">What is answered.</param>
    /// <param name="exchange">The same, as it was received.</param>
    /// <param name="answer">What the answer should be.</param>
    /// <returns>What it is.</returns>
    public async Task<Answer> SpoilAsync(Case met, Exchange exchange, Answer answer)
    {
        var receipted =
            met.Action is not (ChaosRule.PullRequest or ChaosRule.Receipt or ChaosRule.Error) && answer is { Status: 200, Wire: not null };
        if (
            desk.Follow(
                effect => !effect.IsBeforeRecording() && !effect.IsOnMessages() && (receipted || !effect.NeedsReceipt()),
                met.Party,
                met.Action,
                met.MessageId
            )
            is not var (rule, number)
        )
        {
            return answer;
        }

        var request = new WireMessage(exchange.ContentType ?? "", exchange.Body);
        switch (rule.Do)
        {
            case ChaosEffect.LoseReceipt:
                desk.Tell(number, "the answer was not sent");
                return answer with { Fate = AnswerFate.Lost };
            case ChaosEffect.Reset:
                desk.Tell(number, "the connection broke off in the middle of the answer");
                return answer with { Fate = AnswerFate.BrokenOff };
            case ChaosEffect.LateReceipt:
                desk.Tell(number, string.Create(CultureInfo.InvariantCulture, $"the answer waits {rule.Delay.TotalSeconds} s"));
                return answer with { After = rule.Delay };
            case ChaosEffect.UnsignedReceipt:
                return answer with { Wire = SpoiledBytes.Unsigned(answer.Wire!) };
            case ChaosEffect.ReceiptForAnother:
                return answer with { Wire = bytes.ReceiptForAnother(request) };
            case ChaosEffect.WrongDigests:
                return answer with { Wire = bytes.ReceiptOfOtherDigests(request) };
            case ChaosEffect.DuplicateReceipt:
                await SendAgainAsync(exchange.Sender.ToString(), answer.Wire!, number);
                return answer;
            case ChaosEffect.EmptyBody:
                return new Answer(200, Wire: null);
            case ChaosEffect.HtmlBody:
                return new Answer(200, new WireMessage("text/html; charset=utf-8", Encoding.UTF8.GetBytes(Page)));
            default:
                throw new InvalidOperationException($"{rule.Do.Name()} does not happen to an answer.");
        }
    }

    private Task SendAgainAsync(string party, WireMessage receipt, long number)
    {
        if (store.Operator(party) is not { Channel: ReplyChannel.Push, PushUrl: { } url })
        {
            messages.Repeat(party, receipt);
            desk.Tell(number, "the next pull is answered with the receipt again");
            return Task.CompletedTask;
        }

        // Beside the answer, not before it: the trader may be busy waiting for that.
        _ = PushAsync(new Uri(url), receipt, number);
        return Task.CompletedTask;
    }

    private async Task PushAsync(Uri url, WireMessage receipt, long number)
    {
        try
        {
            var response = await post.PostAsync(url, receipt, CancellationToken.None);
            desk.Tell(
                number,
                string.Create(CultureInfo.InvariantCulture, $"the receipt was pushed too, and answered with HTTP {response.Status}")
            );
        }
        catch (Exception failure)
            when (failure is HttpRequestException or IOException or InvalidDataException or TimeoutException or ObjectDisposedException)
        {
            desk.Tell(number, LogText.OneLine($"the receipt was pushed too, and not answered: {failure.Message}"));
        }
    }
}
