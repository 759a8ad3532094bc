using Ics2.Contract.Management;
using Ics2.Rehearsal.Running;

namespace Ics2.StepDefinitions;

/// <summary>Control decisions, and warnings of authorised economic operators (lifecycle 5.8).</summary>
/// <param name="mailbox">What customs sends.</param>
/// <param name="customs">The customs side.</param>
/// <param name="scenario">Gives the time limit.</param>
[Binding]
public sealed class ControlSteps(Mailbox mailbox, ObservedCustoms customs, Verdicts verdicts, RehearsedScenario scenario)
{
    [Given("^customs has decided to control the goods of (the [a-z ]+?)( and to warn of it|)$")]
    [When("^customs decides to control the goods of (the [a-z ]+?)( and to warn of it|)$")]
    public Task Decide(Player who, string warning) =>
        customs.ActAsync(who.Mrn, new ActionRequest("decideControl") { WarnAeo = warning.Length > 0 }, scenario.CancellationToken);

    [Then("^(the [a-z ]+?) receives IE3N09 about the goods of (the [a-z ]+)$")]
    public async Task Warned(Player who, Player filer)
    {
        var warning = await mailbox.ReceiveAsync(who, "IE3N09");
        Controls(warning, filer);
        var (office, expected) = (
            warning.Root.Text("customsOfficeOfControl/referenceNumber"),
            filer.Filing.Draft!.Text("customsOfficeOfFirstEntry/referenceNumber")
        );
        verdicts.OfCustoms.Check("the control is at the office that customs chose", office == expected, expected, office, "lifecycle 9.15");
    }

    /// <summary>Says whether a notice names the filing and something to control.</summary>
    internal void Controls(CustomsMessage notice, Player filer)
    {
        verdicts.OfCustoms.Check(
            "it is about the filing",
            notice.Root.Text("MRN") == filer.Filing.Mrn,
            filer.Filing.Mrn,
            notice.Root.Text("MRN"),
            "lifecycle 9.14; DEC-42"
        );
        var subject = string.Join(
            ", ",
            notice
                .Root.Find("control/controlSubject/consignmentMasterLevel")
                ?.DescendantsAndSelf()
                .Select(element => element.Value)
                .OfType<string>()
                ?? []
        );
        verdicts.OfCustoms.Check(
            "it names what is controlled",
            subject.Length > 0,
            "containers, houses, items or receptacles",
            subject,
            "R3030"
        );
        var place =
            notice.Root.Text("control/examinationPlace/placeOfExamination") ?? notice.Root.Text("control/examinationPlace/referenceNumber");
        verdicts.OfCustoms.Check("it names the place", place is not null, "a place", place ?? "none", "R3029");
    }
}
