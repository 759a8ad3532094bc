using Ics2.Ens.Messages;
using Ics2.Tests.Support;

namespace Ics2.Tests.AccessPoint;

/// <summary>Facts of the field over the wire: places of Northern Ireland, and the switches of customs for what is not of high trust.</summary>
public sealed class FieldSwitchTests(PkiFixture pki) : IDisposable
{
    private readonly TempFolder _folder = new();

    [Fact]
    public async Task F_3_a_filing_into_Belfast_is_registered()
    {
        await using var host = await RunningHost.StartAsync(pki, _folder.Path);

        (await AnswerAsync(host, "IE3F50", Case("f50ni-GB.xml"))).Id.ShouldBe("IE3R01");
    }

    [Theory]
    [InlineData(false, "IE3N99")]
    [InlineData(true, "IE3R01")]
    public async Task F_4_a_filing_into_Switzerland_is_registered_where_it_is_switched_on(bool isSwitchedOn, string answer)
    {
        await using var host = await RunningHost.StartAsync(
            pki,
            _folder.Path,
            options => options with { Customs = options.Customs with { EntryCountries = isSwitchedOn ? ["CH", "NO"] : [] } }
        );

        (await AnswerAsync(host, "IE3F20", Case("f20ch.xml"))).Id.ShouldBe(answer);
    }

    [Theory]
    [InlineData(false, "IE3R01")]
    [InlineData(true, "IE3N99")]
    public async Task F_7_doubtful_forms_are_refused_in_strict_mode_only(bool isStrict, string answer)
    {
        await using var host = await RunningHost.StartAsync(
            pki,
            _folder.Path,
            options => options with { Customs = options.Customs with { StrictForms = isStrict } }
        );

        var document = await AnswerAsync(
            host,
            "IE3F50",
            Case("f50ni-XI.xml").Replace("XI123456789000", "FI12345678", StringComparison.Ordinal)
        );

        document.Id.ShouldBe(answer, "an EORI of Finland has a hyphen");
    }

    public void Dispose() => _folder.Dispose();

    private static string Case(string file) => File.ReadAllText(Repository.PathOf("fixtures", "filings", "field", file));

    private async Task<EnsMessage> AnswerAsync(RunningHost host, string action, string filing)
    {
        (await host.PostAsync(pki.Trader, pki.Trader.Lodge(pki.Trader.Header(action), filing))).Status.ShouldBe(200);
        return AccessPointHostTests.Open(await host.PullAsync(pki.Trader)).Document;
    }
}
