using Ics2.As4.Messages;
using Ics2.As4.Profiles;
using Ics2.Contract.Traders;
using Ics2.Trader;
using Ics2.Trader.Lodging;
using Ics2.Trader.Settings;
using Ics2.Trust.Certificates;
using Microsoft.Extensions.Time.Testing;

namespace Ics2.Tests.Support;

/// <summary>A trader folder in a temporary directory, a customs that does as scripted, and a clock that stands still.</summary>
internal sealed class TraderWorld : IDisposable
{
    private readonly TraderPki _pki = TraderPki.Instance;

    public TraderWorld(ReplyChannel channel = ReplyChannel.Pull)
    {
        Settings = new TraderSettings
        {
            Eori = TraderPki.Eori,
            PartyId = TraderPki.Eori,
            Endpoint = new Uri("https://localhost:8445/domibus/services/msh"),
            Channel = channel,
            Mpc = channel == ReplyChannel.Pull ? Mpc.ForParty(Profile.Ics2HtiV2.MpcToTrader, TraderPki.Eori).Value : null,
            PushUrl = channel == ReplyChannel.Push ? new Uri("https://localhost:9443/as4") : null,
            Seal = new KeyFile("seal.p12", TraderPki.Password),
            Tls = new KeyFile("tls.p12", TraderPki.Password),
            TlsTrust = "tls-trust.pem",
            SealTrust = "seal-trust.pem",
            CustomsSeal = new SealOwner(
                _pki.Pki.CustomsSeal.Certificate.SubjectName.Portable(),
                _pki.Pki.CustomsSeal.Certificate.IssuerName.Portable()
            ),
        };
        Customs = new FakeCustoms(Clock);
        Write(Settings);
        Folder = TraderFolder.Open(Path);
    }

    public FakeTimeProvider Clock { get; } =
        new(DateTimeOffset.UnixEpoch + TimeSpan.FromSeconds(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds()));

    public FakeCustoms Customs { get; }

    public TraderSettings Settings { get; }

    public TraderFolder Folder { get; }

    public string Path { get; } = Directory.CreateTempSubdirectory("ics2-trader-").FullName;

    public TraderOptions Options =>
        new()
        {
            Clock = Clock,
            Retry = new RetryPolicy(3, TimeSpan.Zero),
            Connection = Customs,
        };

    public TraderClient Client(Func<TraderOptions, TraderOptions>? change = null) =>
        new(Folder, change is null ? Options : change(Options));

    public void Write(TraderSettings settings) =>
        TraderFolder.Write(
            Path,
            settings,
            _pki.Seal,
            _pki.Tls,
            File.ReadAllText(_pki.Pki.TlsAnchorsPem),
            File.ReadAllText(_pki.Pki.SealAnchorsPem)
        );

    public string[] InboxFiles() =>
        Directory.Exists(Folder.InboxDirectory)
            ? [.. Directory.GetFiles(Folder.InboxDirectory, "*.json").Order(StringComparer.Ordinal)]
            : [];

    public void Dispose()
    {
        Folder.Dispose();
        Customs.Dispose();
        Directory.Delete(Path, recursive: true);
    }
}
