using Ics2.Contract.Management;
using Ics2.Rehearsal.Running;

namespace Ics2.StepDefinitions;

/// <summary>Invalidation on request, and after 200 days (lifecycle 7.1).</summary>
/// <param name="paperwork">Writes the requests.</param>
/// <param name="mailbox">What customs sends.</param>
/// <param name="customs">The customs side.</param>
/// <param name="scenario">Gives the time limit.</param>
[Binding]
public sealed class InvalidationSteps(
    Cast cast,
    Paperwork paperwork,
    Mailbox mailbox,
    ObservedCustoms customs,
    Verdicts verdicts,
    RehearsedScenario scenario
)
{
    [Given("^(the [a-z ]+?) has invalidated its filing$")]
    [When("^(the [a-z ]+?) invalidates its filing(?: once more)?$")]
    public Task Invalidate(Player who) => cast.LodgeAsync(who, paperwork.Invalidation(who, who.Filing));

    [When("^(the [a-z ]+?) invalidates the filing of (the [a-z ]+)$")]
    public Task InvalidateForeign(Player who, Player owner) => cast.LodgeAsync(who, paperwork.Invalidation(who, owner.Filing));

    [When("^(the [a-z ]+?) invalidates (under an MRN that customs never gave|its filing and names no declarant)$")]
    public Task InvalidateWrongly(Player who, string what)
    {
        var draft = paperwork.Invalidation(who, who.Filing);
        return cast.LodgeAsync(
            who,
            what == "its filing and names no declarant" ? draft.Remove("declarant") : draft.Set("MRN", Paperwork.UnknownMrn())
        );
    }

    [Given("^(the [a-z ]+?) has received IE3R07 with the MRN of its filing$")]
    [Then("^(the [a-z ]+?) receives IE3R07 with the MRN of its filing$")]
    public async Task Done(Player who)
    {
        var done = await mailbox.ReceiveAsync(who, "IE3R07", who.Last.MessageIds);
        verdicts.OfCustoms.Check(
            "it is about the trader's filing",
            done.Root.Text("MRN") == who.Filing.Mrn,
            who.Filing.Mrn,
            done.Root.Text("MRN"),
            "lifecycle 9.3"
        );
        verdicts.OfCustoms.Check(
            "it names the declarant",
            done.Root.Text("declarant/identificationNumber") == who.Eori,
            who.Eori,
            done.Root.Text("declarant/identificationNumber"),
            "lifecycle 9.3"
        );
    }

    [Then("^the filing of (the [a-z ]+?) is (invalidated|accepted)$")]
    public async Task State(Player who, string state)
    {
        var filing = await customs.FilingAsync(who.Mrn, scenario.CancellationToken);
        verdicts.OfCustoms.Check($"the filing is {state}", filing.State.Word() == state, state, filing.State.Word(), "lifecycle 3.2");
    }

    [When("^(the [a-z ]+?) files the same again$")]
    public Task Refile(Player who) =>
        cast.LodgeAsync(who, who.Filing.Draft!.Copy().Set("LRN", "AGAIN-" + who.Filing.Draft.Text("LRN")![^12..]));
}
