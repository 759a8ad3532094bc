using System.Net;
using Ics2.Tests.Support;
using Ics2.Trust.Certificates;
using Ics2.Trust.Registry;

namespace Ics2.Tests.TrustServices;

/// <summary>What a page that somebody happens to have open can do to registry and lists: nothing.</summary>
public sealed class ForeignPagesTests : IAsyncLifetime
{
    private readonly RunningServices _services = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => _services.InitializeAsync();

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    [Theory]
    [InlineData("Origin", "http://attacker.example")]
    [InlineData("Origin", "null")]
    [InlineData("Host", "attacker.example")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    public async Task A_foreign_page_neither_reads_nor_changes_registrations_or_faults(string header, string value)
    {
        var seal = _services.Pki.CustomsSeal.Certificate;
        var registrar = new RegistrationClient(_services.Http, _services.Host.Registry);
        await registrar.RegisterAsync(new Registration("BE0123456789", seal.Fingerprint(), "BE"), Ct);

        foreach (
            var (method, path) in new[]
            {
                (HttpMethod.Get, "/uumds/v1/registrations?eori=BE0123456789"),
                (HttpMethod.Post, $"/uumds/v1/registrations/BE0123456789/{seal.Fingerprint()}/status"),
                (HttpMethod.Put, "/simulator/faults/registry"),
                (HttpMethod.Post, "/simulator/alternate-lists/BE"),
                (HttpMethod.Get, "/lists/eu-lotl.xml"),
            }
        )
        {
            using var request = new HttpRequestMessage(method, new Uri(_services.Host.Registry, path));
            request.Content = method == HttpMethod.Get ? null : new StringContent("""{"status":"ended"}""");
            request.Headers.TryAddWithoutValidation(header, value).ShouldBeTrue();
            using var answer = await _services.Http.SendAsync(request, Ct);
            answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden, path);
        }

        (await registrar.ListAsync("BE0123456789", Ct)).ShouldHaveSingleItem().Status.ShouldBe(RegistrationStatus.Active);
    }
}
