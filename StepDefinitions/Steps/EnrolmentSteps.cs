using Ics2.Contract.Traders;
using Ics2.Trader.Conduct;

namespace Ics2.StepDefinitions;

/// <summary>Who takes part.</summary>
[Binding]
public sealed class EnrolmentSteps(Cast cast)
{
    [StepArgumentTransformation("^(the [a-z ]+)$")]
    public Player Find(string name) => cast.Named(name);

    [Given("^(a|an|another) ([a-z ]+?) that pulls its messages$")]
    public Task Pulling(string article, string who) => cast.EnrolAsync(Name(article, who), ReplyChannel.Pull);

    [Given("^(a|an|another) ([a-z ]+?) that customs pushes to$")]
    public Task Pushed(string article, string who) => cast.EnrolAsync(Name(article, who), ReplyChannel.Push);

    // Enrols a trader and leaves its seal out of UUM&amp;DS.
    [Given("^a trader whose seal nobody registered in UUM&DS$")]
    public Task Unregistered() => cast.EnrolAsync(ReplyChannel.Pull, "unregistered");

    // Enrols a trader whose certificates or registration are of a chosen kind, for example with an expired seal.
    [Given("^a trader enrolled as ([\\w-]+)$")]
    public Task Flavoured(string flavour) => cast.EnrolAsync(ReplyChannel.Pull, flavour);

    // Enrols a trader whose seal another Member State registered, which its party id says (SEC-11).
    [Given("^a trader of BE whose seal is registered in ([A-Z]{2})$")]
    public Task RegisteredElsewhere(string state) => cast.EnrolAsync(ReplyChannel.Pull, registeredIn: state);

    // Enrols a trader that is pushed to and whose receipts do not cover the Body (SEC-14).
    [Given("^a trader that customs pushes to and whose receipts leave the empty Body out of their seal$")]
    public Task ReceiptsWithoutBody() => cast.EnrolAsync(ReplyChannel.Push, conduct: ReceivingMisconduct.ReceiptWithoutBody);

    // Gives the trader a second seal (SEC-15).
    [Given("^the trader gets a second seal beside the first$")]
    public Task SecondSeal() => cast.RollOverAsync();

    [Given("^a trader with the two systems (\\w+) and (\\w+)$")]
    public async Task TwoSystems(string first, string second)
    {
        var player = await cast.EnrolAsync(ReplyChannel.Pull, system: first);
        await cast.EnrolAsync(ReplyChannel.Pull, system: second, eori: player.Eori);
    }

    private static string Name(string article, string who) => article == "another" ? $"the other {who}" : $"the {who}";
}
