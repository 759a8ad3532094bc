using System.Globalization;
using Ics2.As4.Messages;
using Ics2.Contract.Traders;
using Ics2.Ens.Catalogue;
using Ics2.Ens.Samples;
using Ics2.Ens.Values;
using Ics2.Rehearsal.Running;
using Ics2.StepDefinitions.Clients;
using Ics2.Trader;
using Ics2.Trader.Conduct;
using Ics2.Trust.Certificates;

namespace Ics2.StepDefinitions;

/// <summary>
/// The traders of one scenario: enrolled on demand under EORIs of the scenario's own, written into the evidence at the end.
/// </summary>
/// <param name="customs">The customs side.</param>
/// <param name="client">The client under test.</param>
/// <param name="scenario">Gives the seed that EORIs and filings follow from.</param>
/// <param name="evidence">Takes what the client was asked.</param>
/// <param name="wire">Keeps what was seen on the wire.</param>
public sealed class Cast(
    ObservedCustoms customs,
    ITraderUnderTest client,
    Verdicts verdicts,
    RehearsedScenario scenario,
    Evidence evidence,
    WireEvidence wire,
    RehearsalSettings settings
) : IAsyncDisposable, IDisposable
{
    private const int MaxStories = 400;
    private const int StoryStep = 1009; // far from the seeds of the scenario's other drafts

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ics2-trader-");
    private readonly List<Player> _players = [];
    private readonly Dictionary<string, int> _names = new(StringComparer.Ordinal);
    private readonly SpecPack _pack = settings.SpecPack;
    private int _samplesWritten;
    private bool _ended;

    /// <summary>The trader the scenario is about.</summary>
    public Player Trader =>
        _players.Count > 0
            ? _players[0]
            : throw new InvalidOperationException("The scenario has no trader yet; begin it with 'Given a trader ...'.");

    /// <summary>The second trader.</summary>
    public Player OtherTrader =>
        _players.Count > 1
            ? _players[1]
            : throw new InvalidOperationException("The scenario has no other trader yet; say 'Given another trader ...'.");

    /// <summary>
    /// A trader by the name that the scenario gave it, such as <c>the carrier</c>; <c>the trader</c> is the first, <c>the other trader</c>
    /// the second.
    /// </summary>
    /// <param name="name">With its article.</param>
    public Player Named(string name) =>
        _names.TryGetValue(name, out var index)
            ? _players[index]
            : name switch
            {
                "the trader" => Trader,
                "the other trader" or "the other system" => OtherTrader,
                _ => throw new InvalidOperationException(
                    $"Nobody in the scenario is called '{name}'; it has {string.Join(", ", _names.Keys.DefaultIfEmpty("the trader"))}."
                ),
            };

    /// <summary>Enrols a trader under a name of its own.</summary>
    /// <param name="name">With its article, such as <c>the carrier</c>.</param>
    /// <param name="channel">How it gets its messages.</param>
    public async Task<Player> EnrolAsync(string name, ReplyChannel channel)
    {
        var player = await EnrolAsync(channel);
        _names.Add(name, _players.Count - 1);
        return player;
    }

    /// <summary>Enrols a trader and puts the client to work.</summary>
    /// <param name="channel">How it gets its messages.</param>
    /// <param name="flavour">What is good or wrong about its certificates and registration.</param>
    /// <param name="system">The system part of its party id; null for none.</param>
    /// <param name="eori">Its EORI; null for a new one.</param>
    /// <param name="registeredIn">The Member State that registered its seal; null for that of the EORI.</param>
    /// <param name="conduct">What the client does wrong on purpose, all the time; null for nothing.</param>
    public async Task<Player> EnrolAsync(
        ReplyChannel channel,
        string flavour = "qualified",
        string? system = null,
        string? eori = null,
        string? registeredIn = null,
        Misconduct? conduct = null
    )
    {
        await wire.BeginAsync(scenario.CancellationToken);
        eori ??= string.Create(CultureInfo.InvariantCulture, $"BE{scenario.Seed % 1_000_000_000:D9}{_players.Count}");
        var partyId = new TraderPartyId(system, eori, registeredIn).ToString();
        var push = channel == ReplyChannel.Push;
        var request = new EnrolmentRequest(partyId, channel, push ? new Uri("https://localhost/push") : null, flavour);
        var enrolled = await customs.Simulator.Enrolment.EnrolAsync(request, scenario.CancellationToken);
        var folder = Path.Combine(_folder.FullName, _players.Count.ToString(CultureInfo.InvariantCulture));
        if (conduct is not null)
        {
            Need(conduct);
            enrolled = enrolled with { Settings = enrolled.Settings with { Conduct = conduct.Name } };
        }

        enrolled.WriteTo(folder);
        var player = new Player(partyId, eori, await StartAsync(enrolled.Settings, folder));
        _players.Add(player);
        if (push)
        {
            // The client took a free port, so only now it is known where to push.
            await customs.Simulator.Enrolment.SetChannelAsync(partyId, channel, player.Client.PushUrl, scenario.CancellationToken);
        }

        return player;
    }

    /// <summary>
    /// Enrols the trader once more, which gives it a second seal while the first stays registered, and puts the client to work with that.
    /// </summary>
    public async Task RollOverAsync()
    {
        var (before, folder) = (Trader, Path.Combine(_folder.FullName, "rollover"));
        var enrolled = await customs.Simulator.Enrolment.EnrolAsync(new EnrolmentRequest(before.PartyId), scenario.CancellationToken);
        enrolled.WriteTo(folder);
        await before.Client.DisposeAsync();
        _players[0] = before with { Client = await StartAsync(enrolled.Settings, folder) };
    }

    /// <summary>Writes a message that nothing is wrong with.</summary>
    /// <param name="message">For example <c>IE3F10</c>.</param>
    /// <param name="declarant">EORI of whoever declares.</param>
    /// <param name="shape">Changes how many houses and items it has, its LRN, the MRN it is about; a seed makes it tell the story of
    /// another draft.</param>
    /// <param name="fits">Which story is told, for example one of goods in containers; null for any.</param>
    public Draft Compose(string message, string declarant, Func<SampleOptions, SampleOptions>? shape = null, Func<Draft, bool>? fits = null)
    {
        var (now, seed) = (TimeProvider.System.GetUtcNow(), (scenario.Seed + _samplesWritten++) & int.MaxValue);
        var options = new SampleOptions
        {
            Seed = seed,
            Declarant = Eori.TryParse(declarant, out var eori, out var why) ? eori : throw new InvalidOperationException(why),
            Lrn = Lrn.Parse(string.Create(CultureInfo.InvariantCulture, $"S{now:yyMMddHHmmss}{seed % 100_000_000}")),
            Now = now,
        };
        options = shape?.Invoke(options) ?? options;
        return Enumerable
                .Range(0, MaxStories)
                .Select(story => options with { Seed = (options.Seed + (story * StoryStep)) & int.MaxValue })
                .Select(story => new Draft(_pack, new SampleWriter(_pack).Write(message, story)) { Seed = story.Seed })
                .FirstOrDefault(draft => fits is null || fits(draft))
            ?? throw new InvalidOperationException($"None of {MaxStories} stories of an {message} fits.");
    }

    /// <summary>Lodges a document.</summary>
    /// <param name="conduct">What the client does wrong on purpose; null for nothing.</param>
    /// <param name="attachments">What goes along.</param>
    /// <returns>What came of it, also the last of the player's lodgings.</returns>
    public Task<Lodged> LodgeAsync(Player player, Draft draft, Misconduct? conduct = null, IReadOnlyList<Payload>? attachments = null) =>
        WatchAsync(
            player,
            draft,
            conduct,
            () => player.Client.LodgeAsync(draft.Message, draft.Xml, attachments ?? [], conduct, scenario.CancellationToken)
        );

    /// <summary>Lodges bytes that are no message.</summary>
    /// <param name="message">What they are sent as.</param>
    /// <param name="document">The bytes.</param>
    public Task<Lodged> LodgeAsync(Player player, string message, byte[] document) =>
        WatchAsync(
            player,
            draft: null,
            conduct: null,
            () => player.Client.LodgeAsync(message, document, [], null, scenario.CancellationToken)
        );

    /// <summary>Sends the connectivity test.</summary>
    public Task<Lodged> PingAsync(Player player) =>
        WatchAsync(player, draft: null, conduct: null, () => player.Client.PingAsync(scenario.CancellationToken));

    /// <summary>Ends the scenario as skipped when it needs the client to do something wrong and the client cannot be told to.</summary>
    /// <param name="conduct">What it would have to do; null for nothing.</param>
    public void Need(Misconduct? conduct)
    {
        if (conduct is not null && !client.CanMisbehave)
        {
            verdicts.Skip(
                $"The client {client.Name} cannot be told to do something wrong ({conduct.Name}); the built-in client shows what customs answers then."
            );
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (!_ended)
        {
            _ended = true;
            foreach (var player in _players)
            {
                await player.Client.DisposeAsync();
            }

            _folder.Delete(recursive: true);
        }
    }

    /// <summary>The last resort: Reqnroll leaves out hooks after one that threw, but always ends the objects it made.</summary>
    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    /// <summary>Keeps what went over the wire between the traders and customs.</summary>
    public Task KeepEvidenceAsync() => wire.KeepAsync(_players);

    private Task<ITraderAtWork> StartAsync(TraderSettings settings, string folder) =>
        client.StartAsync(new Workplace(folder, settings, evidence), scenario.CancellationToken);

    private async Task<Lodged> WatchAsync(Player player, Draft? draft, Misconduct? conduct, Func<Task<Told>> send)
    {
        Need(conduct);
        var before = (await customs.ExchangesAsync(player.PartyId, scenario.CancellationToken)).Count;
        var told = await send();
        var seen = (await customs.ExchangesAsync(player.PartyId, scenario.CancellationToken))
            .Skip(before)
            .Where(exchange => exchange.Kind == "userMessage");
        var lodged = new Lodged(draft, told, [.. seen]);
        player.Lodgings.Add(lodged);
        return lodged;
    }
}
