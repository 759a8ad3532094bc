using System.Text;
using Ics2.Tests.AccessPoint;
using Ics2.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Ics2.Tests.Dashboard;

/// <summary>Traders and the playbook, as one changes them in a browser.</summary>
public sealed class TradersPageTests(PkiFixture pki)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_registration_that_is_suspended_at_a_click_is_refused_until_it_is_active_again()
    {
        await using var browser = await Browser.OpenAsync(pki);
        var (page, trader) = (browser.Page, await browser.EnrolAsync());
        await browser.GoAsync("/watch/traders");
        var panel = page.GetByRole(AriaRole.Region, new() { Name = "BE0123456789", Exact = true });
        await Expect(panel).ToContainTextAsync("d left");
        await Expect(panel).ToContainTextAsync("qualified");

        await panel.GetByRole(AriaRole.Button, new() { Name = "Suspend" }).ClickAsync();
        await Expect(panel).ToContainTextAsync("suspended");
        await trader.PostAsync(trader.Filing(Document("L-1")));
        (await LastAnswerAsync(browser)).ShouldBe("EBMS:0004");

        await panel.GetByRole(AriaRole.Button, new() { Name = "Make active" }).ClickAsync();
        await Expect(panel).ToContainTextAsync("active");
        await trader.PostAsync(trader.Filing(Document("L-2")));
        (await LastAnswerAsync(browser)).ShouldBeNull();

        await panel.GetByRole(AriaRole.Button, new() { Name = "Roll over" }).ClickAsync();
        await Expect(panel.GetByRole(AriaRole.Link, new() { Name = "Download its folder" })).ToBeVisibleAsync();
        await Expect(panel.GetByRole(AriaRole.Button, new() { Name = "Suspend" })).ToHaveCountAsync(2);
        browser.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_certificates_of_go_live_are_checked_in_the_browser()
    {
        await using var browser = await Browser.OpenAsync(pki);
        var page = browser.Page;
        await browser.EnrolAsync();
        await browser.GoAsync("/watch/traders");
        var folder = browser.Beside("trader");
        using var settings = System.Text.Json.JsonDocument.Parse(await File.ReadAllBytesAsync(Path.Combine(folder, "trader.json"), Ct));
        await page.GetByLabel("EORI or party id").FillAsync("BE0123456789");
        await page.GetByLabel("Seal certificate").SetInputFilesAsync(Path.Combine(folder, "seal.p12"));
        await page.GetByLabel("TLS certificate").SetInputFilesAsync(Path.Combine(folder, "tls.p12"));
        await page.GetByLabel("Password, of PKCS#12")
            .FillAsync(settings.RootElement.GetProperty("seal").GetProperty("password").GetString()!);
        await page.GetByRole(AriaRole.Button, new() { Name = "Check" }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Table, new() { Name = "Requirements" })).ToContainTextAsync("seal-chain-complete");
        browser.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_playbook_that_makes_no_sense_is_refused_at_its_lines_and_the_one_in_force_stays()
    {
        await using var browser = await Browser.OpenAsync(pki, "/watch/trouble");
        var page = browser.Page;
        await page.GetByText("Edit", new() { Exact = true }).ClickAsync();
        var editor = page.GetByLabel("The playbook, YAML");
        await editor.FillAsync("rules:\n  - name: MINE\n    when: { lrn: X* }\n    then: [dance]\n");
        var put = page.Locator("details", new() { Has = editor }).GetByRole(AriaRole.Button, new() { Name = "Put in force" });
        await put.ClickAsync();
        await Expect(page.Locator(".code .hit")).ToHaveTextAsync("then: [dance]");
        await Expect(page.Locator(".code .margin")).ToContainTextAsync("found 'dance'");

        await editor.FillAsync("rules:\n  - name: MINE\n    when: { lrn: X* }\n    then: [accept]\n");
        await put.ClickAsync();
        await Expect(page.GetByRole(AriaRole.Rowheader, new() { Name = "MINE" })).ToBeVisibleAsync();
        await Expect(page.Locator(".code")).ToHaveCountAsync(0);
        browser.Complaints.ShouldBeEmpty();
    }

    private static byte[] Document(string lrn) => Encoding.UTF8.GetBytes(AccessPointHostTests.Sample(lrn));

    private static async Task<string?> LastAnswerAsync(Browser browser) =>
        (await browser.Customs.Officer.Api.ExchangesAsync(limit: 1, cancellationToken: Ct))[0].Answer.Code;
}
