using Ics2.As4.Messages;
using Ics2.As4.Profiles;
using Ics2.Contract.Management;
using Ics2.Ens.Values;
using Ics2.Rehearsal.Running;
using Ics2.Trader.Conduct;

namespace Ics2.StepDefinitions;

/// <summary>What customs answers, and how the trader gets it.</summary>
/// <param name="mailbox">What customs sends them.</param>
/// <param name="customs">The customs side.</param>
/// <param name="scenario">Gives the time limit.</param>
[Binding]
public sealed class ReceivingSteps(
    Cast cast,
    Mailbox mailbox,
    ObservedCustoms customs,
    WantedError wanted,
    Verdicts verdicts,
    RehearsedScenario scenario
)
{
    private IReadOnlyList<ExchangeView> _pulls = [];

    [Given("^(the [a-z ]+?) has received IE3R01 with the MRN of its filing$")]
    [Then("^(the [a-z ]+?) receives IE3R01 with the MRN of its filing$")]
    public async Task Registered(Player who)
    {
        var filing = who.Lodgings.Last(lodged => lodged.Draft is not null && lodged.Mrn is null);
        var reply = await mailbox.ReceiveAsync(who, "IE3R01", filing.MessageIds);
        filing.Mrn = reply.Root.Text("MRN");
        verdicts.OfCustoms.Check(
            "the MRN has the right structure and check digit",
            Mrn.TryParse(filing.Mrn, out _, out var why),
            "an MRN",
            why ?? filing.Mrn,
            "R3004; lifecycle 8"
        );
        verdicts.OfCustoms.Check("its procedure letter says ENS filing", filing.Mrn is [.., 'T', _], "T", filing.Mrn, "CL734; lifecycle 8");
        verdicts.OfCustoms.Check(
            "it names the type of the filing",
            $"IE3{reply.Root.Text("SpecificCircumstanceIndicator")}" == filing.Draft!.Message,
            filing.Draft.Message[3..],
            reply.Root.Text("SpecificCircumstanceIndicator"),
            "lifecycle 9.1"
        );
        verdicts.OfCustoms.Check(
            "it repeats the LRN of the filing",
            reply.Root.Text("LRN") == filing.Draft.Text("LRN"),
            filing.Draft.Text("LRN"),
            reply.Root.Text("LRN"),
            "lifecycle 5.1"
        );

        // The MRN of an IE3F25 is that of its IE3F23, under which customs shows the latter.
        if (
            (await customs.FilingAsync(filing.Mrn!, scenario.CancellationToken)).Hints.FirstOrDefault(hint => hint.Kind == "late") is
            { } late
        )
        {
            verdicts.Warn("the filing comes before its deadline", "in time", late.Text, "business-process 3; Articles 105 to 109");
        }
    }

    // Every filing is registered, and the answers come in the order in which customs submitted them; which filing it decides first is its
    // own affair.
    [Then("^the trader receives IE3R01 for each filing, oldest first$")]
    public async Task RegisteredInOrder()
    {
        var trader = cast.Trader;
        var answers = (await mailbox.SettleAsync(trader))
            .Where(message => message.Action == "IE3R01")
            .OrderBy(message => message.Sequence)
            .ToList();
        verdicts.OfCustoms.Require(
            "customs answers every filing once",
            answers.Count == trader.Lodgings.Count,
            trader.Lodgings.Count,
            answers.Count,
            "lifecycle 5.1"
        );
        var pulled = (await customs.ExchangesAsync(trader.PartyId, scenario.CancellationToken))
            .Select(exchange => exchange.Answer.MessageId)
            .OfType<string>();
        verdicts.OfCustoms.Check(
            "the oldest message comes first",
            answers.Select(answer => answer.MessageId).SequenceEqual(pulled, StringComparer.Ordinal),
            source: "ICD 4.1.3.3"
        );
        var answered = answers.Select(answer => answer.RefToMessageId).Order(StringComparer.Ordinal);
        verdicts.OfCustoms.Check(
            "each filing has its answer",
            answered.SequenceEqual(
                trader.Lodgings.SelectMany(filing => filing.MessageIds).Order(StringComparer.Ordinal),
                StringComparer.Ordinal
            ),
            source: "ICD Annex 3, step 5"
        );
        foreach (var answer in answers)
        {
            trader.Received.Add(await customs.OpenAsync(answer, scenario.CancellationToken));
        }
    }

    [Then($"^(the [a-z ]+?) receives (IE3N99|IE3N01) for {WantedError.Check} at (/\\S+)$")]
    public async Task RefusedForContent(Player who, string message, string check, string path)
    {
        var errors = Mailbox.Errors(await mailbox.ReceiveAsync(who, message, who.Last.MessageIds));
        verdicts.OfCustoms.Check(
            "the error names code and element",
            wanted.IsAmong(errors, check, path),
            wanted.Show(check, path),
            errors,
            "lifecycle 4.2; field.md F-2"
        );
    }

    // The message is refused; code and place are our reading of the specification, so others only get a warning.
    [Then($"^(the [a-z ]+?) receives (IE3N99|IE3N01) for {WantedError.Check} or the like at (/\\S*)$")]
    public async Task Refused(Player who, string message, string check, string path)
    {
        var errors = Mailbox.Errors(await mailbox.ReceiveAsync(who, message, who.Last.MessageIds));
        if (!wanted.IsAmong(errors, check, path))
        {
            verdicts.OfCustoms.Warn(
                "the message is refused, with another code or place",
                wanted.Show(check, path),
                errors,
                "lifecycle 4.2 (inferred)"
            );
        }
    }

    [Given("^(the [a-z ]+?) has received (IE3(?:N|Q|R)\\d\\d)$")]
    [Then("^(the [a-z ]+?) receives (IE3(?:N|Q|R)\\d\\d)$")]
    public Task Receives(Player who, string message) => mailbox.ReceiveAsync(who, message);

    [Given("^(the [a-z ]+?) has received (IE3N0\\d) with the MRN of its filing$")]
    [Then("^(the [a-z ]+?) receives (IE3N0\\d) with the MRN of its filing$")]
    public Task ReceivesAboutItsFiling(Player who, string message) => ReceivesAboutFiling(who, message, who);

    // The carrier gets what the person filing got (lifecycle 1.3).
    [Then("^(the [a-z ]+?) receives a copy of (IE3\\w\\d\\d) for the filing of (the [a-z ]+)$")]
    public Task ReceivesAboutFiling(Player who, string message, Player filer) =>
        mailbox.ReceiveAsync(who, message, $"MRN {filer.Mrn}", content => content.Text("MRN") == filer.Mrn);

    [Then("^(the [a-z ]+?) receives nothing (?:else|more)$")]
    public async Task NothingElse(Player who)
    {
        var rest = await mailbox.SettleAsync(who);
        verdicts.OfCustoms.Check("customs sends nothing besides", rest.Count == 0, "nothing", Mailbox.Names(rest), "lifecycle 1");
    }

    [Then("^nothing more waits for the trader$")]
    public async Task NothingWaits()
    {
        await NothingElse(cast.Trader);
        await PullEmpty();
        Empty();
    }

    [When("^the trader pulls its empty channel$")]
    public Task PullEmpty() => PullAsync(conduct: null, channel: null, cast.Trader.PartyId);

    [Then("^customs answers that nothing waits$")]
    public void Empty()
    {
        verdicts.Require("the client pulls", _pulls.Count > 0, "a pull request", "none", "ICD 4.1.3.3");
        verdicts.OfCustoms.Check(
            "customs says that the channel is empty",
            _pulls[^1].Answer.Code == "EBMS:0006",
            "EBMS:0006",
            _pulls[^1].Answer.Code ?? _pulls[^1].Answer.Kind,
            "ICD Annex 4"
        );
        verdicts.Check(
            "the client takes that for the end and asks no more",
            _pulls.Count(pull => pull.Answer.Code == "EBMS:0006") == 1,
            1,
            _pulls.Count,
            "ICD 4.1.3.3"
        );
    }

    [When("^the trader pulls without a seal$")]
    public Task PullUnsealed() => PullAsync(SendingMisconduct.UnsealedPull, channel: null, cast.Trader.PartyId);

    [When("^the trader pulls the channel of the other trader$")]
    public Task PullForeign()
    {
        var other = cast.OtherTrader.PartyId;
        return PullAsync(conduct: null, Mpc.ForParty(Profile.Ics2HtiV2.MpcToTrader, other), other);
    }

    [Then("^customs refuses the pull with (EBMS:\\d{4}(?: A00\\d)?)$")]
    public void PullRefused(string code) =>
        LodgingSteps.CheckRefusal(
            verdicts,
            code,
            _pulls is [.., { Answer: { Kind: "error" } answer }] ? (answer.Code, answer.Detail ?? "") : (null, "")
        );

    [Then("^customs has the trader's valid receipt for each message$")]
    public async Task Delivered()
    {
        await mailbox.SettleAsync(cast.Trader);
        foreach (
            var message in (await customs.MessagesAsync(cast.Trader.PartyId, scenario.CancellationToken)).Where(message => message.IsOut)
        )
        {
            verdicts.Check(
                $"{message.Action} is delivered: the trader's receipt is sealed, covers the empty Body and repeats the digests",
                message.State == "delivered",
                "delivered",
                $"{message.State} {message.Note}".TrimEnd(),
                "ICD 4.6.2; as4-profile d3"
            );
        }
    }

    [Then("^nothing is delivered to customs$")]
    public Task NothingDelivered() =>
        CheckRecordedAsync(
            message => message.Action.StartsWith("IE3", StringComparison.Ordinal),
            0,
            "customs has recorded no message of the trader",
            null
        );

    [Then("^customs has the filing once$")]
    public Task DeliveredOnce() => CheckRecordedAsync(_ => true, 1, "the repetition was recognised", "as4-profile d3, duplicates");

    private async Task CheckRecordedAsync(Func<MessageView, bool> counted, int expected, string text, string? source)
    {
        var recorded = (await customs.MessagesAsync(cast.Trader.PartyId, scenario.CancellationToken)).Count(message =>
            !message.IsOut && counted(message)
        );
        verdicts.OfCustoms.Check(text, recorded == expected, expected, recorded, source);
    }

    private async Task PullAsync(Misconduct? conduct, Mpc? channel, string owner)
    {
        cast.Need(channel is null ? conduct : SendingMisconduct.ForeignChannel);
        var before = (await customs.ExchangesAsync(owner, scenario.CancellationToken)).Count;
        await cast.Trader.Client.CollectAsync(conduct, channel, scenario.CancellationToken);
        _pulls =
        [
            .. (await customs.ExchangesAsync(owner, scenario.CancellationToken))
                .Skip(before)
                .Where(exchange => exchange.Kind == "pullRequest"),
        ];
    }
}
