using Ics2.AccessPoint.Capturing;
using Ics2.AccessPoint.Chaos;
using Ics2.AccessPoint.Management;
using Ics2.AccessPoint.Outbox;
using Ics2.AccessPoint.Playbooks;
using Ics2.AccessPoint.Processing;
using Ics2.AccessPoint.Receiving;
using Ics2.AccessPoint.Settings;
using Ics2.AccessPoint.Storing;
using Ics2.As4.Checking;
using Ics2.As4.Compression;
using Ics2.As4.Envelopes;
using Ics2.As4.Mime;
using Ics2.As4.Sealing;
using Ics2.As4.Writing;
using Ics2.Trust.Certificates;
using Ics2.Trust.Chains;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;

namespace Ics2.AccessPoint.Hosting;

/// <summary>
/// A running access point. Disposing stops it: what has a receipt is kept and goes on at the next start on the same data folder.
/// </summary>
public sealed class AccessPointHost : IAsyncDisposable
{
    private readonly Stack<object> _started;

    private AccessPointHost(Stack<object> started, Uri as4, Uri management, ChaosRules chaos)
    {
        this._started = started;
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
        var parts = new Stack<object>();
        try
        {
            return await AssembleAsync(options, parts);
        }
        catch
        {
            await StopAsync(parts);
            throw;
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => StopAsync(_started);

#pragma warning disable CA2000 // whatever is made here is pushed on the stack, which StopAsync takes down, also when a later part fails
    private static async Task<AccessPointHost> AssembleAsync(AccessPointOptions options, Stack<object> parts)
    {
        var (profile, clock, logs) = (options.Profile, options.Clock, options.Logs);
        var store = Own<IStore>(
            parts,
            options.Store is { } shared
                ? PostgresStore.Open(options.DataFolder, shared, logs.CreateLogger<PostgresStore>())
                : SqliteStore.Open(options.DataFolder)
        );
        await store.OfferAgainAsync();

        var identity = Own(parts, new TlsIdentity(options.TlsCertificate, options.TlsIntermediates));
        var writer = new MessageWriter(profile, options.Seal, options.HostName, clock);
        ICaptures captures = options.Captures
            ? new CaptureFolder(options.DataFolder, clock, logs.CreateLogger<CaptureFolder>())
            : new NoCaptures();
        var filings = new FilingQueue();
        var playbook = new PlaybookFile(options.Playbook, options.SpecPack, logs.CreateLogger<PlaybookFile>());
        var chaos = new ChaosRules(clock, logs.CreateLogger<ChaosRules>());
        chaos.Replace(options.Chaos is { } rules ? ChaosPlan.Load(rules) : ChaosPlan.None);
        var spoiled = new SpoiledBytes(options.Seal, writer, profile);
        var messageChaos = new ChaosOnMessages(chaos, spoiled, writer, store, profile, options.HostName, clock);
        var pipeline = new ReceivePipeline(
            Steps(options, store, writer, filings, playbook, messageChaos),
            writer,
            logs.CreateLogger<ReceivePipeline>()
        );

        var outbox = new OutboxSignal();
        var post = Own(parts, new PushPost(identity, options.TlsAnchors, profile, clock));
        var policy = new PushPolicy(
            options.PushAttempts ?? profile.Attempts,
            options.PushRetryInterval ?? profile.PushRetryInterval,
            Lease: profile.ResponseTimeout * 2
        );
        var attempt = new PushAttempt(store, post, pipeline, captures, messageChaos, policy, clock, logs.CreateLogger<PushAttempt>());
        var customsClock = options.CustomsClock ?? clock;
        var instructions = new StandingInstructions(options.AssessWhenTold, options.AssessmentTakes, playbook);
        var register = new EoriRegister(store, options.SpecPack, options.EoriRegister, clock);
        var desk = new CustomsService(
            store,
            writer,
            options.SpecPack,
            profile,
            options.HostName,
            clock,
            customsClock,
            instructions,
            register,
            options.Customs
        );
        var commands = new OfficerCommands(store, desk, outbox);
        var timers = new TimerWorker(store, commands, customsClock, logs.CreateLogger<TimerWorker>());
        var worker = new FilingWorker(store, desk, filings, outbox, clock, logs.CreateLogger<FilingWorker>());
        Own(parts, new Background(new PushWorker(store, attempt, outbox, clock, logs.CreateLogger<PushWorker>()).RunAsync));
        Own(parts, new Background(worker.RunAsync));
        Own(parts, new Background(timers.RunAsync));

        var exchanges = new ExchangeLog();
        var refusals = new TlsRefusals(logs.CreateLogger<TlsRefusals>());
        var keyReuse = new KeyReuse(clock, logs.CreateLogger<KeyReuse>());
        var management = Own(parts, WebHost.Build(logs, kestrel => ManagementApi.Configure(kestrel, options), ApiDocument.Register));
        var ready = false;
        management.Use(StoreAway.AnswerAsync);
        BearerToken.Require(management, options.ManagementToken);
        new ManagementApi(store, refusals, keyReuse, exchanges, chaos, options).Map(
            management,
            () =>
            {
                store.NextTimerDue(); // which throws when the store does not answer
                return Volatile.Read(ref ready);
            }
        );
        new OperatorsApi(store, outbox, clock).Map(management);
        new CustomsApi(store, commands, timers, instructions, playbook, register, customsClock, options.SpecPack).Map(management);
        new ChaosApi(chaos).Map(management);
        options.ExtendManagement?.Invoke(management);
        await management.StartAsync();

        var tls = new MutualTls(identity, options.TlsAnchors, options.TlsRevocation, refusals, clock);
        var answerChaos = new ChaosOnAnswers(chaos, spoiled, messageChaos, store, post, profile);
        var endpoint = Own(
            parts,
            new As4Endpoint(
                pipeline,
                tls,
                keyReuse,
                captures,
                exchanges,
                answerChaos,
                clock,
                profile.MaxMessageBytes,
                logs.CreateLogger<As4Endpoint>()
            )
        );
        var as4 = Own(parts, WebHost.Build(logs, kestrel => As4Endpoint.Configure(kestrel, options, tls, identity)));
        endpoint.Map(as4);
        await as4.StartAsync();
        Volatile.Write(ref ready, true);
        return new AccessPointHost(
            parts,
            new UriBuilder("https", options.HostName, WebHost.Port(as4), As4Endpoint.Path).Uri,
            new UriBuilder("http", options.ManagementHost, WebHost.Port(management)).Uri,
            chaos
        );
    }

#pragma warning restore CA2000

    private static ReceiveSteps Steps(
        AccessPointOptions options,
        IStore store,
        MessageWriter writer,
        FilingQueue filings,
        PlaybookFile playbook,
        ChaosOnMessages chaos
    )
    {
        var profile = options.Profile;
        var claims = new ClaimedParty(store, profile);
        var anchors = new ChainChecker(options.SealAnchors);
        var judge =
            options.JudgeSeal ?? ((leaf, others, _, at, _) => Task.FromResult(anchors.Check(leaf, others, CertificatePurpose.Seal, at)));
        return new ReceiveSteps(
            new ReadMime(new MultipartReader(profile.Limits)),
            new ReadEnvelope(new EnvelopeReader(profile.Limits)),
            new MatchProfile(new ProfileMatcher(profile)),
            new VerifySeal(new SealVerifier(profile.Limits), new SealPolicy(profile)),
            new CheckChain(judge, claims, profile),
            new AuthoriseSender(options.Registry, claims, profile),
            new Decompress(new PayloadReader(profile)),
            new FollowPlaybook(playbook, options.SpecPack),
            new Record(store, writer, profile, filings),
            new AnswerReceipt(),
            new AnswerPull(store, chaos, options.Clock, options.PullLease),
            new TakeReceipt(store, chaos),
            new TakeError(store, chaos)
        );
    }

    private static T Own<T>(Stack<object> parts, T part)
        where T : notnull
    {
        parts.Push(part);
        return part;
    }

    // The listeners go first, the store last.
    private static async ValueTask StopAsync(Stack<object> parts)
    {
        while (parts.TryPop(out var part))
        {
            if (part is WebApplication app)
            {
                await app.StopAsync();
            }

            if (part is IAsyncDisposable slow)
            {
                await slow.DisposeAsync();
            }
            else
            {
                (part as IDisposable)?.Dispose();
            }
        }
    }
}
