using Ics2.StepDefinitions.Running;

namespace Ics2.StepDefinitions.Steps;

/// <summary>Amendments: the filing once more, with something changed (lifecycle 6).</summary>
/// <param name="cast">The traders of the scenario.</param>
/// <param name="mailbox">What customs sends.</param>
/// <param name="customs">The customs side.</param>
/// <param name="verdicts">Takes the checks.</param>
/// <param name="scenario">Gives the time limit.</param>
[Binding]
public sealed class AmendmentSteps(Cast cast, Mailbox mailbox, Customs customs, Verdicts verdicts, ScenarioContext scenario)
{
    internal const string Description = Items + "/commodity/descriptionOfGoods";

    private const string Items = "consignmentMasterLevel/consignmentHouseLevel/goodsItem";

    /// <summary>Amends the goods.</summary>
    /// <param name="who">Who.</param>
    /// <param name="asked">Whether customs asked for it.</param>
    [Given("^(the [a-z ]+?) has amended the description of the goods( as asked)?$")]
    [When("^(the [a-z ]+?) amends the description of the goods( as asked)?$")]
    public Task Amend(Player who, string asked)
    {
        var draft = Paperwork.Amendment(who.Filing).Set(Description, "Dolls and building blocks made of beech wood");
        return cast.LodgeAsync(who, asked.Length == 0
            ? draft
            : draft.Set("referralRequestReference", who.Received.Last(message => message.Seen.Action == "IE3Q02").Root.Text("referralRequestDetails/referralRequestReference")!));
    }

    /// <summary>The amendment is done.</summary>
    /// <param name="who">Who amended.</param>
    [Then("^(the [a-z ]+?) receives IE3N10 with the MRN of its filing$")]
    public async Task Done(Player who)
    {
        var done = await mailbox.ReceiveAsync(who, "IE3N10", who.Last.MessageIds);
        verdicts.Check("the filing keeps its MRN", done.Root.Text("MRN") == who.Filing.Mrn, who.Filing.Mrn, done.Root.Text("MRN"), "lifecycle 3.2 row 6");
        verdicts.Check("it names the declarant", done.Root.Text("declarant/identificationNumber") == who.Eori, who.Eori, done.Root.Text("declarant/identificationNumber"), "lifecycle 9.17");
    }

    /// <summary>How often the filing was amended.</summary>
    /// <param name="who">Who filed.</param>
    /// <param name="times">How often.</param>
    [Then("^the filing of (the [a-z ]+?) has been amended (never|once|twice)$")]
    public async Task Amended(Player who, string times)
    {
        var expected = times switch { "never" => 0, "once" => 1, _ => 2 };
        var filing = await customs.FilingAsync(Paperwork.MrnOf(who.Filing), scenario.CancellationToken);
        verdicts.Check("customs has so many amendments", filing.GetProperty("amendments").GetInt32() == expected, expected, filing.GetProperty("amendments").GetInt32(), "lifecycle 6.2");
    }
}
