using System.Globalization;
using Ics2.Contract.Traders;
using Ics2.Rehearsal.Running;
using Ics2.StepDefinitions.Clients;
using Ics2.Trader;
using Ics2.Trader.Conduct;
using Ics2.Trust.Certificates;

namespace Ics2.StepDefinitions;

/// <summary>What a trader of a scenario has to be.</summary>
/// <param name="Channel">How it gets its messages.</param>
/// <param name="Flavour">What is good or wrong about its certificates and registration.</param>
/// <param name="System">The system part of its party id; null for none.</param>
/// <param name="Eori">Its EORI; null for a new one.</param>
/// <param name="RegisteredIn">The Member State that registered its seal; null for that of the EORI.</param>
/// <param name="Conduct">What the client does wrong on purpose, all the time; null for nothing.</param>
public sealed record Part(
    ReplyChannel Channel,
    string Flavour = Part.Usual,
    string? System = null,
    string? Eori = null,
    string? RegisteredIn = null,
    Misconduct? Conduct = null
)
{
    /// <summary>The flavour that nothing is wrong with.</summary>
    public const string Usual = "qualified";

    /// <summary>Whether any trader will do.</summary>
    public bool IsUsual => Flavour == Usual && (System ?? Eori ?? RegisteredIn) is null && Conduct is null;
}

/// <summary>Enrols the traders of one scenario and puts the client under test to work as them.</summary>
/// <param name="customs">The customs side.</param>
/// <param name="client">The client under test.</param>
/// <param name="scenario">Gives the seed that EORIs follow from.</param>
/// <param name="evidence">Takes what the client was asked.</param>
public sealed class Casting(ObservedCustoms customs, ITraderUnderTest client, RehearsedScenario scenario, Evidence evidence) : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ics2-trader-");
    private int _eoris;
    private int _folders;

    private CancellationToken Ct => scenario.CancellationToken;

    /// <summary>Enrols a new trader.</summary>
    /// <param name="part">What it has to be.</param>
    public async Task<Player> EnrolAsync(Part part)
    {
        var number = _eoris++;
        var eori = part.Eori ?? NewEori(number);
        var enrolled = await EnrolAsync(new TraderPartyId(part.System, eori, part.RegisteredIn).ToString(), part);
        if (part.Conduct is { } conduct)
        {
            enrolled = enrolled with { Settings = enrolled.Settings with { Conduct = conduct.Name } };
        }

        return await PlayAsync(Write(enrolled, NewFolder()), eori, isNew: true);
    }

    /// <summary>
    /// The trader that the client was set up as for this place; enrolled now, where there is none yet. Its past it leaves behind.
    /// </summary>
    /// <param name="kept">Who was set up so far.</param>
    /// <param name="place">How many traders of the scenario come before it on the same channel.</param>
    /// <param name="part">What it has to be; nothing unusual.</param>
    public async Task<Player> StayAsync(KeptTraders kept, int place, Part part)
    {
        var number = _eoris++;
        if (kept.Find(place, part.Channel, customs.OwnEndpoint) is { } known)
        {
            await customs.BeginAnewAsync(known.Settings.PartyId, Ct);
            return await PlayAsync(known, known.Settings.Eori, isNew: false);
        }

        var eori = NewEori(number);
        var trader = Write(await EnrolAsync(new TraderPartyId(null, eori, null).ToString(), part), kept.NewFolder());
        var player = await PlayAsync(trader, eori, isNew: true);
        kept.Keep(place, customs.OwnEndpoint, trader);
        return player;
    }

    /// <summary>Enrols a trader once more, which gives it a second seal.</summary>
    /// <param name="partyId">Who.</param>
    /// <returns>The client at work with that.</returns>
    public async Task<ITraderAtWork> RenewAsync(string partyId) =>
        await StartAsync(Write(await customs.EnrolAsync(new EnrolmentRequest(partyId), Ct), NewFolder()), isNew: true);

    /// <inheritdoc/>
    public void Dispose() => _folder.Delete(recursive: true);

    private string NewEori(int number) => string.Create(CultureInfo.InvariantCulture, $"BE{scenario.Seed % 1_000_000_000:D9}{number}");

    private string NewFolder() => Path.Combine(_folder.FullName, (_folders++).ToString(CultureInfo.InvariantCulture));

    private static KeptTrader Write(EnrolledTrader enrolled, string folder)
    {
        enrolled.WriteTo(folder);
        return new KeptTrader(folder, enrolled.Settings);
    }

    private Task<EnrolledTrader> EnrolAsync(string partyId, Part part)
    {
        var push = part.Channel == ReplyChannel.Push ? new Uri("https://localhost/as4") : null;
        return customs.EnrolAsync(new EnrolmentRequest(partyId, part.Channel, push, part.Flavour), Ct);
    }

    private async Task<Player> PlayAsync(KeptTrader trader, string eori, bool isNew)
    {
        var player = new Player(trader.Settings.PartyId, eori, await StartAsync(trader, isNew));
        if (player.Client.PushUrl is { } url)
        {
            // The client took a free port, so only now it is known where to push.
            await customs.PushToAsync(player.PartyId, url, Ct);
        }

        return player;
    }

    private Task<ITraderAtWork> StartAsync(KeptTrader trader, bool isNew) =>
        client.StartAsync(
            new Workplace(trader.Folder, trader.Settings, evidence)
            {
                Scenario = scenario,
                IsNew = isNew,
                Seen = cancellationToken => customs.ExchangesAsync(trader.Settings.PartyId, cancellationToken),
            },
            Ct
        );
}
