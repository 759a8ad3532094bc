using Ics2.Trust.Lists;
using Ics2.Trust.Registry;
using Ics2.Trust.Revocation;
using Ics2.TrustServices;

namespace Ics2.Tests.Support;

/// <summary>The trust services on a free port, for one test class.</summary>
public sealed class RunningServices : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ics2-services-");

    public SharedPki Shared { get; } = SharedPki.Instance;

    public TestPki Pki => Shared.Pki;

    public DateTimeOffset Now => Shared.Clock.GetUtcNow();

    public HttpClient Http { get; } = new();

    public TrustServiceHost Host { get; private set; } = null!;

    public async ValueTask InitializeAsync() =>
        Host = await TrustServiceHost.StartAsync(
            Pki,
            new TrustServiceOptions(_folder.FullName),
            Shared.Clock,
            TestContext.Current.CancellationToken
        );

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        Http.Dispose();
        _folder.Delete(recursive: true);
    }

    public TrustedListStore Lists() => new(Host.ListAccess, new HttpLists(Http, TimeSpan.FromSeconds(30)), Shared.Clock);

    // Time-outs are generous here: a test machine may be busy.
    public UumDsClient Registry() => new(Http, Host.RegistryAccess with { Timeout = TimeSpan.FromSeconds(30) }, Shared.Clock);

    public RevocationChecker Revocation(UnreachableResponder unreachable = UnreachableResponder.Accept) =>
        new(Http, Host.RevocationAccess with { Unreachable = unreachable, Timeout = TimeSpan.FromSeconds(30) }, Shared.Clock);
}
