using System.CommandLine;
using Ics2.Cli.Output;
using Ics2.Trader;
using Ics2.Trader.Settings;

namespace Ics2.Cli.Verbs;

/// <summary>Sends the connectivity test of ICD 4.5.1, which works in every environment and is delivered to nobody.</summary>
internal sealed class PingVerb()
    : TraderVerb("ping", "Tests the way to customs, both certificates and the P-Mode; nothing is lodged.", "ics2 ping --trader trader")
{
    protected override async Task<int> RunAsync(TraderFolder trader, ParseResult arguments, CancellationToken cancellationToken)
    {
        await using var client = new TraderClient(trader);
        var result = new SessionResult(await client.PingAsync(cancellationToken), []);
        if (WantsJson(arguments))
        {
            WriteDocument(SendDocument.Of(result));
        }
        else
        {
            SendVerb.Print(result);
        }

        return SendVerb.ExitCode(result);
    }
}
