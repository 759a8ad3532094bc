using System.Diagnostics.CodeAnalysis;
using Ics2.Trader.Conduct;
using Ics2.Trader.Lodging;
using Ics2.Trader.Pulling;
using Ics2.Trader.Receiving;
using Ics2.Trader.Settings;
using Ics2.Trader.Wire;
using Ics2.Trader.Wrapping;
using Ics2.Transport;

namespace Ics2.Trader;

/// <summary>
/// Puts a trader together from its folder and options. The only place where the parts meet what stands around them: misconduct that
/// <c>trader.json</c> or the options ask for.
/// </summary>
internal sealed class TraderComposition
{
    private readonly TraderFolder _folder;
    private readonly TraderOptions _options;
    private readonly IReadOnlyList<TraderWrapper> _wrappers;
    private readonly string _host;

    public TraderComposition(TraderFolder folder, TraderOptions options)
    {
        _folder = folder;
        _options = options = options with { Profile = options.Profile.Under(folder.Settings.Agreement) };
        _wrappers = [.. Misconducts.Of(folder), .. options.Around];
        _host = options.Host ?? folder.Settings.PushUrl?.Host ?? $"{folder.Settings.Eori.ToLowerInvariant()}.trader.invalid";
        Sealer = Around<ISealer>(
            new ProfileSealer(options.Profile, folder.Seal, _host, options.Clock, options.Sealed),
            (wrapper, sealer) => wrapper.Seal(sealer, folder.Seal)
        );
        Inbox = options.KeepsInbox ? new FolderInbox(folder.InboxDirectory, options.Clock) : new MemoryInbox(options.Clock);
        Receiver = Around<IReceiver>(
            new Receiver(Verifier(), Inbox, Sealer),
            (wrapper, receiver) => wrapper.Receive(receiver, folder.Seal)
        );
    }

    public ISealer Sealer { get; }

    public IInboxStore Inbox { get; }

    public IReceiver Receiver { get; }

    /// <summary>Opens the way to customs, to be disposed of by the caller.</summary>
    [SuppressMessage("Reliability", "CA2000", Justification = "The post disposes of the connection it owns.")]
    public As4Post Connect()
    {
        var connection = _options.Connection ?? MutualTls();
        return new As4Post(
            _options.Network(connection),
            CustomsPost.Limits(_options.Profile),
            _options.Clock,
            ownsConnection: _options.Connection is null
        );
    }

    public CustomsPost PostTo(As4Post connection) =>
        new(Around<IAs4Post>(connection, (wrapper, post) => wrapper.Post(post)), _folder.Settings.Endpoint, _options.Profile);

    public ILodging Lodging(CustomsPost post, AnswerReader answers)
    {
        var retry = _options.Retry ?? RetryPolicy.Of(_options.Profile);
        return Around<ILodging>(
            new Lodgement(
                new Composer(_options.Profile, _folder.Settings.PartyId, _host, _options.Clock),
                Sealer,
                post,
                answers,
                new ReceiptVerifier(Around<ISealJudge>(Judge(), (wrapper, judge) => wrapper.JudgeReceipts(judge))),
                Around(retry, (wrapper, policy) => wrapper.Retry(policy)),
                new RetryTurns(),
                _options.Clock
            ),
            (wrapper, lodging) => wrapper.Lodge(lodging, retry, _options.Clock)
        );
    }

    /// <summary>Null for a trader without a channel, which does not pull.</summary>
    public IPulling? Pulling(CustomsPost post, AnswerReader answers) =>
        (_options.Channel ?? _folder.Mpc) is { } channel
            ? Around<IPulling>(new PullExchange(post, answers, Receiver, Sealer, channel), (wrapper, pulling) => wrapper.Pull(pulling))
            : null;

    private SocketsHttpHandler MutualTls()
    {
        var shown = Around<TlsIdentity?>(_folder.Tls, (wrapper, identity) => identity is null ? null : wrapper.Show(identity));
        return As4Post.Connect(TlsPolicy.ForClient(shown, _folder.TlsTrust, new ServerTrust(_folder.Settings).Judge));
    }

    private IMessageVerifier Verifier() =>
        Around<IMessageVerifier>(
            new MessageVerifier(
                _options.Profile,
                _folder.Settings.PartyId,
                Around<ISealJudge>(Judge(), (wrapper, judge) => wrapper.Judge(judge))
            ),
            (wrapper, verifier) => wrapper.Verify(verifier, _host)
        );

    private SealJudge Judge() => new(_options.Profile, _folder.SealTrust, _folder.CustomsSeal, _options.Clock);

    private T Around<T>(T part, Func<TraderWrapper, T, T> wrap) => _wrappers.Aggregate(part, (wrapped, wrapper) => wrap(wrapper, wrapped));
}
