using Ics2.Contract.Rehearsals;
using Ics2.Contract.Traders;
using Ics2.Rehearsal.Running;
using Ics2.Rehearsal.Running.Results;

namespace Ics2.StepDefinitions.Clients;

/// <summary>
/// A client that only a person can drive. What a scenario wants of it becomes an instruction of the guide; the message is recognised by
/// trader and type when it comes to customs.
/// </summary>
/// <param name="guide">Shows the instructions and takes what the person says.</param>
/// <param name="handTime">How long the person has for each instruction.</param>
/// <param name="kept">The traders that the client is set up as.</param>
/// <param name="pushUrl">Where the client takes what customs pushes; null for nowhere.</param>
public sealed class ManualTrader(IRehearsalGuide guide, TimeSpan handTime, KeptTraders kept, Uri? pushUrl) : ITraderUnderTest, IDisposable
{
    /// <inheritdoc/>
    public string Name => "manual";

    /// <inheritdoc/>
    public bool CanMisbehave => false;

    /// <inheritdoc/>
    public KeptTraders Kept => kept;

    /// <inheritdoc/>
    public Task<ITraderAtWork> StartAsync(Workplace place, CancellationToken cancellationToken)
    {
        var settings = place.Settings;
        if (settings.Channel == ReplyChannel.Push && pushUrl is null)
        {
            throw new ScenarioEndedException(
                StepStatus.Skipped,
                "Customs pushes to this trader, and nobody said where its client listens: give --push-url."
            );
        }

        if (place.IsNew)
        {
            var how =
                settings.Channel == ReplyChannel.Push
                    ? $"customs pushes its messages to {pushUrl}"
                    : $"it pulls its messages from {settings.Mpc}";
            guide.Tell(
                new GuideLine(
                    GuideKind.SetUp,
                    place.ScenarioId,
                    $"Set up your client as {settings.PartyId}: keys and certificates are in {place.Folder}, their passwords in trader.json "
                        + $"there; customs is at {settings.Endpoint}; {how}."
                )
                {
                    At = TimeProvider.System.GetUtcNow(),
                    Party = settings.PartyId,
                    Folder = place.Folder,
                }
            );
        }

        return Task.FromResult<ITraderAtWork>(
            new ManualTraderAtWork(
                place,
                new GuidedPerson(guide, place, handTime),
                handTime,
                settings.Channel == ReplyChannel.Push ? pushUrl : null
            )
        );
    }

    /// <inheritdoc/>
    public void Dispose() => kept.Dispose();
}
