using Ics2.As4.Messages;
using Ics2.Contract.Management;
using Ics2.Contract.Traders;
using Ics2.Ens.Catalogue;
using Ics2.Ens.Samples;
using Ics2.Ens.Values;
using Ics2.Rehearsal.Running;
using Ics2.StepDefinitions.Clients;
using Ics2.Trader.Conduct;

namespace Ics2.StepDefinitions;

/// <summary>
/// The traders of one scenario: enrolled on demand under EORIs of the scenario's own, written into the evidence at the end.
/// </summary>
/// <param name="customs">The customs side.</param>
/// <param name="client">The client under test.</param>
/// <param name="scenario">Gives the seed that EORIs and filings follow from.</param>
/// <param name="casting">Enrols traders and puts the client to work.</param>
/// <param name="wire">Keeps what was seen on the wire.</param>
public sealed class Cast(
    ObservedCustoms customs,
    ITraderUnderTest client,
    Verdicts verdicts,
    RehearsedScenario scenario,
    Casting casting,
    WireEvidence wire,
    RehearsalSettings settings
) : IAsyncDisposable, IDisposable
{
    private const int MaxStories = 400;
    private const int StoryStep = 1009; // far from the seeds of the scenario's other drafts

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

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
        string flavour = Part.Usual,
        string? system = null,
        string? eori = null,
        string? registeredIn = null,
        Misconduct? conduct = null
    )
    {
        await wire.BeginAsync(Ct);
        Need(conduct);
        var part = new Part(channel, flavour, system, eori, registeredIn, conduct);
        var place = _players.Count(one => one.Client.PushUrl is null == (channel == ReplyChannel.Pull));
        var player = part.IsUsual && client.Kept is { } kept ? await casting.StayAsync(kept, place, part) : await casting.EnrolAsync(part);
        _players.Add(player);
        return player;
    }

    /// <summary>
    /// Enrols the trader once more, which gives it a second seal while the first stays registered, and puts the client to work with that.
    /// </summary>
    public async Task RollOverAsync()
    {
        var before = Trader;
        await before.Client.DisposeAsync();
        _players[0] = before with { Client = await casting.RenewAsync(before.PartyId) };
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
            Lrn = Lrn.Parse(customs.LrnOf(now, seed)),
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
        WatchAsync(player, draft, conduct, () => player.Client.LodgeAsync(draft.Message, draft.Xml, attachments ?? [], conduct, Ct));

    /// <summary>Lodges bytes that are no message.</summary>
    /// <param name="message">What they are sent as.</param>
    /// <param name="document">The bytes.</param>
    public Task<Lodged> LodgeAsync(Player player, string message, byte[] document) =>
        WatchAsync(player, draft: null, conduct: null, () => player.Client.LodgeAsync(message, document, [], null, Ct));

    /// <summary>Sends the connectivity test.</summary>
    public Task<Lodged> PingAsync(Player player) => WatchAsync(player, draft: null, conduct: null, () => player.Client.PingAsync(Ct));

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
        }
    }

    /// <summary>The last resort: Reqnroll leaves out hooks after one that threw, but always ends the objects it made.</summary>
    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    /// <summary>Keeps what went over the wire between the traders and customs.</summary>
    public Task KeepEvidenceAsync() => wire.KeepAsync(_players);

    /// <summary>
    /// Looks again at what became of a player's last lodging. A person's client sends again when it sees fit, so for that this waits.
    /// </summary>
    /// <param name="enough">What has to be seen.</param>
    public async Task<Lodged> LookAgainAsync(Player player, Func<Lodged, bool> enough)
    {
        if (player.Client.HandTime is not { } time)
        {
            return player.Last;
        }

        for (var since = TimeProvider.System.GetTimestamp(); ; await Task.Delay(Pause, Ct))
        {
            var last = player.Last;
            var now = last with { Seen = await SeenOfAsync(player, last.Told.MessageId, 0) };
            player.Lodgings[^1] = now;
            if (enough(now) || TimeProvider.System.GetElapsedTime(since) > time)
            {
                return now;
            }
        }
    }

    private CancellationToken Ct => scenario.CancellationToken;

    private async Task<Lodged> WatchAsync(Player player, Draft? draft, Misconduct? conduct, Func<Task<Told>> send)
    {
        Need(conduct);
        var before = (await customs.ExchangesAsync(player.PartyId, Ct)).Count;
        var told = await send();
        var byHand = player.Client.HandTime is not null;
        if (byHand && draft is not null && told.MessageId is { } id)
        {
            draft = await customs.DraftOfAsync(player.PartyId, id, Ct) ?? draft; // the person's own document counts
        }

        var lodged = new Lodged(draft, told, await SeenOfAsync(player, byHand ? told.MessageId : null, before));
        player.Lodgings.Add(lodged);
        return lodged;
    }

    private async Task<IReadOnlyList<ExchangeView>> SeenOfAsync(Player player, string? messageId, int before) =>
        [
            .. (await customs.ExchangesAsync(player.PartyId, Ct))
                .Skip(messageId is null ? before : 0)
                .Where(one => one.Kind == "userMessage" && (messageId is null || one.MessageId == messageId)),
        ];
}
