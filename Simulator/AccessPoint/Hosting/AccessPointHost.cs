using Ics2.AccessPoint.Chaos;
using Ics2.AccessPoint.Receiving;
using Ics2.AccessPoint.Settings;

namespace Ics2.AccessPoint.Hosting;

/// <summary>
/// A running access point. Disposing stops it: what has a receipt is kept and goes on at the next start on the same data folder.
/// </summary>
public sealed class AccessPointHost : IAsyncDisposable
{
    private readonly Parts _parts;

    private AccessPointHost(Parts parts, Uri as4, Uri management, ChaosRules chaos)
    {
        _parts = parts;
        As4 = as4;
        Management = management;
        Chaos = chaos;
    }

    /// <summary>Where traders post.</summary>
    public Uri As4 { get; }

    /// <summary>Base of the management API.</summary>
    public Uri Management { get; }

    /// <summary>What goes wrong on purpose; nothing, until a rule is put in.</summary>
    public ChaosRules Chaos { get; }

    /// <summary>Starts an access point; it takes messages when this returns.</summary>
    /// <param name="options">What it needs.</param>
    /// <returns>The running access point.</returns>
    /// <exception cref="ArgumentException">An option makes no sense.</exception>
    /// <exception cref="InvalidOperationException">The data folder is in use, or was made by another version.</exception>
    /// <exception cref="IOException">A port is in use.</exception>
    public static async Task<AccessPointHost> StartAsync(AccessPointOptions options)
    {
        options.Validate();
        var parts = new Parts();
        try
        {
            return await AssembleAsync(options, parts);
        }
        catch
        {
            await parts.StopAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _parts.StopAsync();

    private static async Task<AccessPointHost> AssembleAsync(AccessPointOptions options, Parts parts)
    {
        var ground = new Foundation(options, parts);
        await ground.Store.OfferAgainAsync();
        await KnownCertificates.LookAsync(ground.Store, options.TlsCertificate, ground.Log<AccessPointHost>());
        var faults = new FaultsOnPurpose(ground);
        var delivery = faults.Around(new Delivery(ground.Store, options.Clock, options.PullLease));
        var customs = new CustomsGroup(ground);
        var wire = new WireGroup(ground, customs, delivery);
        var outbox = new OutboxGroup(ground, wire.Pipeline, delivery, faults, wire.Exchanges);
        outbox.Start();
        customs.Start();

        var management = new ManagementGroup(ground, wire, customs, faults.Rules);
        var managed = await management.ListenAsync();
        var posted = await wire.ListenAsync(faults.Around(wire.Answering, outbox.Post));
        management.TakesMessages();
        return new AccessPointHost(parts, posted, managed, faults.Rules);
    }
}
