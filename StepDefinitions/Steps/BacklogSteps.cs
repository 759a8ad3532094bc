using Ics2.AccessPoint.Chaos;
using Ics2.Contract.Management;
using Ics2.Rehearsal.Running;
using Ics2.StepDefinitions.Clients;

namespace Ics2.StepDefinitions;

/// <summary>What piles up while one side is away, and in which order it goes after.</summary>
/// <param name="mailbox">What customs sends.</param>
/// <param name="customs">The customs side.</param>
/// <param name="scenario">Gives the time limit.</param>
[Binding]
public sealed class BacklogSteps(Cast cast, Mailbox mailbox, ObservedCustoms customs, Verdicts verdicts, RehearsedScenario scenario)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private CancellationToken Ct => scenario.CancellationToken;

    [When("^customs warns of a control, asks for information and finds no risk, in this order$")]
    public async Task OneOfEachClass()
    {
        var mrn = cast.Trader.Filing.Mrn ?? throw new InvalidOperationException("The filing has no MRN yet.");
        await customs.ActAsync(mrn, new ActionRequest("decideControl") { WarnAeo = true }, Ct);
        await customs.ActAsync(mrn, new ActionRequest("sendReferral") { Type = "RFI", Text = "Please describe the goods." }, Ct);
        await customs.ActAsync(mrn, new ActionRequest("setRiskResult") { Result = RiskStage.NoRisk.Word() }, Ct);
    }

    [Then("^(the [a-z ]+?) gets (IE3\\w\\d\\d) before (IE3\\w\\d\\d) before (IE3\\w\\d\\d)$")]
    public async Task InOrder(Player who, string first, string second, string third)
    {
        string[] expected = [first, second, third];
        var came = (await mailbox.SettleAsync(who)).Where(message => expected.Contains(message.Action, StringComparer.Ordinal)).ToList();
        verdicts.Require(
            "customs delivers all of them",
            came.Count == expected.Length && came.TrueForAll(message => message.State == "delivered"),
            string.Join(", ", expected),
            string.Join(", ", came.Select(message => $"{message.Action} {message.State}")),
            "ICD 3.3.2.6"
        );
        var pulled = (await customs.ExchangesAsync(who.PartyId, Ct))
            .Select(exchange => exchange.Answer.MessageId)
            .OfType<string>()
            .ToList();
        var order = came.OrderBy(message => pulled.IndexOf(message.MessageId))
            .ThenBy(message => message.DeliveredAt)
            .Select(message => message.Action)
            .ToList();
        verdicts.OfCustoms.Check(
            "class A comes before class B before class C",
            order.SequenceEqual(expected, StringComparer.Ordinal),
            string.Join(", ", expected),
            string.Join(", ", order),
            "ICD 3.3.2.6, table 7"
        );
        foreach (var message in came)
        {
            who.Received.Add(await customs.OpenAsync(message, Ct));
        }
    }

    // The trader has something to send while customs is out of order; when customs has refused both, it works again.
    [When("^(the [a-z ]+?) has an (IE3\\w\\d\\d) and then an (IE3\\w\\d\\d) to send and customs works again$")]
    public async Task Backlog(Player who, string first, string second)
    {
        var before = (await customs.ExchangesAsync(who.PartyId, Ct)).Count;
        Task<Told>[] sending = [SendAsync(who, first), SendAsync(who, second)];
        var since = TimeProvider.System.GetTimestamp();
        while (!await BothRefusedAsync(who, before) && TimeProvider.System.GetElapsedTime(since) < customs.WaitTimeout)
        {
            await Task.Delay(Pause, Ct);
        }

        customs.Simulator.Chaos.Remove(ChaosSteps.Name(ChaosEffect.Outage, who));
        await Task.WhenAll(sending);
    }

    [Then("^customs has the (IE3\\w\\d\\d) before the (IE3\\w\\d\\d)$")]
    public async Task UrgentFirst(string urgent, string other)
    {
        var order = (await customs.ExchangesAsync(cast.Trader.PartyId, Ct))
            .Where(exchange => exchange is { Kind: "userMessage", Answer.Kind: "receipt" })
            .Select(exchange => exchange.Action)
            .OfType<string>()
            .ToList();
        verdicts.Check(
            "both are sent again after the outage",
            order.Contains(urgent, StringComparer.Ordinal) && order.Contains(other, StringComparer.Ordinal),
            $"{urgent}, {other}",
            string.Join(", ", order),
            "as4-profile d3"
        );
        if (order.IndexOf(urgent) > order.LastIndexOf(other))
        {
            verdicts.Warn(
                "after an outage the urgent message should go first",
                $"{urgent} before {other}",
                string.Join(", ", order),
                "ICD 3.3.2.6"
            );
        }
    }

    [Then("^customs still has (IE3\\w\\d\\d) for (the [a-z ]+)$")]
    public async Task Kept(string message, Player who)
    {
        var since = TimeProvider.System.GetTimestamp();
        List<string> waiting;
        do
        {
            await Task.Delay(Pause, Ct); // customs may still be deciding
            waiting =
            [
                .. (await customs.MessagesAsync(who.PartyId, Ct))
                    .Where(one => one.IsOut && one.State == "waiting")
                    .Select(one => one.Action),
            ];
        } while (!waiting.Contains(message, StringComparer.Ordinal) && TimeProvider.System.GetElapsedTime(since) < customs.WaitTimeout);

        verdicts.OfCustoms.Check(
            "what waited is kept",
            waiting.Contains(message, StringComparer.Ordinal),
            message,
            string.Join(", ", waiting.DefaultIfEmpty("nothing")),
            "ICD 5.6"
        );
    }

    [Then("^customs keeps (IE3\\w\\d\\d) as not delivered, and pushes it again$")]
    public async Task PushedAgain(string message)
    {
        customs.NeedOwn(); // which does not wait a minute between two pushes
        var since = TimeProvider.System.GetTimestamp();
        MessageView? kept;
        do
        {
            await Task.Delay(Pause, Ct);
            kept = (await customs.MessagesAsync(cast.Trader.PartyId, Ct)).FirstOrDefault(one => one.IsOut && one.Action == message);
        } while (kept is not { Attempts: > 1, Note: not null } && TimeProvider.System.GetElapsedTime(since) < customs.WaitTimeout);

        verdicts.OfCustoms.Require("customs sends it", kept is not null, message, "nothing", "lifecycle 5.1");
        verdicts.OfCustoms.Check("it does not count as delivered", kept.State != "delivered", "waiting", kept.State, "ICD 4.6.2");
        verdicts.OfCustoms.Check("it is pushed again", kept.Attempts > 1, "more than 1 attempt", kept.Attempts, "as4-profile d3");
        verdicts.OfCustoms.Check(
            "the reason is that the Body is not covered",
            kept.Note?.Contains("Body", StringComparison.Ordinal) == true,
            "Body",
            kept.Note ?? "no reason",
            "ICD 4.6.2"
        );
    }

    [When("^(the [a-z ]+?) looks for messages$")]
    public Task Looks(Player who) => who.Client.CollectAsync(conduct: null, channel: null, Ct);

    private Task<Told> SendAsync(Player who, string message) =>
        who.Client.LodgeAsync(message, cast.Compose(message, who.Eori).Xml, [], conduct: null, Ct);

    private async Task<bool> BothRefusedAsync(Player who, int before) =>
        (await customs.ExchangesAsync(who.PartyId, Ct))
            .Skip(before)
            .Where(exchange => exchange.Kind == "userMessage")
            .Select(exchange => exchange.Action)
            .Distinct(StringComparer.Ordinal)
            .Count() == 2;
}
