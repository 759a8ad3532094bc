using Ics2.Contract.Management;
using Ics2.Rehearsal.Running;

namespace Ics2.StepDefinitions;

/// <summary>What customs makes of filings that belong together, and of those that are missing (lifecycle 2.2, 3.3, 3.4, 5.3).</summary>
/// <param name="mailbox">What customs sends to the traders.</param>
/// <param name="customs">The customs side.</param>
/// <param name="scenario">Gives the time limit.</param>
[Binding]
public sealed class LinkingSteps(Mailbox mailbox, ObservedCustoms customs, Verdicts verdicts, RehearsedScenario scenario)
{
    [Given("^the time for linking the master of (the [a-z ]+) has run out$")]
    [When("^the time for linking the master of (the [a-z ]+) runs out$")]
    public Task LinkingTimeOver(Player who) =>
        customs.ActAsync(who.Mrn, new ActionRequest("expireTimer") { Timer = TimerKind.Linking.Word() }, scenario.CancellationToken);

    [Given("^the ENS of (the [a-z ]+) is (complete|pending completeness|considered complete)$")]
    [Then("^the ENS of (the [a-z ]+) is (complete|pending completeness|considered complete)$")]
    public async Task EnsIs(Player who, string state)
    {
        var actual = (await FilingAsync(who)).Ens.Word();
        verdicts.OfCustoms.Check("the ENS is in the right state", actual == Camel(state), Camel(state), actual, "lifecycle 3.3");
    }

    [Then("^the filing of (the [a-z ]+) is (linked|pending linking)$")]
    public async Task HousesAre(Player who, string state)
    {
        var actual = (await FilingAsync(who)).Houses.Select(house => house.State.Word()).Distinct(StringComparer.Ordinal).ToList();
        verdicts.OfCustoms.Check(
            "every house of the filing is in the right state",
            actual is [var only] && only == Camel(state),
            Camel(state),
            string.Join(", ", actual),
            "lifecycle 3.4"
        );
    }

    // Whether customs has noticed that master and houses weigh different things (lifecycle 4.1 step 12); the trader hears nothing of it.
    [Then("^the weights in the ENS of (the [a-z ]+) (agree|differ)$")]
    public async Task WeightsFit(Player who, string fit)
    {
        var differ = (await FilingAsync(who)).Flags.Where(flag => flag.Kind == "weight").Select(flag => flag.Text).ToList();
        verdicts.OfCustoms.Check(
            "customs has flagged a difference in weight, and only a real one",
            differ.Count > 0 == (fit == "differ"),
            fit,
            differ.Count > 0 ? string.Join(' ', differ) : "no flag",
            "lifecycle 4.1 step 12"
        );
    }

    // IE3N02 lists whom the recipient has named and nobody heard of (lifecycle 9.7).
    [Then("^(the [a-z ]+?) receives IE3N02 that lists (the [a-z ]+)$")]
    public async Task ReceivesNotComplete(Player who, Player silent)
    {
        var root = (await mailbox.ReceiveAsync(who, "IE3N02", $"MRN {who.Mrn}", content => content.Text("MRN") == who.Mrn)).Root;
        var listed = string.Join(", ", root.All("supplementaryDeclarant/identificationNumber").Select(eori => eori.Value));
        verdicts.OfCustoms.Check("it lists those who have not filed", listed == silent.Eori, silent.Eori, listed, "lifecycle 9.7");
    }

    // IE3N11 tells the silent party of which master it is awaited (lifecycle 9.8).
    [Then("^(the [a-z ]+?) receives IE3N11 about the master of (the [a-z ]+)$")]
    public async Task ReceivesPending(Player who, Player carrier)
    {
        var (root, document) = (
            (await mailbox.ReceiveAsync(who, "IE3N11")).Root,
            carrier.Filing.Draft!.Text(LinkedFilingSteps.MasterDocument)
        );
        verdicts.OfCustoms.Check(
            "it names the master document",
            root.Text("transportDocument/documentNumber") == document,
            document,
            root.Text("transportDocument/documentNumber"),
            "lifecycle 9.8"
        );
        verdicts.OfCustoms.Check(
            "it names the one who is awaited",
            root.Text("supplementaryDeclarant/identificationNumber") == who.Eori,
            who.Eori,
            root.Text("supplementaryDeclarant/identificationNumber"),
            "lifecycle 9.8"
        );
    }

    private static string Camel(string state) =>
        string.Concat(state.Split(' ').Select((word, index) => index == 0 ? word : char.ToUpperInvariant(word[0]) + word[1..]));

    private Task<FilingDetail> FilingAsync(Player who) => customs.FilingAsync(who.Mrn, scenario.CancellationToken);
}
