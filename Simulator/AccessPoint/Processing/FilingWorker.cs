using System.Data.Common;
using Ics2.AccessPoint.Storing;
using Ics2.As4;
using Microsoft.Extensions.Logging;

namespace Ics2.AccessPoint.Processing;

/// <summary>
/// Hands what was recorded to customs and stores the decision. Claim, events, new state and outgoing messages are one transaction, so a
/// message is decided exactly once, whatever is killed when; after a restart the store says what is left.
/// </summary>
internal sealed class FilingWorker(
    IIncomingMessages messages,
    ICustomsRecords records,
    CustomsService desk,
    FilingQueue queue,
    OutboxSignal outbox,
    MemoryPlan memory,
    TimeProvider clock,
    ILogger<FilingWorker> log
)
{
    private const int MaxTries = 50;
    private const int PerProcessor = 8;

    /// <summary>Runs until cancelled.</summary>
    public Task RunAsync(CancellationToken cancellationToken)
    {
        // Sealing the answers keeps the processors busy, but most of a decision's time is waiting for its commit, which it shares with
        // others.
        var workers = Enumerable
            .Range(0, Environment.ProcessorCount * PerProcessor)
            .Select(_ => Task.Run(() => WorkAsync(cancellationToken), cancellationToken));
        return Task.WhenAll(workers.Append(SweepAsync(cancellationToken)));
    }

    // Finds at the start what the last run left, and later what a failed attempt put back.
    private async Task SweepAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                foreach (var sequence in messages.Waiting())
                {
                    queue.Add(sequence);
                }
            }
            catch (StoreUnreachableException)
            {
                // It says so itself, once.
            }
            catch (Exception failure)
            {
                log.LogError(failure, "The waiting messages could not be listed; trying again in {Pause}.", messages.Poll);
            }

            await Task.Delay(messages.Poll, clock, cancellationToken);
        }
    }

    private async Task WorkAsync(CancellationToken cancellationToken)
    {
        await foreach (var (sequence, bytes) in queue.TakeAsync(cancellationToken))
        {
            try
            {
                await ProcessAsync(sequence, bytes, cancellationToken);
            }
            catch (StoreUnreachableException)
            {
                // The message stays waiting.
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                // So it does when the house closes.
            }
            catch (Exception disk) when (disk is DbException or IOException)
            {
                log.LogError(disk, "Message {Sequence} could not be processed now; it stays waiting.", sequence);
            }
            catch (Exception bug)
            {
                log.LogError(bug, "Message {Sequence} could not be processed.", sequence);
                await SetAsideAsync(sequence, bug);
            }
            finally
            {
                queue.Over(sequence);
            }
        }
    }

    // A large message is not even loaded before there is room for it, nor its document expanded: many workers have many messages at hand.
    private async Task ProcessAsync(long sequence, int? bytes, CancellationToken cancellationToken)
    {
        using var place = await memory.ForMessageAsync(bytes ?? messages.SizeOf(sequence), cancellationToken);
        if (await messages.TakeUpAsync(sequence) is not { } message)
        {
            return;
        }

        var opened = desk.Unpack(message);
        using var room = await memory.ForDocumentAsync(opened.Document, cancellationToken);
        var command = desk.Open(message, opened);
        for (var tries = 1; ; tries++)
        {
            var completion = await records.CompleteAsync(sequence, desk.Decide(command).Decided);
            if (completion != Completion.Outdated)
            {
                outbox.Raise();
                return;
            }

            if (tries == MaxTries)
            {
                throw new InvalidOperationException($"No decision fitted the state in {MaxTries} tries.");
            }
        }
    }

    private async Task SetAsideAsync(long sequence, Exception bug)
    {
        try
        {
            await messages.SetAsideAsync(sequence, LogText.OneLine($"{bug.GetType().Name}: {bug.Message}"));
        }
        catch (Exception failure)
        {
            log.LogError(failure, "Message {Sequence} could not be set aside; it stays waiting.", sequence);
        }
    }
}
