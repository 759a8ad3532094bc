using Ics2.AccessPoint.Receiving;
using Ics2.AccessPoint.Settings;
using Ics2.As4.Checking;
using Ics2.As4.Compression;
using Ics2.As4.Envelopes;
using Ics2.As4.Sealing;
using Ics2.Trust.Certificates;
using Ics2.Trust.Chains;

namespace Ics2.AccessPoint.Hosting;

/// <summary>The wire side: what takes messages in over mutual TLS, judges and records them, and answers.</summary>
internal sealed class WireGroup
{
    private readonly Foundation _ground;
    private readonly HandshakeLogs _logs;
    private readonly GuardPull _guard;

    public WireGroup(Foundation ground, CustomsGroup customs, IDelivery delivery)
    {
        _ground = ground;
        var anchors = new ChainChecker(ground.Options.SealAnchors);
        JudgeSeal judge =
            ground.Options.JudgeSeal
            ?? ((leaf, others, _, at, _) => Task.FromResult(anchors.Check(leaf, others, CertificatePurpose.Seal, at)));
        Trust = new SenderTrust(ground.Options.Profile, judge, ground.Options.Registry);
        _guard = new GuardPull(ground.Options.PullReplay);
        Pipeline = new ReceivePipeline(Steps(ground, customs, delivery, Trust, _guard), ground.Writer, ground.Log<ReceivePipeline>());
        Answering = ground.Parts.Own(() => new AnswerInTurn(Pipeline));
        Refusals = ground.Parts.Own(() => new TlsRefusals(ground.Events, ground.Options.Clock, ground.Log<TlsRefusals>()));
        _logs = ground.Parts.Own(() => new HandshakeLogs(ground.Options.Logs));
        Watch = new HandshakeWatch(Refusals, _logs, new HandshakeGate(ground.Options.Clock), ground.Options.Clock);
        Exchanges = new ExchangeLog(ground.Options.KeptExchangeBytes, ground.Events);
        KeyReuse = new KeyReuse(ground.Options.Clock, ground.Log<KeyReuse>());
    }

    public ReceivePipeline Pipeline { get; }

    /// <summary>Judges whose seals count.</summary>
    public SenderTrust Trust { get; }

    public IAnswering Answering { get; }

    public TlsRefusals Refusals { get; }

    /// <summary>Tells of handshakes that come to nothing.</summary>
    public HandshakeWatch Watch { get; }

    public KeyReuse KeyReuse { get; }

    public ExchangeLog Exchanges { get; }

    /// <summary>Opens the AS4 endpoint.</summary>
    /// <returns>Where traders post.</returns>
    public async Task<Uri> ListenAsync(IAnswering answering)
    {
        var options = _ground.Options;
        var tls = new MutualTls(_ground.Identity, options.TlsAnchors, options.TlsRevocation, Refusals, options.Clock);
        var endpoint = new As4Endpoint(
            answering,
            tls,
            KeyReuse,
            _guard,
            _ground.Captures,
            Exchanges,
            options.Clock,
            new BodyIntake(_ground.Memory, options.Profile.MaxMessageBytes),
            _ground.Log<As4Endpoint>()
        );
        var app = _ground.Parts.Own(() =>
            WebHost.Build(
                _logs,
                BoundSockets.Bind(options.BindAddress, options.As4Port),
                listen => As4Endpoint.Listen(listen, tls, _ground.Identity, Watch),
                kestrel => As4Endpoint.Bound(kestrel.Limits, options)
            )
        );
        endpoint.Map(app);
        await app.StartAsync();
        return Watch.Url = new UriBuilder("https", options.HostName, WebHost.Port(app), As4Endpoint.Path).Uri;
    }

    private static ReceiveSteps Steps(Foundation ground, CustomsGroup customs, IDelivery delivery, SenderTrust trust, GuardPull guard)
    {
        var (options, store, profile) = (ground.Options, ground.Store, ground.Options.Profile);
        var claims = new ClaimedParty(store, profile);
        return new ReceiveSteps(
            new ReadMime(new PackageReader(profile.Limits)),
            new ReadEnvelope(new EnvelopeReader(profile.Limits)),
            new MatchProfile(new ProfileMatcher(profile)),
            new VerifySeal(new SealVerifier(profile.Limits), new SealPolicy(profile)),
            new CheckChain(trust, claims),
            new AuthoriseSender(trust, claims),
            new Decompress(new PayloadReader(profile), ground.Memory),
            new FollowPlaybook(customs.Playbook, customs.Packs, profile, ground.Memory),
            new Record(store, ground.Writer, profile, customs.Queue),
            new AnswerReceipt(),
            guard,
            new AnswerPull(store, delivery),
            new TakeReceipt(delivery),
            new TakeError(delivery)
        );
    }
}
