using Ics2.AccessPoint.Chaos;
using Ics2.Contract.Management;
using Ics2.Rehearsal.Running;

namespace Ics2.StepDefinitions;

/// <summary>How the client takes what goes wrong on the side of customs, as the access point saw it.</summary>
/// <param name="mailbox">What customs sends.</param>
/// <param name="customs">The customs side.</param>
/// <param name="scenario">Gives the time limit.</param>
[Binding]
public sealed class ResilienceSteps(Mailbox mailbox, ObservedCustoms customs, Verdicts verdicts, RehearsedScenario scenario)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(25);

    [Then("^(the [a-z ]+?) acknowledges nothing whose seal does not hold$")]
    public void RefusesSpoiled(Player who)
    {
        var spoiled = Applied(who, ChaosEffect.TamperedPayload, ChaosEffect.LeafOnlySeal, ChaosEffect.ForeignSeal);
        verdicts.OfCustoms.Require("the message was sent", spoiled.Count > 0, "a message whose seal does not hold", "none");
        foreach (var one in spoiled)
        {
            var outcome = one.Outcome ?? "no answer";
            verdicts.Check(
                $"{one.Action} under a seal that does not hold ({one.Do}) gets no receipt",
                !outcome.Contains("acknowledged", StringComparison.Ordinal),
                "an error, or no answer",
                outcome,
                "ICD 4.6.2"
            );
        }
    }

    [Then("^(the [a-z ]+?) acknowledges the repetition too$")]
    public async Task AcknowledgesRepetition(Player who)
    {
        var since = TimeProvider.System.GetTimestamp();
        int receipts;
        ChaosEvent? repeated;
        do
        {
            await Task.Delay(Pause, scenario.CancellationToken);
            if (who.Client.PushUrl is null)
            {
                await who.Client.CollectAsync(conduct: null, channel: null, scenario.CancellationToken);
            }

            repeated = Last(who, ChaosEffect.PushAgain, ChaosEffect.DuplicateMessage);
            receipts =
                repeated is null ? 0
                : who.Client.PushUrl is null ? await PostedReceiptsAsync(who, repeated.MessageId!)
                : (repeated.Outcome ?? "").Split("a valid receipt").Length - 1;
        } while (receipts < 2 && TimeProvider.System.GetElapsedTime(since) < customs.WaitTimeout);

        verdicts.OfCustoms.Require("customs sent a message a second time", repeated is not null, "a repetition", "none");
        var seen = $"{receipts}; {repeated.Outcome}";
        verdicts.Check("the message gets a valid receipt", receipts >= 1, "1 receipt", seen, "as4-profile d3, duplicates");
        if (receipts < 2)
        {
            // What has to be is that the repetition has no second effect (F-13 of field.md).
            verdicts.Warn(
                "the repetition gets the receipt again; customs sends the message anew until one arrives, or gives up",
                "2 receipts",
                seen,
                "field.md F-13: Domibus sends until it has a receipt, phase4 drops a repetition and answers EBMS:4001"
            );
        }
    }

    [Then("^(the [a-z ]+?) acknowledges the copy about somebody else's message$")]
    public async Task AcknowledgesCopy(Player who)
    {
        var own = who.Lodgings.SelectMany(lodged => lodged.MessageIds).ToHashSet(StringComparer.Ordinal);
        var copies = (await mailbox.SettleAsync(who)).Where(message => message.RefToMessageId is { } id && !own.Contains(id)).ToList();
        verdicts.OfCustoms.Require("customs sent a copy", copies.Count > 0, "a message with an unknown RefToMessageId", "none");
        foreach (var copy in copies)
        {
            verdicts.Check(
                $"{copy.Action} with the unknown RefToMessageId gets a valid receipt",
                copy.State == "delivered",
                "delivered",
                $"{copy.State} {copy.Note}".TrimEnd(),
                "as4-profile g, RefToMessageId"
            );
            who.Received.Add(await customs.OpenAsync(copy, scenario.CancellationToken));
        }
    }

    [Then("^(the [a-z ]+?) acknowledged (IE3[NR]\\d\\d) before it had the receipt for its filing$")]
    public async Task Overtaken(Player who, string message)
    {
        var answer = (await customs.MessagesAsync(who.PartyId, scenario.CancellationToken)).First(one =>
            one.Action == message && who.Filing.MessageIds.Contains(one.RefToMessageId, StringComparer.Ordinal)
        );
        var late = Last(who, ChaosEffect.LateReceipt);
        var rule = customs.Simulator.Chaos.Rules.FirstOrDefault(entry => entry.Rule.Name == late?.Rule)?.Rule;
        verdicts.OfCustoms.Require("the receipt came late", late is not null && rule is not null, "a late receipt", "none");
        verdicts.OfCustoms.Check(
            "the answer had its receipt before the filing had",
            answer.DeliveredAt < late.At + rule.Delay,
            $"before {late.At + rule.Delay:O}",
            answer.DeliveredAt?.ToString("O", null),
            "ICD Annex 3, steps 3 and 5"
        );
    }

    private ChaosEvent? Last(Player who, params ChaosEffect[] effects)
    {
        var applied = Applied(who, effects);
        return applied.Count == 0 ? null : applied[^1];
    }

    private IReadOnlyList<ChaosEvent> Applied(Player who, params ChaosEffect[] effects)
    {
        var names = effects.Select(effect => effect.Name()).ToHashSet(StringComparer.Ordinal);
        return [.. customs.Simulator.Chaos.Applied.Where(one => one.Party == who.PartyId && names.Contains(one.Do))];
    }

    private async Task<int> PostedReceiptsAsync(Player who, string messageId) =>
        (await customs.ExchangesAsync(who.PartyId, scenario.CancellationToken)).Count(exchange =>
            exchange is { Kind: "receipt", Answer.Kind: "none" } && exchange.RefToMessageId == messageId
        );
}
