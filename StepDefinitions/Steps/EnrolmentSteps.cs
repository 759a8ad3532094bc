using Ics2.Contract.Traders;
using Ics2.Trader.Conduct;

namespace Ics2.StepDefinitions;

/// <summary>Who takes part.</summary>
/// <param name="cast">The traders of the scenario.</param>
[Binding]
public sealed class EnrolmentSteps(Cast cast)
{
    /// <summary>Finds the trader that a step speaks of.</summary>
    /// <param name="name">Such as <c>the trader</c>, <c>the other trader</c>, <c>the carrier</c>.</param>
    [StepArgumentTransformation("^(the [a-z ]+)$")]
    public Player Find(string name) => cast.Named(name);

    /// <summary>Enrols a trader that pulls.</summary>
    /// <param name="article"><c>another</c> makes it the other one.</param>
    /// <param name="who">What it is called from then on: trader, carrier, forwarder, second forwarder ...</param>
    [Given("^(a|an|another) ([a-z ]+?) that pulls its messages$")]
    public Task Pulling(string article, string who) => cast.EnrolAsync(Name(article, who), ReplyChannel.Pull);

    /// <summary>Enrols a trader that is pushed to.</summary>
    /// <param name="article"><c>another</c> makes it the other one.</param>
    /// <param name="who">What it is called from then on.</param>
    [Given("^(a|an|another) ([a-z ]+?) that customs pushes to$")]
    public Task Pushed(string article, string who) => cast.EnrolAsync(Name(article, who), ReplyChannel.Push);

    /// <summary>Enrols a trader and leaves its seal out of UUM&amp;DS.</summary>
    [Given("^a trader whose seal nobody registered in UUM&DS$")]
    public Task Unregistered() => cast.EnrolAsync(ReplyChannel.Pull, "unregistered");

    /// <summary>Enrols a trader whose certificates or registration are of a chosen kind, for example with an expired seal.</summary>
    /// <param name="flavour">A flavour of <c>ics2 enrol</c>.</param>
    [Given("^a trader enrolled as ([\\w-]+)$")]
    public Task Flavoured(string flavour) => cast.EnrolAsync(ReplyChannel.Pull, flavour);

    /// <summary>Enrols a trader whose seal another Member State registered, which its party id says (SEC-11).</summary>
    /// <param name="state">That state.</param>
    [Given("^a trader of BE whose seal is registered in ([A-Z]{2})$")]
    public Task RegisteredElsewhere(string state) => cast.EnrolAsync(ReplyChannel.Pull, registeredIn: state);

    /// <summary>Enrols a trader that is pushed to and whose receipts do not cover the Body (SEC-14).</summary>
    [Given("^a trader that customs pushes to and whose receipts leave the empty Body out of their seal$")]
    public Task ReceiptsWithoutBody() => cast.EnrolAsync(ReplyChannel.Push, conduct: ReceivingMisconduct.ReceiptWithoutBody);

    /// <summary>Gives the trader a second seal (SEC-15).</summary>
    [Given("^the trader gets a second seal beside the first$")]
    public Task SecondSeal() => cast.RollOverAsync();

    /// <summary>Enrols two systems of one trader.</summary>
    /// <param name="first">System part of the first party id.</param>
    /// <param name="second">That of the second.</param>
    [Given("^a trader with the two systems (\\w+) and (\\w+)$")]
    public async Task TwoSystems(string first, string second)
    {
        var player = await cast.EnrolAsync(ReplyChannel.Pull, system: first);
        await cast.EnrolAsync(ReplyChannel.Pull, system: second, eori: player.Eori);
    }

    private static string Name(string article, string who) => article == "another" ? $"the other {who}" : $"the {who}";
}
