using System.Collections.Concurrent;
using System.Globalization;
using Ics2.Contract.Traders;
using Ics2.Trader.Settings;

namespace Ics2.StepDefinitions.Clients;

/// <summary>A trader that a client was set up as, with its folder.</summary>
/// <param name="Folder">The trader folder.</param>
/// <param name="Settings">What its <c>trader.json</c> says.</param>
public sealed record KeptTrader(string Folder, TraderSettings Settings);

/// <summary>
/// The traders that a person has set up the client as. Setting up takes a person minutes, so they stay the same in all scenarios: the first
/// trader of each that pulls, the second, the first that customs pushes to.
/// </summary>
public sealed class KeptTraders : IDisposable
{
    private readonly ConcurrentDictionary<(int Place, ReplyChannel Channel, Uri? Endpoint), KeptTrader> _kept = [];
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ics2-traders-");
    private int _folders;

    /// <summary>Begins with traders that are enrolled already, with a customs that is not the rehearsal's own.</summary>
    /// <param name="folders">Their folders, in the order in which scenarios need them.</param>
    /// <exception cref="TraderFolderException">One is no trader folder.</exception>
    public KeptTraders(IEnumerable<string> folders)
    {
        var places = new Dictionary<ReplyChannel, int>();
        foreach (var folder in folders)
        {
            using var trader = TraderFolder.Open(folder);
            var settings = trader.Settings;
            var place = places.GetValueOrDefault(settings.Channel);
            places[settings.Channel] = place + 1;
            _kept[(place, settings.Channel, null)] = new KeptTrader(folder, settings);
        }
    }

    /// <summary>The one for a place; null when there is none yet.</summary>
    /// <param name="place">How many traders of the scenario come before it on the same channel.</param>
    /// <param name="endpoint">The customs that it is enrolled with, by its access point; null for one that is not the rehearsal's own.</param>
    public KeptTrader? Find(int place, ReplyChannel channel, Uri? endpoint) => _kept.GetValueOrDefault((place, channel, endpoint));

    /// <summary>The one with a party id; null when there is none.</summary>
    public KeptTrader? Find(string partyId) => _kept.Values.FirstOrDefault(trader => trader.Settings.PartyId == partyId);

    /// <summary>Keeps one.</summary>
    /// <param name="place">How many traders of the scenario come before it on the same channel.</param>
    /// <param name="endpoint">The customs that it is enrolled with.</param>
    /// <param name="trader">Who.</param>
    public void Keep(int place, Uri? endpoint, KeptTrader trader) => _kept[(place, trader.Settings.Channel, endpoint)] = trader;

    /// <summary>A folder for a trader that stays.</summary>
    public string NewFolder() => Path.Combine(_folder.FullName, Interlocked.Increment(ref _folders).ToString(CultureInfo.InvariantCulture));

    /// <inheritdoc/>
    public void Dispose() => _folder.Delete(recursive: true);
}
