using Ics2.Contract.Management;
using Ics2.Rehearsal.Running;

namespace Ics2.StepDefinitions;

/// <summary>What traders meet at the live system and no document says (field.md).</summary>
/// <param name="mailbox">What customs sends.</param>
/// <param name="customs">The customs side.</param>
/// <param name="scenario">Gives the time limit.</param>
[Binding]
public sealed class FieldSteps(
    Mailbox mailbox,
    ObservedCustoms customs,
    ControlSteps control,
    Verdicts verdicts,
    RehearsedScenario scenario
)
{
    private const string PlaceNames = "IE4Q02/Consignment (Master level)/Consignee";

    private CancellationToken Ct => scenario.CancellationToken;

    // F-2, F-10: codes differ, texts differ more; a client goes by the message and shows the rest.
    [Given("^customs refuses the next IE3F\\d\\d of (the [a-z ]+?) with code (\\d+) and the text \"([^\"]+)\"$")]
    public Task RefuseNext(Player who, string code, string text) =>
        customs.RefuseNextAsync(new RefusalRequest("IE3N99", code, text, who.PartyId, "LRN"), Ct);

    [Then("^(the [a-z ]+?) receives IE3N99 with code (\\d+) and the text \"([^\"]+)\"$")]
    public async Task RefusedInTheseWords(Player who, string code, string text)
    {
        var reply = await mailbox.ReceiveAsync(who, "IE3N99", who.Last.MessageIds);
        var (found, said) = (reply.Root.Text("error/validationCode"), reply.Root.Text("error/description"));
        verdicts.OfCustoms.Check("the code is the one that was ordered", found == code, code, found, "field.md F-2");
        verdicts.OfCustoms.Check("so is the text", said?.Contains(text, StringComparison.Ordinal) == true, text, said, "field.md F-10");
    }

    // F-14: two requests in one message, each with code and type; a document is asked for, and an element named in words.
    [Given("^customs has asked (the [a-z ]+?) twice in one message, with codes, a document and an element named in words$")]
    public Task AskAsInTheField(Player who) =>
        customs.ActAsync(
            who.Mrn,
            new ActionRequest("sendReferral")
            {
                Requests =
                [
                    new ReferralRequest("RFI")
                    {
                        Text = "Please name the final consignee.",
                        Code = "A70",
                        InformationType = "R1",
                        Pointer = PlaceNames,
                    },
                    new ReferralRequest("RFI")
                    {
                        Text = "Please send the invoice.",
                        Code = "D10",
                        InformationType = "R1",
                        Documents = [new AskedDocument("N380", "INV-2026-7")],
                    },
                ],
            },
            Ct
        );

    [Then("^(the [a-z ]+?) receives IE3N08 about the goods of (the [a-z ]+?) at once, with the place \"([^\"]+)\"$")]
    public async Task ControlledAtThePort(Player who, Player filer, string place)
    {
        var notice = await mailbox.ReceiveAsync(who, "IE3N08");
        control.Controls(notice, filer);
        var found = notice.Root.Text("control/examinationPlace/placeOfExamination");
        verdicts.OfCustoms.Check("it names the place that was given", found == place, place, found, "field.md F-5");
    }

    [When("^customs decides at the port to control the goods of (the [a-z ]+?) at \"([^\"]+)\"$")]
    public Task ControlAtThePort(Player who, string place) =>
        customs.ActAsync(who.Mrn, new ActionRequest("decideControl") { Place = place }, Ct);

    // F-1: the recipient never sent the message that a copy goes back to.
    [Then("^every copy for (the [a-z ]+?) goes back to the message of (the [a-z ]+?), and is acknowledged$")]
    public async Task CopiesGoBack(Player who, Player filer)
    {
        var copies = (await customs.MessagesAsync(who.PartyId, Ct)).Where(message => message.Direction == "out").ToList();
        verdicts.OfCustoms.Require("customs sent a copy", copies.Count > 0, "a message", "none", "lifecycle 1.3");
        foreach (var copy in copies)
        {
            verdicts.OfCustoms.Check(
                $"{copy.Action} refers to the message that lodged the filing",
                filer.Filing.MessageIds.Contains(copy.RefToMessageId, StringComparer.Ordinal),
                string.Join(" or ", filer.Filing.MessageIds),
                copy.RefToMessageId ?? "no RefToMessageId",
                "field.md F-1; business-process 8 rule 4"
            );
            verdicts.Check(
                $"{copy.Action} gets a valid receipt",
                copy.State == "delivered",
                "delivered",
                $"{copy.State} {copy.Note}".TrimEnd(),
                "as4-profile g, RefToMessageId"
            );
        }
    }
}
