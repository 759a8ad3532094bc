using Ics2.Contract.Traders;
using Ics2.Tests.Support;
using Ics2.Trader;
using Ics2.Trader.Settings;

namespace Ics2.Tests.EndToEnd;

/// <summary>Item 5: the key of the seal used for TLS, or the reverse, is reported on the console and by the management API.</summary>
public sealed class KeyReuseTests(SharedCustoms customs)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_key_for_seal_and_TLS_is_reported_once_however_often_it_comes()
    {
        await PingAsync("FI7700000001", "same-key");
        await PingAsync("FI7700000002", "qualified");

        var reports = (await customs.GetAsync("tls-refusals"))
            .GetProperty("keyReuse")
            .EnumerateArray()
            .Where(report => report.GetProperty("tlsSubject").GetString()!.Contains("FI770000000", StringComparison.OrdinalIgnoreCase))
            .ToList();
        var report = reports.ShouldHaveSingleItem();
        report.GetProperty("tlsSubject").GetString()!.ShouldContain("O=FI7700000001");
        report.GetProperty("sealSubject").GetString()!.ShouldContain("Trader FI7700000001 Seal");
        report.GetProperty("text").GetString()!.ShouldContain("key of the TLS connection");
        customs
            .Logs.Lines.Count(line =>
                line.Contains("Key reuse", StringComparison.Ordinal) && line.Contains("FI7700000001", StringComparison.Ordinal)
            )
            .ShouldBe(1);
    }

    private async Task PingAsync(string eori, string flavour)
    {
        using var temporary = new TempFolder();
        var directory = Path.Combine(temporary.Path, "trader");
        var simulator = await customs.StartedAsync();
        (await simulator.Enrolment.EnrolAsync(new EnrolmentRequest(eori, Flavour: flavour), Ct)).WriteTo(directory);
        using var folder = TraderFolder.Open(directory);
        await using var client = new TraderClient(folder);
        (await client.PingAsync(Ct)).Accepted.ShouldBeTrue();
        (await client.PingAsync(Ct)).Accepted.ShouldBeTrue();
    }
}
