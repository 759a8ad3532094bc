using System.CommandLine;
using Ics2.Cli.Output;
using Ics2.Trader;
using Ics2.Trader.Messages;
using Ics2.Trader.Pulling;
using Ics2.Trader.Settings;

namespace Ics2.Cli.Verbs;

/// <summary>Collects the messages that wait on the trader's channel.</summary>
internal sealed class PullVerb()
    : TraderVerb("pull", "Pulls and acknowledges every waiting message until the channel is empty.", "ics2 pull --trader trader")
{
    protected override async Task<int> RunAsync(TraderFolder trader, ParseResult arguments, CancellationToken cancellationToken)
    {
        var messages = new List<ReceivedCustomsMessage>();
        var failed = false;
        await using var client = new TraderClient(trader);
        await foreach (var pulled in client.PullAllAsync(cancellationToken))
        {
            if (pulled.Message is { } message)
            {
                messages.Add(message);
            }

            if (pulled.Outcome is PullOutcome.Failed or PullOutcome.Refused)
            {
                failed = true;
                Say($"ics2 pull: {pulled.Outcome.ToString().ToLowerInvariant()}: {pulled.Error}");
            }
        }

        if (WantsJson(arguments))
        {
            WriteDocument(new PullDocument([.. messages.Select(MessageDocument.Of)]));
        }
        else
        {
            messages.ForEach(message => MessageText.Write(Console.Out, message));
            Console.Out.WriteLine(messages.Count == 0 ? "nothing waits" : $"{messages.Count} received");
        }

        return failed ? ExitCodes.Findings : ExitCodes.Fine;
    }
}
