using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Ics2.Trust.Certificates;
using Ics2.Trust.Deciding;
using Ics2.Trust.Lists;
using Ics2.Trust.Registry;
using Ics2.Trust.Revocation;
using Ics2.TrustServices;

namespace Ics2.Load.Benchmarks;

/// <summary>
/// How many decisions about a seal the access point makes per second, one after the other: chain with lists and revocation, and UUM&amp;DS,
/// each asked
/// anew over HTTP and from the cache; and how long a trusted list with thousands of services takes to load. Wall-clock time, services
/// included.
/// </summary>
public sealed class TrustMeasurement(TimeProvider clock)
{
    private static readonly TraderPartyId Trader = new(System: null, "BE0123456789", MemberState: null);

    /// <summary>Measures and writes a few lines.</summary>
    /// <param name="output">Where the figures go.</param>
    /// <param name="duration">How long each figure is measured.</param>
    /// <param name="services">How many services the large list has.</param>
    public async Task RunAsync(TextWriter output, TimeSpan duration, int services = 5000)
    {
        var folder = Directory.CreateTempSubdirectory("ics2-trust-benchmark-");
        try
        {
            var pki = TestPki.OpenOrCreate(Path.Combine(folder.FullName, "pki"), clock);
            await using var host = await TrustServiceHost.StartAsync(
                pki,
                new TrustServiceOptions(Path.Combine(folder.FullName, "uumds")),
                clock
            );
            using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
            await ChainAsync(output, duration, pki, host, http);
            await RegistryAsync(output, duration, pki, host, http);
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        List(output, services);
    }

    private async Task ChainAsync(TextWriter output, TimeSpan duration, TestPki pki, TrustServiceHost host, HttpClient http)
    {
        using var lists = new TrustedListStore(host.ListAccess, new HttpLists(http, TimeSpan.FromSeconds(10)), clock);
        var decider = new SealDecider(lists, new RevocationChecker(http, host.RevocationAccess, clock), new SealAcceptance());
        var seal = pki.IssueSeal(Trader.Eori, "Trader");
        await MeasureAsync(
            output,
            "chain, lists and revocation, cold",
            duration,
            async () =>
            {
                decider.Forget();
                await DecideAsync();
            }
        );
        await MeasureAsync(output, "chain, lists and revocation, cached", duration, DecideAsync);

        async Task DecideAsync() =>
            Expect.That(
                (
                    await decider.DecideAsync(
                        seal.Certificate,
                        seal.Chain,
                        Trader.RegisteringState,
                        clock.GetUtcNow(),
                        CancellationToken.None
                    )
                ).Accepted,
                "a seal that is accepted"
            );
    }

    private async Task RegistryAsync(TextWriter output, TimeSpan duration, TestPki pki, TrustServiceHost host, HttpClient http)
    {
        var seal = pki.CustomsSeal.Certificate;
        Expect.That(
            host.InProcessRegistry.Register(new Registration(Trader.Eori, seal.Fingerprint(), Trader.RegisteringState)) is null,
            "a registered seal"
        );
        var registry = new UumDsClient(http, host.RegistryAccess, clock);
        await MeasureAsync(
            output,
            "UUM&DS registry, cold",
            duration,
            async () =>
            {
                registry.Forget();
                await AskAsync();
            }
        );
        await MeasureAsync(output, "UUM&DS registry, cached", duration, AskAsync);

        async Task AskAsync() =>
            Expect.That((await registry.AuthoriseAsync(Trader, seal, CancellationToken.None)).Granted, "an authorised sender");
    }

    // One key for all: what costs time is reading the certificates, not what is in them.
    private void List(TextWriter output, int services)
    {
        var now = clock.GetUtcNow();
        using var key = RSA.Create(2048);
        using var signer = new CertificateRequest("CN=Signer", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(
            now.AddDays(-1),
            now.AddDays(30)
        );
        var cas = Enumerable
            .Range(0, services)
            .Select(number => Ca(string.Create(CultureInfo.InvariantCulture, $"CN=CA {number}, O=Provider, C=BE")))
            .ToList();
        var bytes = ListSigner.Sign(
            new TrustedListDraft("BE", 6, TslNames.Generic, now, now.AddDays(90))
            {
                Services =
                [
                    .. cas.Select(ca => new DraftService(
                        ca.Subject,
                        ca,
                        [
                            new DraftState(TslNames.CaQc, TslNames.Granted, now.AddYears(-2)),
                            new DraftState(TslNames.CaPkc, TslNames.Recognised, now.AddYears(-6)),
                        ]
                    )),
                ],
            }.ToXml(),
            signer,
            now
        );
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var started = clock.GetTimestamp();
        Expect.That(TrustedListReader.TryRead(bytes, [signer], out var list, out _), "a list that verifies");
        var read = clock.GetElapsedTime(started);
        var anchors = new ListedCas(list!.Services, new Dictionary<string, IReadOnlyList<ListedService>>(StringComparer.Ordinal));
        var ready = clock.GetElapsedTime(started);
        output.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"list of {anchors.ServiceCount} services, {bytes.Length / 1e6:0.0} MB: verified and read in "
                    + $"{read.TotalSeconds:0.00} s, CAs ready after {ready.TotalSeconds:0.00} s, "
                    + $"{(GC.GetTotalMemory(forceFullCollection: true) - before) / 1e6:0} MB kept"
            )
        );
        cas.ForEach(ca => ca.Dispose());

        X509Certificate2 Ca(string name) =>
            new CertificateRequest(name, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(
                now.AddYears(-5),
                now.AddYears(5)
            );
    }

    private async Task MeasureAsync(TextWriter output, string what, TimeSpan duration, Func<Task> decide)
    {
        await decide(); // warm
        var (started, count) = (clock.GetTimestamp(), 0);
        while (clock.GetElapsedTime(started) < duration)
        {
            await decide();
            count++;
        }

        await output.WriteLineAsync(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{what, -36} {count / clock.GetElapsedTime(started).TotalSeconds, 12:0} per second"
            )
        );
    }
}
