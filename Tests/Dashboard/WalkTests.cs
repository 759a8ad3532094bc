using System.Text;
using System.Text.RegularExpressions;
using Ics2.Tests.AccessPoint;
using Ics2.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Ics2.Tests.Dashboard;

/// <summary>
/// Part 12 is done when a vendor with only a browser and an AS4 client of their own goes from <c>ics2 serve</c> to an answered request for
/// information without a page of documentation: every value used here is read off a page.
/// </summary>
public sealed partial class WalkTests(PkiFixture pki)
{
    private const string Eori = "BE0777777777";

    [Fact]
    public async Task From_the_first_line_of_serve_to_an_answered_request_for_information()
    {
        await using var browser = await Chromium.OpenAsync();
        using var data = new PreparedData(pki);
        await using var serve = Ics2Process.Start("serve", "--data", data.Data, "--port", "0", "--management-port", "0");
        await serve.UntilErrorsAsync("Ctrl-C stops");
        var first = serve.Errors.Split('\n')[0];
        first.ShouldStartWith("watch http://127.0.0.1:");
        var (page, start) = (browser.Page, new Uri(first["watch ".Length..]));
        await browser.GoAsync(start);

        // 1. Enrol, and take the folder along.
        await page.GetByLabel("EORI").FillAsync(Eori);
        await page.GetByRole(AriaRole.Button, new() { Name = "Enrol", Exact = true }).ClickAsync();
        var download = await page.RunAndWaitForDownloadAsync(() =>
            page.GetByRole(AriaRole.Link, new() { Name = "Download its folder" }).ClickAsync()
        );
        await download.SaveAsAsync(data.Beside("trader.zip"));
        await using var client = BrowsingTrader.FromZip(data.Beside("trader.zip"), data.Beside("trader"));

        // 2. Tell the product what the table says.
        var table = page.Locator("table.pmode");
        await Expect(table).ToContainTextAsync($"EORI/{Eori}");
        var pmode = (await table.Locator("tbody tr").AllAsync()).Select(async row =>
            (
                Name: await row.Locator("th").InnerTextAsync(),
                Value: await row.GetByRole(AriaRole.Button).GetAttributeAsync("data-copy") ?? ""
            )
        );
        var values = (await Task.WhenAll(pmode)).ToDictionary(one => one.Name, one => one.Value, StringComparer.Ordinal);

        // 3. An LRN with which customs asks, from the playbook.
        await page.GetByRole(AriaRole.Link, new() { Name = "Trouble" }).ClickAsync();
        var lrn = await page.GetByRole(AriaRole.Button, new() { Name = "Copy an LRN for RFI", Exact = true })
            .GetAttributeAsync("data-copy");
        await page.GetByRole(AriaRole.Link, new() { Name = "Live" }).ClickAsync();

        // 4. File; see it come in, and customs ask.
        var document = AccessPointHostTests.Sample(lrn!).Replace("BE0123456789", Eori, StringComparison.Ordinal);
        (await client.PostAsync(values["URL"], client.Message(Encoding.UTF8.GetBytes(document), values))).ShouldBe(200);
        await page.GetByRole(AriaRole.Link, new() { Name = $"F10 {lrn}" }).ClickAsync();
        var requests = page.GetByRole(AriaRole.Table, new() { Name = "Requests of customs" });
        await Expect(requests).ToContainTextAsync("open");

        // 5. Pull the question, answer it.
        await client.AnswerAsync(await client.ReceiveAsync("IE3Q02"));
        await Expect(requests).ToContainTextAsync(AnsweredOrAssessed()); // which follows at once
        browser.Complaints.ShouldBeEmpty();
    }

    [GeneratedRegex("answered|closed", RegexOptions.None, 60_000)]
    private static partial Regex AnsweredOrAssessed();
}
