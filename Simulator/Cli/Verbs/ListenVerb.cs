using System.CommandLine;
using System.Text.Json;
using Ics2.Cli.Options;
using Ics2.Cli.Output;
using Ics2.Contract.Traders;
using Ics2.Trader;
using Ics2.Trader.Settings;

namespace Ics2.Cli.Verbs;

/// <summary>Receives what customs pushes until it is stopped.</summary>
internal sealed class ListenVerb : TraderVerb
{
    private readonly Option<int?> _port = Numbers.Port("--port", "Port to listen on; by default that of pushUrl");
    private readonly Option<int> _count = Numbers.Count("--count", "Stop after so many messages; by default never", least: 1, int.MaxValue);

    public ListenVerb()
        : base(
            "listen",
            "Receives pushed messages on an HTTPS endpoint, acknowledging each with a signed receipt.",
            "ics2 listen --trader trader --port 9443"
        )
    {
        Add(_port);
        Add(_count);
    }

    protected override async Task<int> RunAsync(TraderFolder trader, ParseResult arguments, CancellationToken cancellationToken)
    {
        if (trader.Settings.Channel != ReplyChannel.Push)
        {
            throw new CouldNotRunException(
                $"Customs pushes nothing to the trader of {trader.Directory}: its 'channel' is pull. Collect with 'ics2 pull', or enrol with --push."
            );
        }

        await using var receiver = await PushReceiver.StartAsync(
            trader,
            push: new PushOptions { Port = arguments.GetValue(_port), Log = Say },
            cancellationToken: cancellationToken
        );
        Say($"listening on {receiver.Url}; Ctrl-C stops");
        var left = arguments.GetValue(_count);
        try
        {
            await foreach (var message in receiver.MessagesAsync(cancellationToken))
            {
                if (WantsJson(arguments))
                {
                    Console.Out.WriteLine(JsonSerializer.Serialize(MessageDocument.Of(message), Documents.OneLine));
                }
                else
                {
                    MessageText.Write(Console.Out, message);
                }

                if (--left == 0)
                {
                    break;
                }
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Ctrl-C is the way out.
        }

        return ExitCodes.Fine;
    }
}
