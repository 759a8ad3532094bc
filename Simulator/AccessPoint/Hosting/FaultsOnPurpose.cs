using Ics2.AccessPoint.Chaos;
using Ics2.AccessPoint.Outbox;
using Ics2.AccessPoint.Receiving;
using Ics2.As4.Sealing;
using Ics2.Transport;

namespace Ics2.AccessPoint.Hosting;

/// <summary>Puts chaos around delivering, pushing and answering; these themselves know nothing of it (DESIGN section 1).</summary>
internal sealed class FaultsOnPurpose
{
    private readonly Foundation _ground;
    private readonly SpoiledBytes _bytes;
    private readonly ChaosOnMessages _messages;
    private readonly PulledAgain _pulledAgain = new();

    public FaultsOnPurpose(Foundation ground)
    {
        _ground = ground;
        var (options, store) = (ground.Options, ground.Store);
        Rules = new ChaosRules(options.Clock, ground.Events, ground.Log<ChaosRules>());
        Rules.Replace(options.Chaos is { } file ? ChaosPlan.Load(file) : ChaosPlan.None);
        _bytes = new SpoiledBytes(
            options.Seal,
            ground.Writer,
            new Lazy<SealingIdentity>(() => options.ForeignSeal is { } make ? ground.Parts.Own(make) : options.Seal),
            options.Profile
        );
        _messages = new ChaosOnMessages(Rules, _bytes, ground.Writer, store, store, store, options.HostName, options.Clock);
    }

    /// <summary>What goes wrong; nothing, until a rule is put in.</summary>
    public ChaosRules Rules { get; }

    public IDelivery Around(IDelivery delivery) =>
        new ChaosDelivery(delivery, _messages, _pulledAgain, _ground.Store, _ground.Options.Clock);

    public IPushAttempt Around(IPushAttempt attempt) => new ChaosPushAttempt(attempt, _messages);

    public IAnswering Around(IAnswering answering, IAs4Post post) =>
        new ChaosAnswering(
            answering,
            Rules,
            _bytes,
            _pulledAgain,
            _ground.Store,
            _ground.Store,
            post,
            _ground.Options.Profile,
            _ground.Options.Clock
        );
}
