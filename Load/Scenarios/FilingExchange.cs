using Ics2.Load.Engine;
using Ics2.Trader.Messages;

namespace Ics2.Load.Scenarios;

/// <summary>Lodges a filing, checks the receipt, and waits for what customs answers.</summary>
/// <param name="traders">Who files.</param>
/// <param name="label">How the exchange is called in figures.</param>
/// <param name="expected">The action of the right answer.</param>
/// <param name="later">The action of what customs does afterwards, by its own timetable; null for nothing.</param>
internal sealed class FilingExchange(LoadTraders traders, FilingSource filings, string label, string expected, string? later = null)
{
    public async Task<ExchangeOutcome> RunAsync(Exchange exchange, CancellationToken cancellationToken)
    {
        var number = exchange.Number;
        var trader = traders.For(number);
        var expectation = trader.Desk.Expect(filings.Lrn(number));
        var follows = false;
        try
        {
            exchange.WaitsFor = "receipt";
            if (await trader.LodgeAsync(filings.Message, filings.Fill(number), cancellationToken) is { } refused)
            {
                return new ExchangeOutcome(label, refused);
            }

            exchange.Mark("receipt");
            traders.Book.Acknowledge(number);
            exchange.WaitsFor = expected;
            var answer = await expectation.NextAsync(cancellationToken);
            if (answer.Action != expected)
            {
                return new ExchangeOutcome(label, Wrong(answer));
            }

            exchange.Mark(expected);
            follows = later is not null;
            return new ExchangeOutcome(label)
            {
                Afterwards = later is null ? null : cancellationToken => FollowAsync(exchange, expectation, cancellationToken),
            };
        }
        finally
        {
            if (!follows)
            {
                expectation.Close();
            }
        }
    }

    private async Task<Failure?> FollowAsync(Exchange exchange, ReplyRouter.Expectation expectation, CancellationToken cancellationToken)
    {
        try
        {
            exchange.WaitsFor = later!;
            while ((await expectation.NextAsync(cancellationToken)).Action != later)
            {
                // Other messages about the filing, IE3N03 for instance, may come before.
            }

            exchange.Mark(later!);
            return null;
        }
        finally
        {
            expectation.Close();
        }
    }

    private Failure Wrong(ReceivedCustomsMessage answer) =>
        new(
            $"wrong reply ({answer.Action})",
            $"Expected {expected} for the LRN {answer.Lrn}, found: {(answer.Xml.Length > 500 ? answer.Xml[..500] + "…" : answer.Xml)}"
        );
}
