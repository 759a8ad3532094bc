using System.Globalization;
using Ics2.Ens;
using Ics2.Ens.Samples;
using Ics2.StepDefinitions.Clients;
using Ics2.StepDefinitions.Hosting;
using Ics2.StepDefinitions.Running;
using Ics2.StepDefinitions.Running.Results;
using Ics2.Trader;
using Ics2.Trust;

namespace Ics2.StepDefinitions.Steps;

/// <summary>A trader of a scenario.</summary>
/// <param name="PartyId">Its party id.</param>
/// <param name="Eori">Its EORI.</param>
/// <param name="Client">The client under test, at work as this trader.</param>
public sealed record Player(string PartyId, string Eori, ITraderAtWork Client)
{
    /// <summary>The filings it made, in order.</summary>
    public IList<Answered> Filings { get; } = [];

    /// <summary>What it received, in order.</summary>
    public IList<ReceivedCustomsMessage> Received { get; } = [];
}

/// <summary>The traders of one scenario: enrolled on demand under EORIs of the scenario's own, written into the evidence at the end.</summary>
/// <param name="customs">The customs side.</param>
/// <param name="client">The client under test.</param>
/// <param name="scenario">Gives the seed that EORIs and filings follow from.</param>
/// <param name="evidence">Takes what was seen on the wire.</param>
public sealed class Cast(Customs customs, ITraderUnderTest client, ScenarioContext scenario, Evidence evidence) : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ics2-trader-");
    private readonly List<Player> _players = [];
    private readonly SampleWriter _samples = new(SpecPack.Embedded());
    private int _samplesWritten;

    /// <summary>The trader the scenario is about.</summary>
    public Player Trader => _players.Count > 0 ? _players[0] : throw new InvalidOperationException("The scenario has no trader yet; begin it with 'Given a trader ...'.");

    /// <summary>The second trader.</summary>
    public Player OtherTrader => _players.Count > 1 ? _players[1] : throw new InvalidOperationException("The scenario has no other trader yet; say 'Given another trader ...'.");

    /// <summary>Enrols a trader and puts the client to work.</summary>
    /// <param name="channel">How it gets its messages.</param>
    /// <param name="flavour">What is good or wrong about its certificates and registration.</param>
    /// <param name="system">The system part of its party id; null for none.</param>
    /// <param name="eori">Its EORI; null for a new one.</param>
    /// <param name="registeredIn">The Member State that registered its seal; null for that of the EORI.</param>
    public async Task<Player> EnrolAsync(ReplyChannel channel, string flavour = "qualified", string? system = null, string? eori = null, string? registeredIn = null)
    {
        eori ??= string.Create(CultureInfo.InvariantCulture, $"BE{scenario.Seed % 1_000_000_000:D9}{_players.Count}");
        var partyId = new TraderPartyId(system, eori, registeredIn).ToString();
        var push = channel == ReplyChannel.Push;
        var request = new EnrolmentRequest(partyId, channel, push ? new Uri("https://localhost/push") : null, flavour);
        var enrolled = await customs.Simulator.Enrolment.EnrolAsync(request, scenario.CancellationToken);
        var folder = Path.Combine(_folder.FullName, _players.Count.ToString(CultureInfo.InvariantCulture));
        enrolled.WriteTo(folder);
        var player = new Player(partyId, eori, await client.StartAsync(folder, scenario.CancellationToken));
        _players.Add(player);
        if (push)
        {
            // The client took a free port, so only now it is known where to push.
            await customs.Simulator.Enrolment.SetChannelAsync(partyId, channel, player.Client.PushUrl, scenario.CancellationToken);
        }

        return player;
    }

    /// <summary>Enrols the trader once more, which gives it a second seal while the first stays registered, and puts the client to work with that.</summary>
    public async Task RollOverAsync()
    {
        var (before, folder) = (Trader, Path.Combine(_folder.FullName, "rollover"));
        (await customs.Simulator.Enrolment.EnrolAsync(new EnrolmentRequest(before.PartyId), scenario.CancellationToken)).WriteTo(folder);
        await before.Client.DisposeAsync();
        _players[0] = before with { Client = await client.StartAsync(folder, scenario.CancellationToken) };
    }

    /// <summary>Writes a filing that nothing is wrong with.</summary>
    /// <param name="message">For example <c>IE3F10</c>.</param>
    /// <param name="declarant">Who declares.</param>
    public byte[] Compose(string message, string declarant) => _samples.Write(message, new SampleOptions
    {
        Seed = scenario.Seed + _samplesWritten++,
        Declarant = Eori.TryParse(declarant, out var eori, out var why) ? eori : throw new InvalidOperationException(why),
        Now = TimeProvider.System.GetUtcNow(),
    });

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var player in _players)
        {
            await player.Client.DisposeAsync();
        }

        _folder.Delete(recursive: true);
    }

    /// <summary>Writes down what the access point saw of every trader: the messages as on the wire, and their timeline.</summary>
    public async Task KeepEvidenceAsync()
    {
        foreach (var message in await AllMessagesAsync())
        {
            var incoming = message.Direction == "in";
            evidence.Save($"{message.Direction}-{message.Action}-{message.MessageId}.as4", await customs.RawAsync(message, CancellationToken.None));
            evidence.Note(new TimelineEntry(message.At, incoming ? message.Party : "customs", incoming ? "customs" : message.Party, message.Action, $"{message.State}, message {message.MessageId}"));
        }
    }

    private async Task<IEnumerable<SeenMessage>> AllMessagesAsync() =>
        (await Task.WhenAll(_players.Select(player => customs.MessagesAsync(player.PartyId, CancellationToken.None)))).SelectMany(messages => messages);
}
