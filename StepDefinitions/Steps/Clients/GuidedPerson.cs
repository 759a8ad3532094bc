using System.Globalization;
using Ics2.Contract.Management;
using Ics2.Contract.Rehearsals;
using Ics2.Rehearsal.Running;
using Ics2.Rehearsal.Running.Results;

namespace Ics2.StepDefinitions.Clients;

/// <summary>
/// Tells a person what to do and waits until it is seen at customs, bounded: by time, by the number of wrong things and of repetitions.
/// What a person does wrong says nothing about the client.
/// </summary>
internal sealed class GuidedPerson(IRehearsalGuide guide, Workplace place, TimeSpan handTime)
{
    private const int MaxWrongTimes = 3;
    private const int MaxRepeats = 10;

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan TellEvery = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal); // exchanges that an instruction has looked at
    private readonly HashSet<string> _messages = new(StringComparer.Ordinal); // messages that one was met by; sent again they are nothing new
    private readonly List<Wanted> _open = [];

    private string Party => place.Settings.PartyId;

    /// <summary>Has something done.</summary>
    /// <returns>The exchange that it was recognised by; null when the person says that it is done and nothing was seen.</returns>
    /// <exception cref="ScenarioEndedException">It was not done, or the person leaves the scenario.</exception>
    public async Task<ExchangeView?> DoAsync(Wanted wanted, GuideLine instruction, CancellationToken cancellationToken)
    {
        var call = place.Begin(wanted.What, instruction.Text);
        lock (_gate)
        {
            _open.Add(wanted);
        }

        try
        {
            if (wanted.FromNowOn)
            {
                var before = await place.SeenAsync(cancellationToken);
                lock (_gate)
                {
                    _taken.UnionWith(before.Where(one => one.Kind != "userMessage").Select(one => one.Id));
                }
            }

            var seen = await WaitAsync(wanted, instruction, cancellationToken);
            call.End(seen is null ? "was said to be done, and nothing was seen" : "was done by hand");
            return seen;
        }
        catch (ScenarioEndedException ended)
        {
            call.End("was not done", one => one with { Remark = ended.Message });
            throw;
        }
        catch (OperationCanceledException)
        {
            call.End("was ended with the scenario");
            throw;
        }
        finally
        {
            lock (_gate)
            {
                _open.Remove(wanted);
            }
        }
    }

    private async Task<ExchangeView?> WaitAsync(Wanted wanted, GuideLine instruction, CancellationToken cancellationToken)
    {
        var (wrong, repeats) = (new List<string>(), 0);
        var (since, told) = (TimeProvider.System.GetTimestamp(), TimeProvider.System.GetTimestamp());
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var answer = guide.AnswerAsync(over.Token);
        Tell(instruction, handTime);
        try
        {
            while (true)
            {
                if (answer.IsCompleted)
                {
                    var said = await answer;
                    if (said.Command == GuideCommand.Done)
                    {
                        return await NewestAsync(wanted, cancellationToken);
                    }

                    if (said.Command == GuideCommand.Repeat && ++repeats <= MaxRepeats)
                    {
                        since = TimeProvider.System.GetTimestamp();
                        Tell(instruction, handTime);
                    }
                    else
                    {
                        Take(said);
                    }

                    answer = guide.AnswerAsync(over.Token);
                }

                if (await LookAsync(wanted, wrong, cancellationToken) is { } seen)
                {
                    return seen;
                }

                var left = handTime - TimeProvider.System.GetElapsedTime(since);
                if (left <= TimeSpan.Zero)
                {
                    throw TooLate(wanted, wrong);
                }

                if (TimeProvider.System.GetElapsedTime(told) >= TellEvery)
                {
                    told = TimeProvider.System.GetTimestamp();
                    Tell(new GuideLine(GuideKind.Waiting, place.ScenarioId, $"Waiting for {wanted.Awaited} of {Party}."), left);
                }

                await Task.WhenAny(answer, Task.Delay(Look, cancellationToken));
                cancellationToken.ThrowIfCancellationRequested();
            }
        }
        finally
        {
            await over.CancelAsync();
        }
    }

    private void Take(GuideAnswer said)
    {
        switch (said)
        {
            case { Command: GuideCommand.Skip, Text: { Length: > 0 } why }:
                throw new ScenarioEndedException(StepStatus.Skipped, $"Left out by the tester: {why}");
            case { Command: GuideCommand.Note, Text: { Length: > 0 } note }:
                place.NoteByTester(note);
                break;
            default:
                Tell(new GuideLine(GuideKind.Wrong, place.ScenarioId, "Say done, repeat, skip REASON, or note TEXT."));
                break;
        }
    }

    private async Task<ExchangeView?> LookAsync(Wanted wanted, List<string> wrong, CancellationToken cancellationToken)
    {
        foreach (var one in Fresh(wanted, await place.SeenAsync(cancellationToken)))
        {
            if (wanted.Is(one))
            {
                Tell(new GuideLine(GuideKind.Seen, place.ScenarioId, Wanted.Describe(one)) { Message = one.Action });
                return one;
            }

            if (wanted.Strange(one))
            {
                wrong.Add(Wanted.Describe(one));
                Tell(
                    new GuideLine(GuideKind.Wrong, place.ScenarioId, $"{wrong[^1]} came; {wanted.Awaited} of {Party} is awaited.")
                    {
                        WrongTimes = wrong.Count,
                        MaxWrongTimes = MaxWrongTimes,
                    }
                );
                if (wrong.Count == MaxWrongTimes)
                {
                    throw new HarnessFaultException(
                        $"{MaxWrongTimes} times something else came than {wanted.Awaited} of {Party}: {string.Join("; ", wrong)}. "
                            + "That says nothing about the client."
                    );
                }
            }
            else if (wanted.Progress(one))
            {
                Tell(new GuideLine(GuideKind.Seen, place.ScenarioId, Wanted.Describe(one)));
            }
        }

        return null;
    }

    // Each exchange is looked at once; what another open instruction waits for is left to that.
    private List<ExchangeView> Fresh(Wanted wanted, IReadOnlyList<ExchangeView> seen)
    {
        lock (_gate)
        {
            List<ExchangeView> fresh = [];
            foreach (
                var one in seen.Where(one => !_taken.Contains(one.Id) && (one.MessageId is null || !_messages.Contains(one.MessageId)))
            )
            {
                if (wanted.Is(one) || !_open.Exists(other => other.Is(one)))
                {
                    fresh.Add(one);
                    _taken.Add(one.Id);
                    if (wanted.Is(one))
                    {
                        _messages.UnionWith(one.MessageId is { } id ? [id] : Array.Empty<string>());
                        break; // what comes behind it belongs to the next instruction
                    }
                }
            }

            return fresh;
        }
    }

    private async Task<ExchangeView?> NewestAsync(Wanted wanted, CancellationToken cancellationToken) =>
        Fresh(wanted, await place.SeenAsync(cancellationToken)).Find(one => wanted.Is(one));

    private HarnessFaultException TooLate(Wanted wanted, List<string> wrong)
    {
        var instead = wrong.Count == 0 ? "" : $", but {string.Join("; ", wrong)}";
        return new HarnessFaultException(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{wanted.Awaited} of {Party} was not seen in {handTime.TotalSeconds:0.#} s{instead}. That says nothing about the client."
            )
        );
    }

    private void Tell(GuideLine line, TimeSpan? left = null) =>
        guide.Tell(
            line with
            {
                At = TimeProvider.System.GetUtcNow(),
                Party = Party,
                Folder = line.Kind == GuideKind.Instruction ? place.Folder : null,
                Step = line.Kind == GuideKind.Instruction ? place.Step : null,
                SecondsLeft = left is { } time ? Math.Round(time.TotalSeconds) : null,
            }
        );
}
