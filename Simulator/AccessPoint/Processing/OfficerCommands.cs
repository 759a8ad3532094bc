using Ics2.AccessPoint.Storing;
using Ics2.Customs.Model;

namespace Ics2.AccessPoint.Processing;

/// <summary>
/// Does what no message of a trader asks for: due timers, and actions of an officer. State and messages are one transaction.
/// </summary>
internal sealed class OfficerCommands(ICustomsRecords records, CustomsService desk, OutboxSignal outbox)
{
    private const int MaxTries = 50;

    /// <summary>Why customs would not do something as things stand; null when it would. Nothing is done.</summary>
    public string? Refusal(CustomsCommand command) => desk.Refusal(command);

    /// <summary>Decides and stores.</summary>
    /// <returns>Why nothing was done; null when it was.</returns>
    public async Task<string?> DoAsync(CustomsCommand command)
    {
        for (var tries = 1; tries <= MaxTries; tries++)
        {
            var (decided, refusal) = desk.Decide(command);
            if (refusal is not null)
            {
                return refusal;
            }

            if (await records.StoreAsync(decided) == Completion.Done)
            {
                outbox.Raise();
                return null;
            }
        }

        throw new InvalidOperationException($"No decision fitted the state in {MaxTries} tries.");
    }
}
