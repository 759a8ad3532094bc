using Ics2.AccessPoint.Storing;
using Ics2.As4.Messages;
using Ics2.Contract.Traders;
using Ics2.Trust.Certificates;

namespace Ics2.AccessPoint.Receiving;

/// <summary>Answers a pull request with the next message of the channel (as4-profile d2).</summary>
internal sealed class AnswerPull(IOperators traders, IDelivery delivery) : IReceiveStep
{
    public async ValueTask<EbmsError?> TakeAsync(Exchange exchange, CancellationToken cancellationToken)
    {
        var party = exchange.Sender;
        if (traders.Operator(party) is { Channel: ReplyChannel.Push })
        {
            return Pushed(party);
        }

        if (await delivery.PullAsync(party) is not { } pulled)
        {
            return Empty(party);
        }

        exchange.Offered = pulled.Message;
        exchange.Answer = new Answer(200, pulled.Wire);
        return null;
    }

    private static EbmsError Empty(TraderPartyId party) =>
        new(EbmsErrorCode.EmptyMessagePartitionChannel, $"Nothing waits for {party}.")
        {
            CheckId = "pull.empty",
            Expected = "at least one message on the channel",
            Found = "none, or only messages that were offered a moment ago and still await their receipt",
            Remedy = "This is the normal end of polling; ask again later.",
            Source = "ICD 4.1.3.3",
        };

    private static EbmsError Pushed(TraderPartyId party) =>
        new(EbmsErrorCode.ProcessingModeMismatch, $"{party} is enrolled for push, so nothing is offered for pulling.")
        {
            CheckId = "pull.enrolled",
            Expected = "a party enrolled for pull",
            Found = "channel push",
            Remedy = $"Change the enrolment (PUT /operators/{party} of the management API), or wait for the push.",
            Source = "ICD 4.1.3",
        };
}
