using Ics2.Contract.Management;
using Ics2.Contract.Rehearsals;
using Ics2.Simulator;
using Ics2.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Ics2.Tests.Dashboard;

/// <summary>Rehearsals that are begun, led and looked at in a browser.</summary>
public sealed class RehearsalPageTests(PkiFixture pki)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_person_is_led_through_a_scenario_with_nothing_but_the_browser_and_a_client()
    {
        await using var browser = await Browser.OpenAsync(pki, "/watch/rehearsals");
        var page = browser.Page;
        await page.GetByLabel("Scenario", new() { Exact = true }).SelectOptionAsync("CON-04");
        await page.GetByLabel("Product, for the report").FillAsync("Grey Box");
        await page.GetByRole(AriaRole.Button, new() { Name = "Rehearse" }).ClickAsync();

        var guide = page.GetByRole(AriaRole.Region, new() { Name = "What to do now" });
        await using var trader = BrowsingTrader.FromZip(
            await SaveAsync(browser, guide, "Download its folder", "trader.zip"),
            browser.Beside("unpacked")
        );
        for (var number = 1; number <= 3; number++)
        {
            var document = await SaveAsync(browser, guide, "Download a document that fits", $"{number}.xml");
            var asked = await guide.GetByRole(AriaRole.Link, new() { Name = "a document that fits" }).GetAttributeAsync("href");
            await trader.PostAsync(trader.Filing(await File.ReadAllBytesAsync(document, Ct)));
            await Expect(guide.Locator($"a[href='{asked}']")).ToHaveCountAsync(0); // it was seen, and the next thing is asked
        }

        await Expect(guide).ToContainTextAsync("Pull as");
        await browser.ShootAsync("/watch/rehearsal", "light");
        for (var pulled = 0; await guide.IsVisibleAsync(); await Task.Delay(20, Ct))
        {
            // Each time it is asked for, and no more: whether a client knows the end is judged too.
            if (await page.Locator(".told li", new() { HasText = "to do: Pull as" }).CountAsync() > pulled)
            {
                await trader.PullAllAsync();
                pulled++;
            }
        }

        await Expect(page.Locator(".told")).ToContainTextAsync("✓ pass");
        (await page.Locator(".headline .badge").InnerTextAsync()).ShouldBe("passed", await page.Locator("main").InnerTextAsync());
        var report = await page.RunAndWaitForPopupAsync(() =>
            page.GetByRole(AriaRole.Link, new() { Name = "Report", Exact = true }).ClickAsync()
        );
        await Expect(report.GetByText("Grey Box").First).ToBeVisibleAsync();
        (await report.EvaluateAsync<string>("() => self.origin")).ShouldBe("null"); // what clients said there can ask nothing of customs

        await page.GetByRole(AriaRole.Link, new() { Name = "Rehearse" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Table, new() { Name = "Scenarios by rehearsal" })).ToContainTextAsync("✓ pass");
        await page.GetByRole(AriaRole.Link, new() { Name = "Live" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "pull, brings IE3R01" }).First).ToBeVisibleAsync(); // it was judged by this very customs
        browser.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_person_leaves_a_scenario_with_a_reason_and_the_next_goes_on_as_the_same_trader()
    {
        await using var browser = await Browser.OpenAsync(pki, "/watch/rehearsals");
        var page = browser.Page;
        await page.GetByLabel("Tags", new() { Exact = true }).FillAsync("@ping or @pull and @source-ICD-Annex-4");
        await page.GetByRole(AriaRole.Button, new() { Name = "Rehearse" }).ClickAsync();
        var guide = page.GetByRole(AriaRole.Region, new() { Name = "What to do now" });
        await Expect(guide).ToContainTextAsync("Test the connection");
        await guide.GetByLabel("Reason or note").FillAsync("our product has no ping");
        await guide.GetByRole(AriaRole.Button, new() { Name = "Leave this scenario" }).ClickAsync();

        await Expect(guide).ToContainTextAsync("Pull as");
        await Expect(guide.GetByText("Set up your client as")).ToHaveCountAsync(1); // once, and not in each scenario
        await page.GetByRole(AriaRole.Button, new() { Name = "Interrupt" }).ClickAsync();
        await Expect(page.Locator(".headline .badge")).ToHaveTextAsync("interrupted");
        await Expect(page.GetByText("The run was interrupted").First).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "CON-01" }).ClickAsync();
        await Expect(page.GetByText("Left out by the tester: our product has no ping").First).ToBeVisibleAsync();
        browser.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task Steps_and_checks_of_the_built_in_client_tick_live()
    {
        await using var browser = await Browser.OpenAsync(pki, "/watch/rehearsals");
        var page = browser.Page;
        await page.GetByLabel("Scenario", new() { Exact = true }).SelectOptionAsync("CON-01");
        await page.GetByLabel("the built-in client").CheckAsync();
        await page.GetByLabel("judged by this running simulator").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Rehearse" }).ClickAsync();

        await Expect(page.Locator(".told .step").First).ToContainTextAsync("a trader that pulls its messages");
        await Expect(page.Locator(".headline .badge")).ToHaveTextAsync("passed");
        await page.ReloadAsync();
        await Expect(page.Locator(".told .check").First).ToContainTextAsync("✓ pass"); // a deep link shows it all again
        browser.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_browser_starts_no_command_unless_serve_allows_it()
    {
        await using var browser = await Browser.OpenAsync(pki, "/watch/rehearsals");
        await Expect(browser.Page.GetByLabel("a command", new() { Exact = true })).ToBeDisabledAsync();
        await Expect(browser.Page.GetByText("unless 'ics2 serve --allow-exec' says so")).ToBeVisibleAsync();
        using var api = new ManagementClient(browser.Customs.AccessPoint.Management);

        var refused = await Should.ThrowAsync<ManagementRefusedException>(() =>
            api.StartRehearsalAsync(new RehearsalRequest { Client = "exec:touch owned", Scenarios = ["CON-01"] }, Ct)
        );

        refused.Reason.ShouldContain("--allow-exec");
    }

    private static async Task<string> SaveAsync(Browser browser, ILocator at, string link, string name)
    {
        var download = await browser.Page.RunAndWaitForDownloadAsync(() => at.GetByRole(AriaRole.Link, new() { Name = link }).ClickAsync());
        var file = browser.Beside(name);
        await download.SaveAsAsync(file);
        return file;
    }
}
