using Ics2.AccessPoint.Settings;
using Ics2.Cli.Options;
using Ics2.Cli.Rehearsing;
using Ics2.Contract.Traders;
using Ics2.Simulator;
using Ics2.Tests.Support;
using Ics2.Trader;
using Microsoft.Playwright;

namespace Ics2.Tests.Dashboard;

/// <summary>A simulator with its pages, a browser that looks at them, and a trader.</summary>
internal sealed class Browser : IAsyncDisposable
{
    private const string Token = "token-of-a-browser-test";

    private readonly PreparedData _data;
    private readonly Chromium _chromium;
    private BrowsingTrader? _trader;

    private Browser(PreparedData data, Ics2Simulator customs, Chromium chromium) => (_data, Customs, _chromium) = (data, customs, chromium);

    public Ics2Simulator Customs { get; private set; }

    public IPage Page => _chromium.Page;

    /// <summary>What the browser itself complained of: scripts that fail, what its policy forbids.</summary>
    public List<string> Complaints => _chromium.Complaints;

    /// <summary>Opens a page; skips the test, visibly, where there is no Chromium.</summary>
    public static async Task<Browser> OpenAsync(PkiFixture pki, string path = "/")
    {
        var chromium = await Chromium.OpenAsync();
        var data = new PreparedData(pki);
        var opened = new Browser(data, await StartAsync(data, 0, 0), chromium);
        await opened.GoAsync(path);
        return opened;
    }

    /// <summary>Opens another page, and waits until it lives.</summary>
    public Task GoAsync(string path) => _chromium.GoAsync(new Uri(Customs.AccessPoint.Management, path));

    /// <summary>A path of this test.</summary>
    public string Beside(string name) => _data.Beside(name);

    public async Task<BrowsingTrader> EnrolAsync(string eori = "BE0123456789")
    {
        var folder = _data.Beside("trader");
        (await Customs.Enrolment.EnrolAsync(new EnrolmentRequest(eori), TestContext.Current.CancellationToken)).WriteTo(folder);
        return _trader = new BrowsingTrader(folder);
    }

    /// <summary>The page of a filing, once it has an MRN.</summary>
    public async Task<string> FilingAsync(string lrn)
    {
        while (true)
        {
            if (await Customs.Officer.FindMrnAsync(lrn, TestContext.Current.CancellationToken) is { } mrn)
            {
                return "/watch/filing/" + mrn;
            }

            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Keeps a picture of the page where somebody asks for it by ICS2_SCREENSHOTS.</summary>
    public async Task ShootAsync(string page, string how)
    {
        if (Environment.GetEnvironmentVariable("ICS2_SCREENSHOTS") is { Length: > 0 } folder)
        {
            var path = page.Replace("watch/", "", StringComparison.Ordinal).Trim('/');
            var name = string.Concat(path.Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '-'));
            await Page.ScreenshotAsync(
                new()
                {
                    Path = Path.Combine(folder, $"{(name.Length == 0 ? "live" : name)}-{how}.jpg"),
                    Type = ScreenshotType.Jpeg,
                    Quality = 75,
                }
            );
        }
    }

    /// <summary>The simulator is stopped and started anew on its ports.</summary>
    public async Task RestartAsync()
    {
        var (as4, management) = (Customs.AccessPoint.As4.Port, Customs.AccessPoint.Management.Port);
        await Customs.DisposeAsync();
        Customs = await StartAsync(_data, as4, management);
    }

    public async ValueTask DisposeAsync()
    {
        if (_trader is not null)
        {
            await _trader.DisposeAsync();
        }

        await _chromium.DisposeAsync();
        await Customs.DisposeAsync();
        _data.Dispose();
    }

    private static Task<Ics2Simulator> StartAsync(PreparedData data, int as4, int management)
    {
        var options = new SimulatorOptions(data.Data)
        {
            CustomsClock = new ManualClock(TimeProvider.System.GetUtcNow()),
            As4Port = as4,
            ManagementPort = management,
            ManagementToken = Token,
            WebExtensions = [Pages.Beside(Token)],
        };
        return Ics2Simulator.StartAsync(BrowserRehearsals.Beside(options, allowExec: false));
    }
}
