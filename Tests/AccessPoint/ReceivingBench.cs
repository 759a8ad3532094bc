using Ics2.AccessPoint.Playbooks;
using Ics2.AccessPoint.Processing;
using Ics2.AccessPoint.Receiving;
using Ics2.AccessPoint.Settings;
using Ics2.AccessPoint.Storing;
using Ics2.As4;
using Ics2.As4.Checking;
using Ics2.As4.Compression;
using Ics2.As4.Envelopes;
using Ics2.As4.Messages;
using Ics2.As4.Mime;
using Ics2.As4.Profiles;
using Ics2.As4.Sealing;
using Ics2.As4.Writing;
using Ics2.Ens.Catalogue;
using Ics2.Tests.Support;
using Ics2.Trust.Certificates;
using Ics2.Trust.Chains;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Ics2.Tests.AccessPoint;

/// <summary>The receive pipeline on a store of its own, without HTTP.</summary>
internal sealed class ReceivingBench : IAsyncDisposable
{
    private readonly TempFolder _folder = new();
    private readonly PkiFixture _pki;
    private readonly Lazy<ReceivePipeline> _pipeline;

    public ReceivingBench(PkiFixture pki, Profile? profile = null, Func<string, IStore>? store = null, PullReplay replay = PullReplay.Warn)
    {
        _pki = pki;
        Profile = profile ?? Profile.Ics2HtiV2;
        Registry = new FakeRegistry(pki.Trader, pki.Other);
        Store = (store ?? SqliteStore.Open)(_folder.Path);
        Customs = new MessageWriter(Profile, pki.CustomsSeal, "customs.example.eu", Clock);
        Delivery = new Delivery(Store, Clock, TimeSpan.FromMinutes(1));
        Guard = new GuardPull(replay);
        _pipeline = new(() => new ReceivePipeline(Steps(), Customs, NullLogger<ReceivePipeline>.Instance));
    }

    public string Folder => _folder.Path;

    public Profile Profile { get; }

    public FakeTimeProvider Clock { get; } = new(TimeProvider.System.GetUtcNow());

    public GuardPull Guard { get; }

    public FakeRegistry Registry { get; }

    public IStore Store { get; }

    public MemoryPlan Memory { get; init; } = new(1L << 30, Profile.Ics2HtiV2.MaxMessageBytes, TimeProvider.System);

    public MessageWriter Customs { get; }

    public IDelivery Delivery { get; }

    public ReceivePipeline Pipeline => _pipeline.Value;

    /// <summary>What the pipeline asks about certificates, for an inspector to ask as well.</summary>
    public SenderTrust Trust =>
        new(
            Profile,
            (leaf, others, _, at, _) =>
                Task.FromResult(new ChainChecker(_pki.SealAnchors).Check(leaf, others, CertificatePurpose.Seal, at)),
            Registry
        );

    public Task<Answer> PostAsync(SealedMessage message) => PostAsync(message.Wire.ContentType, message.Wire.Body);

    public async Task<Answer> PostAsync(WireMessage message) =>
        await Pipeline.ReceiveAsync(
            new Exchange(message.ContentType, message.Body, Clock.GetUtcNow()) { ContentEncoding = message.ContentEncoding },
            TestContext.Current.CancellationToken
        );

    public async Task<Answer> PostAsync(string? contentType, ReadOnlyMemory<byte> body)
    {
        var exchange = new Exchange(contentType, body, Clock.GetUtcNow());
        return await Pipeline.ReceiveAsync(exchange, TestContext.Current.CancellationToken);
    }

    /// <summary>Puts a message of customs into the outbox.</summary>
    public async Task<SealedMessage> PutAsync(TraderKit recipient)
    {
        var header = recipient.Header("IE3R01") with { MessageId = MessageId.New("customs.example.eu"), Mpc = recipient.Channel.Value };
        header = header with { From = header.To, To = header.From, Service = new TypedValue(Profile.ServiceToTrader, Profile.ServiceType) };
        var message = Customs.WriteUserMessage(
            header,
            [new Payload("document@customs.example.eu", "application/xml", "<IE3R01/>"u8.ToArray())]
        );
        var recorded = (Recording.New)await Store.RecordAsync(StoreTests.Incoming(message.MessageId.Value, "cause", at: Clock.GetUtcNow()));
        await Store.CompleteAsync(
            recorded.Sequence,
            new Decided(
                Clock.GetUtcNow(),
                [],
                [],
                [new NewOutgoing(TraderPartyId.Parse(recipient.PartyId), "IE3R01", 1, null, Clock.GetUtcNow(), message)]
            )
        );
        return message;
    }

    /// <summary>Where a message of customs stands.</summary>
    public MessageRow Sent(SealedMessage message) =>
        Store.FindMessages(new MessageAddress(message.MessageId.Value, Direction: "out")).ShouldHaveSingleItem();

    public static Envelope Read(WireMessage wire)
    {
        var package = new MultipartReader(new ReadLimits()).Read(wire.ContentType, wire.Body).Value.ShouldNotBeNull();
        return new EnvelopeReader(new ReadLimits()).Read(package).Value.ShouldNotBeNull();
    }

    public static EbmsError Error(Answer answer) =>
        Read(answer.Wire.ShouldNotBeNull()).Signal.ShouldBeOfType<ErrorSignal>().Errors.ShouldHaveSingleItem();

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        _folder.Dispose();
    }

    private ReceiveSteps Steps() =>
        new(
            new ReadMime(new PackageReader(Profile.Limits)),
            new ReadEnvelope(new EnvelopeReader(Profile.Limits)),
            new MatchProfile(new ProfileMatcher(Profile)),
            new VerifySeal(new SealVerifier(Profile.Limits), new SealPolicy(Profile)),
            new CheckChain(Trust, new ClaimedParty(Store, Profile)),
            new AuthoriseSender(Trust, new ClaimedParty(Store, Profile)),
            new Decompress(new PayloadReader(Profile), Memory),
            new FollowPlaybook(
                new PlaybookFile(path: null, SpecPack.Embedded(), NullLogger<PlaybookFile>.Instance),
                new SpecPacks(SpecPack.Embedded()),
                Profile,
                Memory
            ),
            new Ics2.AccessPoint.Receiving.Record(Store, Customs, Profile, new FilingQueue()),
            new AnswerReceipt(),
            Guard,
            new AnswerPull(Store, Delivery),
            new TakeReceipt(Delivery),
            new TakeError(Delivery)
        );
}
