using Microsoft.Playwright;

namespace Ics2.Tests.Dashboard;

/// <summary>Debian's Chromium with one page.</summary>
internal sealed class Chromium : IAsyncDisposable
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "chrome"];

    private const int Patience = 30_000; // milliseconds

    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;

    private Chromium(IPlaywright playwright, IBrowser browser, IPage page)
    {
        (_playwright, _browser, Page) = (playwright, browser, page);
        page.SetDefaultTimeout(Patience);
        Assertions.SetDefaultExpectTimeout(Patience); // its own five seconds are short on a machine with other work
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                Complaints.Add(message.Text);
            }
        };
        page.PageError += (_, error) => Complaints.Add(error);
    }

    public IPage Page { get; }

    /// <summary>What the browser itself complained of: scripts that fail, what its policy forbids.</summary>
    public List<string> Complaints { get; } = [];

    /// <summary>Starts it; skips the test, visibly, where there is none.</summary>
    public static async Task<Chromium> OpenAsync()
    {
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator)
            .SelectMany(folder => Names.Select(name => Path.Combine(folder, name)))
            .FirstOrDefault(File.Exists);
        Assert.SkipWhen(path is null, "there is no Chromium on the PATH; ci/chromium.sh installs Debian's");
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(
            new BrowserTypeLaunchOptions { ExecutablePath = path, Args = ["--no-sandbox", "--disable-gpu"] }
        );
        return new Chromium(
            playwright,
            browser,
            await browser.NewPageAsync(
                new BrowserNewPageOptions
                {
                    ViewportSize = new ViewportSize { Width = 1280, Height = 900 },
                }
            )
        );
    }

    /// <summary>Opens a page, and waits until it lives.</summary>
    public async Task GoAsync(Uri address)
    {
        await Page.GotoAsync(address.ToString());
        await Page.WaitForFunctionAsync("() => document.querySelector('main[data-live]') && document.title.length > 0");
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }
}
