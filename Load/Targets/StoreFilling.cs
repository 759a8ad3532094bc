using System.Globalization;
using Ics2.Contract.Traders;
using Ics2.Load.Engine;
using Ics2.Load.Filling;
using Ics2.Load.Scenarios;
using Ics2.Trader.Settings;

namespace Ics2.Load.Targets;

/// <summary>
/// Fills the store of a private access point: it answers some filings, then the rows of these are copied while it stands still.
/// </summary>
public static class StoreFilling
{
    private const int Patterns = 128,
        Traders = 16;

    private static readonly TimeSpan TimersRest = TimeSpan.FromHours(2);

    /// <summary>Fills it, unless it holds as much already.</summary>
    /// <param name="customs">The running access point.</param>
    /// <param name="simulator">Its management API.</param>
    /// <param name="messages">How many it shall hold, received and sent.</param>
    /// <param name="keySize">RSA bits of the seals of the traders.</param>
    /// <param name="say">Told how it goes.</param>
    /// <exception cref="TargetException">It did not answer, or what it holds is of no use any more.</exception>
    public static async Task FillAsync(
        PrivateCustoms customs,
        SimulatorUnderLoad simulator,
        int messages,
        int keySize,
        Action<string> say,
        CancellationToken cancellationToken
    )
    {
        using var stored = StoredMessages.Open(customs.Folder);
        var held = stored.Count();
        if (held < messages)
        {
            say(Text($"filling the store with {messages:N0} messages"));
            var tag = await FileAsync(simulator, keySize, cancellationToken);
            var begun = TimeProvider.System.GetTimestamp();
            var start = await customs.WhileStoppedAsync(() => stored.Fill(messages, tag, cancellationToken), cancellationToken);
            say(
                Text(
                    $"filled in {TimeProvider.System.GetElapsedTime(begun).TotalSeconds - start.TotalSeconds:0} s, started again in {start.TotalSeconds:0.0} s"
                )
            );
            held = stored.Count();
        }

        if (stored.FirstTimer() is { } due && due - TimeProvider.System.GetUtcNow() < TimersRest)
        {
            throw new TargetException(
                $"Filings in {customs.Folder} have timers that are due at {due:u}, and customs would be busy with them meanwhile. "
                    + $"Delete the folder, and it is filled anew."
            );
        }

        say(Text($"the store holds {held:N0} messages"));
    }

    // Answered as all others, by push.
    private static async Task<string> FileAsync(SimulatorUnderLoad simulator, int keySize, CancellationToken cancellationToken)
    {
        var clock = TimeProvider.System;
        var folders = await simulator.EnrolAsync(run: 0, Traders, keySize, ReplyChannel.Push, cancellationToken);
        var traders = await LoadTraders.OpenAsync(
            folders,
            new LoadTraderOptions { AnnouncePush = simulator.AnnouncePushAsync },
            clock,
            cancellationToken
        );
        await using var scenario = new FilingScenario(traders, new FilingSize(Houses: 1, Items: 2), clock);
        await Parallel.ForAsync(
            0,
            Patterns,
            new ParallelOptions { MaxDegreeOfParallelism = Traders, CancellationToken = cancellationToken },
            async (number, cancellationToken) =>
            {
                var outcome = await scenario.RunAsync(new Exchange(number, clock.GetTimestamp(), clock), cancellationToken);
                if (outcome.Failure is { } failure)
                {
                    throw new TargetException($"The private access point did not answer a filing to fill its store with: {failure.Text}");
                }
            }
        );
        return traders.Tag.Text;
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
