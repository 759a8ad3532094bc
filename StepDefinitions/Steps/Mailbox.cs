using System.Globalization;
using Ics2.Contract.Management;
using Ics2.Ens.Messages;
using Ics2.Rehearsal.Running;

namespace Ics2.StepDefinitions;

/// <summary>
/// What customs sends to the traders of a scenario, judged at the access point: a trader has a message when its valid receipt is on record
/// there, whatever the client says. A trader that pulls is made to pull when something waits for it.
/// </summary>
/// <param name="customs">The customs side.</param>
/// <param name="scenario">Gives the time limit.</param>
public sealed class Mailbox(ObservedCustoms customs, Verdicts verdicts, RehearsedScenario scenario)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(25);

    // A client that is asked to pull and brings nothing is asked again, but not a thousand times.
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(500);

    private const int MaxAskedByHand = 3;

    private CancellationToken Ct => scenario.CancellationToken;

    /// <summary>Waits for a message that the scenario has not spoken of yet, and takes it.</summary>
    /// <param name="player">For whom.</param>
    /// <param name="action">For example <c>IE3R01</c>.</param>
    /// <param name="refersTo">The message ids of which it must answer one; null for a message that answers nothing in particular.</param>
    /// <returns>The message. When another one refuses what the trader sent, or none comes, the step ends as failed.</returns>
    public async Task<CustomsMessage> ReceiveAsync(Player player, string action, IReadOnlyList<string>? refersTo = null)
    {
        MessageView? wanted = null;
        var (untaken, notSeen) = await DeliverAsync(
            player,
            messages =>
            {
                wanted = messages.FirstOrDefault(message =>
                    message.Action == action && (refersTo is null || refersTo.Contains(message.RefToMessageId, StringComparer.Ordinal))
                );
                return wanted is { State: "delivered" }
                    || messages.Any(message => message is { Action: "IE3N99" or "IE3N01", State: "delivered" } && message.Action != action);
            }
        );
        if (wanted is null)
        {
            var refusal = untaken.FirstOrDefault(message => message.Action is "IE3N99" or "IE3N01");
            var instead = refusal is null
                ? $"{Names(untaken)}{notSeen}"
                : $"{refusal.Action}: {Errors(await customs.OpenAsync(refusal, Ct))}";
            // Customs answers whatever it can read: that it did not is the client's doing.
            verdicts.Require($"customs sends {action} to {player.PartyId}", ok: false, action, instead, "lifecycle 5.1");
        }

        return await TakeAsync(player, wanted, notSeen);
    }

    /// <summary>
    /// Waits for a message that the scenario has not spoken of yet, chosen by its content, and takes it: a carrier gets several of a kind,
    /// of its own and as copies.
    /// </summary>
    /// <param name="player">For whom.</param>
    /// <param name="action">For example <c>IE3N03</c>.</param>
    /// <param name="what">What is looked for, for the report: such as <c>MRN 26BE...</c>.</param>
    /// <param name="fits">Whether the content is it.</param>
    public async Task<CustomsMessage> ReceiveAsync(Player player, string action, string what, Func<EnsElement, bool> fits)
    {
        List<string> others = [];
        while (true)
        {
            MessageView? next = null;
            var (untaken, notSeen) = await DeliverAsync(
                player,
                messages =>
                {
                    next = messages.FirstOrDefault(message =>
                        message.Action == action && !others.Contains(message.MessageId, StringComparer.Ordinal)
                    );
                    return next is { State: "delivered" };
                }
            );
            verdicts.OfCustoms.Require(
                $"customs sends {action} with {what} to {player.PartyId}",
                next is not null,
                what,
                Names(untaken) + notSeen,
                "lifecycle 1.3"
            );
            if (fits((await customs.OpenAsync(next, Ct)).Root))
            {
                return await TakeAsync(player, next, notSeen);
            }

            others.Add(next.MessageId);
        }
    }

    /// <summary>Waits until customs has decided about everything the trader sent and all its messages are delivered.</summary>
    /// <param name="player">The trader.</param>
    /// <returns>Those that the scenario has not spoken of.</returns>
    public async Task<IReadOnlyList<MessageView>> SettleAsync(Player player) =>
        (await DeliverAsync(player, messages => messages.All(message => message.State == "delivered"))).Untaken;

    /// <summary>Code and place of every error in an IE3N99 or IE3N01.</summary>
    /// <param name="refusal">The message.</param>
    public static string Errors(CustomsMessage refusal) =>
        string.Join(
            "; ",
            refusal
                .Root.All("error")
                .Select(error => $"{error.Text("validationCode")} {error.Text("pointer/messageElementPath")}".TrimEnd())
        );

    /// <summary>The messages by name, or <c>nothing</c>.</summary>
    public static string Names(IReadOnlyList<MessageView> messages) =>
        messages.Count == 0 ? "nothing" : string.Join(", ", messages.Select(message => message.Action));

    private async Task<CustomsMessage> TakeAsync(Player player, MessageView wanted, string notSeen)
    {
        verdicts.Require(
            $"{wanted.Action} is delivered: the receipt is sealed, covers the empty Body and repeats the digests",
            wanted.State == "delivered",
            "delivered",
            $"{wanted.State} after {wanted.Attempts ?? 0} attempts {wanted.Note}".TrimEnd() + notSeen,
            "ICD 4.6.2; as4-profile d3"
        );
        var opened = await customs.OpenAsync(wanted, Ct);
        player.Received.Add(opened);
        return opened;
    }

    // Until the condition holds for what is untaken, and customs has nothing of the trader's left to look at; or until patience ends, with
    // what was not seen then.
    private async Task<(IReadOnlyList<MessageView> Untaken, string NotSeen)> DeliverAsync(
        Player player,
        Func<IReadOnlyList<MessageView>, bool> enough
    )
    {
        var (began, since, pause) = (TimeProvider.System.GetUtcNow(), TimeProvider.System.GetTimestamp(), Pause);
        var (byHand, asked) = (TimeSpan.Zero, 0);
        while (true)
        {
            var messages = await customs.MessagesAsync(player.PartyId, Ct);
            var untaken = messages
                .Where(message => message.IsOut && player.Received.All(taken => taken.Seen.MessageId != message.MessageId))
                .ToList();
            var undecided = messages.FirstOrDefault(message => !message.IsOut && message.State == "waiting");
            if (undecided is null && enough(untaken))
            {
                return (untaken, "");
            }

            if (TimeProvider.System.GetElapsedTime(since) - byHand > customs.WaitTimeout || asked > MaxAskedByHand)
            {
                _ = enough(untaken);
                return (untaken, await NotSeenAsync(player, untaken, undecided, began));
            }

            if (player.Client.PushUrl is null && untaken.Exists(message => message.State == "waiting"))
            {
                var before = TimeProvider.System.GetTimestamp();
                await player.Client.CollectAsync(conduct: null, channel: null, Ct);
                if (player.Client.HandTime is not null)
                {
                    // What a person takes is bounded by itself.
                    byHand += TimeProvider.System.GetElapsedTime(before);
                    asked++;
                }

                pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
            }

            await Task.Delay(pause, Ct);
        }
    }

    private async Task<string> NotSeenAsync(Player player, IReadOnlyList<MessageView> untaken, MessageView? undecided, DateTimeOffset began)
    {
        var within = string.Create(CultureInfo.InvariantCulture, $"in {customs.WaitTimeout.TotalSeconds:0.#} s");
        if (undecided is not null)
        {
            return $"; customs has not decided about {undecided.Action} {undecided.MessageId} {within}";
        }

        if (untaken.FirstOrDefault(message => message.State != "delivered") is not { } waiting)
        {
            return $"; customs had nothing more to send {within}";
        }

        if (player.Client.PushUrl is { } url)
        {
            return $"; {waiting.Action} was pushed to {url} {waiting.Attempts ?? 0} times, and no valid receipt came {within}";
        }

        var came = (await customs.ExchangesAsync(player.PartyId, Ct)).Where(exchange => exchange.At >= began).ToList();
        var pulls = came.Count(exchange => exchange.Kind == "pullRequest");
        var receipts = came.Count(exchange => exchange.Kind == "receipt");
        return pulls == 0
            ? $"; {waiting.Action} waits, but no pull request came {within}"
            : $"; {waiting.Action} waits after {pulls} pull requests and {receipts} receipts {within}";
    }
}
