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
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "chrome"];

    private const string Token = "token-of-a-browser-test";

    private const int Patience = 30_000; // milliseconds

    private readonly PreparedData _data;
    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;
    private BrowsingTrader? _trader;

    private Browser(PreparedData data, Ics2Simulator customs, IPlaywright playwright, IBrowser browser, IPage page) =>
        (_data, Customs, _playwright, _browser, Page) = (data, customs, playwright, browser, page);

    public Ics2Simulator Customs { get; private set; }

    public IPage Page { get; }

    /// <summary>What the browser itself complained of: scripts that fail, what its policy forbids.</summary>
    public List<string> Complaints { get; } = [];

    /// <summary>Opens a page; skips the test, visibly, where there is no Chromium.</summary>
    public static async Task<Browser> OpenAsync(PkiFixture pki, string path = "/", BrowserNewPageOptions? options = null)
    {
        var chromium = (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator)
            .SelectMany(folder => Names.Select(name => Path.Combine(folder, name)))
            .FirstOrDefault(File.Exists);
        Assert.SkipWhen(chromium is null, "there is no Chromium on the PATH; ci/chromium.sh installs Debian's");
        var data = new PreparedData(pki);
        var customs = await StartAsync(data, 0, 0);
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(
            new BrowserTypeLaunchOptions { ExecutablePath = chromium, Args = ["--no-sandbox", "--disable-gpu"] }
        );
        var page = await browser.NewPageAsync(
            options
                ?? new BrowserNewPageOptions
                {
                    ViewportSize = new ViewportSize { Width = 1280, Height = 900 },
                }
        );
        page.SetDefaultTimeout(Patience);
        Assertions.SetDefaultExpectTimeout(Patience); // its own five seconds are short on a machine with other work
        var opened = new Browser(data, customs, playwright, browser, page);
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                opened.Complaints.Add(message.Text);
            }
        };
        page.PageError += (_, error) => opened.Complaints.Add(error);
        await opened.GoAsync(path);
        return opened;
    }

    /// <summary>Opens another page, and waits until it lives.</summary>
    public async Task GoAsync(string path)
    {
        await Page.GotoAsync(new Uri(Customs.AccessPoint.Management, path).ToString());
        await Page.WaitForFunctionAsync("() => document.querySelector('main[data-live]') && document.title.length > 0");
    }

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

        await _browser.DisposeAsync();
        _playwright.Dispose();
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
