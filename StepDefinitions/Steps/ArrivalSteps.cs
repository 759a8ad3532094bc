using Ics2.Contract.Management;
using Ics2.Ens.Values;
using Ics2.Rehearsal.Running;

namespace Ics2.StepDefinitions;

/// <summary>Arrival notifications and what follows from them (lifecycle 7.2, 3.5).</summary>
/// <param name="paperwork">Writes the notifications.</param>
/// <param name="mailbox">What customs sends.</param>
/// <param name="customs">The customs side.</param>
/// <param name="control">Judges control notices.</param>
/// <param name="scenario">Gives the time limit.</param>
[Binding]
public sealed class ArrivalSteps(
    Cast cast,
    Paperwork paperwork,
    Mailbox mailbox,
    ObservedCustoms customs,
    ControlSteps control,
    WantedError wanted,
    Verdicts verdicts,
    RehearsedScenario scenario
)
{
    private const string Office = "actualCustomsOfficeOfFirstEntry/referenceNumber";
    private const string Means = "activeBorderTransportMeans/";

    private Player? _notifier;

    // Notifies the arrival of the trader's own ship, by its number and the estimated time of arrival last filed.
    [Given("^(the [a-z ]+?) has notified the arrival of its ship$")]
    [When("^(the [a-z ]+?) notifies the arrival of its ship(?: again)?$")]
    public Task Notify(Player who) => NotifyAsync(who, Compose(who, who));

    [When("^(the [a-z ]+?) notifies the arrival of the ship of (the [a-z ]+)$")]
    public Task NotifyFor(Player who, Player filer) => NotifyAsync(who, Compose(who, filer));

    [When("^(the [a-z ]+?) notifies the arrival of the ship of (the [a-z ]+?), to be told to (the [a-z ]+) too$")]
    public Task NotifyWithParty(Player who, Player filer, Player party) =>
        NotifyAsync(
            who,
            Compose(who, filer)
                .Set("notifyParty/identificationNumber", party.Eori)
                .Set("notifyParty/communication/identifier", "quay@example.com")
                .Set("notifyParty/communication/type", "EM")
        );

    [When("^(the [a-z ]+?) notifies the arrival of (what was filed first|the rest of it|its first two filings)$")]
    public Task NotifyByMrn(Player who, string which)
    {
        var mrns = Filings(who).Take(which == "its first two filings" ? 2 : 1).Select(Paperwork.MrnOf).ToList();
        var draft = Compose(who, who).Remove(Means + "estimatedDateAndTimeOfArrival").Set("relatedMRN/identification", mrns[0]);
        foreach (var mrn in mrns.Skip(1))
        {
            draft.Repeat("relatedMRN").Set("relatedMRN[2]/identification", mrn);
        }

        return NotifyAsync(who, draft);
    }

    [When(
        "^(the [a-z ]+?) notifies an arrival (in another Member State|of a ship that nobody filed for|by road|without the actual "
            + "time|without the estimated time and MRNs)$"
    )]
    public Task NotifyOddly(Player who, string what)
    {
        var draft = Compose(who, who);
        return NotifyAsync(
            who,
            what switch
            {
                "in another Member State" => draft.Set(Office, draft.Text(Office)![..2] == "NL" ? "FR000740" : "NL000396"),
                "of a ship that nobody filed for" => draft.Set(Means + "identificationNumber", "IMO9074729"),
                "by road" => draft
                    .Set(Means + "ModeOfTransport", "3")
                    .Remove(Means + "identificationNumber")
                    .Remove(Means + "typeOfIdentification"),
                "without the actual time" => draft.Remove(Means + "actualDateAndTimeOfArrival"),
                _ => draft.Remove(Means + "estimatedDateAndTimeOfArrival"),
            }
        );
    }

    [Given("^(the [a-z ]+?) has received IE3R04 with an MRN of arrival$")]
    [Then("^(the [a-z ]+?) receives IE3R04 with an MRN of arrival$")]
    public async Task Registered(Player who)
    {
        var arrival = who.Last;
        var reply = await mailbox.ReceiveAsync(who, "IE3R04", arrival.MessageIds);
        var office = arrival.Draft!.Text(Office)!;
        var text = reply.Root.Text("MRN");
        var mrn = Mrn.TryParse(text, out var parsed, out var why) ? parsed.Value : null;
        verdicts.OfCustoms.Require("the arrival has an MRN", mrn is not null, "an MRN", why ?? text, "lifecycle 8");
        verdicts.OfCustoms.Check("its procedure is arrival", mrn[16] == 'Z', "Z", mrn[16], "CL734; lifecycle 8");
        verdicts.OfCustoms.Check(
            "its country is that of the actual office",
            mrn[2..4] == office[..2],
            office[..2],
            mrn[2..4],
            "lifecycle 8"
        );
        verdicts.OfCustoms.Check(
            "it repeats the LRN",
            reply.Root.Text("LRN") == arrival.Draft.Text("LRN"),
            arrival.Draft.Text("LRN"),
            reply.Root.Text("LRN"),
            "lifecycle 9.2"
        );
        verdicts.OfCustoms.Check(
            "it names the actual office",
            reply.Root.Text("customsOfficeOfFirstEntry/referenceNumber") == office,
            office,
            reply.Root.Text("customsOfficeOfFirstEntry/referenceNumber"),
            "lifecycle 9.2"
        );
    }

    [Then("^(the [a-z ]+?) receives IE3R04 as the notify party$")]
    public async Task RegisteredForParty(Player who) => CheckParty(await mailbox.ReceiveAsync(who, "IE3R04"), who);

    [Then($"^(the [a-z ]+?) receives IE3N07 about the filing of (the [a-z ]+?) for {WantedError.Check} or the like$")]
    public async Task Incorrect(Player who, Player filer, string check)
    {
        var notice = await mailbox.ReceiveAsync(who, "IE3N07");
        verdicts.OfCustoms.Check(
            "it is about the ENS",
            notice.Root.Text("MRN") == filer.Filing.Mrn,
            filer.Filing.Mrn,
            notice.Root.Text("MRN"),
            "lifecycle 9.13"
        );
        CheckAddressee(notice, who, filer);
        var errors = Mailbox.Errors(notice);
        verdicts.OfCustoms.Check(
            "it says what is wrong and where",
            errors.Contains("/IE3N06/", StringComparison.Ordinal),
            "a code and a place in IE3N06",
            errors,
            "lifecycle 9.13"
        );
        if (!wanted.Codes(check).Any(code => errors.StartsWith(code + " ", StringComparison.Ordinal)))
        {
            verdicts.OfCustoms.Warn("it has another code", string.Join(" or ", wanted.Codes(check)), errors, "lifecycle 4.2 (inferred)");
        }
    }

    [Then("^(the [a-z ]+?) receives IE3N08 about the goods of (the [a-z ]+)$")]
    public async Task Controlled(Player who, Player filer)
    {
        var notice = await mailbox.ReceiveAsync(who, "IE3N08");
        control.Controls(notice, filer);
        CheckAddressee(notice, who, filer);
        var (office, expected) = (notice.Root.Text("customsOfficeOfControl/referenceNumber"), _notifier!.Last.Draft!.Text(Office));
        verdicts.OfCustoms.Check(
            "the control is at the actual office of first entry",
            office == expected,
            expected,
            office,
            "lifecycle 9.14"
        );
    }

    [Then("^the goods of (the [a-z ]+?) have (arrived|not arrived)$")]
    public Task Arrived(Player who, string state) => CheckAsync(who.Mrn, state);

    [Then("^the (first|second|third) filing of (the [a-z ]+?) has (arrived|arrived in part|not arrived)$")]
    public Task OneArrived(string which, Player who, string state) =>
        CheckAsync(
            Paperwork.MrnOf(
                Filings(who)
                    .ElementAt(
                        which switch
                        {
                            "first" => 0,
                            "second" => 1,
                            _ => 2,
                        }
                    )
            ),
            state
        );

    private static IEnumerable<Lodged> Filings(Player who) =>
        who.Lodgings.Where(lodged => lodged.Draft?.Message.StartsWith("IE3F", StringComparison.Ordinal) == true);

    // The latest version of the filing counts (lifecycle 7.2 step 3).
    private Draft Compose(Player notifier, Player filer) =>
        paperwork.Arrival(notifier, filer.Lodgings.Last(lodged => lodged.Draft?.Message is ['I', 'E', '3', 'F' or 'A', ..]).Draft!);

    private Task<Lodged> NotifyAsync(Player who, Draft draft)
    {
        _notifier = who;
        return cast.LodgeAsync(who, draft);
    }

    // One message per recipient, who is named in the role in which it is told (DEC-40).
    private void CheckAddressee(CustomsMessage notice, Player who, Player filer)
    {
        if (who == filer && who != _notifier)
        {
            verdicts.OfCustoms.Check(
                "it names the person filing",
                notice.Root.Text("declarant/identificationNumber") == who.Eori,
                who.Eori,
                notice.Root.Text("declarant/identificationNumber"),
                "lifecycle 9.13, 9.14"
            );
        }
        else if (who == _notifier)
        {
            verdicts.OfCustoms.Check(
                "it names the person notifying",
                notice.Root.Text("personNotifyingTheArrival/identificationNumber") == who.Eori,
                who.Eori,
                notice.Root.Text("personNotifyingTheArrival/identificationNumber"),
                "lifecycle 9.13, 9.14"
            );
        }
        else
        {
            CheckParty(notice, who);
        }
    }

    private void CheckParty(CustomsMessage notice, Player who) =>
        verdicts.OfCustoms.Check(
            "it names the notify party",
            notice.Root.Text("notifyParty/identificationNumber") == who.Eori,
            who.Eori,
            notice.Root.Text("notifyParty/identificationNumber"),
            "lifecycle 9.2, 9.13, 9.14; DEC-40"
        );

    private async Task CheckAsync(string mrn, string state)
    {
        var filing = await customs.FilingAsync(mrn, scenario.CancellationToken);
        var actual =
            filing.Ens != EnsState.Arrived ? "not arrived"
            : filing.PartlyArrived ? "arrived in part"
            : "arrived";
        verdicts.OfCustoms.Check($"the ENS has {state}", actual == state, state, actual, "lifecycle 3.3 row 13");
        var runs = filing.Timers.Any(timer => timer.Kind == TimerKind.TwoHundredDays);
        verdicts.OfCustoms.Check(
            "the 200 days run as long as it has not arrived",
            runs == (state == "not arrived"),
            state == "not arrived" ? "running" : "stopped",
            runs ? "running" : "stopped",
            "lifecycle 3.5 row 3"
        );
    }
}
