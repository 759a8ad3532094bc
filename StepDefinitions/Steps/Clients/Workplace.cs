using Ics2.Contract.Management;
using Ics2.Contract.Traders;
using Ics2.Rehearsal.Running;
using Ics2.Rehearsal.Running.Results;
using Ics2.Trader.Settings;

namespace Ics2.StepDefinitions.Clients;

/// <summary>Where a client is put to work: the folder of its trader, and who takes down what it does.</summary>
/// <param name="folder">The trader folder.</param>
/// <param name="settings">What its <c>trader.json</c> says.</param>
/// <param name="evidence">Takes down the calls; null for nobody.</param>
public sealed class Workplace(string folder, TraderSettings settings, Evidence? evidence = null)
{
    /// <summary>The trader folder.</summary>
    public string Folder { get; } = folder;

    /// <summary>What its <c>trader.json</c> says.</summary>
    public TraderSettings Settings { get; } = settings;

    /// <summary>What nobody may read in a report.</summary>
    public Secrets Secrets { get; } = Secrets.Of(settings);

    /// <summary>The scenario that it is for; null for none.</summary>
    public RehearsedScenario? Scenario { get; init; }

    /// <summary>Whether the client has not been this trader before.</summary>
    public bool IsNew { get; init; } = true;

    /// <summary>What customs saw of the trader in this scenario, oldest first; null where nobody looks.</summary>
    public Func<CancellationToken, Task<IReadOnlyList<ExchangeView>>>? Seen { get; init; }

    internal string ScenarioId => Scenario?.Id ?? "";

    internal string? Step => Scenario?.Step;

    /// <summary>A workplace in a trader folder.</summary>
    /// <param name="folder">The trader folder.</param>
    /// <param name="evidence">Takes down the calls; null for nobody.</param>
    public static Workplace Open(string folder, Evidence? evidence = null)
    {
        using var trader = TraderFolder.Open(folder);
        return new Workplace(folder, trader.Settings, evidence);
    }

    /// <summary>Begins a call of the client; noted when it has ended.</summary>
    /// <param name="what">In few words: <c>send IE3F10</c>.</param>
    /// <param name="command">The command line or URL; null for none.</param>
    public OpenCall Begin(string what, string? command = null) => new(this, what, command);

    internal Task<IReadOnlyList<ExchangeView>> SeenAsync(CancellationToken cancellationToken) =>
        Seen?.Invoke(cancellationToken) ?? Task.FromResult<IReadOnlyList<ExchangeView>>([]);

    internal void NoteByTester(string text) =>
        evidence?.Note(new TimelineEntry(TimeProvider.System.GetUtcNow(), "tester", "tester", "note", text));

    internal void Note(ClientCall call) =>
        evidence?.Note(
            call with
            {
                Command = call.Command is null ? null : Secrets.BlankIn(call.Command),
                Outcome = Secrets.BlankIn(call.Outcome),
                Remark = call.Remark is null ? null : Secrets.BlankIn(call.Remark),
            }
        );
}

/// <summary>A call of the client that goes on.</summary>
/// <param name="place">Where.</param>
/// <param name="what">In few words.</param>
/// <param name="command">The command line or URL.</param>
public sealed class OpenCall(Workplace place, string what, string? command)
{
    private readonly DateTimeOffset _at = TimeProvider.System.GetUtcNow();
    private readonly long _since = TimeProvider.System.GetTimestamp();

    /// <summary>Takes it down.</summary>
    /// <param name="outcome">How it ended, as part of a sentence: <c>ended with exit code 0</c>.</param>
    /// <param name="shape">What else is known about it.</param>
    public void End(string outcome, Func<ClientCall, ClientCall>? shape = null)
    {
        var call = new ClientCall
        {
            At = _at,
            Party = place.Settings.PartyId,
            What = what,
            Command = command,
            Outcome = outcome,
            Duration = TimeProvider.System.GetElapsedTime(_since),
        };
        place.Note(shape?.Invoke(call) ?? call);
    }
}
