using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Ics2.Tests.Support;
using Ics2.Trust.Revocation;
using Ics2.TrustServices;
using Microsoft.Extensions.Time.Testing;

namespace Ics2.Tests.Trust;

public sealed class RevocationCheckerTests(RunningServices services) : IClassFixture<RunningServices>
{
    private const string CrlOnly = "http://crl.example/ca.crl";

    private readonly FakeTimeProvider _network = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(SealFlavour.Qualified, RevocationState.Good)]
    [InlineData(SealFlavour.Revoked, RevocationState.Revoked)]
    [InlineData(SealFlavour.OnHold, RevocationState.OnHold)]
    [InlineData(SealFlavour.National, RevocationState.Good)] // its CA has an elliptic curve key
    public async Task OCSP_tells(SealFlavour flavour, RevocationState state)
    {
        var seal = services.Shared.Seal(flavour);
        var finding = await services.Revocation().CheckAsync(seal.Certificate, seal.Chain[0], Ct);
        finding.State.ShouldBe(state, finding.Source);
        finding.Source.ShouldContain("/ocsp/");
    }

    [Fact]
    public async Task The_CRL_tells_when_OCSP_does_not_answer()
    {
        var seal = services.Shared.Seal(SealFlavour.Revoked);
        using var http = new HttpClient(
            new Handler(
                (request, inner) => request.Method == HttpMethod.Post ? new HttpResponseMessage(HttpStatusCode.BadGateway) : inner(request)
            )
        );
        var finding = await new RevocationChecker(
            http,
            services.Host.RevocationAccess with
            {
                Timeout = TimeSpan.FromSeconds(30),
            },
            services.Shared.Clock
        ).CheckAsync(seal.Certificate, seal.Chain[0], Ct);
        finding.State.ShouldBe(RevocationState.Revoked);
        finding.Source.ShouldEndWith(".crl");
    }

    [Fact]
    public async Task A_lifted_hold_counts_once_the_cache_is_old()
    {
        var seal = services.Pki.IssueSeal("BE0123456789", "Trader", SealFlavour.OnHold);
        var checker = new RevocationChecker(
            services.Http,
            services.Host.RevocationAccess with
            {
                Timeout = Timeout.InfiniteTimeSpan,
            },
            services.Shared.Clock,
            _network
        );
        (await checker.CheckAsync(seal.Certificate, seal.Chain[0], Ct)).State.ShouldBe(RevocationState.OnHold);
        services.Pki.Release(seal.Certificate);
        (await checker.CheckAsync(seal.Certificate, seal.Chain[0], Ct)).State.ShouldBe(RevocationState.OnHold);
        _network.Advance(TimeSpan.FromSeconds(11));
        (await checker.CheckAsync(seal.Certificate, seal.Chain[0], Ct)).State.ShouldBe(RevocationState.Good);
    }

    [Fact] // KEY-09
    public async Task When_nobody_answers_the_state_is_unknown_with_every_reason()
    {
        var seal = services.Pki.CustomsSeal;
        using var http = new HttpClient(new Handler((_, _) => new HttpResponseMessage(HttpStatusCode.ServiceUnavailable)));
        var finding = await new RevocationChecker(
            http,
            services.Host.RevocationAccess with
            {
                Timeout = TimeSpan.FromSeconds(30),
            },
            services.Shared.Clock
        ).CheckAsync(seal.Certificate, seal.Chain[0], Ct);
        finding.State.ShouldBe(RevocationState.Unknown);
        finding.Source.ShouldContain("/ocsp/");
        finding.Source.ShouldContain(".crl: HTTP status 503");
    }

    [Fact]
    public async Task A_silent_responder_costs_the_time_out_once()
    {
        var calls = 0;
        using var http = new HttpClient(
            new Handler(
                (_, _) =>
                {
                    calls++;
                    throw new OperationCanceledException();
                }
            )
        );
        var checker = new RevocationChecker(http, services.Host.RevocationAccess, services.Shared.Clock);
        var seal = services.Pki.CustomsSeal;
        (await checker.CheckAsync(seal.Certificate, seal.Chain[0], Ct)).Source.ShouldContain("no answer in time");
        await checker.CheckAsync(seal.Certificate, seal.Chain[0], Ct);
        calls.ShouldBe(2); // OCSP and CRL, not asked again
    }

    [Fact]
    public async Task A_certificate_that_names_no_responder_is_reported_as_such()
    {
        using var root = Made.SelfSigned("CN=Root", services.Now, ca: true);
        using var leaf = Made.Issued("CN=Leaf", root, services.Now);
        (await services.Revocation().CheckAsync(leaf, root, Ct)).State.ShouldBe(RevocationState.NotStated);
    }

    [Theory]
    [InlineData("file:///etc/passwd")]
    [InlineData("ldap://directory.example/cn=crl")]
    [InlineData("not a url")]
    public async Task Addresses_that_are_not_HTTP_are_not_asked(string url)
    {
        using var root = Made.SelfSigned("CN=Root", services.Now, ca: true);
        using var leaf = Made.Issued(
            "CN=Leaf",
            root,
            services.Now,
            extensions: CertificateRevocationListBuilder.BuildCrlDistributionPointExtension([url])
        );
        (await services.Revocation().CheckAsync(leaf, root, Ct)).Source.ShouldContain("not an HTTP address");
    }

    [Fact]
    public async Task A_CRL_of_ten_thousand_entries_is_read_and_one_of_another_CA_or_date_is_not_believed()
    {
        using var root = Made.SelfSigned("CN=Root", services.Now, ca: true);
        using var namesake = Made.SelfSigned("CN=Root", services.Now, ca: true);
        using var leaf = Made.Issued(
            "CN=Leaf",
            root,
            services.Now,
            extensions: CertificateRevocationListBuilder.BuildCrlDistributionPointExtension([CrlOnly])
        );
        (await AskAsync(leaf, root, List(root, 10_000, services.Now))).State.ShouldBe(RevocationState.Good);
        (await AskAsync(leaf, root, List(root, 10_000, services.Now, leaf))).State.ShouldBe(RevocationState.Revoked);
        (await AskAsync(leaf, root, List(namesake, 1, services.Now, leaf))).Source.ShouldContain("not signed by");
        (await AskAsync(leaf, root, List(root, 1, services.Now.AddDays(-30)))).Source.ShouldContain("but it is");
        (await AskAsync(leaf, root, List(root, 1, services.Now)[..^20])).Source.ShouldContain("no CRL");
        (await AskAsync(leaf, root, new byte[17 * 1024 * 1024])).Source.ShouldContain("longer than");
    }

    [Fact]
    public async Task An_OCSP_answer_of_another_CA_about_another_certificate_or_of_another_time_is_not_believed()
    {
        var (seal, other) = (services.Pki.CustomsSeal, services.Shared.Seal(SealFlavour.Qualified));
        var answer = await CaptureAsync(other);
        (await AskOcspAsync(seal, answer)).ShouldContain("about another certificate");
        var own = await CaptureAsync(seal);
        (await AskOcspAsync(seal, own, services.Now.AddDays(30))).ShouldContain("but it is");
        own[^10] ^= 1;
        (await AskOcspAsync(seal, own)).ShouldContain("signed neither by");
        (await AskOcspAsync(seal, own[..^5])).ShouldContain("no OCSP answer");
        (await AskOcspAsync(seal, [0x30, 0x03, 0x0A, 0x01, 0x06])).ShouldContain("status 6");
        (await AskOcspAsync(seal, [])).ShouldContain("no OCSP answer");
    }

    private async Task<RevocationFinding> AskAsync(X509Certificate2 leaf, X509Certificate2 issuer, byte[] list)
    {
        using var http = new HttpClient(new Handler((_, _) => new HttpResponseMessage { Content = new ByteArrayContent(list) }));
        return await new RevocationChecker(http, new RevocationOptions(), services.Shared.Clock).CheckAsync(leaf, issuer, Ct);
    }

    private async Task<string> AskOcspAsync(IssuedCertificate seal, byte[] answer, DateTimeOffset? at = null)
    {
        using var http = new HttpClient(
            new Handler(
                (request, _) =>
                    request.Method == HttpMethod.Post
                        ? new HttpResponseMessage { Content = new ByteArrayContent(answer) }
                        : new HttpResponseMessage(HttpStatusCode.NotFound)
            )
        );
        var finding = await new RevocationChecker(http, new RevocationOptions(), new FakeTimeProvider(at ?? services.Now)).CheckAsync(
            seal.Certificate,
            seal.Chain[0],
            Ct
        );
        finding.State.ShouldBe(RevocationState.Unknown);
        return finding.Source;
    }

    private async Task<byte[]> CaptureAsync(IssuedCertificate seal)
    {
        byte[] captured = [];
        using var http = new HttpClient(
            new Handler(
                (request, inner) =>
                {
                    var response = inner(request);
                    using var copy = new MemoryStream();
                    response.Content.ReadAsStream(Ct).CopyTo(copy);
                    captured = copy.ToArray();
                    return new HttpResponseMessage { Content = new ByteArrayContent(captured) };
                }
            )
        );
        await new RevocationChecker(
            http,
            services.Host.RevocationAccess with
            {
                Timeout = TimeSpan.FromSeconds(30),
            },
            services.Shared.Clock
        ).CheckAsync(seal.Certificate, seal.Chain[0], Ct);
        return captured;
    }

    private static byte[] List(X509Certificate2 issuer, int entries, DateTimeOffset at, X509Certificate2? revoked = null)
    {
        var builder = new CertificateRevocationListBuilder();
        for (var i = 1; i <= entries; i++)
        {
            builder.AddEntry(BitConverter.GetBytes(i).Reverse().Prepend((byte)1).ToArray(), at);
        }

        if (revoked is not null)
        {
            builder.AddEntry(revoked, at);
        }

        return builder.Build(issuer, 1, at.AddDays(7), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1, at);
    }

    private sealed class Handler(Func<HttpRequestMessage, Func<HttpRequestMessage, HttpResponseMessage>, HttpResponseMessage> answer)
        : DelegatingHandler(new SocketsHttpHandler())
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.Run(() => answer(request, inner => base.Send(inner, cancellationToken)), cancellationToken);
    }
}
