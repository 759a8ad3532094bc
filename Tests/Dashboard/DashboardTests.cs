using System.Text;
using System.Text.RegularExpressions;
using Deque.AxeCore.Playwright;
using Ics2.As4;
using Ics2.Tests.AccessPoint;
using Ics2.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Ics2.Tests.Dashboard;

/// <summary>The pages in a real browser: what a vendor sees and can do with nothing else.</summary>
public sealed partial class DashboardTests(PkiFixture pki)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whoever_has_nothing_enrols_in_the_browser_and_sees_the_first_message_as_it_comes()
    {
        await using var browser = await Browser.OpenAsync(pki);
        var page = browser.Page;
        await Expect(page.GetByText("Waiting for your first message")).ToBeVisibleAsync();
        await page.GetByLabel("EORI").FillAsync("BE0555555555");
        await page.GetByRole(AriaRole.Button, new() { Name = "Enrol", Exact = true }).ClickAsync();
        await Expect(page.GetByText("BE0555555555 is enrolled.")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Row, new() { NameRegex = PullChannel() })).ToContainTextAsync("EORI/BE0555555555");
        var download = await page.RunAndWaitForDownloadAsync(() =>
            page.GetByRole(AriaRole.Link, new() { Name = "Download its folder" }).ClickAsync()
        );
        download.SuggestedFilename.ShouldBe("trader-BE0555555555.zip");
        var file = browser.Beside("trader.zip");
        await download.SaveAsAsync(file);
        await using var trader = BrowsingTrader.FromZip(file, browser.Beside("unpacked"));

        var sent = TimeProvider.System.GetTimestamp();
        await trader.PostAsync(trader.Filing(Document("L-1", "BE0555555555")));
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "IE3F10" })).ToBeVisibleAsync();
        await Expect(page.GetByText("F10 L-1")).ToBeVisibleAsync();
        TestContext.Current.SendDiagnosticMessage($"seen after {TimeProvider.System.GetElapsedTime(sent).TotalMilliseconds:0} ms");
        browser.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_broken_seal_shows_which_digest_was_stated_which_was_computed_and_how_to_mend_it()
    {
        await using var browser = await Browser.OpenAsync(pki);
        var (page, trader) = (browser.Page, await browser.EnrolAsync());
        var filing = trader.Filing(Document("L-1"));
        var body = filing.Wire.Body.ToArray();
        body[^200] ^= 1; // in the compressed document
        await trader.PostAsync(filing.Wire with { Body = body });

        var row = page.Locator(".row.bad");
        await Expect(row).ToContainTextAsync("EBMS:0101");
        await Expect(row).ToContainTextAsync("Mend:");
        await row.GetByRole(AriaRole.Link).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Seal", Exact = true }).ClickAsync();
        var differs = page.Locator(".notice.bad", new() { HasText = "digest differs" });
        await Expect(differs).ToContainTextAsync("stated");
        var digests = await differs.Locator(".digests span").AllInnerTextsAsync();
        digests.Distinct(StringComparer.Ordinal).Count().ShouldBe(2);
        digests.ShouldAllBe(digest => Convert.FromBase64String(digest).Length == 32);
        browser.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task Customs_asks_at_a_click_and_the_answer_of_the_trader_comes_in()
    {
        await using var browser = await Browser.OpenAsync(pki);
        var (page, trader) = (browser.Page, await browser.EnrolAsync());
        await trader.PostAsync(trader.Filing(Document("L-1")));
        await page.GetByRole(AriaRole.Link, new() { Name = "F10 L-1" }).ClickAsync();
        await page.GetByLabel("What you ask").FillAsync("What is in the box?");
        await page.GetByRole(AriaRole.Button, new() { Name = "Ask for information" }).ClickAsync();
        await Expect(page.GetByText("Done: Ask for information.")).ToBeVisibleAsync();
        var table = page.GetByRole(AriaRole.Table, new() { Name = "Requests of customs" });
        await Expect(table).ToContainTextAsync("open");
        var asked = await trader.ReceiveAsync("IE3Q02");
        asked.ShouldContain("What is in the box?");

        await trader.AnswerAsync(asked);
        await Expect(table).ToContainTextAsync("answered");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Present the goods" })).ToBeDisabledAsync();
        browser.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_clock_goes_two_hundred_days_forward_and_the_filing_is_invalidated()
    {
        await using var browser = await Browser.OpenAsync(pki);
        var (page, trader) = (browser.Page, await browser.EnrolAsync());
        await trader.PostAsync(trader.Filing(Document("L-1")));
        await page.GetByRole(AriaRole.Link, new() { Name = "F10 L-1" }).ClickAsync();
        await Expect(page.Locator(".states .lit").First).ToHaveTextAsync("accepted");

        await page.GetByRole(AriaRole.Button, new() { Name = "+200 d" }).ClickAsync();
        await Expect(page.Locator(".states .lit").First).ToHaveTextAsync("invalidated");
        browser.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task Chaos_is_switched_on_and_off_and_tells_what_it_did()
    {
        await using var browser = await Browser.OpenAsync(pki, "/watch/trouble");
        var (page, trader) = (browser.Page, await browser.EnrolAsync());
        var button = page.GetByRole(AriaRole.Button, new() { Name = "outage" });
        await button.ClickAsync();
        await Expect(button).ToHaveAttributeAsync("aria-pressed", "true");
        (await trader.PostAsync(trader.Filing(Document("L-1")))).ShouldBe(503);
        await button.ClickAsync();
        await Expect(button).ToHaveAttributeAsync("aria-pressed", "false");
        (await trader.PostAsync(trader.Filing(Document("L-2")))).ShouldBe(200);

        await page.ReloadAsync();
        await Expect(page.GetByRole(AriaRole.Table, new() { Name = "What it did last" })).ToContainTextAsync("HTTP 503");
        browser.Complaints.Where(one => !one.Contains("503", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Findings_stand_at_their_lines_and_hostile_values_are_text()
    {
        await using var browser = await Browser.OpenAsync(pki);
        var (page, trader) = (browser.Page, await browser.EnrolAsync());
        const string hostile = "<img src=x onerror=document.title='owned'>\u202e";
        var document = AccessPointHostTests
            .Sample("L-1")
            .Replace("<LRN>L-1</LRN>", $"<LRN>{System.Security.SecurityElement.Escape(hostile)}</LRN>", StringComparison.Ordinal);
        await trader.PostAsync(trader.Filing(Encoding.UTF8.GetBytes(document)));
        await page.GetByRole(AriaRole.Link, new() { Name = "IE3F10" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Document", Exact = true }).ClickAsync();

        await Expect(page.Locator(".code .hit")).ToContainTextAsync("onerror");
        await Expect(page.Locator(".code .margin").First).ToContainTextAsync("code");
        await browser.GoAsync("/");
        await trader.ReceiveAsync("IE3N99");
        await Expect(page.Locator(".says")).ToContainTextAsync("/IE3F10/LRN"); // what customs refuses is read without opening it
        (await page.Locator("img").CountAsync()).ShouldBe(0);
        (await page.TitleAsync()).ShouldNotContain("owned");
        browser.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_reload_a_deep_link_and_a_restart_of_the_simulator_lose_nothing()
    {
        await using var browser = await Browser.OpenAsync(pki);
        var (page, trader) = (browser.Page, await browser.EnrolAsync());
        await trader.PostAsync(trader.Filing(Document("L-1")));
        await page.GetByRole(AriaRole.Link, new() { Name = "F10 L-1" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "F10 L-1" })).ToBeVisibleAsync();
        var deep = page.Url;
        await page.ReloadAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "F10 L-1" })).ToBeVisibleAsync();
        deep.ShouldContain("/watch/filing/");

        await browser.GoAsync("/");
        await browser.RestartAsync();
        await Expect(page.GetByText("F10 L-1")).ToBeVisibleAsync(new() { Timeout = 30_000 });
        await trader.PostAsync(trader.Filing(Document("L-2")));
        await Expect(page.GetByText("F10 L-2")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Everything_is_reached_by_keyboard()
    {
        await using var browser = await Browser.OpenAsync(pki);
        var (page, trader) = (browser.Page, await browser.EnrolAsync());
        await trader.PostAsync(trader.Filing(Document("L-1")));
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "IE3F10" })).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("/");
        await page.Keyboard.TypeAsync("nothing like that");
        await Expect(page.GetByText("Nothing fits this filter.")).ToBeVisibleAsync();
        await page.Locator("#search").FillAsync("");
        await page.Keyboard.PressAsync("Escape");
        await page.Keyboard.PressAsync("j");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync(ExchangeUrl());
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/watch/filings")]
    [InlineData("/watch/traders")]
    [InlineData("/watch/trouble")]
    [InlineData("/watch/rehearsals")]
    [InlineData("filing")]
    [InlineData("/watch/exchange/1")]
    [InlineData("/watch/exchange/1?tab=document")]
    [InlineData("/watch/exchange/1?tab=seal")]
    [InlineData("/watch/exchange/1?tab=wire")]
    public async Task A_page_is_accessible_in_light_and_dark_and_fits_a_phone(string path)
    {
        await using var browser = await Browser.OpenAsync(pki);
        var (page, trader) = (browser.Page, await browser.EnrolAsync());
        await trader.PostAsync(trader.Filing(Document("L-1")));
        await trader.PostAsync(new WireMessage("multipart/related", "broken"u8.ToArray()));
        await Expect(page.GetByText("F10 L-1")).ToBeVisibleAsync();
        await browser.GoAsync(path == "filing" ? await browser.FilingAsync("L-1") : path);
        foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            await page.EmulateMediaAsync(new() { ColorScheme = scheme });
            var found = await page.RunAxe();
            found
                .Violations.Select(one => $"{scheme} {one.Id}: {one.Help} {string.Join(" | ", one.Nodes.Select(node => node.Html))}")
                .ShouldBeEmpty();
            await browser.ShootAsync(path, scheme.ToString().ToLowerInvariant());
        }

        await page.SetViewportSizeAsync(390, 844);
        (await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(390);
        await browser.ShootAsync(path, "phone");
    }

    private static byte[] Document(string lrn, string declarant = "BE0123456789") =>
        Encoding.UTF8.GetBytes(AccessPointHostTests.Sample(lrn).Replace("BE0123456789", declarant, StringComparison.Ordinal));

    [GeneratedRegex("^pull channel", RegexOptions.None, 60_000)]
    private static partial Regex PullChannel();

    [GeneratedRegex("/watch/(?:exchange|filing)/", RegexOptions.None, 60_000)]
    private static partial Regex ExchangeUrl();
}
