using System.Text;
using Ics2.As4.Messages;
using Ics2.As4.Profiles;
using Ics2.Ens;
using Ics2.StepDefinitions.Running;
using Ics2.Trader;
using Ics2.Trader.Conduct;

namespace Ics2.StepDefinitions.Steps;

/// <summary>What customs answers, and how the trader gets it.</summary>
/// <param name="cast">The traders of the scenario.</param>
/// <param name="customs">The customs side.</param>
/// <param name="verdicts">Takes the checks.</param>
/// <param name="scenario">Gives the time limit.</param>
[Binding]
public sealed class ReceivingSteps(Cast cast, Customs customs, Verdicts verdicts, ScenarioContext scenario)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private readonly EnsReader _reader = new(SpecPack.Embedded());
    private EbmsError? _pullAnswer;

    /// <summary>The trader's filing is registered.</summary>
    [Then("^the trader receives IE3R01 with the MRN of its filing$")]
    public Task Registered() => RegisteredAsync(cast.Trader);

    /// <summary>The second trader's filing is registered.</summary>
    [Then("^the other (?:trader|system) receives IE3R01 with the MRN of its filing$")]
    public Task OtherRegistered() => RegisteredAsync(cast.OtherTrader);

    /// <summary>Every filing is registered, and the answers come in the order in which customs submitted them; which filing it decides first is its own affair.</summary>
    [Then("^the trader receives IE3R01 for each filing, oldest first$")]
    public async Task RegisteredInOrder()
    {
        var filings = cast.Trader.Filings;
        var waiting = (await UntilAsync(messages => messages.Count(IsRegistration) == filings.Count)).Where(IsRegistration).ToList();
        verdicts.Require("customs answers every filing once", waiting.Count == filings.Count, filings.Count, waiting.Count, "lifecycle 5.1");
        foreach (var oldest in waiting)
        {
            var reply = await NextAsync(cast.Trader);
            verdicts.Check("the oldest message comes first", reply.MessageId == oldest.MessageId, oldest.MessageId, reply.MessageId, "ICD 4.1.3.3");
        }

        var answered = cast.Trader.Received.Select(reply => reply.RefToMessageId).Order(StringComparer.Ordinal);
        verdicts.Check("each filing has its answer", answered.SequenceEqual(filings.Select(filing => filing.MessageId).Order(StringComparer.Ordinal), StringComparer.Ordinal), source: "ICD Annex 3, step 5");

        static bool IsRegistration(SeenMessage message) => message is { Direction: "out", Action: "IE3R01" };
    }

    /// <summary>The filing is refused for what it says.</summary>
    /// <param name="code">Functional error code of CL723.</param>
    /// <param name="path">The element.</param>
    [Then("^the trader receives IE3N99 with code (\\d+) at (/\\S+)$")]
    public async Task RefusedForContent(string code, string path)
    {
        var reply = await NextAsync(cast.Trader);
        verdicts.Require("customs refuses the filing with IE3N99", reply.Action == "IE3N99", "IE3N99", reply.Action, "lifecycle 4.1");
        var errors = Read(reply).All("error").Select(error => $"{error.Text("validationCode")} {error.Text("pointer/messageElementPath")}").ToList();
        verdicts.Check("the error names code and element", errors.Contains($"{code} {path}", StringComparer.Ordinal), $"{code} {path}", string.Join("; ", errors), "lifecycle 4.2");
        CheckReference(cast.Trader, reply);
    }

    /// <summary>Pulls once more and finds nothing.</summary>
    [Then("^nothing more waits for the trader$")]
    public async Task NothingWaits()
    {
        var (message, error) = await cast.Trader.Client.PullAsync(channel: null, conduct: null, scenario.CancellationToken);
        verdicts.Check("the channel is empty", message is null, "no message", message?.Action ?? "none", "ICD 4.1.3.3");
        CheckEmpty(error);
    }

    /// <summary>Pulls.</summary>
    [When("^the trader pulls its empty channel$")]
    public async Task PullEmpty() => (_, _pullAnswer) = await cast.Trader.Client.PullAsync(channel: null, conduct: null, scenario.CancellationToken);

    /// <summary>Customs says that nothing waits.</summary>
    [Then("^customs answers that nothing waits$")]
    public void Empty() => CheckEmpty(_pullAnswer);

    /// <summary>Pulls without a seal.</summary>
    [When("^the trader pulls without a seal$")]
    public async Task PullUnsealed() => (_, _pullAnswer) = await cast.Trader.Client.PullAsync(channel: null, SendingMisconduct.UnsealedPull, scenario.CancellationToken);

    /// <summary>Pulls somebody else's channel.</summary>
    [When("^the trader pulls the channel of the other trader$")]
    public async Task PullForeign() =>
        (_, _pullAnswer) = await cast.Trader.Client.PullAsync(Mpc.ForParty(Profile.Ics2HtiV2.MpcToTrader, cast.OtherTrader.PartyId), conduct: null, scenario.CancellationToken);

    /// <summary>Customs refuses the pull.</summary>
    /// <param name="code">The ebMS code, followed by the UUM&amp;DS sub-code where there is one.</param>
    [Then("^customs refuses the pull with (EBMS:\\d{4}(?: A00\\d)?)$")]
    public void PullRefused(string code) => LodgingSteps.CheckRefusal(verdicts, _pullAnswer, code);

    /// <summary>The access point has a valid receipt for everything it sent.</summary>
    [Then("^customs has the trader's valid receipt for each message$")]
    public async Task Delivered()
    {
        var sent = await UntilAsync(messages => messages.Where(message => message.Direction == "out").All(message => message.State == "delivered"));
        foreach (var message in sent.Where(message => message.Direction == "out"))
        {
            verdicts.Check($"{message.Action} is delivered: the trader's receipt is sealed, covers the empty Body and repeats the digests", message.State == "delivered", "delivered", message.State, "ICD 4.6.2; as4-profile d3");
        }
    }

    /// <summary>Nothing got past the door.</summary>
    [Then("^nothing is delivered to customs$")]
    public async Task NothingDelivered()
    {
        var received = (await customs.MessagesAsync(cast.Trader.PartyId, scenario.CancellationToken)).Where(message => message.Direction == "in" && message.Action.StartsWith("IE3", StringComparison.Ordinal)).ToList();
        verdicts.Check("customs has recorded no message of the trader", received.Count == 0, 0, received.Count);
    }

    /// <summary>The message counted once.</summary>
    [Then("^customs has the filing once$")]
    public async Task DeliveredOnce()
    {
        var filings = (await customs.MessagesAsync(cast.Trader.PartyId, scenario.CancellationToken)).Count(message => message.Direction == "in");
        verdicts.Check("the repetition was recognised", filings == 1, 1, filings, "as4-profile d3, duplicates");
    }

    private async Task RegisteredAsync(Player player)
    {
        var reply = await NextAsync(player);
        verdicts.Require("customs registers the filing", reply.Action == "IE3R01", "IE3R01", reply.Action, "lifecycle 5.1");
        var message = Read(reply);
        verdicts.Check("the MRN has the right structure and check digit", Mrn.TryParse(message.Text("MRN"), out _, out var why), "an MRN", why ?? message.Text("MRN"), "R3004; lifecycle 8");
        verdicts.Check("the seal of customs is valid", reply.SealValid, "valid", "not valid", "ICD 4.6.2");
        CheckReference(player, reply);
    }

    private void CheckReference(Player player, ReceivedCustomsMessage reply) =>
        verdicts.Check("the answer refers to the filing", player.Filings.Any(filing => filing.MessageId == reply.RefToMessageId), player.Filings[^1].MessageId, reply.RefToMessageId ?? "nothing", "ICD Annex 3, step 5");

    private void CheckEmpty(EbmsError? error)
    {
        verdicts.Check("customs says that the channel is empty", error?.Code.Code == "EBMS:0006", "EBMS:0006", error?.Code.Code ?? "nothing", "ICD Annex 4");
        verdicts.Check("as a warning, which is the normal end of polling", error?.Severity == ErrorSeverity.Warning, ErrorSeverity.Warning, error?.Severity, "ICD Annex 4");
    }

    private async Task<ReceivedCustomsMessage> NextAsync(Player player)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(scenario.CancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            var message = await player.Client.ReceiveAsync(patience.Token);
            player.Received.Add(message);
            return message;
        }
        catch (OperationCanceledException) when (!scenario.CancellationToken.IsCancellationRequested)
        {
            verdicts.Require($"customs answers within {Patience.TotalSeconds:0} s", ok: false, "a message", "nothing");
            throw;
        }
    }

    private async Task<IReadOnlyList<SeenMessage>> UntilAsync(Func<IReadOnlyList<SeenMessage>, bool> holds)
    {
        var deadline = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var messages = await customs.MessagesAsync(cast.Trader.PartyId, scenario.CancellationToken);
            if (holds(messages) || TimeProvider.System.GetElapsedTime(deadline) > Patience)
            {
                return messages;
            }

            await Task.Delay(Pause, scenario.CancellationToken);
        }
    }

    private EnsElement Read(ReceivedCustomsMessage reply)
    {
        var read = _reader.Read(Encoding.UTF8.GetBytes(reply.Xml));
        verdicts.Require($"{reply.Action} can be read as a message of customs", read.Message is not null, "no finding", string.Join("; ", read.Findings.Select(finding => finding.Text)), "spec pack");
        return read.Message.Root;
    }
}
