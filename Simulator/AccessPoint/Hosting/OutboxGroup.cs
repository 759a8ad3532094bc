using Ics2.AccessPoint.Outbox;
using Ics2.AccessPoint.Receiving;
using Ics2.Transport;

namespace Ics2.AccessPoint.Hosting;

/// <summary>The outbox: what pushes messages of customs to the traders that are pushed to.</summary>
internal sealed class OutboxGroup
{
    private readonly Foundation _ground;
    private readonly PushWorker _worker;

    public OutboxGroup(Foundation ground, ReceivePipeline pipeline, IDelivery delivery, FaultsOnPurpose faults, ExchangeLog exchanges)
    {
        _ground = ground;
        var (options, store, clock) = (ground.Options, ground.Store, ground.Options.Clock);
        var policy = new PushPolicy(
            options.PushAttempts ?? options.Profile.Attempts,
            options.PushRetryInterval ?? options.Profile.PushRetryInterval,
            Lease: options.Profile.ResponseTimeout * 2
        );
        var tls = new PushTls();
        var targets = new PushTargets(options.PushAnywhere);
        var post = ground.Parts.Own(() => PushConnection.Open(ground.Identity, options.TlsAnchors, options.Profile, targets, tls, clock));
        var record = new PushRecord(ground.Captures, exchanges, tls);
        var attempt = faults.Around(new PushAttempt(post, pipeline, record, store, policy, clock));
        var lane = new PushLane(delivery, attempt, store, policy, clock, ground.Log<PushLane>());
        Post = post;
        _worker = new PushWorker(store, store, lane, ground.Outbox, clock, ground.Log<PushWorker>());
    }

    /// <summary>Posts to traders.</summary>
    public IAs4Post Post { get; }

    /// <summary>Begins to push.</summary>
    public void Start() => _ground.Parts.Run(_worker.RunAsync);
}
